import { metricProbes } from '../../../lib/live/probes/metrics';
import { balancerAlone, data, groups, nothing } from '../alarms/setup';
import { testProbes, type ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';

const balancer = ['LoadBalancer', 'app/shop/1'];
const widget = (metrics: readonly unknown[], more: object = {}): object => ({
  type: 'metric',
  properties: { title: 'Requests', region: 'eu-west-1', metrics, ...more },
});
const body = (...widgets: readonly object[]): Answers => ({
  'cloudwatch:GetDashboard': { DashboardBody: JSON.stringify({ widgets }) },
});
const requests = widget([['AWS/ApplicationELB', 'RequestCount', ...balancer, { stat: 'Sum' }]]);
const traffic = data({ RequestCount: [1200, '11:58'] });
const noCpu = (name: string): string =>
  `“Requests”: AWS/ECS CPUUtilization has no data in the last 24 hours, expected some: nothing publishes it for ServiceName=${name}`;

const dashboard: ProbeCases = {
  target: { type: 'AWS::CloudWatch::Dashboard', id: 'Shop' },
  pass: [
    {
      name: 'graphs with data, in short and in long',
      answers: {
        ...body(
          widget([
            ['AWS/ApplicationELB', 'RequestCount', ...balancer, { stat: 'Sum', id: 'r' }],
            ['.', 'HTTPCode_Target_5XX_Count', '.', '.', { stat: 'Sum', visible: false }],
            ['...', 'app/other/2', { region: 'us-east-1' }],
            [{ expression: '100 * e / r', label: 'rate' }],
          ]),
          { type: 'text', properties: { markdown: '# Shop' } },
          { type: 'metric', properties: { annotations: { alarms: ['arn'] } } },
        ),
        ...traffic,
      },
      message: 'every metric of dashboard Shop (3) has data, or none because nothing went wrong',
    },
    {
      name: 'the idle target group of a blue/green deployment',
      answers: {
        ...body(
          widget([['AWS/ApplicationELB', 'RequestCount', 'TargetGroup', 'targetgroup/green/9', ...balancer]]),
        ),
        ...balancerAlone,
        ...groups(),
      },
      message: 'every metric of dashboard Shop (1) has data, or none because nothing went wrong',
    },
    {
      name: 'a search that finds something',
      answers: {
        ...body(widget([[{ expression: "SEARCH('{Shop} a', 'Sum')" }]])),
        ...data({ g0: [1, '11:00'] }),
      },
      message: 'every metric of dashboard Shop (1) has data, or none because nothing went wrong',
    },
  ],
  fail: [
    {
      name: 'a dashboard that is not there',
      answers: { 'cloudwatch:GetDashboard': serviceError('DashboardNotFoundError', 'no', 404) },
      message: 'dashboard Shop does not exist, expected it as the template has it',
    },
    {
      name: 'a dashboard without graphs',
      answers: body({ type: 'text', properties: {} }),
      message: 'dashboard Shop shows no metric, expected some',
    },
    {
      name: 'graphs of what is not there, of which the first are told',
      answers: {
        ...body(
          widget(
            ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [
              'AWS/ECS',
              'CPUUtilization',
              'ServiceName',
              name,
            ]),
          ),
        ),
        ...nothing,
      },
      message: `${['a', 'b', 'c', 'd', 'e'].map(noCpu).join('; ')}; and 2 more`,
    },
  ],
  unknown: [
    {
      name: 'no requests',
      answers: { ...body(requests), ...nothing },
      message:
        '“Requests”: AWS/ApplicationELB RequestCount has no data in the last 24 hours, and neither has anything else for LoadBalancer=app/shop/1; check that app/shop/1 exists, use it once, and ask again',
    },
    {
      name: 'a count of our own that nobody publishes',
      answers: {
        ...body(widget([['Shop', 'Errors', { stat: 'Sum' }]], { title: undefined })),
        ...nothing,
        'cloudwatch:ListMetrics': {},
      },
      message:
        '“a graph without a title”: Shop Errors has no data in the last 24 hours, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again',
    },
    {
      name: 'a search that finds nothing, and a metric of another account',
      answers: {
        ...body(
          widget([
            [{ expression: "SEARCH('{Shop} a', 'Sum')" }],
            ['Shop', 'Orders', { accountId: '210987654321' }],
          ]),
        ),
        ...nothing,
      },
      message: '“Requests”: whether what it searches for has data is not known; look at it in the console',
    },
    {
      name: 'parts that cannot be read',
      answers: { ...body(requests, widget([['Shop', 1]]), widget([['Shop', 'Orders', 'a']])), ...traffic },
      message: '2 parts of dashboard Shop cannot be read; look at them in the console',
    },
    {
      name: 'a body that cannot be read',
      answers: { 'cloudwatch:GetDashboard': { DashboardBody: '{' } },
      message: 'what dashboard Shop shows cannot be read; look at it in the console',
    },
    {
      name: 'no body',
      answers: { 'cloudwatch:GetDashboard': {} },
      message: 'what dashboard Shop shows cannot be read; look at it in the console',
    },
  ],
};

