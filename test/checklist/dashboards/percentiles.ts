import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { bucketOrigin, behavior } from '../delivery/resources';
import { choose, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import { board, body, graph, maybe, ofAlb, shop } from './resources';

const times = (...statistics: readonly string[]): Json[] =>
  statistics.map((stat) => ofAlb('TargetResponseTime', { stat }));
const what = 'p50, p95 and p99 of the response time of Alb';
const missing = `no dashboard shows ${what}`;

const groups: JsonObject = Object.fromEntries(
  ['Blue', 'Green'].map((id) => [id, resource('ElasticLoadBalancingV2::TargetGroup')]),
);
const ofGroup = (id: string, stat: string): Json => [
  'AWS/ApplicationELB',
  'TargetResponseTime',
  'TargetGroup',
  att(id, 'TargetGroupFullName'),
  'LoadBalancer',
  att('Alb', 'LoadBalancerFullName'),
  { stat },
];

const cdn = (origin: JsonObject): JsonObject =>
  resource('CloudFront::Distribution', {
    DistributionConfig: { Enabled: true, Origins: [origin], DefaultCacheBehavior: behavior() },
  });

/** Three percentiles of one response time. */
export const percentiles: ControlCases = {
  pass: [
    { name: 'three rows of one graph', resources: shop(graph(times('p50', 'p95', 'p99'))) },
    {
      name: 'three graphs',
      resources: shop(graph(times('p50')), graph(times('P95')), graph(times('p99.00'))),
    },
    {
      name: 'milliseconds computed of them',
      resources: shop(
        graph([
          [{ expression: '1000 * METRICS()' }],
          ...['p50', 'p95', 'p99'].map((stat, i) =>
            ofAlb('TargetResponseTime', { stat, id: `m${i}`, visible: false }),
          ),
        ]),
      ),
    },
    {
      name: 'more than three',
      resources: shop(graph(times('Average', 'p50', 'p90', 'p95', 'p99', 'p99.9'))),
    },
    {
      name: 'one target group',
      resources: { ...shop(graph(['p50', 'p95', 'p99'].map((stat) => ofGroup('Blue', stat)))), ...groups },
    },
    {
      name: 'an HTTP API',
      resources: {
        Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
        Ops: board([
          graph(
            ['p50', 'p95', 'p99'].map((stat) => ['AWS/ApiGateway', 'Latency', 'ApiId', ref('Api'), { stat }]),
          ),
        ]),
      },
    },
  ],
  fail: [
    {
      name: 'the worst left out',
      resources: shop(graph(times('p50', 'p95'))),
      findings: [`fail Alb: ${missing}: Ops shows p50, p95 of TargetResponseTime`],
    },
    {
      name: 'the average',
      resources: shop(graph(times('Average'))),
      findings: [`fail Alb: ${missing}: Ops shows Average of TargetResponseTime`],
    },
    {
      name: 'no response time',
      resources: shop(graph([ofAlb('RequestCount')])),
      findings: [`fail Alb: ${missing}, expected one that does`],
    },
    {
      name: 'percentiles of two target groups mixed',
      resources: {
        ...shop(graph([ofGroup('Blue', 'p50'), ofGroup('Blue', 'p95'), ofGroup('Green', 'p99')])),
        ...groups,
      },
      findings: [`fail Alb: ${missing}: Ops shows p50, p95 of TargetResponseTime`],
    },
    {
      name: 'percentiles on two dashboards',
      resources: { ...shop(graph(times('p50', 'p95'))), More: board([graph(times('p99'))]) },
      findings: [`fail Alb: ${missing}: Ops shows p50, p95 of TargetResponseTime`],
    },
    {
      name: 'no dashboard',
      resources: { Alb: balancer() },
      findings: [`fail Alb: ${missing}, expected one that does`],
    },
  ],
  unknown: [
    {
      name: 'a percentile that one branch alone shows',
      resources: {
        Alb: balancer(),
        Ops: resource('CloudWatch::Dashboard', {
          DashboardBody: choose(
            'IsProd',
            body({ widgets: [graph(times('p50', 'p95', 'p99'))] }),
            body({ widgets: [graph(times('p50', 'p95'))] }),
          ),
        }),
      },
      ...undecided,
      findings: [`unknown Alb: ${maybe(what, stageUnknown)}`],
    },
    {
      name: 'latency that Application Signals measures',
      resources: shop(graph([['AWS/ApplicationSignals', 'Latency', 'Service', 'shop', { stat: 'p99' }]])),
      findings: [
        `unknown Alb: ${maybe(what, 'whether AWS/ApplicationSignals publishes Latency by Service is not known')}`,
      ],
    },
    {
      name: 'no dashboard, and a nested stack that is not there',
      resources: { Alb: balancer(), Nested: resource('CloudFormation::Stack', { TemplateURL: 'https://x' }) },
      findings: [
        `unknown Alb: ${missing}, but the template of nested stack Nested of Stack1 is not among the files`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a distribution that hands out files',
      resources: { Cdn: cdn(bucketOrigin()), Assets: resource('S3::Bucket'), Ops: board([]) },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
