import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { keyOf, show } from '../../model/value';
import { all, any, given, present, unknown, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { named } from '../network/balancing';
import { perEnvironment } from '../per-environment';
import { property } from '../reading';

const logType = 'AWS::EC2::FlowLog';
const networkType = 'AWS::EC2::VPC';
const groupType = 'AWS::EC2::SecurityGroup';

/**
 * The networks of an environment: those that it makes, and for each that lies elsewhere a security group that names it.
 */
export function networks(environment: Environment): Candidates {
  const groups = new Map<string, Resource>();
  for (const group of environment.of(groupType)) {
    const id = elsewhere(group);
    if (id !== undefined && !groups.has(id)) groups.set(id, group);
  }
  const found = [...environment.of(networkType), ...groups.values()];
  return candidates(environment, 'network', found, [networkType]);
}

/** The id of a security group's network, where the templates do not make it. */
function elsewhere(group: Resource): string | undefined {
  const links = group.stack.environment.links(groupType, 'VpcId');
  const id = group.read('VpcId');
  return links.from(group).length > 0 || id.kind === 'absent' ? undefined : (keyOf(id) ?? show(id));
}

/** Flow logs by what they record, where the templates do not make it. */
const logsElsewhere = perEnvironment((environment): ReadonlyMap<string, readonly Resource[]> => {
  const byId = new Map<string, Resource[]>();
  for (const log of environment.of(logType)) {
    const key = keyOf(log.read('ResourceId'));
    if (key !== undefined) byId.set(key, [...(byId.get(key) ?? []), log]);
  }
  return byId;
});

/** Whether a flow log records the traffic that a network refuses. */
export function recordsTraffic(network: Resource): Answer {
  if (network.type === groupType) return recordsElsewhere(network);
  const answers = logsOf(network);
  const subnets = network.stack.environment.links('AWS::EC2::Subnet', 'VpcId').to(network);
  const bySubnet = subnets.map(({ from }) => any(logsOf(from), ''));
  if (bySubnet.some(({ is }) => is === 'yes')) answers.push(all(bySubnet.map(unlessRecorded)));
  return answers.length > 0 ? any(answers, '') : notSeen(network.logicalId, network);
}

function unlessRecorded(answer: Answer): Answer {
  return answer.is === 'yes'
    ? answer
    : unknown('some of its subnets have no flow log; verify that one records them', ...answer.evidence);
}

function recordsElsewhere(group: Resource): Answer {
  const id = group.read('VpcId');
  const logs = logsElsewhere(group.stack.environment).get(keyOf(id) ?? '') ?? [];
  const answers = logs.map((log) => given(log.exists, recordsRefusals(log)));
  return answers.length > 0 ? any(answers, '') : notSeen(`the network of ${group.logicalId}`, group);
}

function notSeen(name: string, network: Resource): Answer {
  const missing = `no flow log of ${name} is in the templates`;
  return unknown(`${missing}; verify in the account that one records what it refuses`, present(network));
}

function logsOf(resource: Resource): Answer[] {
  return resource.stack.environment
    .links(logType, 'ResourceId')
    .to(resource)
    .map(({ from, certain }) => given(certain, recordsRefusals(from)));
}

function recordsRefusals(log: Resource): Answer {
  const types = ['ALL', 'REJECT'];
  const expectation = { expected: types.join(' or '), otherwise: undefined };
  const answer = property(log, 'TrafficType', {
    ...expectation,
    holds: (type) => types.includes(String(type)),
  });
  const proof = present(log);
  return named(log, { ...answer, evidence: [...answer.evidence, proof] });
}
