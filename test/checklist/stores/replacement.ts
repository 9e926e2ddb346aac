import { Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, on, stageUnknown, undecided } from '../expressions';
import { resource } from '../serving/resources';

/** A resource that keeps its data when its stack goes, and has a policy for its replacement. */
const replaced = (type: string, policy: Json, properties: JsonObject = {}): JsonObject => ({
  ...resource(type, properties),
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: policy,
});

const notSet = 'UpdateReplacePolicy is not set and so Delete, expected Retain';
const unprotected = 'DeletionProtection is not set and so false, expected true';

export const replacement: ControlCases = {
  pass: [
    { name: 'a file system that is retained', resources: { Files: replaced('EFS::FileSystem', 'Retain') } },
    { name: 'a cluster that leaves a snapshot', resources: { Db: replaced('RDS::DBCluster', 'Snapshot') } },
    {
      name: 'a cluster that refuses to go',
      resources: { Db: resource('RDS::DBCluster', { DeletionProtection: true }) },
    },
    {
      name: 'a table of the CDK',
      app: (app) => {
        const partitionKey = { name: 'id', type: AttributeType.STRING };
        new Table(new Stack(app, 'Data'), 'Carts', { partitionKey });
      },
    },
    {
      name: 'a condition that is on',
      resources: { Files: replaced('EFS::FileSystem', choose('IsProd', 'Retain', 'Delete')) },
      ...on,
    },
  ],
  fail: [
    {
      name: 'a policy for deletion alone',
      resources: { Files: { ...resource('EFS::FileSystem'), DeletionPolicy: 'Retain' } },
      findings: [`fail Files: ${notSet}`],
    },
    {
      name: 'a cluster, of which only its deletion leaves a snapshot by itself',
      resources: { Db: resource('RDS::DBCluster') },
      findings: [`fail Db: ${notSet} or Snapshot; ${unprotected}`],
    },
    {
      name: 'a condition that is off',
      resources: { Files: replaced('EFS::FileSystem', choose('IsProd', 'Retain', 'Delete')) },
      ...off,
      findings: ['fail Files: UpdateReplacePolicy is Delete, expected Retain'],
    },
  ],
  unknown: [
    {
      name: 'a policy in one branch',
      resources: { Files: replaced('EFS::FileSystem', choose('IsProd', 'Retain', nothing)) },
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: ${notSet}`],
    },
    {
      name: 'a store that may not be there',
      resources: { Files: resource('EFS::FileSystem', {}, 'IsProd') },
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: ${notSet}`],
    },
  ],
  notApplicable: [
    {
      name: 'a bucket, which S3 keeps while there is something in it',
      resources: { Uploads: resource('S3::Bucket') },
      findings: ['notApplicable Stack1: it does not arise for the data store of this workload'],
    },
  ],
};
