import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { keyOf } from '../../model/value';
import { cite, unknown, yes, type Answer } from '../answer';
import { distributionType } from '../network/entries';
import { perEnvironment } from '../per-environment';
import { activeDistributions, distributionNamesOrigins } from './behaviors';
import { leftToApplication } from './origins';
import { declaresCors, rulesNameOrigins, serversAt, serverTypes } from './servers';

/** What tells browsers which origins may read its answers: entries, distributions, and whatever has CORS rules. */
export function corsSurfaces(environment: Environment, entries: readonly Resource[]): readonly Resource[] {
  const ruled = environment.of(...serverTypes).filter((server) => declaresCors(server) !== false);
  return [...new Set([...entries, ...activeDistributions(environment), ...ruled])];
}

/** Whether an entry, or something else with CORS rules, admits origins that are named, and no others. */
export function admitsNamedOrigins(surface: Resource): Answer | undefined {
  if (surface.type === distributionType) return distributionNamesOrigins(surface);
  const answer = rulesNameOrigins(surface);
  if (answer) return answer;
  if (deliveredServers(surface.stack.environment).has(surface)) return undefined;
  if (surface.type === 'AWS::AppSync::GraphQLApi') return admitsAll(surface);
  return isWebSocket(surface) ? takesNoPart(surface) : leftToApplication(surface);
}

/** Servers behind a distribution, which answers browsers in their place. */
const deliveredServers = perEnvironment(
  (environment): ReadonlySet<Resource> =>
    new Set(
      environment
        .of(distributionType)
        .flatMap((distribution) =>
          distribution
            .each('DistributionConfig.Origins.*.DomainName')
            .flatMap((domain) => serversAt(domain, distribution)),
        ),
    ),
);

function isWebSocket(surface: Resource): boolean {
  const protocol = surface.read('ProtocolType');
  return surface.type === 'AWS::ApiGatewayV2::Api' && keyOf(protocol) === 'WEBSOCKET';
}

function takesNoPart(api: Resource): Answer {
  return yes('browsers ask no leave to open a WebSocket', cite(api, 'ProtocolType'));
}

function admitsAll({ logicalId }: Resource): Answer {
  const seen = `AppSync admits every origin, and ${logicalId} cannot say otherwise`;
  return unknown(
    `${seen}; verify that no request is authorized by a cookie, or put a distribution before it`,
  );
}
