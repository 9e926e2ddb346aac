import { Match } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AvailabilityObjective, type AvailabilityObjectiveProps } from '../../constructs';
import { type Guarantee, ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

type Entry = Omit<AvailabilityObjectiveProps, 'notification' | 'runbookUrl'>;

const objective = (stack: ShopStack, entry: Entry) =>
  new AvailabilityObjective(stack, 'Objective', { ...somebodyOnCall(stack), ...entry });

const balancer = (stack: ShopStack) =>
  new ApplicationLoadBalancer(stack, 'Alb', { vpc: stack.vpc, internetFacing: true });

const cdn = (stack: ShopStack) => {
  const origin = S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Files'));
  return new Distribution(stack, 'Cdn', { defaultBehavior: { origin } });
};

const rest = (stack: ShopStack) => {
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('GET');
  return api;
};

const entries: [string, string, (stack: ShopStack) => Entry][] = [
  ['a load balancer', 'eu-west-1', (stack) => ({ loadBalancer: balancer(stack) })],
  ['a REST API', 'eu-west-1', (stack) => ({ restApi: rest(stack) })],
  ['an HTTP API', 'eu-west-1', (stack) => ({ httpApi: new HttpApi(stack, 'Api') })],
  ['a distribution', 'us-east-1', (stack) => ({ distribution: cdn(stack) })],
];

test.each(entries)('the checklist finds in that of %s what it provides', (_, region, entryOf) => {
  const stack = new ShopStack(region);
  objective(stack, entryOf(stack));
  expect(verdicts(stack, AvailabilityObjective.CONTROLS)).toEqual(passes(AvailabilityObjective.CONTROLS));
});

const slo = 'AWS::ApplicationSignals::ServiceLevelObjective';
const alarm = 'AWS::CloudWatch::Alarm';

test.each<Guarantee>([
  [
    '99.9 % in 30 days',
    slo,
    { Goal: { AttainmentGoal: 99.9, Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } } } },
  ],
  ['a name that alarms can repeat', slo, { Name: 'Shop-Objective-Availability' }],
  [
    'the windows that its alarms read',
    slo,
    { BurnRateConfigurations: [60, 5, 360, 30].map((LookBackWindowMinutes) => ({ LookBackWindowMinutes })) },
  ],
  [
    'a page when the errors of a month go within two days',
    alarm,
    {
      AlarmName: 'Shop-Objective-FastBurn',
      AlarmDescription:
        "P1: So many requests fail that a month's errors are used up within two days. " +
        'https://wiki.example.com/runbook#fast-burn',
      Threshold: 14.4,
      AlarmActions: [Match.anyValue()],
    },
  ],
  [
    'a ticket when they go within five',
    alarm,
    { AlarmName: 'Shop-Objective-SlowBurn', Threshold: 6, AlarmActions: [Match.anyValue()] },
  ],
])('%s', (_, type, properties) => {
  const template = templateOf((stack) => objective(stack, { loadBalancer: balancer(stack) }));
  template.hasResourceProperties(type, properties);
});

test('takes a name and a higher goal', () => {
  const template = templateOf((stack) =>
    objective(stack, { loadBalancer: balancer(stack), objectiveName: 'shop', goal: 99.95 }),
  );
  template.hasResourceProperties(slo, { Name: 'shop', Goal: { AttainmentGoal: 99.95 } });
});

const one = 'expected exactly one of loadBalancer, restApi, httpApi, graphqlApi, distribution';

test.each<[string, (stack: ShopStack) => Entry, string]>([
  ['no entry', () => ({}), `no entry is given, ${one}`],
  [
    'two entries',
    (stack) => ({ loadBalancer: balancer(stack), httpApi: new HttpApi(stack, 'Api') }),
    `loadBalancer, httpApi is given, ${one}`,
  ],
  [
    'two nines',
    (stack) => ({ loadBalancer: balancer(stack), goal: 99 }),
    'goal is 99, expected 99.9 or more and less than 100',
  ],
  [
    'perfection',
    (stack) => ({ loadBalancer: balancer(stack), goal: 100 }),
    'goal is 100, expected 99.9 or more and less than 100',
  ],
  [
    'a distribution where CloudFront publishes nothing',
    (stack) => ({ distribution: cdn(stack) }),
    'the stack is in eu-west-1, expected us-east-1',
  ],
])('refuses %s', (_, entryOf, message) => {
  const stack = new ShopStack();
  expect(() => objective(stack, entryOf(stack))).toThrow(
    new Error(`cannot make AvailabilityObjective Shop/Objective: ${message}`),
  );
});
