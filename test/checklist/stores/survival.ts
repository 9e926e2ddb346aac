import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, off, on, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** A resource with policies for its deletion and its replacement. */
const kept = (
  type: string,
  properties: JsonObject = {},
  policy: Json = 'Retain',
  replaced = policy,
): JsonObject => ({
  ...resource(type, properties),
  DeletionPolicy: policy,
  UpdateReplacePolicy: replaced,
});

const cluster = (properties: JsonObject = {}): JsonObject => resource('RDS::DBCluster', properties);
const table = (properties: JsonObject = {}): JsonObject => resource('DynamoDB::Table', properties);
const bucket = (properties: JsonObject = {}): JsonObject => resource('S3::Bucket', properties);

/** What the CDK renders for `autoDeleteObjects`. */
const emptying = (name: Json, condition?: string): JsonObject => ({
  Type: 'Custom::S3AutoDeleteObjects',
  Properties: { BucketName: name },
  ...(condition ? { Condition: condition } : {}),
});

const deleted = 'DeletionPolicy is not set and so Delete, expected Retain';
const unprotected = 'DeletionProtectionEnabled is not set and so false, expected true';
const emptiedBy = 'Emptied deletes its objects with the stack';

const notAsked = 'notApplicable Stack1: it does not arise for the data store of this workload';

