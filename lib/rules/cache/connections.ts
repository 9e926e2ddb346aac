import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, type Value } from '../../model/value';
import { cite, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import {
  coversPort,
  groupsIn,
  rulesOf,
  unknownGroups,
  type Group,
  type Party,
  type Rule,
} from '../network/security-groups';
import { includesNetworkOf } from './address-ranges';

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
      coversPort(rule.body, connection.port, [connection.server.resource]),
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
      coversPort(rule.body, connection.port, [connection.server.resource]),
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
