import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateBlueGreenDeploymentCommand,
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  CreateDBProxyCommand,
  CreateDBSnapshotCommand,
  CreateGlobalClusterCommand,
  DeleteDBInstanceCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand,
  ModifyDBInstanceCommand,
  RDSClient,
  RegisterDBProxyTargetsCommand,
  StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { databaseProbes } from '../../../lib/live/probes/databases';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
}, 60_000);
afterAll(() => moto.stop());
beforeEach(() => moto.reset());

const shop = { type: 'AWS::RDS::DBCluster', id: 'shop' };
const alone = { type: 'AWS::RDS::DBInstance', id: 'shop' };
const pool = { type: 'AWS::RDS::DBProxy', id: 'pool' };
const zones = ['a', 'b', 'c'].map((letter) => `eu-west-1${letter}`);

/** What a probe says, as `outcome: message`. */
async function said(
  id: string,
  target: { readonly type: string; readonly id: string } = shop,
): Promise<string> {
  const probe = databaseProbes.find((each) => each.id === id)!;
  const { outcome, message } = await answerOf(probe.ask(), target, moto.aws());
  return `${outcome}: ${message}`;
}

const rds = (): RDSClient => moto.client(RDSClient);
const credentials = { MasterUsername: 'root', MasterUserPassword: 'password' };

/** An Aurora cluster as the go-live checklist wants it. */
async function makeCluster(): Promise<void> {
  await rds().send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: 'shop',
      Engine: 'aurora-postgresql',
      BackupRetentionPeriod: 14,
      DeletionProtection: false,
      StorageEncrypted: true,
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ['postgresql'],
      PreferredMaintenanceWindow: 'wed:03:00-wed:03:30',
      ...credentials,
    }),
  );
  for (const [i, AvailabilityZone] of zones.entries()) await makeMember(`shop-${i + 1}`, AvailabilityZone);
}

async function makeMember(DBInstanceIdentifier: string, AvailabilityZone: string): Promise<void> {
  await rds().send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBClusterIdentifier: 'shop',
      DBInstanceClass: 'db.r6g.large',
      Engine: 'aurora-postgresql',
      AvailabilityZone,
      PubliclyAccessible: false,
      PreferredMaintenanceWindow: 'wed:03:00-wed:03:30',
    }),
  );
}

/** The subnets that moto's accounts begin with. */
async function subnets(): Promise<string[]> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/eu-west-1/ec2/aws4_request';
  const body = 'Action=DescribeSubnets&Version=2016-11-15';
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(moto.url, { method: 'POST', body, headers });
  return [...(await answer.text()).matchAll(/<subnetId>(.*?)<\/subnetId>/g)].map(([, id]) => id!);
}

async function publish(MetricName: string, values: Readonly<Record<string, number>>): Promise<void> {
  await moto.client(CloudWatchClient).send(
    new PutMetricDataCommand({
      Namespace: 'AWS/RDS',
      MetricData: Object.entries(values).map(([Value, value]) => ({
        MetricName,
        Dimensions: [
          { Name: MetricName === 'ClientConnections' ? 'ProxyName' : 'DBInstanceIdentifier', Value },
        ],
        Timestamp: new Date(Date.now() - 120_000),
        Value: value,
      })),
    }),
  );
}

