import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DeregisterTargetsCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeleteDBInstanceCommand,
  ModifyDBClusterCommand,
  RDSClient,
  StartDBClusterCommand,
  StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Report } from '../../lib/assess/report';
import type { ClientClass } from '../../lib/live/aws';
import { region } from './account';
import { changed, environmentAt, runCommand, verdicts, type Ended } from './command';
import { Deployment } from './deployment';
import { targets } from './makers';
import { startMoto, type Moto } from './moto';
import { startRecorder, type Recorder } from './recorder';
import { referenceStacks } from './reference';
import { startService, type Service } from './service';
import { publishTraffic } from './traffic';

jest.setTimeout(300_000);

let moto: Moto;
let stacks: Service;
let deployment: Deployment;
let recorder: Recorder;
let healthy: Report;

beforeAll(async () => {
  moto = await startMoto();
  deployment = new Deployment(moto, referenceStacks());
  await deployment.deploy();
  for (const each of [region, 'us-east-1']) await publishTraffic(moto, each);
  stacks = await startService(deployment.cloudformation);
  recorder = await startRecorder(moto.url);
  healthy = await report();
});

afterAll(async () => {
  await recorder.stop();
  await stacks.stop();
  await moto.stop();
});

function verify(...args: readonly string[]): Promise<Ended> {
  const env = environmentAt({ AWS_ENDPOINT_URL: recorder.url, AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.url });
  return runCommand(['verify', '--stack', 'Shop-*', '--region', `${region},us-east-1`, ...args], env);
}

