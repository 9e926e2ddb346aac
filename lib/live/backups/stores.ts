import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  type Tag,
} from '@aws-sdk/client-rds';
import { layoutOf } from '../../model/arn';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';

/** What AWS Backup goes by when it looks for what to back up. */
export interface Store {
  readonly arn: string;
  /** Name of its kind at AWS Backup: `Aurora`, which is not `RDS`. */
  readonly kind: string;
  /** Undefined where they were not asked for. */
  readonly tags?: ReadonlyMap<string, string>;
}

const kinds: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'DynamoDB',
  'AWS::DynamoDB::Table': 'DynamoDB',
  'AWS::EFS::FileSystem': 'EFS',
};

/** The ARN by which AWS Backup knows a database or file system. */
export function arnOf({ type, id, account, region }: Target): string {
  if (id.startsWith('arn:')) return id;
  const { service = '', prefix = '' } = layoutOf(type) ?? {};
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${prefix}${id}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** A database or file system as AWS Backup sees it; undefined where it does not exist. */
export async function storeOf(target: Target, aws: Aws): Promise<Store | undefined> {
  const arn = arnOf(target);
  const kind = kinds[target.type];
  if (kind !== undefined) return { arn, kind };
  const found = target.type === 'AWS::RDS::DBInstance' ? await instance(arn, aws) : await cluster(arn, aws);
  return found && { arn, kind: kindOf(found.Engine ?? ''), tags: tagsOf(found.TagList) };
}

interface Found {
  readonly Engine?: string;
  readonly TagList?: readonly Tag[];
}

async function cluster(DBClusterIdentifier: string, aws: Aws): Promise<Found | undefined> {
  const call = aws.client(RDSClient).send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
  return (await ifFound(call, 'DBClusterNotFoundFault'))?.DBClusters?.[0];
}

async function instance(DBInstanceIdentifier: string, aws: Aws): Promise<Found | undefined> {
  const call = aws.client(RDSClient).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  return (await ifFound(call, 'DBInstanceNotFoundFault', 'DBInstanceNotFound'))?.DBInstances?.[0];
}

function kindOf(engine: string): string {
  if (engine.startsWith('aurora')) return 'Aurora';
  if (engine === 'docdb') return 'DocumentDB';
  return engine === 'neptune' ? 'Neptune' : 'RDS';
}

function tagsOf(tags: readonly Tag[] = []): ReadonlyMap<string, string> {
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
