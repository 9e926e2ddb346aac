import type { ItemId } from '../../checklist';
import { probes, type Probe } from '../probe';

const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';

const showsData = (): (typeof import('../metrics/dashboard'))['showsData'] =>
  (require('../metrics/dashboard') as typeof import('../metrics/dashboard')).showsData;
const reportsNow = (): (typeof import('../metrics/reports'))['reportsNow'] =>
  (require('../metrics/reports') as typeof import('../metrics/reports')).reportsNow;

const dashboardProbes = (['FINAL4', 'HEALTH2', 'HEALTH5'] satisfies readonly ItemId[]).map((item): Probe => ({
  id: `${item}.data`,
  title: 'Dashboard has data in every graph',
  severity: 'error',
  why: 'On launch day everybody looks at a dashboard whose graphs are empty, as they lead to resources of the last environment.',
  fix: 'Take the metrics of the graphs from what is deployed, or use OperationsDashboard, and deploy the dashboard again.',
  docs: `${guide}/CloudWatch_Dashboards.html`,
  about: { of: 'proof', types: ['AWS::CloudWatch::Dashboard'] },
  actions: [
    'cloudwatch:GetDashboard',
    'cloudwatch:GetMetricData',
    'cloudwatch:ListMetrics',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
  ask: showsData,
}));

const reporting = {
  severity: 'error',
  why: 'What reports nothing looks like what has nothing to report: graphs end, and alarms that take silence for good stay OK.',
  fix: 'See whether it runs at all (aws cloudwatch list-metrics --recently-active PT3H shows what reports), and start it again.',
  docs: `${guide}/aws-services-cloudwatch-metrics.html`,
} as const;

/** Questions about metrics and dashboards. */
export const metricProbes = probes(
  ...dashboardProbes,
  {
    id: 'MON2.service-reports',
    title: 'Service reports its metrics now',
    ...reporting,
    about: { of: 'role', role: 'services', types: ['AWS::ECS::Service'] },
    actions: ['cloudwatch:GetMetricData'],
    ask: reportsNow,
  },
  {
    id: 'MON2.database-reports',
    title: 'Database reports its metrics now',
    ...reporting,
    about: { of: 'role', role: 'databases', types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'] },
    actions: ['cloudwatch:GetMetricData'],
    ask: reportsNow,
  },
  {
    id: 'MON2.cache-reports',
    title: 'Cache reports its metrics now',
    ...reporting,
    about: {
      of: 'role',
      role: 'caches',
      types: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache'],
    },
    actions: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
    ask: reportsNow,
  },
);
