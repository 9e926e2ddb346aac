import { Stack, type App } from 'aws-cdk-lib';
import { GraphWidget, Dashboard, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource, targetGroup } from '../serving/resources';
import { board, body, failed, graph, maybe, ofAlb, shop, sum, written } from './resources';

const what = 'the error rate of Alb';
const missing = `no dashboard shows ${what}`;
const expected = 'expected one that does';

const visible = { visible: false };
const rate = [
  [{ expression: '100 * all / FILL(requests, 0)', label: 'errors' }],
  [{ expression: 'FILL(errors, 0)', id: 'all', ...visible }],
  ofAlb(failed, { ...sum, id: 'errors', ...visible }),
  ofAlb('RequestCount', { ...sum, id: 'requests', ...visible }),
];

/** A distribution that lies in a stack of one region, and a dashboard in one of another. */
function withDistribution(row: readonly string[], options: JsonObject) {
  const config = { Enabled: true, Origins: [], DefaultCacheBehavior: {} };
  const template = {
    Resources: {
      Cdn: resource('CloudFront::Distribution', { DistributionConfig: config }),
      Ops: board([graph([[...row.slice(0, 2), 'DistributionId', ref('Cdn'), ...row.slice(2), options]])]),
    },
  };
  return { stacks: [{ template, region: 'eu-west-1' }] };
}

const cdnErrors = ['AWS/CloudFront', '5xxErrorRate', 'Region', 'Global'];

function api(type: string, name: string, dimensions: readonly (string | JsonObject)[], options: JsonObject) {
  const row = ['AWS/ApiGateway', name, ...dimensions, options];
  return { Api: resource(type, { Name: 'shop' }), Ops: board([graph([row])]) };
}

/** A load balancer in one stack, a dashboard that graphs it in another. */
function acrossStacks(app: App): void {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const network = new Stack(app, 'Network', { env });
  const vpc = new Vpc(network, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  const loadBalancer = new ApplicationLoadBalancer(network, 'Alb', { vpc, internetFacing: true });
  const statistic = Stats.SUM;
  const widget = new GraphWidget({
    left: [loadBalancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { statistic })],
  });
  new Dashboard(new Stack(app, 'Operations', { env }), 'Ops', { widgets: [[widget]] });
}

