import { showsResponseTimes } from '../../rules/dashboards/entries';
import { showsPerformance } from '../../rules/dashboards/parts';
import { judgeAny, requireEach } from '../../rules/finding';
import { ifPublic } from '../../rules/network/entries';
import { keepsErrorsRare } from '../../rules/objectives/errors';
import { countsEveryOutage, hasObjective, noticesBurns } from '../../rules/objectives/objectives';
import { showsLoad } from '../../rules/telemetry/databases';
import { group } from '../item';
import { burnRates, objectives as target } from '../thresholds';

const rareErrors = {
  rate: target.errorRate,
  withinMinutes: target.noticedWithinMinutes,
  toleratedMinutes: target.toleratedMinutes,
};

/** Items under "System Health" of the checklist. */
export const systemHealth = group({
  phase: 'Key Metrics to Track',
  section: 'System Health',
  group: '',
  items: [
    {
      id: 'HEALTH1',
      text: 'Uptime (target: 99.9%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'HEALTH1.objective',
          title: 'Public entry has a service level objective of 99.9 % a month',
          severity: 'error',
          why: 'Where nobody counts, every outage is a matter of opinion, and 99.9 % a number on a slide.',
          fix: 'Make a request-based objective with a goal of 99.9 % in 30 days on the entry, or use AvailabilityObjective.',
          check: (w) =>
            requireEach(
              w.entries,
              ifPublic((entry) => hasObjective(entry, target)),
            ),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html',
        },
        {
          id: 'HEALTH1.outages',
          title: 'Service level objective counts requests that no server answers',
          severity: 'warning',
          why: 'Without healthy servers a load balancer counts only errors of its own, and an objective on those of servers sees a perfect day.',
          fix: 'Add HTTPCode_ELB_5XX_Count to the bad requests and to all requests, with FILL, or use AvailabilityObjective.',
          check: (w) => judgeAny(w.entries, (entry) => countsEveryOutage(entry, target)),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
        },
        {
          id: 'HEALTH1.burn-rate',
          title: 'Burn-rate alarms tell somebody before the errors of a month are used up',
          severity: 'error',
          why: 'At the end of the month it is too late to learn that the objective is missed.',
          fix: 'Alarm on BurnRate above 14.4 over 60 and 5 minutes, and above 6 over 360 and 30, or use AvailabilityObjective.',
          check: (w) => judgeAny(w.entries, (entry) => noticesBurns(entry, target, burnRates)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html#CloudWatch-ServiceLevelObjectives-burn',
        },
      ],
    },
    {
      id: 'HEALTH2',
      text: 'Response time (p50, p95, p99)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'HEALTH2.percentiles',
          title: 'Dashboard shows the response time of each public entry at p50, p95 and p99',
          severity: 'error',
          why: 'The median alone says that all is well while one user in twenty gives up waiting.',
          fix: 'Graph one metric of the entry with the statistics p50, p95 and p99, or use OperationsDashboard.',
          check: (w) => requireEach(w.entries, ifPublic(showsResponseTimes)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html',
        },
      ],
    },
    {
      id: 'HEALTH3',
      text: 'Error rate (<0.1%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'HEALTH3.error-rate',
          title: 'Public entry is held to an error rate below 0.1 %',
          severity: 'error',
          why: 'One error in five hundred requests wakes nobody, and loses a customer every few minutes.',
          fix: 'Make an objective of 99.9 %, such as AvailabilityObjective, or a ticket for more than 0.1 % within an hour.',
          check: (w) =>
            requireEach(
              w.entries,
              ifPublic((entry) => keepsErrorsRare(entry, target, rareErrors)),
            ),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html',
        },
      ],
    },
    {
      id: 'HEALTH4',
      text: 'Active users',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'HEALTH5',
      text: 'Database performance',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'HEALTH5.recorded',
          title: 'Database records which statements it is busy with',
          severity: 'error',
          why: 'When the database is slow, graphs say so; only recorded statements say which one to mend.',
          fix: 'Set databaseInsightsMode to advanced, or enablePerformanceInsights, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, showsLoad),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Database-Insights.html',
        },
        {
          id: 'HEALTH5.load',
          title: 'Dashboard shows how well each database performs',
          severity: 'error',
          why: 'A query that grows with the data gets slower by the week, and nobody sees it coming.',
          fix: 'Graph DBLoad, CPUUtilization or the latencies of the database, or use OperationsDashboard.',
          check: (w) => requireEach(w.databases, showsPerformance),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Cloudwatch.html',
        },
      ],
    },
  ],
});
