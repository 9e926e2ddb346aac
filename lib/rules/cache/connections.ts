import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, soleToken, type Value } from '../../model/value';
import { cite, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, optionsOf } from '../either-way';
import { numeric, test } from '../reading';
import { includesNetworkOf } from './address-ranges';

/** A side of a connection: a resource, and the property that lists its security groups. */
export interface Party {
  readonly resource: Resource;
  readonly path: string;
}

/** A connection that is asked about, with the security groups at both ends. */
interface Connection {
  readonly client: Party;
  readonly clientGroups: readonly Group[];
  readonly server: Party;
  readonly serverGroups: readonly Group[];
  readonly port: number;
}

/** Whether security groups let one resource connect to another on a port. */
export function canConnect(client: Party, server: Party, port: number): Answer {
  return eitherWay(server.resource.read(server.path), (listed) =>
    eitherWay(client.resource.read(client.path), (own) => {
      if (listed.kind === 'absent') return unknownGroups(server);
      if (own.kind === 'absent') return unknownGroups(client);
      const clientGroups = groupsIn(own, client.resource);
      const serverGroups = groupsIn(listed, server.resource);
      return connects({ client, clientGroups, server, serverGroups, port });
    }),
  );
}

/** Without groups of its own, a resource has the default group of its network. */
export function unknownGroups({ resource, path }: Party): Answer {
  const seen = `${path} of ${resource.logicalId} is not set, so it has the default group of its network`;
  return unknown(`${seen}; verify what that admits`, cite(resource, path));
}

function connects(connection: Connection): Answer {
  const { client, server, port, clientGroups, serverGroups } = connection;
  const [from, to] = [client.resource.logicalId, server.resource.logicalId];
  const entries = serverGroups.flatMap((group) => entriesOf(group, connection));
  const enters = or(entries.map(({ admits }) => admits));
  const leaves = or(clientGroups.map((group) => leavesBy(group, connection)));
  const rule = entries.find(({ admits }) => admits === true)?.rule;
  const groups = [cite(server.resource, server.path), cite(client.resource, client.path)];
  const truth = and([enters, leaves]);
  if (truth === true)
    return yes(`${to} admits ${from} on port ${port}`, ...(rule ? [present(rule)] : []), ...groups);
  if (isUndecided(truth))
    return unknown(`whether ${to} admits ${from} on port ${port} is not known (${truth.why})`, ...groups);
  const way = enters === false ? `connect to ${to}` : `out to ${to}`;
  return no(`no security group rule lets ${from} ${way} on port ${port}, expected one`, ...groups);
}

/** A security group that a property lists; undefined where it is not known which. */
export interface Group {
  readonly resource?: Resource;
  readonly certain: Tri;
}

function groupsIn(list: Value, owner: Resource): readonly Group[] {
  return itemsOf(list)
    .flatMap(optionsOf)
    .flatMap(({ option, certain }): readonly Group[] => {
      const { resources, open } = targetOf(option, owner.stack);
      const found = resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroup');
      if (found.length === 0) return [{ certain: new Undecided(open ?? 'it names no security group') }];
      return found.map((resource) => ({ resource, certain }));
    });
}

/** The security groups that a resource has, whichever way its conditions go. */
export function groupsOf({ resource, path }: Party): readonly Group[] {
  const groups = alternatives(resource.read(path)).map((list) =>
    list.kind === 'absent' ? undefined : groupsIn(list, resource),
  );
  return groups.flatMap((known) => known ?? [{ certain: new Undecided('it has the default group') }]);
}

/** The security groups that rules let in; undefined where a rule covers addresses, or something that is not known. */
export function namedPeers(server: Party): ReadonlySet<Resource> | undefined {
  const peers = new Set<Resource>();
  for (const { resource: group } of groupsOf(server)) {
    if (!group) return undefined;
    for (const { body, owner } of rulesOf(group, 'Ingress')) {
      for (const option of alternatives(member(body, 'SourceSecurityGroupId'))) {
        const { resources, open } = targetOf(option, owner.stack);
        if (resources.length === 0 || open !== undefined) return undefined;
        for (const peer of resources) peers.add(peer);
      }
    }
  }
  return peers;
}

/** A rule of a security group, written inside it or beside it. */
interface Rule {
  readonly owner: Resource;
  readonly body: Value;
  readonly certain: Tri;
}

type Direction = 'Ingress' | 'Egress';

