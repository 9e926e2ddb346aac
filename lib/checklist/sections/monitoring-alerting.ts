import { isCacheWatched } from '../../rules/alarms/capacity/caches';
import { isSaturationWatched } from '../../rules/alarms/capacity/connections';
import { isDatabaseWatched } from '../../rules/alarms/capacity/databases';
import { isFailureWatched } from '../../rules/alarms/capacity/failures';
import { isComputeWatched } from '../../rules/alarms/capacity/services';
import { errorIncidents } from '../../rules/alarms/entries/errors';
import { latencyIncidents } from '../../rules/alarms/entries/latency';
import {
  noticesErrors,
  noticesOutage,
  noticesSilence,
  noticesSlowness,
} from '../../rules/alarms/entries/noticing';
import { outageIncidents } from '../../rules/alarms/entries/outage';
import { exampleApi, exampleBalancer } from '../../rules/alarms/entries/subjects';
import { triedIn } from '../../rules/alarms/situation';
import { judgeAny, requireEach } from '../../rules/finding';
import { ifPublic } from '../../rules/network/entries';
import { showsLoad, showsProcesses } from '../../rules/telemetry/databases';
import { deliversLogs, subscriptions } from '../../rules/telemetry/delivery';
import { isObserved, reportsMemory } from '../../rules/telemetry/infrastructure';
import { collectsLogs } from '../../rules/telemetry/logs';
import { metricAlarms, readsPublished } from '../../rules/telemetry/published';
import {
  apis,
  isDiscovered,
  isMaintained,
  isTraced,
  isTracedApi,
  mayDeliverTraces,
} from '../../rules/telemetry/tracing';
import { group } from '../item';
import { alerts } from '../thresholds';
import { backgroundJobs } from './background-jobs';
import { onCallRotation } from './on-call-rotation';
import { paymentFailures } from './payment-failures';

const errors = { rate: alerts.errorRate, withinMinutes: alerts.pageWithinMinutes };
const outage = {
  withinMinutes: alerts.pageWithinMinutes,
  silentWithinMinutes: alerts.silenceWithinMinutes,
};
const latency = { milliseconds: alerts.latencyP95Milliseconds, withinMinutes: alerts.pageWithinMinutes };

/** MON7 asks for the same of CPU and of memory. */
const cpu = { of: 'CPU', percent: 100 * alerts.utilization } as const;
const memory = { of: 'memory', percent: 100 * alerts.utilization } as const;

