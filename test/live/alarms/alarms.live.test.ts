import {
  CloudWatchClient,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateTopicCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Answer } from '../../../lib/live/answer';
import { alarmProbes } from '../../../lib/live/probes/alarms';
import { metricProbes } from '../../../lib/live/probes/metrics';
import { notificationProbes } from '../../../lib/live/probes/notification';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
let cloudWatch: CloudWatchClient;
let sns: SNSClient;
let pager: string;

beforeAll(async () => {
  moto = await startMoto();
  cloudWatch = moto.client(CloudWatchClient);
  sns = moto.client(SNSClient);
});
afterAll(() => moto.stop());
beforeEach(async () => {
  await moto.reset();
  pager = (await sns.send(new CreateTopicCommand({ Name: 'pager' }))).TopicArn ?? '';
});

const probes = [...alarmProbes, ...notificationProbes, ...metricProbes];
async function ask(probe: string, type: string, id: string): Promise<Answer> {
  const { ask } = probes.find(({ id }) => id === probe)!;
  return answerOf(ask(), { type, id }, moto.aws());
}
const askAlarm = (probe: string, id = 'ErrorRate'): Promise<Answer> =>
  ask(probe, 'AWS::CloudWatch::Alarm', id);

const dimensions = [{ Name: 'LoadBalancer', Value: 'app/shop/1' }];
const alarm = (changes: Partial<PutMetricAlarmInput> = {}): Promise<unknown> =>
  cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'ErrorRate',
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HTTPCode_Target_5XX_Count',
      Dimensions: dimensions,
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 10,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [pager],
      ...changes,
    }),
  );
const publish = (MetricName: string, Value: number): Promise<unknown> =>
  cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/ApplicationELB',
      MetricData: [{ MetricName, Value, Dimensions: dimensions, Timestamp: new Date(Date.now() - 60_000) }],
    }),
  );
const subscribe = async (Protocol: string, Endpoint: string): Promise<string> => {
  const input = { TopicArn: pager, Protocol, Endpoint, ReturnSubscriptionArn: true };
  return (await sns.send(new SubscribeCommand(input))).SubscriptionArn ?? '';
};
const page = (): Promise<string> =>
  subscribe('https', 'https://events.pagerduty.com/integration/key/enqueue');

describe('an alarm', () => {
  test('that is not there', async () => {
    expect(await askAlarm('MON4.working')).toMatchObject({
      outcome: 'fail',
      message: 'alarm ErrorRate does not exist in eu-west-1, expected it as the template has it',
    });
  });

  test('that watches what is there', async () => {
    await alarm();
    await publish('RequestCount', 100);
    const { outcome, message } = await askAlarm('TRIG1.working');
    expect(outcome).toBe('pass');
    expect(message).toMatch(
      /^HTTPCode_Target_5XX_Count has no data .* while RequestCount of the same resource has data until/,
    );
  });

  test('that watches what nothing publishes', async () => {
    await alarm({ MetricName: 'HealthyHostCount', Statistic: 'Minimum' });
    expect(await askAlarm('MON2.data')).toMatchObject({
      outcome: 'fail',
      message:
        'AWS/ApplicationELB HealthyHostCount has no data in the last 24 hours, expected some: nothing publishes it for LoadBalancer=app/shop/1',
    });
  });

  test.each([
    ['the actions of ErrorRate are disabled, expected them to be enabled', { ActionsEnabled: false }],
    [
      'ErrorRate does nothing when it goes into ALARM, expected an action that tells somebody',
      { AlarmActions: [] },
    ],
    [
      'topic gone does not exist in eu-west-1, expected it to',
      { AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:gone'] },
    ],
  ])('of which %s', async (message, changes) => {
    await alarm(changes);
    await page();
    await publish('HTTPCode_Target_5XX_Count', 1);
    expect(await askAlarm('MON4.working')).toMatchObject({ outcome: 'fail', message });
  });

  test('that nobody listens to', async () => {
    await alarm();
    await publish('HTTPCode_Target_5XX_Count', 1);
    expect(await askAlarm('MON4.working')).toMatchObject({
      outcome: 'fail',
      message: 'nobody subscribes to topic pager, expected somebody',
    });
  });

  test('that is quiet, and then fires', async () => {
    await alarm();
    await publish('HTTPCode_Target_5XX_Count', 3);
    expect(await askAlarm('LIVE3.quiet')).toMatchObject({ outcome: 'pass' });
    const fire = { AlarmName: 'ErrorRate', StateValue: 'ALARM' as const, StateReason: 'test' };
    await cloudWatch.send(new SetAlarmStateCommand(fire));
    for (const probe of ['LIVE3.quiet', 'TRIG1.met']) {
      const { outcome, message } = await askAlarm(probe);
      expect(outcome).toBe('fail');
      expect(message).toMatch(
        /^ErrorRate \(> 10\) is in ALARM since .* UTC, 3 at .* UTC, expected it to be OK$/,
      );
    }
  });
});

describe('a topic', () => {
  const askTopic = (probe: string): Promise<Answer> => ask(probe, 'AWS::SNS::Topic', pager);

  test('with an on-call service behind it', async () => {
    await page();
    expect(await askTopic('P0.subscribed')).toMatchObject({ outcome: 'pass' });
  });

  test('that only mails', async () => {
    await subscribe('email', 'someone@example.com');
    expect(await askTopic('P2.subscribed')).toMatchObject({ outcome: 'pass' });
    expect(await askTopic('P0.subscribed')).toMatchObject({
      outcome: 'fail',
      message:
        'nothing that listens to topic pager wakes anybody (a mail wakes nobody), expected an on-call service',
    });
  });

  test('whose subscription filters alarms out', async () => {
    const SubscriptionArn = await page();
    await sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'FilterPolicy',
        AttributeValue: '{"severity":["high"]}',
      }),
    );
    expect(await askTopic('MON11.subscribed')).toMatchObject({
      outcome: 'fail',
      message:
        'nobody may hear from topic pager: the https subscription to events.pagerduty.com filters by attributes, which alarms do not send, expected no filter',
    });
  });
});

test('a dashboard with data, and one without', async () => {
  const put = (metric: string): Promise<unknown> => {
    const metrics = [['AWS/ApplicationELB', metric, 'LoadBalancer', 'app/shop/1']];
    const widgets = [
      { type: 'metric', properties: { title: 'Hosts', region: 'eu-west-1', stat: 'Average', metrics } },
    ];
    const DashboardBody = JSON.stringify({ widgets });
    return cloudWatch.send(new PutDashboardCommand({ DashboardName: 'Shop', DashboardBody }));
  };
  await publish('RequestCount', 100);
  await put('RequestCount');
  expect(await ask('FINAL4.data', 'AWS::CloudWatch::Dashboard', 'Shop')).toMatchObject({ outcome: 'pass' });
  await put('HealthyHostCount');
  expect(await ask('FINAL4.data', 'AWS::CloudWatch::Dashboard', 'Shop')).toMatchObject({
    outcome: 'fail',
    message:
      '“Hosts”: AWS/ApplicationELB HealthyHostCount has no data in the last 24 hours, expected some: nothing publishes it for LoadBalancer=app/shop/1',
  });
  expect(await ask('FINAL4.data', 'AWS::CloudWatch::Dashboard', 'Other')).toMatchObject({ outcome: 'fail' });
});