describe('a cluster', () => {
  beforeEach(makeCluster);

  test('is as it should be', async () => {
    expect(await said('ENV5.members')).toBe(
      'pass: writer shop-1 and replicas shop-2 and shop-3 are available',
    );
    expect(await said('ENV5.spread')).toBe(
      'pass: 3 available instances in 3 zones (shop-1 in eu-west-1a, shop-2 in eu-west-1b, shop-3 in eu-west-1c)',
    );
    expect(await said('ENV5.not-public')).toBe('pass: shop-1, shop-2 and shop-3 are not publicly accessible');
    expect(await said('ENV5.storage')).toBe('pass: its storage is encrypted');
    expect(await said('ENV5.standby')).toBe(
      'notApplicable: a replica of the cluster takes over for its writer',
    );
    expect(await said('ENV5.exchange')).toBe('pass: no blue/green deployment of it is under way');
    expect(await said('ENV7.restorable')).toMatch(/^pass: it can be restored to .*, 0 min ago$/);
    expect(await said('ENV7.kept')).toMatch(/^pass: backups are kept for 14 days, now back to /);
    expect(await said('SEC6.iam-logins')).toBe('pass: users may log in with IAM');
    expect(await said('SEC6.master-secret')).toBe('notApplicable: RDS does not keep its master password');
    expect(await said('SEC7.exported')).toBe('pass: it exports postgresql to CloudWatch');
    expect(await said('WKWED2.window')).toContain('pass: the window is wed:03:00-wed:03:30 of the cluster');
  });

  test('is found from its members, by whichever name', async () => {
    expect(await said('ENV5.members', { type: 'AWS::RDS::DBInstance', id: 'shop-3' })).toContain(
      'pass: DB cluster shop:',
    );
    expect(await said('ENV5.members', { type: 'AWS::RDS::DBCluster', id: 'SHOP' })).toContain('pass: writer');
    expect(await said('ENV5.members', { type: 'AWS::RDS::DBCluster', id: 'shopping' })).toBe(
      'fail: DB cluster shopping does not exist in eu-west-1',
    );
  });

  test('lacks a replica that somebody deleted', async () => {
    await rds().send(
      new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'shop-3', SkipFinalSnapshot: true }),
    );
    expect(await said('ENV5.members')).toBe(
      'fail: it has 1 replica (shop-2), expected a writer and 2 replicas',
    );
    await makeMember('shop-9', 'eu-west-1a');
    expect(await said('ENV5.members')).toBe(
      'pass: writer shop-1 and replicas shop-2 and shop-9 are available',
    );
  });

  test('has all its instances in one zone', async () => {
    for (const id of ['shop-2', 'shop-3']) {
      await rds().send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: id, SkipFinalSnapshot: true }));
      await makeMember(id, 'eu-west-1a');
    }
    expect(await said('ENV5.spread')).toContain('fail: 3 available instances in 1 zone');
  });

  test('is stopped', async () => {
    await rds().send(new StopDBClusterCommand({ DBClusterIdentifier: 'shop' }));
    expect(await said('ENV5.members')).toBe('fail: the cluster is stopped, expected available');
  });

  test('was changed by hand', async () => {
    await rds().send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: 'shop',
        BackupRetentionPeriod: 1,
        DeletionProtection: true,
        ApplyImmediately: true,
      }),
    );
    await rds().send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: 'shop-2',
        PubliclyAccessible: true,
        ApplyImmediately: true,
      }),
    );
    expect(await said('ENV7.kept')).toMatch(
      /^fail: backups are kept for 1 day, .* expected at least 7 days$/,
    );
    expect(await said('ENV5.undeletable')).toBe('pass: deletion protection is on');
    expect(await said('SEC6.not-public')).toBe('fail: shop-2 is publicly accessible, expected private');
  });

  test('has a snapshot of just now', async () => {
    await rds().send(
      new CreateDBClusterSnapshotCommand({
        DBClusterIdentifier: 'shop',
        DBClusterSnapshotIdentifier: 'launch',
      }),
    );
    expect(await said('FINAL5.fresh')).toMatch(/^pass: snapshot launch was taken at .*, 0 min ago$/);
  });

  test('runs with parameters of its own', async () => {
    const DBClusterParameterGroupName = 'own';
    const set = (ParameterName: string, ParameterValue: string) => ({ ParameterName, ParameterValue });
    const change = (...Parameters: ReturnType<typeof set>[]) =>
      rds().send(new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName, Parameters }));
    await rds().send(
      new CreateDBClusterParameterGroupCommand({
        DBClusterParameterGroupName,
        DBParameterGroupFamily: 'aurora-postgresql16',
        Description: 'its own',
      }),
    );
    await rds().send(
      new ModifyDBClusterCommand({ DBClusterIdentifier: 'shop', DBClusterParameterGroupName }),
    );
    expect(await said('SEC6.forces-tls')).toBe('unknown: rds.force_ssl of own is not told, expected 1');
    await change(
      set('rds.force_ssl', '1'),
      set('shared_preload_libraries', 'pgaudit'),
      set('pgaudit.log', 'ddl'),
    );
    expect(await said('SEC6.forces-tls')).toBe('pass: rds.force_ssl of own is set');
    expect(await said('SEC7.audited')).toContain('pass: shared_preload_libraries of own');
    await change(set('rds.force_ssl', '0'));
    expect(await said('SEC6.forces-tls')).toBe('fail: rds.force_ssl of own is not set so, expected 1');
  });

  test('has replicas that follow, and one that lags', async () => {
    expect(await said('ENV5.lag')).toContain('unknown: shop-2 reported no lag in the last 15 minutes');
    await publish('AuroraReplicaLag', { 'shop-2': 20, 'shop-3': 25 });
    expect(await said('ENV5.lag')).toContain('pass: shop-2 lags 20 ms behind');
    await publish('AuroraReplicaLag', { 'shop-3': 90_000 });
    expect(await said('ENV5.lag')).toContain('fail: shop-3 lags 90 s behind');
  });

  test('has connections, or nobody talks to it', async () => {
    expect(await said('POST2.connected')).toContain('unknown: shop-1 reported no connections');
    await publish('DatabaseConnections', { 'shop-1': 17, 'shop-2': 0 });
    expect(await said('POST2.connected')).toContain('pass: 17 connections to shop-1 in the last');
    await publish('DatabaseConnections', { 'shop-1': 0 });
    expect(await said('POST2.connected')).toContain('fail: connections to shop-1: none at');
  });

  test('is about to be exchanged', async () => {
    await rds().send(
      new CreateBlueGreenDeploymentCommand({
        BlueGreenDeploymentName: 'v17',
        Source: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
      }),
    );
    expect(await said('ENV5.exchange')).toContain('fail: blue/green deployment v17');
  });

  test('has a proxy before it', async () => {
    expect(await said('DATA5.targets', pool)).toBe('fail: DB proxy pool does not exist in eu-west-1');
    await rds().send(
      new CreateDBProxyCommand({
        DBProxyName: 'pool',
        EngineFamily: 'POSTGRESQL',
        Auth: [{ IAMAuth: 'REQUIRED' }],
        RoleArn: 'arn:aws:iam::123456789012:role/pool',
        VpcSubnetIds: await subnets(),
      }),
    );
    expect(await said('DATA5.targets', pool)).toContain('fail: no database instance is registered with it');
    await rds().send(
      new RegisterDBProxyTargetsCommand({ DBProxyName: 'pool', DBClusterIdentifiers: ['shop'] }),
    );
    expect(await said('DATA5.targets', pool)).toContain('pass: it is available and reaches shop');
    expect(await said('DATA5.clients', pool)).toContain('unknown: it reported no client connections');
    await publish('ClientConnections', { pool: 4 });
    expect(await said('DATA5.clients', pool)).toBe('pass: up to 4 clients connected in the last 15 minutes');
  });
});