/** Items under "Monitoring & Alerting" of the checklist. */
export const monitoringAlerting = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Infrastructure & Environment',
  group: 'Monitoring & Alerting',
  items: [
    {
      id: 'MON1',
      text: 'Configure application monitoring (APM)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON1.traced',
          title: 'Service sends traces of its requests to an application monitor',
          severity: 'error',
          why: 'When requests become slow or fail, nobody can tell which step of them does, and the outage lasts until somebody guesses.',
          fix: 'Add the CloudWatch agent and auto-instrumentation to the service by ApplicationMonitoring, or set tracing to Active on the function.',
          check: (w) => requireEach(w.services, isTraced),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Monitoring-Sections.html',
        },
        {
          id: 'MON1.permitted',
          title: 'Service may deliver its traces',
          severity: 'error',
          why: 'An agent whose role may not write traces drops them, and says so in its own log alone.',
          fix: 'Grant xray:PutTraceSegments to the role of the task or function, such as by CloudWatchAgentServerPolicy, or use ApplicationMonitoring.',
          check: (w) => judgeAny(w.services, mayDeliverTraces),
          docs: 'https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html',
        },
        {
          id: 'MON1.discovered',
          title: 'Service is discovered by Application Signals',
          severity: 'error',
          why: 'Until an account lets Application Signals discover its services, what they report appears on no map and in no objective.',
          fix: 'Add an AWS::ApplicationSignals::Discovery to one stack of the account, or use ApplicationMonitoring.',
          check: (w) => judgeAny(w.services, isDiscovered),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable.html',
        },
        {
          id: 'MON1.supported',
          title: 'Service sends its traces by an agent that is still developed',
          severity: 'warning',
          why: 'The X-Ray daemon gets security fixes alone: runtimes and services that are new find no place in its traces.',
          fix: 'Replace the X-Ray daemon by the CloudWatch agent or an OpenTelemetry collector, or use ApplicationMonitoring.',
          check: (w) => judgeAny(w.services, isMaintained),
          docs: 'https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-daemon-timeline.html',
        },
        {
          id: 'MON1.api',
          title: 'API begins the traces of its requests',
          severity: 'warning',
          why: 'Time that is lost before the function starts, in the API or its authorizer, is in no trace.',
          fix: 'Set tracingEnabled on the stage of the REST API, or xrayEnabled on the GraphQL API.',
          check: (w) => judgeAny(apis(w), isTracedApi),
          docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html',
        },
      ],
    },
    {
      id: 'MON2',
      text: 'Set up infrastructure monitoring',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON2.compute',
          title: 'Service runs on infrastructure that reports its metrics',
          severity: 'error',
          why: 'Averages over a whole service, or values every five minutes, hide the one task or instance that fails.',
          fix: 'Switch on Container Insights, detailed monitoring or the CloudWatch observability add-on, or use HighlyAvailableService.',
          check: (w) => requireEach(w.services, isObserved),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html',
        },
        {
          id: 'MON2.memory',
          title: 'Auto Scaling group reports the memory of its instances',
          severity: 'error',
          why: 'AWS sees no memory and no disk from outside of an instance: they run full without a metric that shows it.',
          fix: 'Install and start the CloudWatch agent in the user data or image of the instances.',
          check: (w) => judgeAny(w.services, reportsMemory),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Install-CloudWatch-Agent.html',
        },
        {
          id: 'MON2.database',
          title: 'Database shows which queries load it',
          severity: 'error',
          why: 'When a database is at its limit, its CPU says that it is and not which query brought it there.',
          fix: 'Set enablePerformanceInsights on the instances, or databaseInsightsMode to ADVANCED, or use ReplicatedDatabase.',
          check: (w) => requireEach(w.databases, showsLoad),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Database-Insights.html',
        },
        {
          id: 'MON2.database-processes',
          title: 'Database reports the processes of its hosts',
          severity: 'error',
          why: 'Memory and disk of the host are seen from outside as one number, whichever process eats them.',
          fix: 'Set monitoringInterval to 60 seconds or less, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, showsProcesses),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html',
        },
        {
          id: 'MON2.published',
          title: 'Alarm reads metrics that something publishes',
          severity: 'error',
          why: 'An alarm on a metric that never has data stays OK or without data for ever, whatever breaks.',
          fix: 'Take the metric from the construct that it is about, such as alb.metrics, with all of the dimensions that AWS publishes it under.',
          check: (w) => judgeAny(metricAlarms(w), readsPublished),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html',
        },
      ],
    },
    {
      id: 'MON3',
      text: 'Configure log aggregation (ELK/Splunk)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON3.collected',
          title: 'Service writes the log of every container to a place that outlives it',
          severity: 'error',
          why: 'The log of a container that crashed goes with it, and with it the only account of why.',
          fix: 'Give every container of the task, sidecars too, LogDrivers.awsLogs with a log group, or use HighlyAvailableService.',
          check: (w) => requireEach(w.services, collectsLogs),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
        },
        {
          id: 'MON3.delivered',
          title: 'Subscription to a log group delivers what it reads',
          severity: 'error',
          why: 'A subscription without a permission, or to a stream that may not write, drops every line without an error.',
          fix: 'Give the subscription a role that may put records, and the stream one that may write, or use LogAggregation.',
          check: (w) => judgeAny(subscriptions(w), deliversLogs),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
        },
      ],
    },
    {
      id: 'MON4',
      text: 'Alert rule: High error rates (>1%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON4.error-rate',
          title: 'Public entry has an alarm that pages when more than 1 % of its requests fail',
          severity: 'error',
          why: 'Without it, users meet errors for hours; one that divides by what a total outage no longer reports sees the small failures and sleeps through the large one.',
          fix: 'Alarm on the share of 5xx answers, those of the load balancer itself included, with missing counts filled by 0, or use EntryAlarms.',
          check: (w) =>
            requireEach(
              w.entries,
              ifPublic((entry) => noticesErrors(entry, errors)),
            ),
          tried: triedIn(errorIncidents(exampleBalancer, errors)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
        },
        {
          id: 'MON4.outage',
          title:
            'Load balancer has an alarm that pages when its servers are gone, and their metrics with them',
          severity: 'error',
          why: 'Alarms on errors and response times take missing data for health: when nothing answers at night, or nothing is registered any more, they stay green.',
          fix: 'Alarm on the lowest HealthyHostCount, taking missing data as breaching, over both target groups of a blue/green deployment, or use EntryAlarms.',
          check: (w) =>
            judgeAny(
              w.entries,
              ifPublic((entry) => noticesOutage(entry, outage)),
            ),
          tried: triedIn(outageIncidents(exampleBalancer, outage)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
        },
        {
          id: 'MON4.silence',
          title:
            'Public entry without servers of its own has an alarm on what asks from outside whether it answers',
          severity: 'warning',
          why: 'An API that nobody can reach, by a lapsed domain or a broken DNS record, reports no errors: it reports nothing.',
          fix: 'Let a canary or a Route 53 health check ask for its address, and alarm on that with missing data as breaching.',
          check: (w) =>
            judgeAny(
              w.entries,
              ifPublic((entry) => noticesSilence(entry, outage)),
            ),
          tried: triedIn(outageIncidents(exampleApi, outage)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html',
        },
      ],
    },
    {
      id: 'MON5',
      text: 'Alert rule: Slow response times (>500ms p95)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON5.latency',
          title: 'Public entry has an alarm that pages when the p95 of its response times is above 500 ms',
          severity: 'error',
          why: 'One user in twenty waits and leaves while the average looks fine; a threshold of 500 on a metric in seconds waits for eight minutes.',
          fix: 'Alarm on p95 of the response time, above 0.5 where the metric is in seconds and 500 where it is in milliseconds, or use EntryAlarms.',
          check: (w) =>
            requireEach(
              w.entries,
              ifPublic((entry) => noticesSlowness(entry, latency)),
            ),
          tried: triedIn(latencyIncidents(exampleBalancer, latency)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html',
        },
      ],
    },
    {
      id: 'MON6',
      text: 'Alert rule: Database connection issues',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON6.saturation',
          title: 'Database has an alarm that fires before it runs out of connections',
          severity: 'error',
          why: 'A database that has no connection left refuses every new client, and one leak in a pool is enough.',
          fix: 'Add an alarm on DatabaseConnections of the writer above 80 % of max_connections, or use DatabaseAlarms.',
          check: (w) =>
            requireEach(w.databases, (database) =>
              isSaturationWatched(database, 100 * alerts.databaseConnections),
            ),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html',
        },
        {
          id: 'MON6.failure',
          title: 'Database has an alarm that pages when connections to it fail',
          severity: 'error',
          why: 'While the database cannot be reached nothing works, and CPU and memory look better than ever.',
          fix: 'Add an alarm on DatabaseConnections below 1 or on DatabaseConnectionsSetupFailed of the proxy, or use DatabaseAlarms.',
          check: (w) => judgeAny(w.databases, (database) => isFailureWatched(database, w.services)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html',
        },
      ],
    },
    {
      id: 'MON7',
      text: 'Alert rule: Memory/CPU thresholds (>80%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'MON7.compute-cpu',
          title: 'Service has an alarm on CPU above 80 %',
          severity: 'error',
          why: 'Servers without CPU to spare answer ever slower, until health checks take one after the other out of service.',
          fix: 'Add an alarm on CPUUtilization above 80 %, sustained for minutes, or use ServiceAlarms.',
          check: (w) => requireEach(w.services, (service) => isComputeWatched(service, cpu)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html',
        },
        {
          id: 'MON7.compute-memory',
          title: 'Service has an alarm on memory above 80 %',
          severity: 'error',
          why: 'A server that runs out of memory is killed in the middle of its requests, and its replacement fills up too.',
          fix: 'Add an alarm on MemoryUtilization above 80 % (mem_used_percent of the CloudWatch agent on EC2), or use ServiceAlarms.',
          check: (w) => judgeAny(w.services, (service) => isComputeWatched(service, memory)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html',
        },
        {
          id: 'MON7.database-cpu',
          title: 'Database has an alarm on CPU of its writer above 80 %',
          severity: 'error',
          why: 'Every write waits for the one writer, and readers beside it that have nothing to do hide it in an average.',
          fix: 'Add an alarm on CPUUtilization with the dimensions DBClusterIdentifier and Role WRITER, or use DatabaseAlarms.',
          check: (w) => judgeAny(w.databases, (database) => isDatabaseWatched(database, cpu)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
        },
        {
          id: 'MON7.database-memory',
          title: 'Database has an alarm on memory of its writer above 80 %',
          severity: 'error',
          why: 'A database without memory to spare reads from disk what it had in its cache, and then restarts.',
          fix: 'Add an alarm on FreeableMemory below 20 % of the memory of the class, on ACUUtilization for Serverless v2, or use DatabaseAlarms.',
          check: (w) => judgeAny(w.databases, (database) => isDatabaseWatched(database, memory)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
        },
        {
          id: 'MON7.cache-cpu',
          title: 'Cache has an alarm on CPU above 80 % of every node',
          severity: 'error',
          why: 'The engine answers with one thread: when that is busy, every request of the node waits.',
          fix: 'Add an alarm on EngineCPUUtilization for every node, or use CacheAlarms.',
          check: (w) => judgeAny(w.caches, (cache) => isCacheWatched(cache, cpu)),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
        },
        {
          id: 'MON7.cache-memory',
          title: 'Cache has an alarm on memory above 80 % of every node',
          severity: 'error',
          why: 'A full cache throws out what is needed, or refuses to write.',
          fix: 'Add an alarm on DatabaseMemoryUsagePercentage for every node, or use CacheAlarms.',
          check: (w) => judgeAny(w.caches, (cache) => isCacheWatched(cache, memory)),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
        },
      ],
    },
    backgroundJobs,
    paymentFailures,
    {
      id: 'MON10',
      text: 'Set up status page',
      evidence: ['live', 'attest'],
      freshness: 'SRE T-90d',
    },
    onCallRotation,
  ],
});
