import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Definition, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { EntryAlarms, type EntryAlarmsProps } from '../../constructs';
import { ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

function alarms(stack: ShopStack, props: Partial<EntryAlarmsProps>): EntryAlarms {
  return new EntryAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), ...props });
}

/** A load balancer in front of a service that deployments move between two target groups. */
function blueGreen(stack: ShopStack) {
  const { vpc } = stack;
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
  const [blue, green] = ['Blue', 'Green'].map(
    (id) => new ApplicationTargetGroup(stack, id, { vpc, port: 80 }),
  );
  const targetGroups = [blue!, green!];
  const shares = targetGroups.map((targetGroup, i) => ({ targetGroup, weight: i === 0 ? 1 : 0 }));
  const listener = loadBalancer.addListener('Http', {
    port: 80,
    defaultAction: ListenerAction.weightedForward(shares),
  });
  return { loadBalancer, targetGroups, listener };
}

function restApi(stack: ShopStack): RestApi {
  const api = new RestApi(stack, 'Rest');
  api.root.addMethod('GET');
  return api;
}

function graphqlApi(stack: ShopStack): GraphqlApi {
  const definition = Definition.fromFile(`${__dirname}/schema.graphql`);
  return new GraphqlApi(stack, 'Graph', { name: 'graph', definition });
}

function distribution(stack: ShopStack): Distribution {
  return new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new HttpOrigin('www.example.com') } });
}

const alarmType = 'AWS::CloudWatch::Alarm';
const query = (name: string, statistic: string) =>
  Match.objectLike({
    MetricStat: Match.objectLike({
      Metric: Match.objectLike({ MetricName: name }),
      Period: 60,
      Stat: statistic,
    }),
  });

describe('the alarms of a load balancer', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => alarms(stack, blueGreen(stack)));
  });

  test('on the share of failed requests, its own failures among them', () => {
    template.hasResourceProperties(alarmType, {
      AlarmName: 'Shop-Alarms-ErrorRate',
      AlarmDescription: 'P1: More than 1 % of the requests fail. https://wiki.example.com/runbook#error-rate',
      Threshold: 1,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      TreatMissingData: 'notBreaching',
      Metrics: Match.arrayWith([
        Match.objectLike({
          Expression:
            'IF(FILL(requests, 0) + FILL(refused, 0) >= 20, 100 * (FILL(failed, 0) + FILL(refused, 0)) / (FILL(requests, 0) + FILL(refused, 0)), 0)',
        }),
        query('RequestCount', 'Sum'),
        query('HTTPCode_ELB_5XX_Count', 'Sum'),
        query('HTTPCode_Target_5XX_Count', 'Sum'),
      ]),
    });
  });

  test('on its response times, in seconds', () => {
    template.hasResourceProperties(alarmType, {
      AlarmName: 'Shop-Alarms-SlowResponses',
      AlarmDescription:
        'P1: One request in twenty takes longer than 500 ms. https://wiki.example.com/runbook#slow-responses',
      MetricName: 'TargetResponseTime',
      ExtendedStatistic: 'p95',
      Threshold: 0.5,
      EvaluateLowSampleCountPercentile: 'ignore',
    });
  });

  test('on its servers, in whichever target group they are', () => {
    template.hasResourceProperties(alarmType, {
      AlarmName: 'Shop-Alarms-TooFewServers',
      AlarmDescription:
        'P0: Fewer than 2 servers are healthy. https://wiki.example.com/runbook#too-few-servers',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 2,
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'MAX([FILL(healthy0, 0), FILL(healthy1, 0)])' }),
        query('HealthyHostCount', 'Minimum'),
      ]),
    });
  });

  test('and no others', () => {
    template.resourceCountIs(alarmType, 3);
  });
});

test('the alarms of a load balancer meet the checklist', () => {
  const stack = new ShopStack();
  alarms(stack, blueGreen(stack));
  expect(verdicts(stack, EntryAlarms.CONTROLS)).toEqual(passes(EntryAlarms.CONTROLS));
});

