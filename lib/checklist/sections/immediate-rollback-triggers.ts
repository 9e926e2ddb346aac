import { triedIn } from '../../rules/alarms/situation';
import { judgeAny, requireEach } from '../../rules/finding';
import { isWatchedLongEnough } from '../../rules/rollback/baking';
import { isTakenBackOnLostConnections } from '../../rules/rollback/connections';
import { isTakenBackOnCorruption } from '../../rules/rollback/integrity';
import { isTakenBackOnPaymentOutage } from '../../rules/rollback/payments';
import { startsQuiet } from '../../rules/rollback/quiet';
import {
  episodesOf,
  failuresAbove,
  isTakenBackOnRequests,
  slownessAbove,
} from '../../rules/rollback/requests';
import { isTakenBack } from '../../rules/rollback/taking-back';
import { group } from '../item';
import { payments, rollback } from '../thresholds';

const withinMinutes = rollback.noticeMinutes;
const failures = failuresAbove({ rate: rollback.errorRate, withinMinutes });
const slowness = slownessAbove({ milliseconds: 1000 * rollback.latencySeconds, withinMinutes });
const aTargetGroup = 'a target group of the service';

/** Items under "Immediate Rollback Triggers" of the checklist. */
export const immediateRollbackTriggers = group({
  phase: 'Rollback Procedures',
  section: 'Immediate Rollback Triggers',
  group: '',
  items: [
    {
      id: 'TRIG1',
      text: 'Error rate >5%',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'TRIG1.rollback',
          title: 'Service goes back to its last version when an alarm fires during a deployment',
          severity: 'error',
          why: 'A version that starts and then fails its requests passes every health check: a circuit breaker sees nothing, and users do until a person rolls back by hand.',
          fix: 'Name alarms in deploymentAlarms of the service with ROLLBACK_ON_ALARM, or in a CodeDeploy deployment group that rolls back on alarms, or use RollbackAlarms.',
          check: (w) => requireEach(w.services, isTakenBack),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
        },
        {
          id: 'TRIG1.error-rate',
          title: 'Service goes back when more than 5 % of the requests to a new version fail',
          severity: 'error',
          why: 'An alarm on the whole load balancer hardly moves while a canary fails, and one on the blue target group is blind after every other deployment.',
          fix: 'Let an alarm on each target group of the service, blue and green, take deployments back when 5xx answers are above 5 %, such as RollbackAlarms makes.',
          tried: triedIn(episodesOf(failures, aTargetGroup)),
          check: (w) => requireEach(w.services, (service) => isTakenBackOnRequests(service, failures)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
        },
        {
          id: 'TRIG1.in-time',
          title: 'Service watches a new version for longer than its alarms need to fire',
          severity: 'error',
          why: 'When the bake time ends before an alarm has its data, the version before is gone when the alarm fires.',
          fix: 'Set bakeTime of the service (terminationWaitTime with CodeDeploy) to 15 minutes, or let the alarms look at fewer and shorter periods.',
          check: (w) =>
            judgeAny(w.services, (service) => isWatchedLongEnough(service, rollback.ingestionMinutes)),
          docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-deploymentconfiguration.html',
        },
        {
          id: 'TRIG1.quiet',
          title: 'Service has alarms that are quiet as long as all goes well',
          severity: 'error',
          why: 'Where one alarm is in ALARM when a deployment begins, ECS looks at none of them until it ends, and CodeDeploy stops at once.',
          fix: 'Let the alarms take missing data as not breaching: the idle target group of a blue/green deployment has none.',
          check: (w) => judgeAny(w.services, (service) => startsQuiet(service, failures)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
        },
      ],
    },
    {
      id: 'TRIG2',
      text: 'Response time >2s',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'TRIG2.response-time',
          title: 'Service goes back when the p95 of the response times of a new version is above 2 seconds',
          severity: 'error',
          why: 'A version that is merely slow fails no request and no health check, and loses the users all the same.',
          fix: 'Let an alarm on p95 of the response time of each target group, above 2 where it is in seconds, take deployments back, such as RollbackAlarms makes.',
          tried: triedIn(episodesOf(slowness, aTargetGroup)),
          check: (w) => requireEach(w.services, (service) => isTakenBackOnRequests(service, slowness)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
        },
      ],
    },
    {
      id: 'TRIG3',
      text: 'Database connection failures',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'TRIG3.connections',
          title: 'Service goes back when connections to its database fail',
          severity: 'error',
          why: 'A new version with a wrong password, or one that opens too many connections, takes the database away from everything that uses it.',
          fix: 'Let an alarm on the failed connections of the proxy, or on those that the service logs, take deployments back, such as RollbackAlarms makes of databaseProxy.',
          check: (w) =>
            requireEach(w.databases, (database) => isTakenBackOnLostConnections(database, w.services)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html',
        },
      ],
    },
    {
      id: 'TRIG4',
      text: 'Payment processing down',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'TRIG4.payments',
          title: 'Service goes back when payments are tried and none succeeds',
          severity: 'error',
          why: 'A version that breaks the checkout answers every request, and sells nothing.',
          fix: 'Let an alarm on payments of which none succeeds take deployments back: give downAlarm of PaymentAlarms to RollbackAlarms as one of otherAlarms.',
          check: (w) =>
            requireEach(w.payments, (taker) =>
              isTakenBackOnPaymentOutage(taker, w.services, payments.downMinutes),
            ),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
        },
      ],
    },
    {
      id: 'TRIG5',
      text: 'Data corruption detected',
      evidence: ['synth', 'attest'],
      infrastructure: true,
      freshness: 'IC per event',
      controls: [
        {
          id: 'TRIG5.integrity',
          title: 'Service goes back when a check finds corrupt data',
          severity: 'error',
          why: 'A version that writes wrong data answers quickly and without errors, and every minute makes more of it.',
          fix: 'Publish the failures of an integrity check as a metric, such as IntegrityCheckFailed, and give it to RollbackAlarms as dataIntegrityMetric. Whether data is restored, people decide.',
          check: (w) => requireEach(w.services, (service) => isTakenBackOnCorruption(service, withinMinutes)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html',
        },
      ],
    },
  ],
});
