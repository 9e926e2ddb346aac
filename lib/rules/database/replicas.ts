import type { Link, Links } from '../../model/links';
import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { keyOf } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import { named } from '../network/balancing';
import { atLeast, isOn } from '../reading';
import {
  elasticClusterType,
  ifPrimary,
  instanceType,
  isMultiAzCluster,
  isReplicatedByAws,
  memberTypeOf,
} from './databases';

/** Whether a database has at least so many replicas beside its primary. */
export function hasReplicas(database: Resource, replicas: number): Answer {
  if (isReplicatedByAws(database)) {
    return yes(`${database.type} keeps copies in several availability zones by design`, present(database));
  }
  if (database.type === elasticClusterType) return atLeast(database, 'ShardInstanceCount', replicas + 1, 2);
  const memberType = memberTypeOf(database);
  if (memberType) return clusterHasReplicas(database, memberType, replicas);
  return ifPrimary((instance) => hasReadReplicas(instance, replicas))(database);
}

function clusterHasReplicas(cluster: Resource, memberType: string, replicas: number): Answer {
  const multiAz = isMultiAzCluster(cluster);
  const engine = cite(cluster, 'Engine');
  if (multiAz === true) {
    const proof = [cite(cluster, 'DBClusterInstanceClass'), engine];
    return yes('a Multi-AZ DB cluster has a writer and two readable standbys', ...proof);
  }
  const counted = hasMembers(cluster, memberType, replicas);
  if (!isUndecided(multiAz) || counted.is === 'yes') return counted;
  return unknown(`whether it is a Multi-AZ DB cluster is not known (${multiAz.why})`, engine);
}

function hasMembers(cluster: Resource, memberType: string, replicas: number): Answer {
  if (keyOf(cluster.read('EngineMode')) === 'serverless') {
    return no(
      'EngineMode is serverless, one instance without replicas, expected a writer and readers',
      cite(cluster, 'EngineMode'),
    );
  }
  const shardGroups = membersAt(cluster, 'AWS::RDS::DBShardGroup', 'DBClusterIdentifier');
  if (shardGroups.length > 0) {
    return all(
      shardGroups.map(({ from, certain }) =>
        given(certain, named(from, atLeast(from, 'ComputeRedundancy', replicas, 0))),
      ),
    );
  }
  const links = membersAt(cluster, memberType, 'DBClusterIdentifier');
  const strays = straysOf(cluster, memberType, 'DBClusterIdentifier', 'DBClusterIdentifier');
  const count = tally(links, strays, (member) => cite(member, 'DBClusterIdentifier'));
  const seen = `it has ${number(count.certain, 'instance')}`;
  const expected = `at least ${replicas + 1}: a writer and ${replicas} readers`;
  return decide(count, replicas + 1, seen, expected, cluster);
}

function hasReadReplicas(primary: Resource, replicas: number): Answer {
  const path = 'SourceDBInstanceIdentifier';
  const links = membersAt(primary, instanceType, path);
  const near = links.filter(({ from }) => inSameRegion(from, primary));
  const strays = straysOf(primary, instanceType, path, 'DBInstanceIdentifier');
  const count = tally(near, strays, (replica) => cite(replica, path));
  const elsewhere = links.length - near.length;
  const far = elsewhere > 0 ? ` (${elsewhere} more in other regions, which serve disaster recovery)` : '';
  const seen = `it has ${number(count.certain, 'read replica')} in its region${far}`;
  return decide(count, replicas, seen, `at least ${replicas}`, primary);
}

function membersAt(database: Resource, type: string, path: string): readonly Link[] {
  return linksOf(database, type, path).to(database);
}

function linksOf(database: Resource, type: string, path: string): Links {
  return database.stack.environment.links(type, path);
}

/** Why resources of a type may belong to a database although their references lead to nothing in the templates. */
function straysOf(database: Resource, type: string, path: string, nameProperty: string): readonly string[] {
  const links = linksOf(database, type, path);
  if (links.openCount === 0) return [];
  return database.stack.environment.of(type).flatMap((resource) => {
    const why = links.openFrom(resource);
    // A name written by hand is not that of a database with another name written by hand.
    const names = [resource.read(path), database.read(nameProperty)];
    const other = names.every(({ kind }) => kind === 'known') || !inSameRegion(resource, database);
    return why === undefined || other ? [] : [why];
  });
}

function inSameRegion(left: Resource, right: Resource): boolean {
  const [a, b] = [left.stack.region, right.stack.region];
  return a === undefined || b === undefined || a === b;
}

interface Tally {
  readonly certain: number;
  readonly possible: number;
  readonly why?: string;
  readonly evidence: readonly Evidence[];
}

function tally(
  links: readonly Link[],
  strays: readonly string[],
  prove: (resource: Resource) => Evidence,
): Tally {
  const certain = [...new Set(links.filter((link) => link.certain === true).map(({ from }) => from))];
  const doubts = links.flatMap((link) => (isUndecided(link.certain) ? [link.certain.why] : []));
  return {
    certain: certain.length,
    possible: certain.length + doubts.length + strays.length,
    why: doubts[0] ?? strays[0],
    evidence: certain.map(prove),
  };
}

function decide(count: Tally, least: number, seen: string, expected: string, database: Resource): Answer {
  if (count.certain >= least) return yes(seen, ...count.evidence);
  const message = `${seen}, expected ${expected}`;
  if (count.possible >= least)
    return unknown(`${message} (${count.why ?? 'others may exist'})`, ...count.evidence);
  return no(message, ...(count.evidence.length > 0 ? count.evidence : [present(database)]));
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whether a standby takes over without anybody doing anything; undefined where replicas do so by themselves. */
export const failsOver = ifPrimary((database): Answer | undefined =>
  database.type === instanceType ? isOn(database, 'MultiAZ', false) : undefined,
);

/** A resource that a database is made of, and whether it certainly belongs to it. */
export interface Member {
  readonly instance: Resource;
  readonly certain: Link['certain'];
}

/** The resources that a database is made of: its instances and replicas, or itself. */
export function membersOf(database: Resource): readonly Member[] {
  const memberType = memberTypeOf(database);
  const members = (type: string, path: string): readonly Member[] =>
    membersAt(database, type, path).map(({ from, certain }) => ({ instance: from, certain }));
  if (memberType && isMultiAzCluster(database) === false) return members(memberType, 'DBClusterIdentifier');
  return [
    { instance: database, certain: true },
    ...members(instanceType, memberType ? 'SourceDBClusterIdentifier' : 'SourceDBInstanceIdentifier'),
  ];
}
