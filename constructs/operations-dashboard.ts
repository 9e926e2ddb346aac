import { Duration } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import { alerts } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import {
  distributionMetrics,
  type EntryMetrics,
  graphqlApiMetrics,
  httpApiMetrics,
  loadBalancerMetrics,
  restApiMetrics,
} from './private/entry-metrics';
import { refuse } from './private/problems';

/** Columns of a dashboard, and rows of a widget. */
const GRID = { columns: 24, rows: 6 };
const MINUTE = Duration.minutes(1);

/** Properties of an OperationsDashboard, of which one at least says where requests enter. */
export interface OperationsDashboardProps {
  /**
   * The name of the dashboard in CloudWatch.
   * @default - made by CloudFormation
   */
  readonly dashboardName?: string;
  /**
   * The alarms whose states stand at the top.
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];
  /**
   * Load balancers at which requests enter.
   * @default - none
   */
  readonly loadBalancers?: IApplicationLoadBalancer[];
  /**
   * REST APIs at which requests enter.
   * @default - none
   */
  readonly restApis?: IRestApi[];
  /**
   * HTTP APIs at which requests enter.
   * @default - none
   */
  readonly httpApis?: IHttpApi[];
  /**
   * GraphQL APIs at which requests enter.
   * @default - none
   */
  readonly graphqlApis?: IGraphqlApi[];
  /**
   * CloudFront distributions, in whatever region they were made.
   * @default - none
   */
  readonly distributions?: IDistribution[];
  /**
   * The services that answer the requests.
   * @default - none
   */
  readonly services?: IBaseService[];
  /**
   * The database clusters.
   * @default - none
   */
  readonly databaseClusters?: IDatabaseCluster[];
  /**
   * The nodes of the caches, as CloudWatch calls them: `nodeIds` of a HighlyAvailableCache.
   * @default - none
   */
  readonly cacheNodeIds?: string[];
  /**
   * The queues of the background jobs.
   * @default - none
   */
  readonly queues?: IQueue[];
}

/**
 * A dashboard that shows whether the application is well: alarms first, then what users notice (failed requests, and
 * response times at the 50th, 95th and 99th percentile), then what may be the cause: servers, databases, caches,
 * queues. Lines mark the bounds at which alarms fire. Add what is special about the application to `dashboard`.
 */
export class OperationsDashboard extends Construct {
  /** The controls of the checklist that this construct provides for what it is given. */
  public static readonly CONTROLS: string[] = controls(
    'FINAL4.dashboard',
    'FINAL4.alarms',
    'FINAL4.errors',
    'FINAL4.response-times',
    'FINAL4.services',
    'FINAL4.databases',
    'FINAL4.caches',
    'HEALTH2.percentiles',
    'HEALTH5.load',
  );

  /** The dashboard. */
  public readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    const requests = entries(props);
    refuse(this, [
      requests.length === 0
        ? 'loadBalancers, restApis, httpApis, graphqlApis and distributions are empty, expected where requests enter'
        : undefined,
    ]);
    const widgets = [
      alarmStates(props.alarms ?? []),
      ...requests,
      ...(props.services ?? []).map(serviceLoad),
      ...(props.databaseClusters ?? []).map(databaseLoad),
      cacheLoad(props.cacheNodeIds ?? []),
      queueLoad(props.queues ?? []),
    ];
    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName,
      // The periods of the widgets are those of the alarms: what the eye sees is what they see.
      periodOverride: cloudwatch.PeriodOverride.INHERIT,
      defaultInterval: Duration.hours(3),
      widgets: widgets.filter((row) => row.length > 0),
    });
  }
}

function alarmStates(alarms: cloudwatch.IAlarm[]): cloudwatch.IWidget[] {
  if (alarms.length === 0) return [];
  const height = Math.max(2, Math.ceil(alarms.length / 4) + 1);
  return [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: GRID.columns, height })];
}

function entries(props: OperationsDashboardProps): cloudwatch.IWidget[][] {
  return [
    ...(props.loadBalancers ?? []).map((balancer) => entry(balancer, loadBalancerMetrics(balancer))),
    ...(props.restApis ?? []).map((api) => entry(api, restApiMetrics(api))),
    ...(props.httpApis ?? []).map((api) => entry(api, httpApiMetrics(api))),
    ...(props.graphqlApis ?? []).map((api) => entry(api, graphqlApiMetrics(api))),
    ...(props.distributions ?? []).map((cdn) => entry(cdn, distributionMetrics(cdn))),
  ];
}

