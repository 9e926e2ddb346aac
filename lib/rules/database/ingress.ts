import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, type Tri } from '../../model/tri';
import { keyOf, show, soleToken, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import {
  coversPort,
  groupsIn,
  groupType,
  rulesOf,
  unknownGroups,
  wearersOf,
  type Group,
  type Party,
  type Rule,
} from '../network/security-groups';
import { databaseTypes, instanceType, isReplicatedByAws, memberTypeOf } from './databases';
import { defaultPort, portOf } from './engines';
import { endpointsOf, proxiesOf, proxyEndpointType, proxyType } from './proxies';
import { membersOf } from './replicas';

const expected = 'expected the security groups of its clients alone';

/** Something that clients of a database connect to. */
interface Server extends Party {
  readonly port: number | undefined;
  /** Resources that have the port as an attribute. */
  readonly speakers: readonly Resource[];
  readonly certain: Tri;
}

/**
 * Whether a database, and the proxies before it, let in members of security groups alone, or ranges of fewer addresses
 * than `tooMany`. Rules for other ports do not lead to it.
 */
export function admitsGroupsAlone(database: Resource, tooMany: number): Answer | undefined {
  if (isReplicatedByAws(database)) return undefined;
  const answers = serversOf(database).map((server) => {
    const answer = admitsFew(server, tooMany);
    const about = server.resource === database ? answer : named(server.resource, answer);
    return answer.is === 'yes' ? about : given(server.certain, about);
  });
  return all(answers);
}

function serversOf(database: Resource): readonly Server[] {
  const members = membersOf(database);
  const common = { port: portOf(database), speakers: [database, ...members.map((m) => m.instance)] };
  // The members of a cluster have its security groups.
  const replicas = members.filter(
    ({ instance }) => instance !== database && instance.read('DBClusterIdentifier').kind === 'absent',
  );
  const own = [{ instance: database, certain: true as Tri }, ...replicas].map(({ instance, certain }) => ({
    ...common,
    resource: instance,
    path: instance.type === instanceType ? 'VPCSecurityGroups' : 'VpcSecurityGroupIds',
    certain,
  }));
  return [...own, ...(isPoolable(database) ? proxiesOf(database).flatMap(serversOfProxy) : [])];
}

function isPoolable(database: Resource): boolean {
  return database.type === instanceType || memberTypeOf(database) === instanceType;
}

function serversOfProxy({ proxy, certain }: { readonly proxy: Resource; readonly certain: Tri }): Server[] {
  const path = 'VpcSecurityGroupIds';
  const port = defaultPort(keyOf(proxy.read('EngineFamily')) ?? '');
  const own = { resource: proxy, path, port, speakers: [], certain };
  const others = endpointsOf(proxy).map((link) => ({
    ...own,
    resource: link.endpoint,
    certain: and([certain, link.certain]),
  }));
  return [own, ...others];
}

function admitsFew(server: Server, tooMany: number): Answer {
  const { resource, path } = server;
  return eitherWay(resource.read(path), (listed) => {
    if (listed.kind === 'absent') return unknownGroups(server);
    const proof = cite(resource, path);
    const groups = groupsIn(listed, resource);
    if (groups.every((group) => group.resource && group.certain !== true)) return unknownGroups(server);
    const answers = groups.map((group) => {
      const answer = groupAdmitsFew(group, server, tooMany);
      return answer.is === 'yes' ? answer : given(group.certain, answer);
    });
    const answer = all(answers);
    return { ...answer, evidence: [proof, ...answer.evidence] };
  });
}

function groupAdmitsFew({ resource: group, certain }: Group, server: Server, tooMany: number): Answer {
  if (!group) {
    const why = isUndecided(certain) ? ` (${certain.why})` : '';
    return unknown(`which security groups ${server.resource.logicalId} has is not known${why}`);
  }
  const answers = rulesOf(group, 'Ingress').flatMap((rule) => {
    const covers = coversPort(rule.body, server.port, server.speakers);
    if (covers === false) return [];
    const answer = admits(rule, group, tooMany);
    return [answer.is === 'yes' ? answer : given(and([covers, rule.certain]), answer)];
  });
  return answers.length > 0 ? all(answers) : yes(`no rule of ${group.logicalId} lets anybody in`);
}

/** How a rule says whom it admits, and what to think of it. */
const sources: readonly (readonly [
  property: string,
  judge: (source: Value, rule: Rule, group: Resource, tooMany: number) => Answer,
])[] = [
  ['SourceSecurityGroupId', admitsGroup],
  ['SourceSecurityGroupName', admitsGroup],
  ['SourcePrefixListId', admitsPrefixList],
  ['CidrIp', admitsRange],
  ['CidrIpv6', admitsRange],
];

function admits(rule: Rule, group: Resource, tooMany: number): Answer {
  const answers = sources.flatMap(([property, judge]) =>
    optionsOf(member(rule.body, property)).map(({ option, certain }) => {
      const path = rule.owner === group ? 'SecurityGroupIngress' : property;
      const answer = judge(option, rule, group, tooMany);
      const about = { ...answer, evidence: [cite(rule.owner, path), ...answer.evidence] };
      return answer.is === 'yes' ? about : given(certain, about);
    }),
  );
  const stated = or(sources.map(([property]) => isStated(member(rule.body, property))));
  const answer = all(answers);
  if (stated === true || answer.is !== 'yes') return answer;
  return unknown(`whom a rule of ${group.logicalId} admits is not known, ${expected}`);
}

function admitsGroup(source: Value, rule: Rule, group: Resource): Answer {
  const { resources, open } = targetOf(source, rule.owner.stack);
  const network = resources.find(({ type }) => type === 'AWS::EC2::VPC');
  if (network) {
    const seen = `${group.logicalId} admits the default security group of ${network.logicalId}`;
    return no(`${seen}, which everything has that asks for no other, ${expected}`);
  }
  const peer = resources.find(({ type }) => type === groupType);
  if (!peer || open !== undefined) {
    const seen = `${group.logicalId} admits a security group that the templates do not show`;
    return unknown(`${seen} (${open ?? show(source)}); verify what has it`);
  }
  return peer === group ? admitsItself(group) : yes(`${group.logicalId} admits ${peer.logicalId}`);
}

/** Members of a group that admits itself reach the database: it is tight while databases alone are members. */
function admitsItself(group: Resource): Answer {
  const tight = [...databaseTypes, proxyType, proxyEndpointType];
  const others = wearersOf(group).filter(({ from }) => !tight.includes(from.type));
  if (others.length === 0) return yes(`${group.logicalId} admits itself, and databases alone have it`);
  const names = [...new Set(others.map(({ from }) => from.logicalId))];
  const seen = `${group.logicalId} admits itself, and ${names.join(', ')} ${names.length > 1 ? 'have' : 'has'} it too`;
  return given(
    or(others.map(({ certain }) => certain)),
    no(`${seen}, expected a group that databases alone have`),
  );
}

function admitsPrefixList(source: Value, rule: Rule, group: Resource, tooMany: number): Answer {
  const { resources, open } = targetOf(source, rule.owner.stack);
  const list = resources.find(({ type }) => type === 'AWS::EC2::PrefixList');
  if (!list || open !== undefined) {
    return unknown(`${group.logicalId} admits prefix list ${show(source)}; verify whose addresses it holds`);
  }
  const path = 'Entries';
  const ranges = list.each(`${path}.*.Cidr`);
  if (ranges.length === 0) return yes(`${group.logicalId} admits ${list.logicalId}, which is empty`);
  const answers = ranges.flatMap(optionsOf).map(({ option, certain }) => {
    const answer = admitsRange(option, rule, group, tooMany);
    return answer.is === 'yes' ? answer : given(certain, answer);
  });
  const answer = all(answers);
  return { ...answer, evidence: [cite(list, path), ...answer.evidence] };
}

function admitsRange(range: Value, _rule: Rule, group: Resource, tooMany: number): Answer {
  const token = soleToken(range);
  if (token?.kind === 'attribute' && token.resource.type === 'AWS::EC2::Subnet') {
    const answer = admitsRange(token.resource.read('CidrBlock'), _rule, group, tooMany);
    return { ...answer, message: `${token.resource.logicalId}: ${answer.message}` };
  }
  const size = addressesIn(keyOf(range) ?? '');
  const seen = `${group.logicalId} admits ${show(range)}`;
  const isNetwork = token?.kind === 'attribute' && token.resource.type === 'AWS::EC2::VPC';
  if (isNetwork || (size ?? 0) >= tooMany) return no(`${seen}, ${expected}`);
  if (size !== undefined) return yes(seen);
  const why = whyNotKnown(range) ?? `${show(range)} is no range`;
  return unknown(`${group.logicalId} admits addresses that are not known (${why}), ${expected}`);
}

/** How many addresses a range such as `10.0.0.0/16` or `2001:db8::/32` has. */
function addressesIn(range: string): number | undefined {
  const [, address = '', bits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(range) ?? [];
  const width = address.includes(':') ? 128 : 32;
  return bits === '' || Number(bits) > width ? undefined : 2 ** (width - Number(bits));
}