export const survival: ControlCases = {
  pass: [
    { name: 'a table that is retained', resources: { Carts: kept('DynamoDB::Table') } },
    {
      name: 'a table that is retained once it is made',
      resources: { Carts: kept('DynamoDB::Table', {}, 'RetainExceptOnCreate', 'Retain') },
    },
    { name: 'a table that refuses to go', resources: { Carts: table({ DeletionProtectionEnabled: true }) } },
    {
      name: 'a global table of which every replica refuses to go',
      resources: {
        Carts: resource('DynamoDB::GlobalTable', {
          Replicas: [
            { Region: 'eu-west-1', DeletionProtectionEnabled: true },
            { Region: 'us-east-1', DeletionProtectionEnabled: 'true' },
          ],
        }),
      },
    },
    {
      name: 'a cluster, which leaves a snapshot by itself',
      resources: { Db: cluster() },
    },
    {
      name: 'an instance that refuses to go',
      resources: { Db: resource('RDS::DBInstance', { DeletionProtection: true }) },
    },
    {
      name: 'stores of the CDK, whose instances and replicas go',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        const vpc = new Vpc(stack, 'Vpc');
        const partitionKey = { name: 'id', type: AttributeType.STRING };
        new DatabaseCluster(stack, 'Database', {
          engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 }),
          vpc,
          writer: ClusterInstance.serverlessV2('Writer'),
          storageEncryptionKey: new Key(stack, 'Key'),
        });
        new Table(stack, 'Carts', { partitionKey });
        new TableV2(stack, 'Orders', { partitionKey });
        new FileSystem(stack, 'Files', { vpc });
        new Bucket(stack, 'Uploads', { encryptionKey: new Key(stack, 'UploadsKey') });
      },
    },
    {
      name: 'users who are retained, or refuse to go',
      resources: {
        Staff: kept('Cognito::UserPool'),
        Customers: resource('Cognito::UserPool', { DeletionProtection: 'ACTIVE' }),
      },
    },
    {
      name: 'a policy that a condition chooses',
      resources: { Carts: kept('DynamoDB::Table', {}, choose('IsProd', 'Retain', 'Delete')) },
      ...on,
    },
    {
      name: 'either of two policies that keep the data',
      resources: { Db: kept('RDS::DBCluster', {}, choose('IsProd', 'Retain', 'Snapshot')) },
      ...undecided,
    },
    {
      name: 'a key that goes, of a table that stays and holds it back',
      resources: {
        Carts: table({ DeletionProtectionEnabled: true, SSESpecification: { KMSMasterKeyId: ref('Key') } }),
        Key: resource('KMS::Key'),
      },
    },
    {
      name: 'a key that stays',
      resources: { Files: kept('EFS::FileSystem', { KmsKeyId: att('Key', 'Arn') }), Key: kept('KMS::Key') },
    },
  ],
  fail: [
    {
      name: 'a table without policies',
      resources: { Carts: table() },
      findings: [`fail Carts: ${deleted}; ${unprotected}`],
    },
    {
      name: 'a table of the CDK that is destroyed',
      app: (app) => {
        const carts = new Table(new Stack(app, 'Data'), 'Carts', {
          partitionKey: { name: 'id', type: AttributeType.STRING },
          removalPolicy: RemovalPolicy.DESTROY,
        });
        (carts.node.defaultChild as unknown as { overrideLogicalId(id: string): void }).overrideLogicalId(
          'Carts',
        );
      },
      findings: [`fail Carts: DeletionPolicy is Delete, expected Retain; ${unprotected}`],
    },
    {
      name: 'a policy that DynamoDB does not have',
      resources: { Carts: kept('DynamoDB::Table', {}, 'Snapshot') },
      findings: [`fail Carts: DeletionPolicy is Snapshot, expected Retain; ${unprotected}`],
    },
    {
      name: 'a global table of which one replica refuses to go',
      resources: {
        Carts: resource('DynamoDB::GlobalTable', {
          Replicas: [{ Region: 'eu-west-1', DeletionProtectionEnabled: true }, { Region: 'us-east-1' }],
        }),
      },
      findings: [
        `fail Carts: ${deleted}; not every replica refuses to be deleted, expected DeletionProtectionEnabled to be true`,
      ],
    },
    {
      name: 'a cluster of Amazon DocumentDB, which leaves no snapshot by itself',
      resources: { Db: resource('DocDB::DBCluster') },
      findings: [
        `fail Db: ${deleted} or Snapshot; DeletionProtection is not set and so false, expected true`,
      ],
    },
    {
      name: 'a file system without policies',
      resources: { Files: resource('EFS::FileSystem') },
      findings: [`fail Files: ${deleted}`],
    },
    {
      name: 'users without policies',
      resources: { Users: resource('Cognito::UserPool') },
      findings: [`fail Users: ${deleted}; DeletionProtection is not set and so INACTIVE, expected ACTIVE`],
    },
    {
      name: 'a bucket that is emptied',
      resources: { Uploads: bucket(), Emptied: emptying(ref('Uploads')), Others: bucket() },
      findings: [`fail Uploads: ${emptiedBy}, expected it to keep them`],
    },
    {
      name: 'a bucket that is retained, and emptied',
      resources: { Uploads: kept('S3::Bucket'), Emptied: emptying(ref('Uploads')) },
      findings: [`fail Uploads: ${emptiedBy}, expected it to keep them`],
    },
    {
      name: 'a key that goes and leaves data that nobody can read',
      resources: {
        Files: kept('EFS::FileSystem', { KmsKeyId: att('Key', 'Arn') }),
        Key: resource('KMS::Key'),
      },
      findings: [`fail Files: Key: ${deleted}`],
    },
    {
      name: 'a policy that a condition chooses',
      resources: { Carts: kept('DynamoDB::Table', {}, choose('IsProd', 'Retain', 'Delete')) },
      ...off,
      findings: [`fail Carts: DeletionPolicy is Delete, expected Retain; ${unprotected}`],
    },
  ],
  unknown: [
    {
      name: 'a policy that nobody can tell',
      resources: { Files: kept('EFS::FileSystem', {}, ref('Policy'), 'Retain') },
      parameters: { Policy: { Type: 'String' } },
      findings: [`unknown Files: DeletionPolicy is not known (${notGiven('Policy')}), expected Retain`],
    },
    {
      name: 'protection in one branch',
      resources: { Carts: table({ DeletionProtectionEnabled: choose('IsProd', true, nothing) }) },
      ...undecided,
      findings: [`unknown Carts: DeletionProtectionEnabled is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'protection of replicas in one branch',
      resources: {
        Carts: resource('DynamoDB::GlobalTable', {
          Replicas: [{ Region: 'eu-west-1', DeletionProtectionEnabled: choose('IsProd', true, false) }],
        }),
      },
      ...undecided,
      findings: [
        `unknown Carts: whether every replica refuses to be deleted is not known (${stageUnknown}), expected DeletionProtectionEnabled to be true`,
      ],
    },
    {
      name: 'a replica that refuses to go and may not be there, and one that does not',
      resources: {
        Carts: resource('DynamoDB::GlobalTable', {
          Replicas: [
            { Region: 'eu-west-1', DeletionProtectionEnabled: true },
            choose('IsProd', { Region: 'us-east-1' }, nothing),
          ],
        }),
      },
      ...undecided,
      findings: [
        `unknown Carts: whether every replica refuses to be deleted is not known (${stageUnknown}), expected DeletionProtectionEnabled to be true`,
      ],
    },
    {
      name: 'a bucket that may be emptied',
      resources: { Uploads: bucket(), Emptied: emptying(ref('Uploads'), 'IsProd') },
      ...undecided,
      findings: [`unknown Uploads: ${stageUnknown}: ${emptiedBy}, expected it to keep them`],
    },
    {
      name: 'a bucket that is emptied of what a deployment put there',
      resources: {
        Site: bucket(),
        Emptied: emptying(ref('Site')),
        Files: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: ref('Site') } },
      },
      findings: [`unknown Site: ${emptiedBy}; verify that it holds nothing but what a deployment puts there`],
    },
    {
      name: 'a key in one branch',
      resources: {
        Files: kept('EFS::FileSystem', { KmsKeyId: choose('IsProd', att('Key', 'Arn'), nothing) }),
        Key: resource('KMS::Key'),
      },
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: Key: ${deleted}`],
    },
    {
      name: 'a store that may not be there',
      resources: { Files: resource('EFS::FileSystem', {}, 'IsProd') },
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: ${deleted}`],
    },
  ],
  notApplicable: [
    {
      name: 'a bucket, which S3 keeps while there is something in it',
      resources: { Uploads: bucket() },
      findings: [notAsked],
    },
    {
      name: 'a bucket of the CDK that goes once it is empty',
      app: (app) => {
        new Bucket(new Stack(app, 'Stack1'), 'Uploads', { removalPolicy: RemovalPolicy.DESTROY });
      },
      findings: [notAsked],
    },
    {
      name: 'a bucket that a condition keeps from being emptied',
      resources: { Uploads: bucket(), Emptied: emptying(ref('Uploads'), 'IsProd') },
      ...off,
      findings: [notAsked],
    },
    {
      name: 'no store',
      resources: { Cache: resource('ElastiCache::ReplicationGroup') },
      findings: ['notApplicable Stack1: no data store to judge'],
    },
    {
      name: 'databases that are declared not to be there',
      resources: { Carts: table() },
      declaration: { databases: { none: 'carts are kept elsewhere' } },
      findings: ['notApplicable Stack1: no data store to judge'],
    },
  ],
};
