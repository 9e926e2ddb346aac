import type { Resource } from '../../model/resource';
import type { Demand } from '../alarms/detection';
import { payment, paymentMetricsOf, type PaymentMetric } from '../alarms/payments/metrics';
import { reads } from '../alarms/payments/noticed';
import { inItsOwn, inLogs, outageSituations } from '../alarms/payments/situations';
import { all, any, anyOf, given, unknown, type Answer } from '../answer';
import type { Candidates } from '../candidates';
import { notShown } from '../finding';
import { named } from '../network/balancing';
import type { Attached } from './attached';
import { metricsOf, reactsTo } from './composites';
import { deploymentsOf, type Deployment } from './deployments';
import { isNoticed } from './noticing';
import { isTakenBackOn } from './taking-back';

const what = 'payments of which none succeeds';

/** Whether a deployment is taken back when payments are tried and none succeeds: of what takes them, or of a service. */
export function isTakenBackOnPaymentOutage(taker: Resource, services: Candidates, minutes: number): Answer {
  const others = services.resources.filter((service) => service !== taker);
  const own = deploymentsOf(taker).deployments.length > 0 ? [taker] : [];
  const counted = paymentMetricsOf(taker);
  const outage: Outage = {
    taker,
    counted,
    inLogs: { what, situations: outageSituations(inLogs(counted, taker.stack.environment), minutes) },
    inItsOwn: { what, ownMetrics: payment, situations: outageSituations(inItsOwn(taker), minutes) },
  };
  const isTakenBack = (service: Resource): Answer => {
    const answer = isTakenBackOn(service, (deployment) => noticesOutage(deployment, outage));
    return service === taker ? answer : named(service, given(service.exists, answer));
  };
  const none = 'no service is in the templates, expected one that alarms roll back';
  return any([anyOf([...own, ...others], isTakenBack, none), ...notShown(services)], '');
}

/** That payments are tried and none succeeds, as their logs and their own metrics show it. */
interface Outage {
  readonly taker: Resource;
  readonly counted: readonly PaymentMetric[];
  readonly inLogs: Demand;
  readonly inItsOwn: Demand;
}

function noticesOutage(deployment: Deployment, outage: Outage): Answer {
  const { counted } = outage;
  const readsCounted = ({ alarm }: Attached): boolean =>
    metricsOf(alarm).some((metric) =>
      counted.some(({ namespace, name }) => namespace === metric.namespace && name === metric.name),
    );
  const answers = deployment.alarms
    .filter(readsCounted)
    .map(({ alarm, certain }) =>
      given(certain, all([reactsTo(alarm, outage.inLogs), reads(alarm, counted)])),
    );
  const others = deployment.alarms.filter((attached) => !readsCounted(attached));
  if (answers.length > 0 && others.length === 0) return any(answers, '');
  const byItself = isPublished({ ...deployment, alarms: others }, outage);
  return any(answers.length > 0 && byItself.is === 'no' ? answers : [...answers, byItself], '');
}

/** What the code publishes itself is not in the templates. */
function isPublished(deployment: Deployment, { taker, inItsOwn: demand }: Outage): Answer {
  const answer = isNoticed(deployment, [taker], demand);
  if (answer.is !== 'yes') return answer;
  return unknown(`${answer.message}; verify that it fails where a payment does`, ...answer.evidence);
}