async function report(): Promise<Report> {
  const { stdout, stderr } = await verify('--format', 'json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

/** Sends a command to the account. */
async function send(
  Client: ClientClass<{ send(command: never): Promise<unknown> }>,
  command: object,
): Promise<void> {
  await moto.client(Client).send(command as never);
}

const id = (stack: string, beginning: string): Promise<string> => deployment.physicalId(stack, beginning);
const cluster = (): Promise<string> => id('Shop-Data', 'DatabaseCluster5B53A178');
const trail = (): Promise<string> => id('Shop-Audit', 'Trail76');
const targetGroup = (): Promise<string> => id('Shop-Service', 'EntryApiTargets');

const rds = (command: object): Promise<void> => send(RDSClient, command);
const elb = (command: object): Promise<void> => send(ElasticLoadBalancingV2Client, command);

async function changeAlarm(change: object): Promise<void> {
  const client = moto.client(CloudWatchClient);
  const names = { AlarmNames: [await id('Shop-Service', 'AlarmsEntryErrorRate')] };
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand(names));
  await client.send(new PutMetricAlarmCommand({ ...MetricAlarms[0], ...change } as never));
}

async function setAlarm(beginning: string, StateValue: 'OK' | 'ALARM'): Promise<void> {
  const AlarmName = await id('Shop-Service', beginning);
  await send(CloudWatchClient, new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a test' }));
}

/** One thing that breaks, how it is repaired where it can be, and all the verdicts that are other then. */
interface Breakage {
  readonly name: string;
  readonly breaks: () => Promise<void>;
  readonly repairs?: () => Promise<void>;
  readonly verdicts: readonly string[];
}

const breakages: readonly Breakage[] = [
  {
    name: 'an alarm tells nobody any more',
    breaks: () => changeAlarm({ ActionsEnabled: false }),
    repairs: () => changeAlarm({ ActionsEnabled: true }),
    verdicts: [
      'fail INC1.working AlarmsEntryErrorRate',
      'fail MON4.working AlarmsEntryErrorRate',
      'fail P1.working AlarmsEntryErrorRate',
    ],
  },
  {
    name: 'an alarm fires',
    breaks: () => setAlarm('AlarmsEntryErrorRate', 'ALARM'),
    repairs: () => setAlarm('AlarmsEntryErrorRate', 'OK'),
    verdicts: [
      'fail LIVE3.quiet AlarmsEntryErrorRate',
      'fail POST5.green AlarmsEntryErrorRate',
      'fail ROLL5.stable AlarmsEntryErrorRate',
      'fail STAB1.quiet AlarmsEntryErrorRate',
      'fail WATCH1.quiet AlarmsEntryErrorRate',
    ],
  },
  {
    name: 'a target group lost its servers',
    breaks: async () =>
      elb(new DeregisterTargetsCommand({ TargetGroupArn: await targetGroup(), Targets: targets })),
    repairs: async () =>
      elb(new RegisterTargetsCommand({ TargetGroupArn: await targetGroup(), Targets: targets })),
    verdicts: [
      'fail DEPLOY4.healthy ApiService',
      'fail ENV2.targets EntryLoadBalancer',
      'fail POST1.targets EntryLoadBalancer',
    ],
  },
  {
    name: 'a health check looks once in five minutes',
    breaks: async () =>
      elb(
        new ModifyTargetGroupCommand({
          TargetGroupArn: await targetGroup(),
          HealthCheckIntervalSeconds: 300,
        }),
      ),
    repairs: async () =>
      elb(
        new ModifyTargetGroupCommand({ TargetGroupArn: await targetGroup(), HealthCheckIntervalSeconds: 15 }),
      ),
    verdicts: ['fail ENV2.noticing EntryApiTargets'],
  },
  {
    name: 'backups are kept for a day',
    breaks: async () =>
      rds(new ModifyDBClusterCommand({ DBClusterIdentifier: await cluster(), BackupRetentionPeriod: 1 })),
    repairs: async () =>
      rds(new ModifyDBClusterCommand({ DBClusterIdentifier: await cluster(), BackupRetentionPeriod: 14 })),
    verdicts: ['fail ENV7.kept DatabaseCluster'],
  },
  {
    name: 'the database may be deleted',
    breaks: async () =>
      rds(new ModifyDBClusterCommand({ DBClusterIdentifier: await cluster(), DeletionProtection: false })),
    repairs: async () =>
      rds(new ModifyDBClusterCommand({ DBClusterIdentifier: await cluster(), DeletionProtection: true })),
    verdicts: ['fail ENV5.undeletable DatabaseCluster'],
  },
  {
    name: 'the database is stopped',
    breaks: async () => rds(new StopDBClusterCommand({ DBClusterIdentifier: await cluster() })),
    repairs: async () => rds(new StartDBClusterCommand({ DBClusterIdentifier: await cluster() })),
    verdicts: ['fail ENV5.members DatabaseCluster', 'fail MORN2.members DatabaseCluster'],
  },
  {
    name: 'the trail does not log',
    breaks: async () => send(CloudTrailClient, new StopLoggingCommand({ Name: await trail() })),
    repairs: async () => send(CloudTrailClient, new StartLoggingCommand({ Name: await trail() })),
    verdicts: ['fail SEC7.delivered Trail', 'fail SEC7.recorded eu-west-1', 'fail SEC7.recorded us-east-1'],
  },
  {
    name: 'a replica is gone',
    breaks: async () => {
      const DBInstanceIdentifier = await id('Shop-Data', 'DatabaseClusterReader2');
      await rds(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
    },
    verdicts: ['fail ENV5.members DatabaseCluster', 'fail MORN2.members DatabaseCluster'],
  },
  {
    name: 'an alarm is gone',
    breaks: async () => {
      const AlarmNames = [await id('Shop-Data', 'AlarmsDatabaseNoConnections')];
      await send(CloudWatchClient, new DeleteAlarmsCommand({ AlarmNames }));
    },
    verdicts: [
      'fail INC1.working AlarmsDatabaseNoConnections',
      'fail MON2.data AlarmsDatabaseNoConnections',
      'fail MON6.working AlarmsDatabaseNoConnections',
      'fail MORN1.overnight AlarmsDatabaseNoConnections',
      'fail P1.working AlarmsDatabaseNoConnections',
      'fail POST2.quiet AlarmsDatabaseNoConnections',
      'fail POST5.green AlarmsDatabaseNoConnections',
      'fail ROLL5.stable AlarmsDatabaseNoConnections',
      'fail STAB1.quiet AlarmsDatabaseNoConnections',
      'fail WATCH4.quiet AlarmsDatabaseNoConnections',
    ],
  },
  {
    name: 'nobody listens to a topic',
    breaks: async () => {
      const SubscriptionArn = await id('Shop-OnCall', 'PagerShopOnCallAlarmsP0');
      await send(SNSClient, new UnsubscribeCommand({ SubscriptionArn }));
    },
    verdicts: [
      'fail INC1.working AlarmsEntryTooFewServers',
      'fail INC1.working AlarmsEntryWebhooksTooFewServers',
      'fail INC1.working RollbackDataIntegrity',
      'fail MON11.subscribed AlarmsP0Topic',
      'fail MON11.subscribed PagerShopOnCallAlarmsP0TopicEF5FE407',
      'fail MON4.working AlarmsEntryTooFewServers',
      'fail MON4.working AlarmsEntryWebhooksTooFewServers',
      'fail P0.subscribed AlarmsP0Topic',
      'fail P0.subscribed PagerShopOnCallAlarmsP0TopicEF5FE407',
      'fail P0.working AlarmsEntryTooFewServers',
      'fail P0.working AlarmsEntryWebhooksTooFewServers',
      'fail P0.working RollbackDataIntegrity',
    ],
  },
];

test('what is as it should be passes', () => {
  expect([...verdicts(healthy)]).toEqual(
    expect.arrayContaining([
      'pass ENV5.members DatabaseCluster',
      'pass ENV5.spread DatabaseCluster',
      'pass ENV7.kept DatabaseCluster',
      'pass ENV2.targets EntryLoadBalancer',
      'pass DEPLOY4.healthy ApiService',
      'pass WATCH1.quiet AlarmsEntryErrorRate',
      'pass P0.subscribed AlarmsP0Topic',
      'pass SEC7.recorded eu-west-1',
    ]),
  );
});

describe('one thing is broken, and the report names that and nothing else', () => {
  test.each(breakages)('$name', async (breakage) => {
    await breakage.breaks();
    const broken = await report();
    await breakage.repairs?.();
    expect(changed(healthy, broken)).toEqual(breakage.verdicts);
    if (breakage.repairs) expect(changed(healthy, await report())).toEqual([]);
    else healthy = broken;
  });
});

test('every call that was made is in the policy', async () => {
  const { stdout } = await verify('--print-policy');
  const { Statement } = JSON.parse(stdout) as { Statement: readonly { Action: readonly string[] }[] };
  const allowed = new Set(Statement.flatMap(({ Action }) => Action));
  const called = new Set([...recorder.actions, ...stacks.calls.map(({ action }) => action)]);
  // Nobody needs leave to ask who he is.
  expect([...called].filter((action) => !allowed.has(action))).toEqual(['sts:GetCallerIdentity']);
});

test('a watch ends when a rollback trigger is met', async () => {
  const watched = verify('--watch', '2s', '--for', '2m', '--item', 'TRIG1');
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  await setAlarm('RollbackApiTargetsErrorRate', 'ALARM');
  const { status, stdout } = await watched;
  expect(status).toBe(1);
  expect(stdout).toMatch(/roll back: TRIG1\.met: .*Shop-Service-Rollback-ApiTargets-ErrorRate/);
});
