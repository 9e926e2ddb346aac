import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, partsOf, whyNotKnown, type Value } from '../../model/value';
import { optionsOf } from '../either-way';
import { requestsTo } from '../compute/functions';
import { frontsOf } from '../firewall/fronts';
import { apiTypes, distributionType, isPublic } from '../network/entries';
import { balancerType, listenerType, ownersOf, ruleType } from '../network/routing';

export const methodType = 'AWS::ApiGateway::Method';
export const routeType = 'AWS::ApiGatewayV2::Route';
const functionType = 'AWS::Serverless::Function';

/** What routes requests by their path. */
const routingTypes = [ruleType, methodType, routeType, distributionType, functionType];

/** What can be declared to take in webhooks: routes, and entries that are there for nothing else. */
export const webhookTypes: readonly string[] = [
  ...routingTypes,
  ...apiTypes,
  balancerType,
  'AWS::Lambda::Url',
];

/** A way on which requests of one path come in. */
export interface Route {
  /** Undefined where every path leads there. */
  readonly path?: string;
  /** What faces the sender; undefined where the templates do not show it. */
  readonly entry?: Resource;
  /** The settings of the event by which a function of the Serverless Application Model takes them in. */
  readonly settings?: Value;
  readonly certain: Tri;
}

/** A segment that names webhooks: `/webhooks/*`, `/api/stripe-webhook`, `/hooks/{provider}`. */
const webhookPath = /(^|[/_-])(web-?hooks?|hooks)($|[/_.*{-])/i;

/** The resources that route requests to paths by which one knows webhooks. */
export function inferWebhooks(environment: Environment): readonly Resource[] {
  const ways = environment
    .of(...routingTypes)
    .map((resource) => ({ resource, entries: waysOf(resource).map(({ entry }) => entry) }))
    .filter(({ entries }) => entries.some((entry) => !entry || isPublic(entry) !== false));
  // A distribution that passes webhooks on to such a route is judged together with it.
  const entries = new Set(ways.flatMap((way) => way.entries.filter((entry) => entry !== undefined)));
  const fronts = new Set([...entries].flatMap(frontsOf).map(({ distribution }) => distribution));
  return ways.map(({ resource }) => resource).filter((resource) => !fronts.has(resource));
}

/** The ways of a resource that webhooks take: those known by their path or, where it has none such, all of them. */
export function webhooksAt(resource: Resource): readonly Route[] {
  const known = waysOf(resource);
  return known.length > 0 ? known : routesAt(resource);
}

function waysOf(resource: Resource): readonly Route[] {
  return routesAt(resource).filter(({ path }) => path !== undefined && webhookPath.test(path));
}

function routesAt(resource: Resource): readonly Route[] {
  switch (resource.type) {
    case ruleType:
      return routesOfRule(resource);
    case methodType:
      return onEntries(resource, 'RestApiId', [{ path: pathOfMethod(resource), certain: true }]);
    case routeType:
      return onEntries(resource, 'ApiId', pathsIn(resource, 'RouteKey'));
    case distributionType:
      return pathsIn(resource, 'DistributionConfig.CacheBehaviors.*.PathPattern').map(
        ({ path, certain }) => ({
          path,
          entry: resource,
          certain: and([resource.exists, certain]),
        }),
      );
    case functionType:
      return routesOfFunction(resource);
    default:
      return [{ entry: resource, certain: resource.exists }];
  }
}

/** A path, and whether it is certainly one of a resource. */
interface Path {
  readonly path: string;
  readonly certain: Tri;
}

/** The paths that a property states. */
function pathsIn(resource: Resource, property: string): readonly Path[] {
  return resource.each(property).flatMap(statedIn);
}

/** A method before a path, as in `POST /webhooks`, is left out. */
function statedIn(value: Value): readonly Path[] {
  return optionsOf(value)
    .filter(({ option }) => partsOf(option) !== undefined)
    .map(({ option, certain }) => {
      const text = plain(option);
      return { path: text.slice(text.indexOf(' ') + 1), certain };
    });
}

/** A text with its unknown parts left out. */
function plain(value: Value): string {
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : '*')).join('');
}

function onEntries(resource: Resource, owner: string, paths: readonly Path[]): readonly Route[] {
  const links = resource.stack.environment.links(resource.type, owner).from(resource);
  return joined(
    paths,
    links.map(({ to, certain }) => ({ entry: to, certain })),
    [whyElsewhere(resource, owner)],
    resource,
  );
}

function routesOfRule(rule: Resource): readonly Route[] {
  const actions = rule.each('Actions.*.Type').map((type) => keyOf(type));
  if (actions.length > 0 && actions.every((type) => type === 'fixed-response' || type === 'redirect'))
    return [];
  const paths = [
    ...pathsIn(rule, 'Conditions.*.PathPatternConfig.Values.*'),
    ...rule.each('Conditions.*').flatMap((condition) =>
      optionsOf(condition)
        .filter(({ option }) => plain(member(option, 'Field')) === 'path-pattern')
        .flatMap(({ option }) => itemsOf(member(option, 'Values')).flatMap(statedIn)),
    ),
  ];
  const listeners = ownersOf(rule, 'ListenerArn', listenerType);
  const entries = listeners.flatMap((owner) =>
    ownersOf(owner.to, 'LoadBalancerArn', balancerType).map(({ to, certain }) => ({
      entry: to,
      certain: and([owner.certain, certain]),
    })),
  );
  const elsewhere = [
    whyElsewhere(rule, 'ListenerArn'),
    ...listeners.map(({ to }) => whyElsewhere(to, 'LoadBalancerArn')),
  ];
  return joined(paths, entries, elsewhere, rule);
}

/** Why a property that leads somewhere may lead to something that the templates do not show. */
function whyElsewhere(from: Resource, path: string): string | undefined {
  const value = from.read(path);
  const isShown = (option: Value): boolean => targetOf(option, from.stack).resources.length > 0;
  return alternatives(value).every(isShown)
    ? undefined
    : (whyNotKnown(value) ?? 'where it leads is not known');
}

/** Each path on each entry; one that the templates do not show is undefined. */
function joined(
  paths: readonly Path[],
  entries: readonly Pick<Route, 'entry' | 'certain'>[],
  elsewhere: readonly (string | undefined)[],
  { exists }: Resource,
): readonly Route[] {
  const why = elsewhere.find((each) => each !== undefined);
  const hidden = why === undefined ? [] : [{ certain: new Undecided(why) }];
  const known = entries.length > 0 ? [...entries, ...hidden] : [{ certain: exists }];
  return paths.flatMap(({ path, certain }) =>
    known.map((entry) => ({ path, ...entry, certain: and([certain, entry.certain]) })),
  );
}

/** The path of a method: the path parts of its resource and of those above it. */
function pathOfMethod(method: Resource): string {
  let path = '';
  let from = method;
  for (let depth = 0; depth < 30; depth++) {
    const [link] = ownersOf(from, from === method ? 'ResourceId' : 'ParentId', 'AWS::ApiGateway::Resource');
    if (!link) break;
    from = link.to;
    path = `/${plain(from.read('PathPart'))}${path}`;
  }
  return path === '' ? '/' : path;
}

/** The requests that a function of the Serverless Application Model answers; those of its own API enter by itself. */
function routesOfFunction(fn: Resource): readonly Route[] {
  return requestsTo(fn).flatMap(({ settings, api }) => {
    const [entry = fn] = targetOf(api, fn.stack).resources;
    return statedIn(member(settings, 'Path')).map(({ path, certain }) => ({
      path,
      entry,
      settings,
      certain: and([fn.exists, certain]),
    }));
  });
}
