import { Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { GraphqlApi, Definition } from 'aws-cdk-lib/aws-appsync';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { join } from 'node:path';
import {
  AvailabilityObjective,
  HealthCheckedLoadBalancer,
  HighlyAvailableCache,
  HighlyAvailableService,
  OperationsDashboard,
  type OperationsDashboardProps,
  RenewingCertificate,
  ReplicatedDatabase,
} from '../../constructs';
import { ShopStack, somebodyOnCall } from './fixture';
import { passes, verdicts } from './verdicts';

/** A shop with everything that a dashboard can show, and the dashboard. */
function shop(): ShopStack {
  const stack = new ShopStack();
  const { vpc, zone: hostedZone } = stack;
  const domainName = 'shop.example.com';
  const { certificate } = new RenewingCertificate(stack, 'Certificate', { hostedZone, domainName });
  const entry = new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, hostedZone, domainName, certificate });
  const image = ContainerImage.fromRegistry('shop');
  const target = new HighlyAvailableService(stack, 'Api', { vpc, image, containerPort: 80 });
  entry.addService('Targets', { target });
  const { loadBalancer } = entry;
  const objective = new AvailabilityObjective(stack, 'Objective', { loadBalancer, ...somebodyOnCall(stack) });
  new OperationsDashboard(stack, 'Operations', {
    dashboardName: 'shop',
    alarms: [objective.fastBurnAlarm, objective.slowBurnAlarm],
    loadBalancers: [loadBalancer],
    services: [target.service],
    databaseClusters: [new ReplicatedDatabase(stack, 'Database', { vpc }).cluster],
    cacheNodeIds: new HighlyAvailableCache(stack, 'Cache', { vpc }).nodeIds,
    queues: [new Queue(stack, 'Jobs')],
  });
  return stack;
}

interface Widget {
  readonly properties: { readonly title: string; readonly metrics?: readonly (readonly unknown[])[] };
}

/** The widgets of a dashboard, references as the text `?`. */
function widgetsOf(stack: ShopStack): readonly Widget[] {
  const [dashboard] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const body = (dashboard as { Properties: { DashboardBody: { 'Fn::Join': [string, unknown[]] } } })
    .Properties.DashboardBody['Fn::Join'][1];
  const text = body.map((part) => (typeof part === 'string' ? part : '?')).join('');
  return (JSON.parse(text) as { widgets: readonly Widget[] }).widgets;
}

test('shows everything that it is given', () => {
  expect(widgetsOf(shop()).map(({ properties }) => properties.title)).toEqual([
    'Alarms',
    'Failed requests: Shop/Entry/LoadBalancer',
    'Response times: Shop/Entry/LoadBalancer',
    'Requests: Shop/Entry/LoadBalancer',
    'CPU and memory: Shop/Api/Service',
    'Database load for each CPU: Shop/Database/Cluster',
    'Database CPU: Shop/Database/Cluster',
    'Database connections: Shop/Database/Cluster',
    'Cache CPU',
    'Cache memory',
    'Messages',
    'Oldest message',
  ]);
});

test('the checklist finds in it what it provides', () => {
  expect(verdicts(shop(), OperationsDashboard.CONTROLS)).toEqual(passes(OperationsDashboard.CONTROLS));
});

test('knows APIs and distributions', () => {
  const stack = new ShopStack();
  const restApi = new RestApi(stack, 'Rest');
  restApi.root.addMethod('GET');
  const definition = Definition.fromFile(join(__dirname, 'schema.graphql'));
  const origin = S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Files'));
  const { dashboard } = new OperationsDashboard(stack, 'Operations', {
    restApis: [restApi],
    httpApis: [new HttpApi(stack, 'Http')],
    graphqlApis: [new GraphqlApi(stack, 'Graph', { name: 'shop', definition })],
    distributions: [new Distribution(stack, 'Cdn', { defaultBehavior: { origin } })],
  });
  expect(dashboard.node.path).toBe('Shop/Operations/Dashboard');
  expect(widgetsOf(stack).map(({ properties }) => properties.title)).toEqual([
    'Failed requests: Shop/Rest',
    'Response times: Shop/Rest',
    'Requests: Shop/Rest',
    'Failed requests: Shop/Http',
    'Response times: Shop/Http',
    'Requests: Shop/Http',
    'Failed requests: Shop/Graph',
    'Response times: Shop/Graph',
    'Requests: Shop/Graph',
    'Failed requests: Shop/Cdn',
    'Requests: Shop/Cdn',
  ]);
  const read = widgetsOf(stack).flatMap(({ properties }) => properties.metrics ?? []);
  const ofCdn = read.filter(([namespace]) => namespace === 'AWS/CloudFront');
  expect(ofCdn).not.toEqual([]);
  for (const row of ofCdn) expect(row.at(-1)).toMatchObject({ region: 'us-east-1' });
  const outcomes = verdicts(stack, ['FINAL4.errors', 'HEALTH2.percentiles']);
  expect(outcomes).toEqual(passes(['FINAL4.errors', 'HEALTH2.percentiles']));
});

test.each<[string, OperationsDashboardProps]>([
  ['nothing', {}],
  ['no entry', { cacheNodeIds: ['shop-001'] }],
])('refuses %s', (_, props) => {
  expect(() => new OperationsDashboard(new ShopStack(), 'Operations', props)).toThrow(
    new Error(
      'cannot make OperationsDashboard Shop/Operations: loadBalancers, restApis, httpApis, graphqlApis and ' +
        'distributions are empty, expected where requests enter',
    ),
  );
});
