import { same } from '../../model/compare';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { keyOf, show } from '../../model/value';
import { and, isUndecided, not, or } from '../../model/tri';
import { all, cite, no, present, unknown, yes, type Answer } from '../answer';
import { isStated } from '../either-way';
import { named } from '../network/balancing';
import { spreadOverZones } from '../network/zones';
import { isOn } from '../reading';
import {
  elasticClusterType,
  ifPrimary,
  instanceType,
  isReplicatedByAws,
  memberTypeOf,
  originPaths,
} from './databases';
import { membersOf } from './replicas';

const groupTypes = ['AWS::RDS::DBSubnetGroup', 'AWS::DocDB::DBSubnetGroup', 'AWS::Neptune::DBSubnetGroup'];

/** The subnet group of a database, or why it is not known; undefined where AWS's default network is used. */
export function subnetGroupOf(database: Resource): Resource | string | undefined {
  const value = database.read('DBSubnetGroupName');
  if (value.kind === 'absent' || keyOf(value) === 'default') return undefined;
  const { resources, open } = targetOf(value, database.stack);
  return (
    resources.find(({ type }) => groupTypes.includes(type)) ??
    open ??
    'DBSubnetGroupName names no subnet group'
  );
}

/**
 * Whether a database may run in several zones; undefined where AWS's default network is used, which has a subnet in
 * every zone, and nothing binds the instances to one.
 */
export function mayUseZones(database: Resource, least: number): Answer | undefined {
  return ifPrimary((primary) => zonesOf(primary, least))(database);
}

function zonesOf(database: Resource, least: number): Answer | undefined {
  if (isReplicatedByAws(database)) return undefined;
  if (database.type === elasticClusterType) {
    return database.read('SubnetIds').kind === 'absent'
      ? undefined
      : spreadOverZones(database, 'SubnetIds', least);
  }
  const answers = [subnetsSpread(database, least), instancesSpread(database, least)].flatMap(
    (answer) => answer ?? [],
  );
  return answers.length > 0 ? all(answers) : undefined;
}

function subnetsSpread(database: Resource, least: number): Answer | undefined {
  const group = subnetGroupOf(database);
  if (group === undefined) return undefined;
  if (typeof group === 'string') return unknown(`in which zones it may run is not known (${group})`);
  return named(group, spreadOverZones(group, 'SubnetIds', least));
}

/** A refusal where all instances of a database are bound to the same zone by hand. */
function instancesSpread(database: Resource, least: number): Answer | undefined {
  const path = 'AvailabilityZone';
  const members = membersOf(database);
  const zone = members[0]?.instance.read(path);
  if (!zone || members.length < least) return undefined;
  const together = members.map(({ instance, certain }) =>
    and([isStated(instance.read(path)), or([same(instance.read(path), zone), not(certain)])]),
  );
  const truth = and(together);
  if (truth === false) return undefined;
  const seen = `every instance is placed in ${show(zone)}`;
  const expected = `expected at least ${least} availability zones`;
  const proof = members.map(({ instance }) => cite(instance, path));
  return isUndecided(truth)
    ? unknown(`whether ${seen} is not known (${truth.why}), ${expected}`, ...proof)
    : no(`${seen}, ${expected}`, ...proof);
}

/** Whether a database refuses to be deleted. */
export const refusesDeletion = ifPrimary((database): Answer | undefined => {
  if (database.type === 'AWS::DynamoDB::Table') return isOn(database, 'DeletionProtectionEnabled', false);
  if (isReplicatedByAws(database) || database.type === elasticClusterType) return undefined;
  return isOn(database, 'DeletionProtection', false);
});

/** Whether a database encrypts what it stores. */
export const encryptsStorage = ifPrimary((database): Answer | undefined => {
  if (isReplicatedByAws(database) || database.type === elasticClusterType)
    return yes('AWS encrypts it without being asked', present(database));
  if (!memberTypeOf(database) && database.type !== instanceType) return undefined;
  const origin = originPaths.find((property) => database.read(property).kind !== 'absent');
  if (origin !== undefined && isStated(database.read('StorageEncrypted')) !== true) {
    return unknown(`StorageEncrypted is taken over by ${origin}, expected true`, cite(database, origin));
  }
  return isOn(database, 'StorageEncrypted', false);
});
