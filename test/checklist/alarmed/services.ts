import { type App, CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { Alarm, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { forward, listener, ref, rule, service, targetGroup, weigh } from '../serving/resources';
import { counts, elb, errorPercent, errorRate, ofGroup, onMath, shop } from './alarms';

/** Failures at the servers of one target group alone. */
function ofTargets(group: string): JsonObject {
  const percent = 'IF(FILL(rq,0)>=20, 100*FILL(t5,0)/FILL(rq,0), 0)';
  const { rq, t5 } = counts(ofGroup(group));
  return onMath(percent, { rq: rq!, t5: t5! }, { Threshold: 1 });
}

/** Failures at the load balancer, as a share of all requests. */
const ofBalancerItself = onMath(
  'IF(FILL(rq,0)+FILL(e5,0)>=20, 100*FILL(e5,0)/(FILL(rq,0)+FILL(e5,0)), 0)',
  { rq: elb('RequestCount'), e5: elb('HTTPCode_ELB_5XX_Count') },
  { Threshold: 0.5 },
);

/** A service that deployments move between the target groups Blue and Green. */
const blueGreen: JsonObject = {
  ...shop,
  Listener: listener({ DefaultActions: [weigh([ref('Blue'), 100], [ref('Green'), 0])] }),
  Blue: targetGroup(),
  Green: targetGroup(),
  Web: service({
    LoadBalancers: [
      {
        TargetGroupArn: ref('Blue'),
        AdvancedConfiguration: { AlternateTargetGroupArn: ref('Green') },
      },
    ],
  }),
};

/** The same, moved by CodeDeploy: the listener of production names Blue alone. */
const codeDeploy: JsonObject = {
  ...blueGreen,
  Listener: listener({ DefaultActions: [forward(ref('Blue'))] }),
  Web: service({ LoadBalancers: [{ TargetGroupArn: ref('Blue') }] }),
  Deployments: {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      ECSServices: [{ ServiceName: { 'Fn::GetAtt': ['Web', 'Name'] } }],
      LoadBalancerInfo: {
        TargetGroupPairInfoList: [
          {
            TargetGroups: [
              { Name: { 'Fn::GetAtt': ['Blue', 'TargetGroupName'] } },
              { Name: { 'Fn::GetAtt': ['Green', 'TargetGroupName'] } },
            ],
          },
        ],
      },
    },
  },
};

const bothColours = onMath(
  'IF(FILL(brq,0)+FILL(grq,0)+FILL(e5,0)>=20, 100*(FILL(b5,0)+FILL(g5,0)+FILL(e5,0))/(FILL(brq,0)+FILL(grq,0)+FILL(e5,0)), 0)',
  {
    brq: elb('RequestCount', ofGroup('Blue')),
    grq: elb('RequestCount', ofGroup('Green')),
    b5: elb('HTTPCode_Target_5XX_Count', ofGroup('Blue')),
    g5: elb('HTTPCode_Target_5XX_Count', ofGroup('Green')),
    e5: elb('HTTPCode_ELB_5XX_Count'),
  },
  { Threshold: 1 },
);

/** Two services behind one load balancer. */
const twoServices: JsonObject = {
  ...shop,
  Rule: rule({ Actions: [forward(ref('Admin'))] }),
  Admin: targetGroup(),
  Back: service({ LoadBalancers: [{ TargetGroupArn: ref('Admin') }] }),
};

/** A load balancer in one stack, and its alarm in another. */
function acrossStacks(strength: ReferenceStrength, watched: 'Shop' | 'Admin') {
  return (app: App): void => {
    const env = { account: '111111111111', region: 'eu-west-1' };
    const entries = new Stack(app, 'Entries', { env });
    const vpc = new Vpc(entries, 'Vpc');
    const make = (id: string, internetFacing: boolean): elbv2.ApplicationLoadBalancer => {
      const made = new elbv2.ApplicationLoadBalancer(entries, id, { vpc, internetFacing });
      made.addListener('Http', { port: 80 }).addTargets('Targets', { port: 80 });
      CrossStackReferences.of(made).produce(strength);
      return made;
    };
    const balancers = { Shop: make('Shop', true), Admin: make('Admin', false) };
    const alarms = new Stack(app, 'Alarms', { env });
    const topic = new Topic(alarms, 'OnCall');
    topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/0123456789/enqueue'));
    const { metrics } = balancers[watched];
    const alarm = new Alarm(alarms, 'Errors', {
      metric: new MathExpression({
        expression: errorPercent,
        usingMetrics: {
          rq: metrics.requestCount(),
          t5: metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT),
          e5: metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT),
        },
      }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  };
}

/** Error rates where a load balancer has several target groups, or lies in another stack than its alarm. */
export const errorsOfServices: ControlCases = {
  pass: [
    { name: 'both colours at the load balancer', resources: { ...blueGreen, Errors: errorRate() } },
    { name: 'both colours by name', resources: { ...blueGreen, Errors: bothColours } },
    {
      name: 'an alarm on each colour, and on the load balancer',
      resources: {
        ...blueGreen,
        ErrorsOfBlue: onMath(errorPercent, counts(ofGroup('Blue')), { Threshold: 0.5 }),
        ErrorsOfGreen: onMath(errorPercent, counts(ofGroup('Green')), { Threshold: 0.5 }),
        Refusals: ofBalancerItself,
      },
    },
    {
      name: 'an alarm on each of two services, and on the load balancer',
      resources: {
        ...twoServices,
        ErrorsOfShop: onMath(errorPercent, counts(ofGroup('Targets')), { Threshold: 0.5 }),
        ErrorsOfAdmin: onMath(errorPercent, counts(ofGroup('Admin')), { Threshold: 0.5 }),
        Refusals: ofBalancerItself,
      },
    },
    { name: 'an imported load balancer', app: acrossStacks(ReferenceStrength.STRONG, 'Shop') },
    { name: 'a load balancer by a weak reference', app: acrossStacks(ReferenceStrength.WEAK, 'Shop') },
    {
      name: 'a target group that nothing registers with, beside the one that is used',
      resources: {
        ...shop,
        Placeholder: targetGroup(),
        Listener: listener({ DefaultActions: [forward(ref('Placeholder'))] }),
        Rule: rule({ Actions: [forward(ref('Targets'))] }),
        Errors: onMath(errorPercent, counts(ofGroup('Targets')), { Threshold: 1 }),
      },
    },
  ],
  fail: [
    {
      name: 'one colour alone',
      resources: { ...blueGreen, Errors: onMath(errorPercent, counts(ofGroup('Blue')), { Threshold: 1 }) },
      findings: [
        'fail Alb: with 10 000 requests a minute at Green, 1.02 % of which fail, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'one colour alone, with CodeDeploy',
      resources: { ...codeDeploy, Errors: onMath(errorPercent, counts(ofGroup('Blue')), { Threshold: 1 }) },
      findings: [
        'fail Alb: with 10 000 requests a minute at Green, 1.02 % of which fail, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'one service of two',
      resources: {
        ...twoServices,
        Errors: onMath(errorPercent, counts(ofGroup('Targets')), { Threshold: 1 }),
      },
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, all of them at Admin, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'the targets of both services alone',
      resources: { ...twoServices, ErrorsOfShop: ofTargets('Targets'), ErrorsOfAdmin: ofTargets('Admin') },
      findings: [
        'fail Alb: with every request failing, as no server is healthy, ErrorsOfShop stays OK (it compares 0 with > 1), expected ALARM within 10 minutes; with every request failing, as no server is healthy, ErrorsOfAdmin stays OK (it compares 0 with > 1), expected ALARM within 10 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'the other load balancer',
      app: acrossStacks(ReferenceStrength.STRONG, 'Admin'),
      findings: [
        'fail Shop563325D0: no alarm reads the metrics of Shop563325D0, ShopHttpTargetsGroupAF373054, expected one that notices an error rate above 1 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'a target group that only a parameter names',
      resources: {
        ...shop,
        Rule: rule({ Actions: [forward(ref('Elsewhere'))] }),
        Errors: onMath(errorPercent, counts(ofGroup('Targets')), { Threshold: 1 }),
      },
      parameters: { Elsewhere: { Type: 'String' } },
      findings: [
        'unknown Alb: parameter Elsewhere of Stack1 has no default and was given no value: with 10 000 requests a minute, 1.02 % of which fail, all of them at a target group that no template shows, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes',
      ],
    },
  ],
};
