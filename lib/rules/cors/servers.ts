import type { Resource } from '../../model/resource';
import type { Tri } from '../../model/tri';
import { keyOf, type Value } from '../../model/value';
import type { Answer } from '../answer';
import { resourcesIn } from '../mentions';
import { balancerType } from '../network/routing';
import { perEnvironment } from '../per-environment';
import { bucketNamesOrigins, hasCorsRules } from './buckets';
import { configurationNamesOrigins, configuredTypes, hasConfiguration } from './configurations';
import { balancerSetsHeader, listenersNameOrigins } from './listeners';
import { restApiDeclaresCors, restApiNamesOrigins, restApiTypes } from './rest-apis';

/** How the rules of a resource are found and judged. */
interface Reading {
  readonly declares: (resource: Resource) => Tri;
  readonly namesOrigins: (resource: Resource) => Answer;
}

const configuration: Reading = { declares: hasConfiguration, namesOrigins: configurationNamesOrigins };
const restApi: Reading = { declares: restApiDeclaresCors, namesOrigins: restApiNamesOrigins };

const readings: ReadonlyMap<string, Reading> = new Map([
  ['AWS::S3::Bucket', { declares: hasCorsRules, namesOrigins: bucketNamesOrigins }],
  [balancerType, { declares: balancerSetsHeader, namesOrigins: listenersNameOrigins }],
  ...configuredTypes.map((type) => [type, configuration] as const),
  ...restApiTypes.map((type) => [type, restApi] as const),
]);

/** Types of servers whose CORS rules a template can hold. */
export const serverTypes: readonly string[] = [...readings.keys()];

/** Whether a server has CORS rules in the templates. */
export function declaresCors(server: Resource): Tri {
  return readings.get(server.type)?.declares(server) ?? false;
}

/** Whether the CORS rules of a server admit origins that are named, and no others; undefined where it has none. */
export function rulesNameOrigins(server: Resource): Answer | undefined {
  return declaresCors(server) === false ? undefined : readings.get(server.type)?.namesOrigins(server);
}

/** The attributes from which the domain of an origin is cut out, so that it no longer refers to its server. */
const addresses = perEnvironment((environment) => {
  const table = new Map<string, Resource>();
  const urls = [
    ['AWS::ApiGatewayV2::Api', 'ApiEndpoint'],
    ['AWS::Lambda::Url', 'FunctionUrl'],
  ] as const;
  for (const [type, name] of urls)
    for (const server of environment.of(type)) table.set(`${server.key}.${name}`, server);
  return table;
});

/** The servers of the templates that the domain of an origin leads to. */
export function serversAt(domain: Value, asker: Resource): readonly Resource[] {
  // What is cut out of a URL keeps the key of that URL, set off by NUL like every key of an attribute.
  const cut = (keyOf(domain) ?? '')
    .split('\u0000')
    .flatMap((piece) => addresses(asker.stack.environment).get(piece) ?? []);
  return [...new Set([...resourcesIn(domain), ...cut])];
}
