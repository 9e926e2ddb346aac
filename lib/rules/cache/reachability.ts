import type { Resource } from '../../model/resource';
import { and, type Tri } from '../../model/tri';
import { whyNotKnown, type Value } from '../../model/value';
import { any, cite, given, no, unknown, type Answer } from '../answer';
import type { Candidates } from '../candidates';
import { hosts } from '../compute/hosts';
import { eitherWay } from '../either-way';
import { ownersOf } from '../network/routing';
import { numeric } from '../reading';
import { cacheClusterType } from './caches';
import { canConnect, unknownGroups, type Party } from './connections';

/** Whether some service can connect to a cache; undefined where the templates show no service. */
export function isReachable(cache: Resource, services: Candidates): Answer | undefined {
  if (services.resources.length === 0) return undefined;
  const path = cache.type === cacheClusterType ? 'VpcSecurityGroupIds' : 'SecurityGroupIds';
  const server: Party = { resource: cache, path };
  if (cache.read(path).kind === 'absent') return unknownGroups(server);
  return eitherWay(cache.read('Port'), (stated) => {
    const port = portIn(stated);
    if (port === undefined)
      return unknown(
        `the port of ${cache.logicalId} is not known (${whyNotKnown(stated)})`,
        cite(cache, 'Port'),
      );
    const answers = services.resources.flatMap((service) =>
      admits(service, server, port).map((answer) => given(service.exists, answer)),
    );
    return any(answers, 'no service connects to it');
  });
}

/** The port that a cache listens on: that of Redis, unless it states another. */
function portIn(stated: Value): number | undefined {
  if (stated.kind === 'absent') return 6379;
  return stated.kind === 'known' ? numeric(stated.value) : undefined;
}

function admits(service: Resource, server: Party, port: number): readonly Answer[] {
  if (service.type === 'AWS::Lambda::Function' && service.read('VpcConfig').kind === 'absent') {
    const seen = `${service.logicalId} runs outside the network of the cache`;
    return [no(`${seen}, expected VpcConfig`, cite(service, 'VpcConfig'))];
  }
  const clients = clientsOf(service);
  if (clients.length === 0) return [unknown(`which security groups ${service.logicalId} has is not known`)];
  return clients.map(({ client, certain }) => given(certain, canConnect(client, server, port)));
}

/** Properties that list the security groups of servers. */
const groupPaths: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.SecurityGroupIds',
  'AWS::AutoScaling::LaunchConfiguration': 'SecurityGroups',
  'AWS::ECS::Service': 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
  'AWS::Lambda::Function': 'VpcConfig.SecurityGroupIds',
  'AWS::Serverless::Function': 'VpcConfig.SecurityGroupIds',
};

/** A side of a connection, and whether it is certainly that of the service. */
interface Client {
  readonly client: Party;
  readonly certain: Tri;
}

/** What carries the security groups of a service: itself, or what its instances are launched from. */
function clientsOf(service: Resource): readonly Client[] {
  const path = groupPaths[service.type];
  if (path !== undefined && service.read(path).kind !== 'absent')
    return [{ client: { resource: service, path }, certain: true }];
  if (service.type === 'AWS::ECS::Service')
    return hosts(service).flatMap((group) => (group ? clientsOf(group) : []));
  if (service.type !== 'AWS::AutoScaling::AutoScalingGroup') return [];
  return [
    ...ownersOf(service, 'LaunchTemplate.LaunchTemplateId', 'AWS::EC2::LaunchTemplate'),
    ...ownersOf(service, mixedTemplate, 'AWS::EC2::LaunchTemplate'),
    ...ownersOf(service, 'LaunchConfigurationName', 'AWS::AutoScaling::LaunchConfiguration'),
  ].flatMap(({ to, certain }) =>
    clientsOf(to).map((found) => ({ ...found, certain: and([certain, found.certain]) })),
  );
}

const mixedTemplate = 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId';
