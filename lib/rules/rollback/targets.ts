import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import type { Kind } from '../alarms/entries/kinds';
import { partsOf, type Part } from '../alarms/entries/parts';
import { readingsOf } from '../alarms/entries/subjects';
import { coloursOf } from '../alarms/entries/target-groups';
import { calm, gone, sumOf, type Traffic } from '../alarms/entries/traffic';
import { viewOf, type State, type Subject } from '../alarms/entries/views';
import type { Emission } from '../alarms/evaluation/samples';
import type { View } from '../alarms/situation';
import { entriesOf, isFunction } from '../compute/functions';
import { registrations } from '../network/registrations';
import { routesTo } from '../network/routing';
import { perResource } from '../per-environment';
import { functionKinds } from './function-kinds';

/** What happens to requests while a deployment is under way. */
export interface Course {
  /** Requests a minute, those included that the version before still gets. */
  readonly requests: number;
  /** The part of them that the new version gets. */
  readonly share: number;
  /** What the new version makes of those that it gets. */
  readonly treats: (usual: Traffic) => Traffic;
}

/** A place where a service gets its requests: a target group, or a function itself. */
export interface Target {
  readonly place: Resource;
  readonly certain: Tri;
  /** What alarms read the metrics of that tell of these requests. */
  readonly watched: readonly Resource[];
  /** What these metrics show. */
  readonly world: (course: Course) => View;
  /** The namespace of a load balancer that does not know whether requests fail. */
  readonly mute?: string;
  /** True where one failed request of one must not count: what tells rates by itself cannot know how few there were. */
  readonly sparesOne?: boolean;
}

/** The places where a service gets its requests, as far as AWS publishes metrics about them. */
export const targetsOf = perResource((service): readonly Target[] => {
  if (isFunction(service)) return [functionTarget(service)];
  return registrations(service).flatMap(({ targetGroup, certain }) => groupTargets(targetGroup, certain));
});

/** A target group behind each of its load balancers; an idle one is reached as the one it takes turns with. */
function groupTargets(group: Resource, certain: Tri): readonly Target[] {
  const colours = [...coloursOf(group).keys()];
  const balancers = new Map<Resource, Tri>();
  for (const { balancer, certain: leads } of colours.flatMap((colour) => routesTo(colour).routes)) {
    balancers.set(balancer, or([balancers.get(balancer) ?? false, leads]));
  }
  const [newer, older] = [partAt(group), partAt(...colours.filter((colour) => colour !== group))];
  // Services beside it may share the load balancer: what happens there is not what is asked for.
  const others: View = (_, about) => {
    const other = about.get('TargetGroup');
    return other && !colours.includes(other) && balancers.has(about.get('LoadBalancer')!)
      ? silence
      : undefined;
  };
  return [...balancers].flatMap(([balancer, leads]) =>
    kindsOf(balancer).map((kind) => {
      const requests = during({ entry: balancer, kind, parts: [newer, older] }, (course) => [
        [newer, newVersion(course)],
        [older, oldVersion(course)],
      ]);
      return {
        place: group,
        certain: and([certain, leads, kind.doubt === undefined || new Undecided(kind.doubt)]),
        watched: [balancer, ...colours],
        world: (course) => inTurn([requests(course), others]),
        sparesOne: kind.refuses,
        ...(kind.saysNothing ? { mute: kind.namespace } : {}),
      };
    }),
  );
}

/** A function, by its own metrics and those of the APIs in front of it; only its versions are told apart. */
function functionTarget(fn: Resource): Target {
  const fronts = entriesOf(fn).map(({ entry }) => entry);
  const { whole, alias, version } = functionKinds;
  const self = [partAt()];
  const together: readonly Subject[] = [
    ...[whole, alias].map((kind) => ({ entry: fn, kind, parts: self })),
    ...fronts.flatMap((entry) => kindsOf(entry).map((kind) => ({ entry, kind, parts: partsOf(entry) }))),
  ];
  const worlds = [
    during({ entry: fn, kind: version, parts: self }, (course) => [[self[0]!, newVersion(course)]]),
    ...together.map((subject) =>
      during(subject, (course) =>
        subject.parts.map((part) => [part, sumOf([newVersion(course), oldVersion(course)])]),
      ),
    ),
  ];
  return {
    place: fn,
    certain: fn.exists,
    watched: [fn, ...fronts],
    world: (course) => inTurn(worlds.map((world) => world(course))),
  };
}

const silence: Emission = () => [];

/** Servers behind a target group: as many as survive the loss of one. */
const SERVERS = 3;

function partAt(...places: readonly Resource[]): Part {
  return { places, servers: SERVERS, certain: true };
}

function kindsOf(entry: Resource): readonly Kind[] {
  return [...new Set(readingsOf(entry).subjects.map(({ kind }) => kind))];
}

type Distribution = (course: Course) => readonly (readonly [Part, Traffic])[];

/** What the metrics show from minute 0 on, when the new version treats its requests so; before, all went well. */
function during(subject: Subject, distribute: Distribution): Target['world'] {
  const stateOf = (course: Course): State => ({
    traffic: new Map(distribute(course)),
    colour: 0,
    isProbed: true,
  });
  return (course) => viewOf(subject, stateOf({ ...course, treats: (usual) => usual }), stateOf(course));
}

function newVersion({ requests, share, treats }: Course): Traffic {
  return treats(calm(requests * share, SERVERS));
}

function oldVersion({ requests, share }: Course): Traffic {
  return share < 1 ? calm(requests * (1 - share), SERVERS) : gone;
}

/** What the first of several views shows that knows a metric. */
export function inTurn(views: readonly View[]): View {
  return (metric, about) => {
    for (const view of views) {
      const emission = view(metric, about);
      if (emission) return emission;
    }
    return undefined;
  };
}
