import type { Resource } from '../../model/resource';
import { member } from '../../model/evaluate';
import { and, not, or, Undecided } from '../../model/tri';
import { itemsOf, show } from '../../model/value';
import { any, cite, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { eitherWay, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import { allOf, type Possible } from '../possible';
import { isOn, isTrue, property, test } from '../reading';
import type { Workload } from '../workload';
import { isFilledByDeployment } from './buckets';

/** Stores besides databases of which the content cannot be made again; caches and search indexes can. */
const bucketType = 'AWS::S3::Bucket';
const storeTypes = ['AWS::Cognito::UserPool', 'AWS::EFS::FileSystem', bucketType];

/** What holds the data of the workload. */
export function dataStores({ environment, databases }: Workload): Candidates {
  const resources = [...databases.resources, ...environment.of(...storeTypes)];
  return candidates(environment, 'data store', resources, storeTypes);
}

/** Types that CloudFormation can take a snapshot of before it deletes them, and whether it does so by itself. */
const snapshots: Readonly<Record<string, boolean>> = {
  'AWS::DocDB::DBCluster': false,
  'AWS::Neptune::DBCluster': false,
  'AWS::RDS::DBCluster': true,
  'AWS::RDS::DBInstance': true,
};

type Policy = 'DeletionPolicy' | 'UpdateReplacePolicy';

/**
 * Whether the data of a store is still there when its stack is deleted; undefined for a bucket that nothing empties, as
 * S3 deletes none that holds objects.
 */
export function survivesDeletion(store: Resource): Answer | undefined {
  const deletion = keeps(store, 'DeletionPolicy');
  const losses = [...keepsKeys(store, deletion), ...emptied(store)];
  if (store.type === bucketType) return losses.length > 0 ? allOf(losses) : undefined;
  return allOf([{ certain: true, answer: orRefuses(store, deletion) }, ...losses]);
}

/** Whether the data of a store is still there when a change makes a new one in its place; buckets as above. */
export function survivesReplacement(store: Resource): Answer | undefined {
  return store.type === bucketType ? undefined : orRefuses(store, keeps(store, 'UpdateReplacePolicy'));
}

/** A policy that deletes does no harm to a store that refuses to be deleted. */
function orRefuses(store: Resource, policy: Answer): Answer {
  const refusal = policy.is === 'yes' ? undefined : refusesDeletion(store);
  return refusal ? any([policy, refusal], '') : policy;
}

/** Whether a policy of CloudFormation leaves the data behind. */
function keeps(resource: Resource, name: Policy): Answer {
  const canSnapshot = Object.hasOwn(snapshots, resource.type);
  const otherwise = name === 'DeletionPolicy' && snapshots[resource.type] ? 'Snapshot' : 'Delete';
  const policies = ['Retain', 'RetainExceptOnCreate', ...(canSnapshot ? ['Snapshot'] : [])];
  const expected = canSnapshot ? 'expected Retain or Snapshot' : 'expected Retain';
  return eitherWay(resource.attribute(name), (value) => {
    const proof: Evidence = { resource, path: name, value };
    const truth = test(value, otherwise, (policy) => policies.includes(String(policy)));
    const seen = value.kind === 'absent' ? `is not set and so ${otherwise}` : `is ${show(value)}`;
    // Where a snapshot is left by default, no single statement is what keeps the data.
    const decisive = policies.includes(otherwise) ? present(resource) : proof;
    if (truth === true) return yes(`${name} ${seen}`, decisive);
    if (truth === false) return no(`${name} ${seen}, ${expected}`, proof);
    return unknown(`${name} is not known (${truth.why}), ${expected}`, proof);
  });
}

/** Whether AWS refuses to delete a store; undefined where it never does. */
function refusesDeletion(store: Resource): Answer | undefined {
  switch (store.type) {
    case 'AWS::Cognito::UserPool':
      return property(store, 'DeletionProtection', {
        expected: 'ACTIVE',
        otherwise: 'INACTIVE',
        holds: (value) => value === 'ACTIVE',
      });
    case 'AWS::DSQL::Cluster':
    case 'AWS::DynamoDB::Table':
      return isOn(store, 'DeletionProtectionEnabled', false);
    case 'AWS::DynamoDB::GlobalTable':
      return replicasRefuse(store);
    case 'AWS::DocDB::DBCluster':
    case 'AWS::Neptune::DBCluster':
    case 'AWS::RDS::DBCluster':
    case 'AWS::RDS::DBInstance':
      return isOn(store, 'DeletionProtection', false);
    default:
      return undefined;
  }
}

function replicasRefuse(table: Resource): Answer {
  const proof = cite(table, 'Replicas');
  const name = 'DeletionProtectionEnabled';
  const expected = `expected ${name} to be true`;
  return eitherWay(table.read('Replicas'), (list) => {
    const replicas = itemsOf(list).flatMap(optionsOf);
    const refuse = and([
      or(replicas.map(({ certain }) => certain)),
      ...replicas.map(({ option, certain }) => or([not(certain), test(member(option, name), false, isTrue)])),
    ]);
    if (refuse === true) return yes(`${name} of every replica is true`, proof);
    if (refuse === false) return no(`not every replica refuses to be deleted, ${expected}`, proof);
    return unknown(
      `whether every replica refuses to be deleted is not known (${refuse.why}), ${expected}`,
      proof,
    );
  });
}

/** Properties that name the key by which a store is encrypted. */
const keyPaths: Readonly<Record<string, string>> = {
  'AWS::DSQL::Cluster': 'KmsEncryptionKey',
  'AWS::DocDB::DBCluster': 'KmsKeyId',
  'AWS::DocDBElastic::Cluster': 'KmsKeyId',
  'AWS::DynamoDB::GlobalTable': 'Replicas.*.SSESpecification.KMSMasterKeyId',
  'AWS::DynamoDB::Table': 'SSESpecification.KMSMasterKeyId',
  'AWS::EFS::FileSystem': 'KmsKeyId',
  'AWS::Neptune::DBCluster': 'KmsKeyId',
  'AWS::RDS::DBCluster': 'KmsKeyId',
  'AWS::RDS::DBInstance': 'KmsKeyId',
  'AWS::S3::Bucket':
    'BucketEncryption.ServerSideEncryptionConfiguration.*.ServerSideEncryptionByDefault.KMSMasterKeyID',
};

/** Whether the keys of what a deleted stack leaves behind are left behind too: without them it cannot be read. */
function keepsKeys(store: Resource, deletion: Answer): readonly Possible[] {
  const path = keyPaths[store.type];
  if (path === undefined || deletion.is === 'no') return [];
  const left = deletion.is === 'yes' || new Undecided(deletion.message);
  const keys = store.stack.environment
    .links(store.type, path)
    .from(store)
    .filter(({ to }) => to.type === 'AWS::KMS::Key');
  return keys.map(({ to, certain }) => ({
    certain: and([certain, left]),
    answer: named(to, keeps(to, 'DeletionPolicy')),
  }));
}

/** What deletes the objects of a bucket before the stack deletes the bucket. */
function emptied(store: Resource): readonly Possible[] {
  const links = store.stack.environment.links('Custom::S3AutoDeleteObjects', 'BucketName').to(store);
  return links.map(({ from, certain }) => {
    const seen = `${from.logicalId} deletes its objects with the stack`;
    const answer =
      isFilledByDeployment(store) === false
        ? no(`${seen}, expected it to keep them`, present(from))
        : unknown(`${seen}; verify that it holds nothing but what a deployment puts there`, present(from));
    return { certain, answer };
  });
}