const reports = (type: string, id: string, name: string): ProbeCases => ({
  target: { type, id },
  pass: [
    {
      name: 'a value of this minute',
      answers: data({ CPUUtilization: [12.3456, '11:58'] }),
      message: `CPUUtilization of ${name} was 12.35 at 11:58 UTC`,
    },
  ],
  fail: [
    {
      name: 'a value of an hour ago',
      answers: data({ CPUUtilization: [12, '11:00'] }),
      message: `no CPUUtilization of ${name} was reported since 11:00 UTC, expected it every few minutes`,
    },
    {
      name: 'no value',
      answers: nothing,
      message: `no CPUUtilization of ${name} was reported in the last 24 hours, expected it every few minutes`,
    },
  ],
  unknown: [
    {
      name: 'no answer',
      answers: {
        'cloudwatch:GetMetricData': { MetricDataResults: [{ Id: 'r0', StatusCode: 'InternalError' }] },
      },
      message: `whether CPUUtilization of ${name} is reported is not known (InternalError); ask again`,
    },
  ],
});

const service = reports(
  'AWS::ECS::Service',
  'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
  'shop/web',
);
const nodes = (...names: readonly string[]): Answers => ({
  'cloudwatch:ListMetrics': {
    Metrics: names.map((Value) => ({ Dimensions: [{ Name: 'CacheClusterId', Value }] })),
  },
});
const table = {
  'FINAL4.data': dashboard,
  'MON2.service-reports': {
    ...service,
    unknown: [
      ...(service.unknown ?? []),
      {
        name: 'an ARN of old, which names no cluster',
        target: { id: 'arn:aws:ecs:eu-west-1:123456789012:service/web' },
        answers: {},
        message:
          'where arn:aws:ecs:eu-west-1:123456789012:service/web reports its metrics is not known; look for it in the console',
      },
    ],
  },
  'MON2.database-reports': reports('AWS::RDS::DBCluster', 'shop', 'shop'),
  'MON2.cache-reports': {
    target: { type: 'AWS::ElastiCache::ReplicationGroup', id: 'shop' },
    pass: [
      {
        name: 'a node that reports, beside those of other caches',
        answers: {
          ...nodes('shop-001', 'shop-extra-001', 'other-001'),
          ...data({ CPUUtilization: [3, '11:59'] }),
        },
        message: 'CPUUtilization of shop-001 was 3 at 11:59 UTC',
      },
      {
        name: 'a serverless cache',
        target: { type: 'AWS::ElastiCache::ServerlessCache' },
        answers: data({ BytesUsedForCache: [512, '11:59'] }),
        message: 'BytesUsedForCache of shop was 512 at 11:59 UTC',
      },
    ],
    fail: [
      {
        name: 'no node that reports',
        answers: nodes('shopping-001'),
        message: 'CloudWatch has had no metric of a node of shop in the last 3 hours, expected some',
      },
      {
        name: 'shards whose nodes report no more',
        answers: { ...nodes('shop-0001-001'), ...data({ CPUUtilization: [3, '10:00'] }) },
        message:
          'no CPUUtilization of shop-0001-001 was reported since 10:00 UTC, expected it every few minutes',
      },
    ],
  },
} satisfies Record<string, ProbeCases>;
testProbes(
  metricProbes.filter(({ id }) => Object.hasOwn(table, id)),
  table,
);

test('every dashboard is asked in the same way', () => {
  const asks = metricProbes.filter(({ id }) => id.endsWith('.data')).map((probe) => probe.ask());
  expect(new Set(asks).size).toBe(1);
});
