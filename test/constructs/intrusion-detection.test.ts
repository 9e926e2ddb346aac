import type { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { IntrusionDetection, type IntrusionDetectionProps, NotificationTopic } from '../../constructs';
import { type Guarantee, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

const detection = (stack: Stack, props: Partial<IntrusionDetectionProps> = {}) => {
  const { topic } = new NotificationTopic(stack, 'Ops', { emailAddresses: ['ops@example.com'] });
  return new IntrusionDetection(stack, 'Detection', { notificationTopic: topic, ...props });
};

const template = templateOf((stack) => detection(stack));
const agents = ['ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

test.each<Guarantee>([
  [
    'a detector with agents on the servers',
    'AWS::GuardDuty::Detector',
    {
      Enable: true,
      Features: [
        {
          Name: 'RUNTIME_MONITORING',
          Status: 'ENABLED',
          AdditionalConfiguration: agents.map((Name) => ({ Name, Status: 'ENABLED' })),
        },
      ],
    },
  ],
  [
    'a rule for high and critical findings',
    'AWS::Events::Rule',
    {
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Finding'],
        detail: { severity: [{ numeric: ['>=', 7] }] },
      },
      Targets: [
        Match.objectLike({
          Arn: { Ref: Match.stringLikeRegexp('^OpsTopic') },
          DeadLetterConfig: { Arn: Match.anyValue() },
        }),
      ],
    },
  ],
  ['a queue of what was not delivered', 'AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }],
])('makes %s', (_, type, properties) => {
  template.hasResourceProperties(type, properties);
});

test('uses a detector that is there', () => {
  const made = templateOf((stack) => {
    const { detector, detectorId } = detection(stack, { existingDetectorId: '0123' });
    expect([detector, detectorId]).toEqual([undefined, '0123']);
  });
  made.resourceCountIs('AWS::GuardDuty::Detector', 0);
});

test('leaves the servers alone where asked to', () => {
  const made = templateOf((stack) => {
    const { detector, detectorId, rule, deadLetterQueue } = detection(stack, { runtimeMonitoring: false });
    expect(detectorId).toBe(detector?.attrId);
    expect([rule.node.id, deadLetterQueue.node.id]).toEqual(['Findings', 'Undelivered']);
  });
  made.hasResourceProperties('AWS::GuardDuty::Detector', { Features: Match.absent() });
});

test('lets EventBridge publish to a topic that was made without it', () => {
  const made = templateOf((stack) => detection(stack, { notificationTopic: new Topic(stack, 'Plain') }));
  made.hasResourceProperties('AWS::SNS::TopicPolicy', {
    Topics: [{ Ref: Match.stringLikeRegexp('^Plain') }],
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' } }),
      ],
    },
  });
});

test('passes its controls; without servers there is nothing to watch', () => {
  expect(outcomesOf(IntrusionDetection.CONTROLS, detection)).toEqual([
    'SEC8.detector pass',
    'SEC8.alerted pass',
    'SEC8.runtime notApplicable',
  ]);
});

test('does not pass with a topic that nobody hears', () => {
  const outcomes = outcomesOf(['SEC8.alerted'], (stack) => {
    new IntrusionDetection(stack, 'Detection', { notificationTopic: new Topic(stack, 'Quiet') });
  });
  expect(outcomes).toEqual(['SEC8.alerted fail']);
});
