import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { nothing } from '../expressions';
import { att, balancer, forward, listener, ref, resource, targetGroup } from '../serving/resources';
import { counts, errorPercent, errorRate, metric, onCall, onMath, onMetric, shop } from './alarms';

const having = (entry: JsonObject, Errors: JsonObject): { resources: JsonObject } => ({
  resources: { ...onCall, ...entry, Errors },
});

const rest: JsonObject = {
  Api: resource('ApiGateway::RestApi', { Name: 'orders' }),
  Stage: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'prod' }),
};
const ofStage = { ApiName: 'orders', Stage: 'prod' };
const restErrors = (properties: JsonObject, dimensions: JsonObject = ofStage): JsonObject =>
  onMetric(metric('AWS/ApiGateway', '5XXError', dimensions), {
    Statistic: 'Average',
    Threshold: 0.01,
    ...properties,
  });

const http: JsonObject = { Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }) };
const ofHttp = (name: string): JsonObject => metric('AWS/ApiGateway', name, { ApiId: ref('Api') });

const chat: JsonObject = { Api: resource('ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }) };

const graph: JsonObject = { Api: resource('AppSync::GraphQLApi', { Name: 'graph' }) };
const ofGraph = (name: string, Stat: string): JsonObject => ({
  ...metric('AWS/AppSync', name, { GraphQLAPIId: att('Api', 'ApiId') }),
  Stat,
});

const handler: JsonObject = {
  Handler: resource('Lambda::Function'),
  Url: resource('Lambda::Url', { TargetFunctionArn: att('Handler', 'Arn'), AuthType: 'NONE' }),
};
const ofHandler = (name: string): JsonObject => metric('AWS/Lambda', name, { FunctionName: ref('Handler') });

const runner: JsonObject = { Runner: resource('AppRunner::Service', { ServiceName: 'shop' }) };
const ofRunner = (name: string): JsonObject =>
  metric('AWS/AppRunner', name, { ServiceName: 'shop', ServiceID: att('Runner', 'ServiceId') });

const classic: JsonObject = { Elb: resource('ElasticLoadBalancing::LoadBalancer') };
const ofClassic = (name: string): JsonObject => metric('AWS/ELB', name, { LoadBalancerName: ref('Elb') });

const network: JsonObject = {
  Alb: balancer({ Type: 'network' }),
  Listener: listener({ DefaultActions: [forward(ref('Targets'))] }),
  Targets: targetGroup(),
};

/** A share of requests, by metrics of two names. */
const share = (bad: JsonObject, all: JsonObject): JsonObject =>
  onMath('100 * FILL(bad, 0) / all', { bad, all }, { Threshold: 1 });

/** A distribution, and its alarm in a region. */
function distribution(
  alarm: JsonObject,
  region = 'us-east-1',
  origin: JsonObject = {},
  others: JsonObject = {},
) {
  const Origins = [{ Id: 'a', DomainName: 'shop.example.com', CustomOriginConfig: {}, ...origin }];
  const Resources = {
    ...onCall,
    Cdn: resource('CloudFront::Distribution', { DistributionConfig: { Enabled: true, Origins } }),
    Errors: alarm,
    ...others,
  };
  return { stacks: [{ region, template: { Resources } }] };
}
const ofCdn = (dimensions: JsonObject, properties: JsonObject = {}): JsonObject =>
  onMetric(metric('AWS/CloudFront', '5xxErrorRate', { DistributionId: ref('Cdn'), ...dimensions }), {
    Statistic: 'Average',
    Threshold: 1,
    ...properties,
  });
const global = { Region: 'Global' };
const atBalancer = { DomainName: att('Alb', 'DNSName') };

/** The error rate of what is no application load balancer. */
export const otherErrors: ControlCases = {
  pass: [
    { name: 'the rate of a REST API', ...having(rest, restErrors({})) },
    {
      name: 'the rate of a REST API, all stages together',
      ...having(rest, restErrors({}, { ApiName: 'orders' })),
    },
    {
      name: 'errors of an HTTP API over its requests',
      ...having(http, share(ofHttp('5xx'), ofHttp('Count'))),
    },
    {
      name: 'errors of a WebSocket API over its messages',
      ...having(chat, share(ofHttp('IntegrationError'), ofHttp('MessageCount'))),
    },
    {
      name: 'errors of a GraphQL API over its requests',
      ...having(graph, share(ofGraph('5XXError', 'Sum'), ofGraph('Latency', 'SampleCount'))),
    },
    {
      name: 'errors of a function URL',
      ...having(handler, share(ofHandler('Url5xxCount'), ofHandler('UrlRequestCount'))),
    },
    {
      name: 'errors of App Runner',
      ...having(runner, share(ofRunner('5xxStatusResponses'), ofRunner('Requests'))),
    },
    {
      name: 'errors of a classic load balancer',
      ...having(
        classic,
        onMath(
          errorPercent,
          {
            rq: ofClassic('RequestCount'),
            t5: ofClassic('HTTPCode_Backend_5XX'),
            e5: ofClassic('HTTPCode_ELB_5XX'),
          },
          { Threshold: 1 },
        ),
      ),
    },
    {
      name: 'errors of the URL that SAM gives a function',
      ...having(
        { Handler: resource('Serverless::Function', { FunctionUrlConfig: { AuthType: 'NONE' } }) },
        share(ofHandler('Url5xxCount'), ofHandler('UrlRequestCount')),
      ),
    },
    {
      name: 'the rate of a REST API of SAM',
      ...having({ Api: resource('Serverless::Api', { Name: 'orders', StageName: 'prod' }) }, restErrors({})),
    },
    { name: 'the rate of a distribution', ...distribution(ofCdn(global)) },
    {
      name: 'a distribution in front of a load balancer that has the alarm',
      ...distribution(errorRate(), 'eu-west-1', atBalancer, shop),
    },
  ],
  fail: [
    {
      name: 'any error of a REST API',
      ...having(rest, restErrors({ Statistic: 'Sum' })),
      findings: [
        'fail Api: with 10 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 4 with > 0.01), expected it to stay quiet; with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 200 with > 0.01), expected it to stay quiet',
      ],
    },
    {
      name: 'a percentage of a REST API',
      ...having(rest, restErrors({ Threshold: 1 })),
      findings: [
        'fail Api: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 0.0102 with > 1), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'client errors of a REST API',
      ...having(
        rest,
        onMetric(metric('AWS/ApiGateway', '4XXError', ofStage), { Statistic: 'Average', Threshold: 0.01 }),
      ),
      findings: [
        'fail Api: none of the alarms on Api (Errors) can notice it, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'a REST API by the name of its other metrics',
      ...having(
        rest,
        onMetric(metric('AWS/ApiGateway', '5xx', ofStage), { Statistic: 'Average', Threshold: 0.01 }),
      ),
      findings: [
        'fail Api: none of the alarms on Api (Errors) can notice it, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'a REST API by its id',
      ...having(rest, restErrors({}, { ApiId: ref('Api') })),
      findings: [
        'fail Api: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it has no data; its ApiId is ${Api}, which names no ApiGatewayV2 Api in a metric), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'a count of errors of an HTTP API',
      ...having(http, onMetric(ofHttp('5xx'), { Statistic: 'Sum', Threshold: 10 })),
      findings: [
        'fail Api: with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 200 with > 10), expected it to stay quiet',
      ],
    },
    {
      name: 'a distribution without its region',
      ...distribution(ofCdn({})),
      findings: [
        'fail Cdn: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it has no data; AWS/CloudFront publishes no 5xxErrorRate by DistributionId, but by DistributionId and Region), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'a distribution watched in another region',
      ...distribution(ofCdn(global), 'eu-west-1'),
      findings: [
        'fail Cdn: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it has no data; AWS/CloudFront publishes in us-east-1, and Errors lies in eu-west-1), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'a fraction of a distribution',
      ...distribution(ofCdn(global, { Threshold: 0.01 })),
      findings: [
        'fail Cdn: with 10 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 0.04 with > 0.01), expected it to stay quiet; with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 0.04 with > 0.01), expected it to stay quiet',
      ],
    },
    {
      name: 'nothing on a distribution of files',
      ...distribution(ofCdn(global, { AlarmActions: nothing })),
      findings: ['fail Cdn: Errors has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'a network load balancer',
      ...having(
        network,
        onMetric(
          metric('AWS/NetworkELB', 'TCP_Target_Reset_Count', {
            LoadBalancer: att('Alb', 'LoadBalancerFullName'),
          }),
          { Statistic: 'Sum', Threshold: 10 },
        ),
      ),
      findings: [
        'fail Alb: none of the alarms on Alb, Targets (Errors) can notice it, expected one that notices an error rate above 1 % (by Application Signals or a metric of the application: AWS/NetworkELB shows none)',
      ],
    },
  ],
  unknown: [
    {
      name: 'one stage of two',
      ...having(
        {
          ...rest,
          Beta: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'beta' }),
        },
        restErrors({}),
      ),
      findings: [
        'unknown Api: which of its stages its users reach is not known: whether Errors notices an error rate above 1 % is not known: what AWS/ApiGateway 5XXError shows then is not known',
      ],
    },
    {
      name: 'the API that SAM makes for a function',
      ...having(
        {
          Handler: resource('Serverless::Function', {
            Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
          }),
        },
        restErrors({}),
      ),
      findings: [
        'unknown Handler: the metrics of AWS::Serverless::Function are not in the templates; verify its alarms in the account',
      ],
    },
    {
      name: 'a stage that no template shows',
      ...having(rest, restErrors({}, { ApiName: 'orders', Stage: 'live' })),
      findings: [
        'unknown Api: whether Errors notices an error rate above 1 % is not known: what AWS/ApiGateway 5XXError shows then is not known',
      ],
    },
    {
      name: 'the average of the errors of an HTTP API',
      ...having(http, onMetric(ofHttp('5xx'), { Statistic: 'Average', Threshold: 0.01 })),
      findings: [
        'unknown Api: AWS does not say whether requests that succeed count as zeros among its errors: with 10 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 1 with > 0.01), expected it to stay quiet; with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 1 with > 0.01), expected it to stay quiet',
      ],
    },
    {
      name: 'a route of a REST API alone',
      ...having(rest, restErrors({}, { ...ofStage, Resource: '/orders', Method: 'GET' })),
      findings: [
        'unknown Api: whether Errors notices an error rate above 1 % is not known: what AWS/ApiGateway 5XXError shows then is not known',
      ],
    },
    {
      name: 'a service behind a network load balancer that Application Signals knows',
      ...having(
        network,
        onMetric(metric('AWS/ApplicationSignals', 'Fault', { Environment: 'prod', Service: 'shop' }), {
          Statistic: 'Average',
          Threshold: 0.01,
        }),
      ),
      findings: [
        'unknown Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 % (by Application Signals or a metric of the application: AWS/NetworkELB shows none); Errors watches Fault of a service in Application Signals: verify that it is the one behind it',
      ],
    },
    {
      name: 'a load balancer that ECS makes',
      ...having({ Express: resource('ECS::ExpressGatewayService') }, errorRate()),
      findings: [
        'unknown Express: the metrics of AWS::ECS::ExpressGatewayService are not in the templates; verify its alarms in the account',
      ],
    },
    {
      name: 'a load balancer of either type',
      ...having(
        { ...network, Alb: balancer({ Type: ref('Type') }) },
        onMath(errorPercent, counts(), { Threshold: 1 }),
      ),
      parameters: { Type: { Type: 'String' } },
      findings: [
        'unknown Alb: parameter Type of Stack1 has no default and was given no value: whether Errors notices an error rate above 1 % (by Application Signals or a metric of the application: AWS/NetworkELB shows none) is not known: what AWS/ApplicationELB RequestCount shows then is not known',
      ],
    },
  ],
};
