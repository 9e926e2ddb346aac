import {
  CreateReplicationGroupCommand,
  DeleteReplicationGroupCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { survivesNodeFailure } from '../../../lib/live/caches/failover';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

const target = { type: 'AWS::ElastiCache::ReplicationGroup', id: 'shop' };

test('a replication group without failover, and one that is deleted', async () => {
  const client = moto.client(ElastiCacheClient);
  const command = new CreateReplicationGroupCommand({
    ReplicationGroupId: 'shop',
    ReplicationGroupDescription: 'shop',
    NumCacheClusters: 1,
    AutomaticFailoverEnabled: false,
  });
  await client.send(command);
  const answer = await answerOf(survivesNodeFailure, target, moto.aws());
  expect(answer).toMatchObject({
    outcome: 'fail',
    message: expect.stringContaining('automatic failover is disabled, expected enabled'),
  });
  await client.send(new DeleteReplicationGroupCommand({ ReplicationGroupId: 'shop' }));
});

test('a replication group that does not exist', async () => {
  expect(await answerOf(survivesNodeFailure, { ...target, id: 'other' }, moto.aws())).toMatchObject({
    outcome: 'fail',
    message: 'replication group other does not exist in eu-west-1',
  });
});