function entry({ node }: IConstruct, metrics: EntryMetrics): cloudwatch.IWidget[] {
  const { requests, errorPercent, latency, latencyUnit = 1 } = metrics;
  const all = new cloudwatch.MathExpression({
    expression: requests.expression,
    usingMetrics: requests.metrics,
    label: 'Requests a minute',
    period: MINUTE,
  });
  const times = latency && {
    title: `Response times: ${node.path}`,
    left: [50, 95, 99].map((percentile) => latency(cloudwatch.Stats.percentile(percentile))),
    bound: alerts.latencyP95Milliseconds / latencyUnit,
    unit: latencyUnit === 1 ? 'ms' : 's',
  };
  return graphs([
    {
      title: `Failed requests: ${node.path}`,
      left: [errorPercent.with({ label: 'Failed requests (%)' })],
      bound: 100 * alerts.errorRate,
      unit: '%',
    },
    ...(times ? [times] : []),
    { title: `Requests: ${node.path}`, left: [all] },
  ]);
}

function serviceLoad(service: IBaseService): cloudwatch.IWidget[] {
  const metric = (metricName: string, statistic: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/ECS',
      metricName,
      dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
      statistic,
      period: MINUTE,
    }).attachTo(service);
  const left = [
    metric('CPUUtilization', cloudwatch.Stats.AVERAGE),
    metric('MemoryUtilization', cloudwatch.Stats.MAXIMUM),
  ];
  return graphs([{ title: `CPU and memory: ${service.node.path}`, left, ...utilization }]);
}

const utilization = { bound: 100 * alerts.utilization, unit: '%' };

/** By role, as the members of a cluster change places; the load by member, as Database Insights publishes it. */
function databaseLoad(cluster: IDatabaseCluster): cloudwatch.IWidget[] {
  const metric = (metricName: string, dimensionsMap: Record<string, string>, statistic: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap,
      statistic,
      period: MINUTE,
    }).attachTo(cluster);
  const byRole = (metricName: string, statistic: string) =>
    ['WRITER', 'READER'].map((Role) =>
      metric(metricName, { DBClusterIdentifier: cluster.clusterIdentifier, Role }, statistic),
    );
  const load = cluster.instanceIdentifiers.map((DBInstanceIdentifier) =>
    metric('DBLoadRelativeToNumVCPUs', { DBInstanceIdentifier }, cloudwatch.Stats.AVERAGE),
  );
  const name = cluster.node.path;
  return graphs([
    { title: `Database load for each CPU: ${name}`, left: load, bound: 1 },
    {
      title: `Database CPU: ${name}`,
      left: byRole('CPUUtilization', cloudwatch.Stats.AVERAGE),
      ...utilization,
    },
    {
      title: `Database connections: ${name}`,
      left: byRole('DatabaseConnections', cloudwatch.Stats.MAXIMUM),
    },
  ]);
}

function cacheLoad(nodeIds: string[]): cloudwatch.IWidget[] {
  const metrics = (metricName: string) =>
    nodeIds.map(
      (CacheClusterId) =>
        new cloudwatch.Metric({
          namespace: 'AWS/ElastiCache',
          metricName,
          dimensionsMap: { CacheClusterId },
          statistic: cloudwatch.Stats.MAXIMUM,
          period: MINUTE,
        }),
    );
  if (nodeIds.length === 0) return [];
  return graphs([
    { title: 'Cache CPU', left: metrics('EngineCPUUtilization'), ...utilization },
    { title: 'Cache memory', left: metrics('DatabaseMemoryUsagePercentage'), ...utilization },
  ]);
}

function queueLoad(queues: IQueue[]): cloudwatch.IWidget[] {
  if (queues.length === 0) return [];
  const options = { period: MINUTE };
  return graphs([
    {
      title: 'Messages',
      left: queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible(options)),
    },
    {
      title: 'Oldest message',
      left: queues.map((queue) => queue.metricApproximateAgeOfOldestMessage(options)),
      unit: 's',
    },
  ]);
}

/** A graph, and the bound that is marked in it. */
interface Graph {
  readonly title: string;
  readonly left: cloudwatch.IMetric[];
  readonly bound?: number;
  readonly unit?: string;
}

/** Graphs that share one row. */
function graphs(row: readonly Graph[]): cloudwatch.IWidget[] {
  return row.map(
    ({ title, left, bound, unit }) =>
      new cloudwatch.GraphWidget({
        title,
        left,
        leftYAxis: { min: 0, label: unit, showUnits: false },
        leftAnnotations: bound === undefined ? [] : [{ value: bound, color: cloudwatch.Color.RED }],
        width: GRID.columns / row.length,
        height: GRID.rows,
      }),
  );
}