describe('a further service behind the load balancer', () => {
  function outageOf(isWatched: boolean): readonly string[] {
    const stack = new ShopStack();
    const { listener, ...balanced } = blueGreen(stack);
    const made = alarms(stack, balanced);
    const admin = new ApplicationTargetGroup(stack, 'Admin', { vpc: stack.vpc, port: 80 });
    listener.addTargetGroups('Admin', {
      targetGroups: [admin],
      priority: 1,
      conditions: [ListenerCondition.pathPatterns(['/admin/*'])],
    });
    if (isWatched) made.watchServers('Admin', [admin]);
    return verdicts(stack, ['MON4.outage']);
  }

  test('is missed', () => {
    expect(outageOf(false)).toEqual(['MON4.outage fail']);
  });

  test('is added', () => {
    expect(outageOf(true)).toEqual(['MON4.outage pass']);
  });

  test('needs a target group', () => {
    const stack = new ShopStack();
    expect(() => alarms(stack, blueGreen(stack)).watchServers('Admin', [])).toThrow(
      'cannot make EntryAlarms Shop/Alarms: Admin: targetGroups is empty, expected at least one',
    );
  });
});

describe.each<[string, region: string, (stack: ShopStack) => Partial<EntryAlarmsProps>, string[]]>([
  ['a REST API', 'eu-west-1', (stack) => ({ restApi: restApi(stack) }), ['5XXError', 'Latency']],
  ['an HTTP API', 'eu-west-1', (stack) => ({ httpApi: new HttpApi(stack, 'Http') }), ['5xx', 'Latency']],
  ['a GraphQL API', 'eu-west-1', (stack) => ({ graphqlApi: graphqlApi(stack) }), ['5XXError', 'Latency']],
  [
    'functions',
    'eu-west-1',
    (stack) => ({ ...blueGreen(stack), targetGroups: [] }),
    ['RequestCount', 'TargetResponseTime'],
  ],
])('the alarms of %s', (_, region, props, [errors, latency]) => {
  test('read its metrics', () => {
    const template = templateOf((stack) => alarms(stack, props(stack)), new ShopStack(region));
    template.resourceCountIs(alarmType, 2);
    template.hasResourceProperties(alarmType, { Metrics: Match.arrayWith([query(errors!, 'Sum')]) });
    template.hasResourceProperties(alarmType, { MetricName: latency, ExtendedStatistic: 'p95' });
  });

  test('meet the checklist', () => {
    const stack = new ShopStack(region);
    alarms(stack, props(stack));
    const ids = ['MON4.error-rate', 'MON5.latency'];
    expect(verdicts(stack, ids)).toEqual(passes(ids));
  });
});

test('the alarm of a distribution names the region that it publishes under', () => {
  const stack = new ShopStack('us-east-1');
  const made = alarms(stack, { distribution: distribution(stack) });
  expect(made.slowResponses).toBeUndefined();
  expect(verdicts(stack, ['MON4.error-rate'])).toEqual(['MON4.error-rate pass']);
  Template.fromStack(stack).hasResourceProperties(alarmType, {
    AlarmName: 'Shop-Alarms-ErrorRate',
    Metrics: Match.arrayWith([query('Requests', 'Sum'), query('5xxErrorRate', 'Average')]),
  });
});

const entries = 'loadBalancer, restApi, httpApi, graphqlApi, distribution';

test.each<[problem: string, props: (stack: ShopStack) => Partial<EntryAlarmsProps>]>([
  [`no entry is given, expected exactly one of ${entries}`, () => ({})],
  [
    `restApi, httpApi are given, expected exactly one of ${entries}`,
    (stack) => ({ restApi: restApi(stack), httpApi: new HttpApi(stack, 'Http') }),
  ],
  [
    'targetGroups is missing, expected loadBalancer and targetGroups together',
    (stack) => ({ loadBalancer: blueGreen(stack).loadBalancer }),
  ],
  [
    'loadBalancer is missing, expected loadBalancer and targetGroups together',
    (stack) => ({ restApi: restApi(stack), targetGroups: [] }),
  ],
  ['the stack is in eu-west-1, expected us-east-1', (stack) => ({ distribution: distribution(stack) })],
])('refuses: %s', (problem, props) => {
  const stack = new ShopStack();
  expect(() => alarms(stack, props(stack))).toThrow(
    new Error(`cannot make EntryAlarms Shop/Alarms: ${problem}`),
  );
});
