import type { Resource } from '../../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../../model/tri';
import { stagesOf } from '../../firewall/stages';
import { classicBalancerType } from '../../network/entries';
import { balancerType } from '../../network/routing';
import { perResource } from '../../per-environment';
import { numberAt, test } from '../../reading';
import { coloursOf, isRegisteredWith, serversOf, targetGroupsOf } from './target-groups';

/** A part of an entry that has metrics of its own: a service behind a load balancer, a stage of an API. */
export interface Part {
  /**
   * Under whose names its metrics are published. Where there are several, they are the target groups between which
   * deployments move a service: one of them has its servers, and nobody knows which. None where they are not known.
   */
  readonly places: readonly Resource[];
  /** Servers whose health is reported; none for what has no servers of its own. */
  readonly servers: number;
  readonly certain: Tri;
  /** What else it may be, where that is not known. */
  readonly otherwise?: readonly Otherwise[];
}

/** Places and servers that a part may have instead, and why it may. */
export interface Otherwise extends Pick<Part, 'places' | 'servers'> {
  readonly why: string;
}

/** Servers that a part is taken to have where the templates do not say more. */
const SERVERS = 3;

/** What an entry has behind it that the templates do not show. */
export const hiddenPart: Part = { places: [], servers: 0, certain: true };

/** The parts of an entry, at least one. */
export const partsOf = perResource((entry): readonly Part[] => {
  if (entry.type === balancerType) return servicesBehind(entry);
  if (entry.type === classicBalancerType) return [{ places: [entry], servers: SERVERS, certain: true }];
  const stages = stagesOfApi(entry);
  return stages.length > 0 ? stages : [hiddenPart];
});

function stagesOfApi(api: Resource): readonly Part[] {
  const ofHttp = api.stack.environment.links('AWS::ApiGatewayV2::Stage', 'ApiId').to(api);
  return [
    ...stagesOf(api).map(({ maker, certain }) => ({ places: [maker], servers: 0, certain })),
    ...ofHttp.map(({ from, certain }) => ({ places: [from], servers: 0, certain })),
  ];
}

function servicesBehind(balancer: Resource): readonly Part[] {
  const { groups, open } = targetGroupsOf(balancer);
  const parts: Part[] = [];
  const seen = new Set<Resource>();
  for (const [group, certain] of groups) {
    if (seen.has(group)) continue;
    const colours = coloursOf(group);
    const places = [...colours.keys()];
    for (const place of places) seen.add(place);
    parts.push({ ...behindGroup(group, colours), certain });
  }
  const real = withTargets(parts);
  if (open !== undefined) return [...real, { ...hiddenPart, certain: new Undecided(open) }];
  return real.length > 0 ? real : [hiddenPart];
}

function behindGroup(group: Resource, colours: ReadonlyMap<Resource, Tri>): Omit<Part, 'certain'> {
  const places = [...colours.keys()];
  const sure = places.filter((place) => colours.get(place) === true);
  const doubtful = [...colours.values()].find(isUndecided);
  const has = hasServers(group);
  const servers = has === false ? 0 : serversBehind(places);
  const otherwise = [
    ...(isUndecided(has) ? [{ places, servers: 0, why: has.why }] : []),
    ...(doubtful ? [{ places: sure, servers, why: doubtful.why }] : []),
  ];
  return { places, servers, otherwise };
}

/** Where some have targets in the templates, those that have none there are placeholders. */
function withTargets(parts: readonly Part[]): readonly Part[] {
  const registered = parts.map(({ places }) => or(places.map(isRegisteredWith)));
  const noneHas = not(or(registered));
  return parts.flatMap((part, i) => {
    const certain = and([part.certain, or([registered[i]!, noneHas])]);
    return certain === false ? [] : [{ ...part, certain }];
  });
}

/** Functions have no health to report, and another load balancer has servers of its own. */
function hasServers(group: Resource): Tri {
  return test(group.read('TargetType'), 'instance', (type) => type !== 'lambda' && type !== 'alb');
}

function serversBehind(places: readonly Resource[]): number {
  const counts = places.flatMap(serversOf).map(({ from: server }) => {
    const path = server.type === 'AWS::ECS::Service' ? 'DesiredCount' : 'MinSize';
    return numberAt(server, path, SERVERS) ?? SERVERS;
  });
  return Math.max(SERVERS, ...counts);
}
