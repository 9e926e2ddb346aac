import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, show } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, isStated } from '../either-way';
import { named } from '../network/balancing';
import { perResource } from '../per-environment';
import { isTrue, test } from '../reading';
import { elasticClusterType, isReplicatedByAws } from './databases';
import { subnetGroupOf } from './placement';
import { membersOf } from './replicas';
import { leadsOutside } from './routes';

const property = 'PubliclyAccessible';
const seen = `${property} is not set`;

/** Databases that have no address on the internet whatever is asked for. */
const innerTypes = ['AWS::DocDB::DBCluster', elasticClusterType];

/** Whether no instance of a database can be reached from the internet; undefined where it has no instance. */
export function isUnreachable(database: Resource): Answer | undefined {
  if (isReplicatedByAws(database)) return undefined;
  if (innerTypes.includes(database.type))
    return yes('DocumentDB has no address on the internet by design', present(database));
  const answers = membersOf(database).map(({ instance, certain }) => {
    const answer = named(instance, isPrivate(instance, database));
    return answer.is === 'yes' ? answer : given(certain, answer);
  });
  return answers.length > 0 ? all(answers) : undefined;
}

function isPrivate(instance: Resource, database: Resource): Answer {
  return eitherWay(instance.read(property), (stated) => {
    if (stated.kind === 'absent') return isPrivateByDefault(instance, database);
    const open = test(stated, undefined, isTrue);
    const proof = cite(instance, property, stated);
    if (open === true) return no(`${property} is ${show(stated)}, expected false`, proof);
    if (open === false) return yes(`${property} is ${show(stated)}`, proof);
    return unknown(`${property} is not known (${open.why}), expected false`, proof);
  });
}

function isPrivateByDefault(instance: Resource, database: Resource): Answer {
  if (instance.type.startsWith('AWS::Neptune::')) return yes(`${seen} and so false`, present(instance));
  const group = subnetGroupOf(instance) ?? subnetGroupOf(database);
  const proof = cite(instance, property);
  if (group === undefined) {
    // In the default network AWS makes instances public; for those of Aurora its documentation has said both.
    if (instance.read('DBClusterIdentifier').kind !== 'absent')
      return unknown(`${seen} and no subnet group is named, expected false`, proof);
    return no(`${seen} and no subnet group is named, so it is true, expected false`, proof);
  }
  // With a subnet group of one's own, AWS's documentation has called the instance private, and public where the
  // network has an internet gateway: only subnets without a route to one settle it.
  const exposed = typeof group === 'string' ? new Undecided(group) : anyLeadsOutside(group);
  const evidence = typeof group === 'string' ? proof : cite(group, 'SubnetIds');
  if (exposed === false) return yes('its subnets have no route to the internet', evidence);
  const why =
    exposed === true
      ? 'its subnets lead to the internet'
      : `whether its subnets lead to the internet is not known (${exposed.why})`;
  return unknown(`${seen} and ${why}, expected false`, evidence);
}

/** Whether a subnet of a group has a route to an internet gateway. */
const anyLeadsOutside = perResource((group): Tri => {
  const subnets = itemsOf(group.read('SubnetIds')).map((value): Tri => {
    const { resources, open } = targetOf(value, group.stack);
    const [subnet] = resources;
    return subnet ? leadsOutside(subnet) : new Undecided(open ?? 'it names no subnet');
  });
  return subnets.length > 0 ? or(subnets) : new Undecided('SubnetIds is not set');
});

/**
 * Whether a database lies in subnets without a route to the internet and has no address there: what separates it is
 * then the network, and no setting that somebody may change.
 */
export function liesApart(database: Resource): Answer | undefined {
  if (isReplicatedByAws(database)) return undefined;
  const apart = liesInPrivateSubnets(database);
  const addresses = isUnreachable(database);
  // What is said of addresses where the subnets are not private is another control's.
  return addresses && (addresses.is === 'no' || apart.is === 'yes') ? all([addresses, apart]) : apart;
}

function liesInPrivateSubnets(database: Resource): Answer {
  const expected = 'expected subnets without a route to the internet';
  if (isStated(database.read('WithExpressConfiguration')) !== false) {
    const seen = 'with WithExpressConfiguration it may lie outside any network of yours';
    return unknown(`${seen}; verify what leads to it`, cite(database, 'WithExpressConfiguration'));
  }
  const isElastic = database.type === elasticClusterType;
  const group = isElastic ? database : subnetGroupOf(database);
  if (group === undefined) {
    const seen =
      'no subnet group of its own is named, so it lies in the default network, whose subnets are public';
    return no(`${seen}, ${expected}`, cite(database, 'DBSubnetGroupName'));
  }
  const proof = isElastic ? [] : [cite(database, 'DBSubnetGroupName')];
  if (typeof group === 'string')
    return unknown(`in which subnets it lies is not known (${group}), ${expected}`, ...proof);
  const exposed = anyLeadsOutside(group);
  const evidence = [...proof, cite(group, 'SubnetIds')];
  if (exposed === false) return yes('its subnets have no route to the internet', ...evidence);
  return exposed === true
    ? no(`its subnets have a route to the internet, ${expected}`, ...evidence)
    : unknown(
        `whether its subnets have a route to the internet is not known (${exposed.why}), ${expected}`,
        ...evidence,
      );
}