test('a global cluster without clusters', async () => {
  const GlobalClusterIdentifier = 'world';
  await rds().send(new CreateGlobalClusterCommand({ GlobalClusterIdentifier, Engine: 'aurora-postgresql' }));
  expect(await said('ENV5.global', { type: 'AWS::RDS::GlobalCluster', id: 'world' })).toContain(
    'fail: it has 0 primary clusters, expected one',
  );
});

describe('an instance', () => {
  beforeEach(async () => {
    await rds().send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'shop',
        DBInstanceClass: 'db.m6g.large',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MultiAZ: true,
        BackupRetentionPeriod: 7,
        ...credentials,
      }),
    );
    for (const id of ['shop-2', 'shop-3'])
      await rds().send(
        new CreateDBInstanceReadReplicaCommand({
          DBInstanceIdentifier: id,
          SourceDBInstanceIdentifier: 'shop',
        }),
      );
  });

  test('has replicas, of whose replication moto tells nothing', async () => {
    expect(await said('ENV5.members', alone)).toContain('unknown: 1 of 3 instances are available');
    expect(await said('ENV5.standby', alone)).toContain('pass: a standby');
    expect(await said('SEC6.iam-logins', alone)).toBe('fail: IAM authentication is off, expected on');
    await rds().send(
      new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'shop-3', SkipFinalSnapshot: true }),
    );
    expect(await said('ENV5.members', alone)).toContain('fail: 1 of 2 instances are available');
  });

  test('has a snapshot of just now', async () => {
    await rds().send(
      new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'shop', DBSnapshotIdentifier: 'launch' }),
    );
    expect(await said('FINAL5.fresh', alone)).toMatch(/^pass: snapshot launch was taken at .*, 0 min ago$/);
  });
});
