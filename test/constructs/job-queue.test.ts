import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { JobQueue, type JobQueueProps } from '../../constructs';
import { type Guarantee, ShopStack, somebodyOnCall, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

const jobQueue = (stack: Stack, props: Partial<JobQueueProps> = {}) =>
  new JobQueue(stack, 'Orders', { ...somebodyOnCall(stack), ...props });

const queue = 'AWS::SQS::Queue';

describe('a queue with nothing but those who are told', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => jobQueue(stack));
  });

  test.each<Guarantee>([
    [
      'sets aside what failed five times',
      queue,
      {
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OrdersDeadLetters'), 'Arn'] },
          maxReceiveCount: 5,
        },
        MessageRetentionPeriod: 345_600,
        VisibilityTimeout: 300,
        SqsManagedSseEnabled: true,
        FifoQueue: Match.absent(),
      },
    ],
    [
      'keeps it for two weeks',
      queue,
      { RedrivePolicy: Match.absent(), MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
    ],
    [
      'takes messages over TLS only',
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: {
          Statement: [
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ],
        },
      },
    ],
    [
      'tells of what was set aside',
      'AWS::CloudWatch::Alarm',
      { MetricName: 'ApproximateNumberOfMessagesVisible' },
    ],
    [
      'tells of messages that nobody takes',
      'AWS::CloudWatch::Alarm',
      { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 900 },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });
});

test('takes attempts, times, an order and a key', () => {
  const template = templateOf((stack) =>
    jobQueue(stack, {
      attempts: 2,
      visibilityTimeout: Duration.minutes(1),
      retentionPeriod: Duration.days(7),
      messageAge: Duration.hours(1),
      fifo: true,
      encryptionKey: new Key(stack, 'Key'),
    }),
  );
  template.allResourcesProperties(queue, {
    FifoQueue: true,
    KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
  });
  template.hasResourceProperties(queue, {
    RedrivePolicy: Match.objectLike({ maxReceiveCount: 2 }),
    MessageRetentionPeriod: 604_800,
    VisibilityTimeout: 60,
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: 3600 });
});

test('lets principals send and take', () => {
  const template = templateOf((stack) => {
    const made = jobQueue(stack);
    const role = new Role(stack, 'App', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    made.grantSendMessages(role);
    made.grantConsumeMessages(role);
    expect(made.queue.deadLetterQueue?.queue).toBe(made.deadLetterQueue);
    expect(made.alarms.alarms).toHaveLength(2);
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: Match.arrayWith(['sqs:SendMessage']) }),
        Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:DeleteMessage']) }),
      ],
    },
  });
});

test('meets the controls that it names', () => {
  expect(outcomesOf(JobQueue.CONTROLS, jobQueue)).toEqual(JobQueue.CONTROLS.map((id) => `${id} pass`));
});

test.each<[string, Partial<JobQueueProps>, string]>([
  ['no attempt', { attempts: 0 }, 'attempts is 0, expected 1 to 1000'],
  [
    'messages that are kept as long as those set aside',
    { retentionPeriod: Duration.days(14) },
    'retentionPeriod is 14 days, expected 1 to 13 whole days',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => jobQueue(new ShopStack(), props)).toThrow(
    new Error(`cannot make JobQueue Shop/Orders: ${message}`),
  );
});
