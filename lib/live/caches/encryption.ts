import { fail, unless, pass, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { replicationGroup, serverlessCache } from './nodes';

/** Whether a cache encrypts what it stores and what it sends, and takes no connection that is not encrypted. */
export async function encryptsData({ type, id, region }: Target, aws: Aws): Promise<Answer> {
  if (type === 'AWS::ElastiCache::ServerlessCache') return serverlessEncrypts(id, region, aws);
  const group = await replicationGroup(id, aws);
  if (!group) return fail(`replication group ${id} does not exist in ${region}`, []);
  const { TransitEncryptionEnabled, TransitEncryptionMode, AtRestEncryptionEnabled, StorageEncryptionType } =
    group;
  const problems: string[] = [];
  const doubts: string[] = [];
  if (TransitEncryptionEnabled === undefined) doubts.push('whether it encrypts what it sends is not told');
  if (TransitEncryptionEnabled === false)
    problems.push('it sends in plain text, expected encryption in transit');
  if (TransitEncryptionEnabled === true && TransitEncryptionMode === 'preferred')
    problems.push('TransitEncryptionMode is preferred, which takes plain connections too, expected required');
  const stores = StorageEncryptionType ? StorageEncryptionType !== 'none' : AtRestEncryptionEnabled;
  if (stores === undefined) doubts.push('whether it encrypts what it stores is not told');
  if (stores === false) problems.push('it stores in plain text, expected encryption at rest');
  const call = 'elasticache:DescribeReplicationGroups';
  return unless({ problems, doubts }, `replication group ${id} encrypts what it stores and sends`, [
    { call, path: 'TransitEncryptionEnabled', value: String(TransitEncryptionEnabled) },
    { call, path: 'TransitEncryptionMode', value: String(TransitEncryptionMode) },
    { call, path: 'AtRestEncryptionEnabled', value: String(AtRestEncryptionEnabled) },
  ]);
}

async function serverlessEncrypts(name: string, region: string, aws: Aws): Promise<Answer> {
  const cache = await serverlessCache(name, aws);
  if (!cache) return fail(`serverless cache ${name} does not exist in ${region}`, []);
  const call = 'elasticache:DescribeServerlessCaches';
  const seen = [{ call, path: 'ServerlessCacheName', value: name }];
  return pass(`serverless cache ${name} encrypts what it stores and sends, as all of them do`, seen);
}