/** The rules of a group, and those that may be its. */
function rulesOf(group: Resource, direction: Direction): readonly Rule[] {
  const inside = group
    .each(`SecurityGroup${direction}.*`)
    .flatMap(optionsOf)
    .map(({ option, certain }) => ({ owner: group, body: option, certain }));
  const beside = group.stack.environment
    .links(`AWS::EC2::SecurityGroup${direction}`, 'GroupId')
    .to(group)
    .map(({ from, certain }) => ({ owner: from, body: from.read(''), certain }));
  return [...inside, ...beside, ...straysOf(group, direction)];
}

/** Rules that may belong to a group, as it is not known to which they do. */
function straysOf(group: Resource, direction: Direction): readonly Rule[] {
  const type = `AWS::EC2::SecurityGroup${direction}`;
  const links = group.stack.environment.links(type, 'GroupId');
  if (links.openCount === 0) return [];
  return group.stack.environment.of(type).flatMap((owner) => {
    const why = links.openFrom(owner);
    // The id of a group of the templates is made at deployment: nobody can have written it down.
    const isLiteral = alternatives(owner.read('GroupId')).every(({ kind }) => kind === 'known');
    if (why === undefined || isLiteral) return [];
    return [{ owner, body: owner.read(''), certain: new Undecided(why) }];
  });
}

/** One way into a server, and whether it is open to the client. */
interface Entry {
  readonly rule?: Resource;
  readonly admits: Tri;
}

function entriesOf({ resource: group, certain }: Group, connection: Connection): readonly Entry[] {
  if (!group) return [{ admits: certain }];
  return rulesOf(group, 'Ingress').map((rule) => ({
    rule: rule.owner,
    admits: and([
      coversPort(rule.body, connection),
      coversPeer(rule, 'SourceSecurityGroupId', connection.clientGroups, group),
      rule.certain,
      certain,
    ]),
  }));
}

/** Whether a client's security group lets it out to a server: without rules of its own it lets everything out. */
function leavesBy({ resource: group, certain }: Group, connection: Connection): Tri {
  if (!group) return certain;
  const rules = rulesOf(group, 'Egress').map((rule) => ({
    ...rule,
    covers: and([
      coversPort(rule.body, connection),
      coversPeer(rule, 'DestinationSecurityGroupId', connection.serverGroups, group),
    ]),
  }));
  const maybe = rules.find((rule) => rule.certain !== true);
  // Where no rule certainly exists, there may be none: then all that remain must cover the server.
  const open = rules.every((rule) => rule.certain !== true);
  const some = or(rules.map((rule) => and([rule.covers, rule.certain])));
  const truth = open ? and(rules.map(({ covers }) => or([covers, maybe!.certain]))) : some;
  return and([truth, certain]);
}

/** Whether a rule covers the security groups at the other end, by name or by their addresses. */
function coversPeer(rule: Rule, property: string, peers: readonly Group[], group: Resource): Tri {
  const named = member(rule.body, property);
  if (named.kind !== 'absent') {
    const truths = alternatives(named).map((option) => isAmong(peers, option, rule.owner));
    return unanimous(truths, 'the group that a rule names is not known');
  }
  const range = member(rule.body, 'CidrIp');
  return range.kind === 'absent'
    ? new Undecided(`whom a rule of ${group.logicalId} covers is not known`)
    : includesNetworkOf(range, group);
}

function isAmong(peers: readonly Group[], name: Value, owner: Resource): Tri {
  const { resources, open } = targetOf(name, owner.stack);
  if (resources.length === 0) return new Undecided(open ?? 'a rule names no security group');
  return or(
    peers.map((peer) => (peer.resource && !resources.includes(peer.resource) ? false : peer.certain)),
  );
}

function coversPort(body: Value, { port, server }: Connection): Tri {
  const protocol = member(body, 'IpProtocol');
  const everything = test(protocol, undefined, (name) => String(name) === '-1');
  const tcp = test(protocol, undefined, (name) => ['tcp', '6'].includes(String(name).toLowerCase()));
  const [low, high] = [member(body, 'FromPort'), member(body, 'ToPort')];
  const within =
    (isPortOf(low, server.resource) && isPortOf(high, server.resource)) ||
    and([
      test(low, 0, (first) => numeric(first) <= port, true),
      test(high, 65_535, (last) => numeric(last) >= port, true),
    ]);
  return or([everything, and([tcp, within])]);
}

/** The port of a cache, as the CDK writes it: an attribute such as `PrimaryEndPoint.Port`. */
function isPortOf(bound: Value, server: Resource): boolean {
  const token = soleToken(bound);
  return token?.kind === 'attribute' && token.resource === server && /port$/i.test(token.attribute);
}