export const errors: ControlCases = {
  pass: [
    { name: 'errors summed by the widget', resources: shop(graph([ofAlb(failed)], sum)) },
    { name: 'errors summed by the row', resources: shop(graph([ofAlb(failed, sum)])) },
    {
      name: 'errors of the load balancer itself',
      resources: shop(graph([ofAlb('HTTPCode_ELB_5XX_Count', sum)])),
    },
    { name: 'a rate of hidden metrics', resources: shop(graph(rate)) },
    {
      name: 'dots that repeat the row above',
      resources: shop(graph([ofAlb('RequestCount'), ['.', failed, '.', '.']], sum)),
    },
    {
      name: 'an ellipsis in place of all but the last fields',
      resources: {
        Alb: balancer(),
        Ops: board([
          graph([
            ['AWS/ApplicationELB', failed, 'LoadBalancer', 'app/old/0123', sum],
            ['...', att('Alb', 'LoadBalancerFullName'), sum],
          ]),
        ]),
      },
    },
    {
      name: 'an ellipsis in place of everything',
      resources: shop(graph([ofAlb(failed, { stat: 'Average' }), ['...', sum]])),
    },
    {
      name: 'errors of a target group',
      resources: {
        Alb: balancer(),
        Targets: targetGroup(),
        Ops: board([
          graph(
            [
              [
                'AWS/ApplicationELB',
                failed,
                'TargetGroup',
                att('Targets', 'TargetGroupFullName'),
                'LoadBalancer',
                att('Alb', 'LoadBalancerFullName'),
              ],
            ],
            sum,
          ),
        ]),
      },
    },
    {
      name: 'a text with placeholders, one of them in place of a number',
      resources: {
        Alb: balancer(),
        Ops: written(
          '{"widgets": [{"type": "metric", "properties": {"title": "say \\"5xx\\"", "region": "${AWS::Region}", ' +
            '"period": ${Period}, "stat": "Sum", ' +
            `"metrics": [["AWS/ApplicationELB", "${failed}", "LoadBalancer", "\${Alb.LoadBalancerFullName}"]]}}]}`,
        ),
      },
      parameters: { Period: { Type: 'Number' } },
    },
    {
      name: 'either of two texts',
      resources: {
        Alb: balancer(),
        Ops: resource('CloudWatch::Dashboard', {
          DashboardBody: choose(
            'IsProd',
            body({ start: '-PT1H', widgets: [graph([ofAlb(failed, sum)])] }),
            body({ start: '-PT3H', widgets: [graph([ofAlb(failed, sum)])] }),
          ),
        }),
      },
      ...undecided,
    },
    { name: 'a load balancer of another stack', app: acrossStacks },
    { name: 'a distribution, read from us-east-1', ...withDistribution(cdnErrors, { region: 'us-east-1' }) },
    {
      name: 'a REST API by its name',
      resources: api('ApiGateway::RestApi', '5XXError', ['ApiName', 'shop'], { stat: 'Average' }),
    },
    { name: 'an HTTP API', resources: api('ApiGatewayV2::Api', '5xx', ['ApiId', ref('Api')], sum) },
    {
      name: 'the function behind a URL',
      resources: {
        Url: resource('Lambda::Url', { TargetFunctionArn: att('Fn', 'Arn') }),
        Fn: resource('Lambda::Function'),
        Ops: board([graph([['AWS/Lambda', 'Url5xxCount', 'FunctionName', ref('Fn'), sum]])]),
      },
    },
    {
      name: 'the load balancer that answers for a distribution',
      resources: {
        Alb: balancer({ Scheme: 'internal' }),
        Cdn: resource('CloudFront::Distribution', {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'alb', DomainName: att('Alb', 'DNSName'), CustomOriginConfig: {} }],
            DefaultCacheBehavior: { TargetOriginId: 'alb' },
          },
        }),
        Ops: board([graph([ofAlb(failed, sum)])]),
      },
    },
  ],
  fail: [
    {
      name: 'the average of a count, which is always 1',
      resources: shop(graph([ofAlb(failed)])),
      findings: [`fail Alb: ${missing}: Ops shows ${failed} as Average, expected Sum or SampleCount`],
    },
    {
      name: 'requests alone',
      resources: shop(graph([ofAlb('RequestCount', sum)])),
      findings: [`fail Alb: ${missing}, ${expected}`],
    },
    {
      name: 'a load balancer of yesterday',
      resources: shop(graph([['AWS/ApplicationELB', failed, 'LoadBalancer', 'app/old/0123', sum]])),
      findings: [
        `fail Alb: ${missing} (Ops: its LoadBalancer is not known (app/old/0123 is not among the templates)), ${expected}`,
      ],
    },
    {
      name: 'the dimensions of no metric',
      resources: shop(
        graph([['AWS/ApplicationELB', failed, 'LoadBalancerName', att('Alb', 'LoadBalancerFullName'), sum]]),
      ),
      findings: [
        `fail Alb: ${missing} (Ops: AWS/ApplicationELB publishes no ${failed} by LoadBalancerName, ` +
          `but by LoadBalancer or by AvailabilityZone and LoadBalancer), ${expected}`,
      ],
    },
    {
      name: 'another load balancer',
      resources: { ...shop(graph([ofAlb(failed, sum)])), Admin: balancer() },
      findings: [
        'pass Alb: Ops shows the error rate of Alb',
        `fail Admin: no dashboard shows the error rate of Admin, ${expected}`,
      ],
    },
    {
      name: 'a hidden metric that no expression uses',
      resources: shop(graph([ofAlb(failed, { ...sum, id: 'e', visible: false }), [{ expression: 'r * 2' }]])),
      findings: [`fail Alb: ${missing}, ${expected}`],
    },
    {
      name: 'a distribution in the region of its stack',
      ...withDistribution(cdnErrors, {}),
      findings: [
        'fail Cdn: no dashboard shows the error rate of Cdn (Ops: AWS/CloudFront publishes in us-east-1, ' +
          `and Ops lies in eu-west-1), ${expected}`,
      ],
    },
    {
      name: 'a distribution without the dimension that they all have',
      ...withDistribution(cdnErrors.slice(0, 2), { region: 'us-east-1' }),
      findings: [
        'fail Cdn: no dashboard shows the error rate of Cdn (Ops: AWS/CloudFront publishes no 5xxErrorRate ' +
          `by DistributionId, but by DistributionId and Region), ${expected}`,
      ],
    },
    {
      name: 'a body that is no JSON',
      resources: {
        Alb: balancer(),
        Ops: resource('CloudWatch::Dashboard', { DashboardBody: '{"widgets": [}' }),
      },
      findings: [`fail Alb: ${missing} (Ops: its body is no JSON document with widgets), ${expected}`],
    },
    {
      name: 'text, notes and logs that compute nothing',
      resources: shop(
        { type: 'text', properties: { markdown: failed } },
        { type: 'log', properties: { query: 'fields @message | limit 20' } },
        7,
      ),
      findings: [`fail Alb: ${missing}, ${expected}`],
    },
  ],
  unknown: [
    {
      name: 'a load balancer that a parameter names',
      resources: shop(graph([['AWS/ApplicationELB', failed, 'LoadBalancer', ref('Name'), sum]])),
      parameters: { Name: { Type: 'String' } },
      findings: [`unknown Alb: ${maybe(what, `its LoadBalancer is not known (${notGiven('Name')})`)}`],
    },
    {
      name: 'a body that a parameter gives',
      resources: { Alb: balancer(), Ops: resource('CloudWatch::Dashboard', { DashboardBody: ref('Body') }) },
      parameters: { Body: { Type: 'String' } },
      findings: [`unknown Alb: ${maybe(what, `its body is not known (${notGiven('Body')})`)}`],
    },
    {
      name: 'a graph that one branch alone has',
      resources: {
        Alb: balancer(),
        Ops: resource('CloudWatch::Dashboard', {
          DashboardBody: choose('IsProd', body({ widgets: [graph([ofAlb(failed, sum)])] }), '{"widgets":[]}'),
        }),
      },
      ...undecided,
      findings: [`unknown Alb: ${maybe(what, stageUnknown)}`],
    },
    {
      name: 'a dashboard that may not exist',
      resources: { Alb: balancer(), Ops: board([graph([ofAlb(failed, sum)])], 'IsProd') },
      ...undecided,
      findings: [`unknown Alb: ${maybe(what, stageUnknown)}`],
    },
    {
      name: 'metrics that are found by search',
      resources: shop(graph([[{ expression: `SEARCH('{AWS/ApplicationELB,LoadBalancer} 5XX', 'Sum')` }]])),
      findings: [`unknown Alb: ${maybe(what, 'it finds metrics by SEARCH')}`],
    },
    {
      name: 'a query of Metrics Insights',
      resources: shop(graph([[{ expression: `SELECT SUM(${failed}) FROM "AWS/ApplicationELB"` }]])),
      findings: [`unknown Alb: ${maybe(what, 'it finds metrics by SELECT')}`],
    },
    {
      name: 'a dashboard with variables',
      resources: {
        Alb: balancer(),
        Ops: resource('CloudWatch::Dashboard', {
          DashboardBody: body({ widgets: [], variables: [{ type: 'property', property: 'LoadBalancer' }] }),
        }),
      },
      findings: [`unknown Alb: ${maybe(what, 'whoever looks at it chooses by variables what it shows')}`],
    },
    {
      name: 'a widget that a function draws',
      resources: shop({
        type: 'custom',
        properties: { endpoint: 'arn:aws:lambda:eu-west-1:111111111111:function:f' },
      }),
      findings: [`unknown Alb: ${maybe(what, 'a function decides what its custom widget shows')}`],
    },
    {
      name: 'errors counted from access logs',
      resources: shop({ type: 'log', properties: { query: "SOURCE 'access' | stats count(*) by status" } }),
      findings: [`unknown Alb: ${maybe(what, 'it computes something from logs')}`],
    },
    {
      name: 'faults that Application Signals measures',
      resources: shop(
        graph([['AWS/ApplicationSignals', 'Fault', 'Environment', 'prod', 'Service', 'shop', sum]]),
      ),
      findings: [`unknown Alb: ${maybe(what, 'the dimensions of Fault name no resource of the templates')}`],
    },
    {
      name: 'errors that the application counts',
      resources: shop(graph([['Shop', 'CheckoutErrors', sum]])),
      findings: [`unknown Alb: ${maybe(what, "Shop is a namespace of the application's own")}`],
    },
    {
      name: 'a load balancer of connections',
      resources: { Nlb: balancer({ Type: 'network' }), Ops: board([]) },
      findings: [
        'unknown Nlb: no metric of AWS tells the error rate of Nlb; verify on the dashboards of the application',
      ],
    },
    {
      name: 'a graph whose region a parameter gives',
      resources: shop(graph([ofAlb(failed, sum)], { region: ref('Region') })),
      parameters: { Region: { Type: 'String' } },
      findings: [`unknown Alb: ${maybe(what, notGiven('Region'))}`],
    },
    {
      name: 'a list of metrics, and one of widgets, that parameters give',
      resources: {
        ...shop(graph(ref('Metrics'))),
        More: board(ref('Widgets')),
      },
      parameters: { Metrics: { Type: 'String' }, Widgets: { Type: 'String' } },
      findings: [`unknown Alb: ${maybe(what, `a graph is not known (${notGiven('Metrics')})`)}`],
    },
  ],
  notApplicable: [
    {
      name: 'no dashboard',
      resources: { Alb: balancer() },
      findings: ['notApplicable Stack1: no dashboard to judge'],
    },
    {
      name: 'a workload without an entry',
      resources: { Ops: board([]), Alb: balancer({ Scheme: 'internal', Name: nothing }) },
      findings: ['notApplicable Stack1: no public entry to judge'],
    },
  ],
};
