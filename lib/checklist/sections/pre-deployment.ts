import { onDashboards, showAlarms, showWorkload } from '../../rules/dashboards/dashboards';
import { showsErrors, showsResponseTimes } from '../../rules/dashboards/entries';
import { showsCache, showsDatabase, showsServers } from '../../rules/dashboards/parts';
import { judgeAny } from '../../rules/finding';
import { ifPublic } from '../../rules/network/entries';
import { group } from '../item';

/** Items under "Final Checks" of the checklist. */
export const finalChecks = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Pre-Deployment (2 hours before)',
  group: 'Final Checks',
  items: [
    {
      id: 'FINAL1',
      text: 'All team members on standby',
      evidence: ['attest'],
      freshness: 'IC ≤4 h',
    },
    {
      id: 'FINAL2',
      text: 'Rollback plan reviewed',
      evidence: ['synth', 'attest'],
      freshness: '2 reviewers T-dep',
    },
    {
      id: 'FINAL3',
      text: 'Communication channels open',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'FINAL4',
      text: 'Monitoring dashboards ready',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'FINAL4.dashboard',
          title: 'Dashboard shows what the templates make',
          severity: 'error',
          why: 'On launch day everybody looks for graphs, and those that lead to resources of yesterday stay empty.',
          fix: 'Make a dashboard whose metrics refer to the resources instead of repeating their names, or use OperationsDashboard.',
          check: showWorkload,
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html',
        },
        {
          id: 'FINAL4.alarms',
          title: 'Dashboard shows the states of alarms',
          severity: 'error',
          why: 'Without the alarms in sight, whoever looks at a graph must know by heart which value is bad.',
          fix: 'Add an AlarmStatusWidget with the alarms to the dashboard, or give them to OperationsDashboard.',
          check: showAlarms,
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_remove_alarm_dashboard.html',
        },
        {
          id: 'FINAL4.errors',
          title: 'Dashboard shows the error rate of each public entry',
          severity: 'error',
          why: 'A release that breaks every tenth request looks well on graphs of processors and traffic.',
          fix: 'Graph the 5xx errors of the entry as Sum, or their share in all requests, or use OperationsDashboard.',
          check: (w) => onDashboards(w, () => judgeAny(w.entries, ifPublic(showsErrors))),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
        },
        {
          id: 'FINAL4.response-times',
          title: 'Dashboard shows the response time of each public entry at p50, p95 and p99',
          severity: 'error',
          why: 'An average hides the users who wait: one request in twenty may take ten seconds behind a good one.',
          fix: 'Graph the response time of the entry with the statistics p50, p95 and p99, or use OperationsDashboard.',
          check: (w) => onDashboards(w, () => judgeAny(w.entries, ifPublic(showsResponseTimes))),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html',
        },
        {
          id: 'FINAL4.services',
          title: 'Dashboard shows CPU and memory of each service',
          severity: 'error',
          why: 'When requests become slow, the first question is whether the servers are full.',
          fix: 'Graph CPUUtilization and MemoryUtilization of the service, or use OperationsDashboard.',
          check: (w) => onDashboards(w, () => judgeAny(w.services, showsServers)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html',
        },
        {
          id: 'FINAL4.databases',
          title: 'Dashboard shows each database',
          severity: 'error',
          why: 'Most outages under load begin in the database, where nobody looks who has no graph of it.',
          fix: 'Graph connections, CPU and load of the database, or use OperationsDashboard.',
          check: (w) => onDashboards(w, () => judgeAny(w.databases, showsDatabase)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
        },
        {
          id: 'FINAL4.caches',
          title: 'Dashboard shows each cache',
          severity: 'error',
          why: 'A cache that is full drops what it should keep, and the database gets all the requests.',
          fix: 'Graph CPU and memory of every node of the cache, or use OperationsDashboard.',
          check: (w) => onDashboards(w, () => judgeAny(w.caches, showsCache)),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
        },
      ],
    },
    {
      id: 'FINAL5',
      text: 'Database backups completed',
      evidence: ['live'],
      infrastructure: true,
      freshness: '≤2 h, before migration',
    },
    {
      id: 'FINAL6',
      text: 'Feature flags configured',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});
