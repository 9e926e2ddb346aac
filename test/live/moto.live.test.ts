import { CreateDBClusterCommand, DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { startMoto, type Moto } from './moto';

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

test('what is set up is there for a probe, until the account is emptied', async () => {
  const cluster = {
    DBClusterIdentifier: 'shop',
    Engine: 'aurora-mysql',
    MasterUsername: 'admin',
    MasterUserPassword: 'password',
  };
  await moto.client(RDSClient).send(new CreateDBClusterCommand(cluster));
  const clusters = async (): Promise<number | undefined> =>
    (await moto.aws().client(RDSClient).send(new DescribeDBClustersCommand({}))).DBClusters?.length;
  expect(await clusters()).toBe(1);
  await moto.reset();
  expect(await clusters()).toBe(0);
});
