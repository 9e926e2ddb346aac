import type { Resource } from '../../model/resource';
import { failedConnections, loggedFailures, what } from '../alarms/capacity/failures';
import { hasInstances, whicheverExist } from '../alarms/capacity/databases';
import type { Demand } from '../alarms/detection';
import { traffic } from '../alarms/entries/situations';
import { failing } from '../alarms/entries/traffic';
import { isMadeBy } from '../alarms/log-metrics';
import type { View } from '../alarms/situation';
import { any, cite, given, type Answer } from '../answer';
import type { Candidates } from '../candidates';
import { notShown } from '../finding';
import { named } from '../network/balancing';
import { perResource, remembered } from '../per-environment';
import { metricsOf, reactsTo } from './composites';
import { deploymentsOf, type Deployment } from './deployments';
import { isNoticed } from './noticing';
import { isTakenBackOn } from './taking-back';
import { inTurn, targetsOf } from './targets';

/**
 * Whether a deployment is taken back when connections to a database fail: of one of the services, as the templates do
 * not show which of them uses it.
 */
export function isTakenBackOnLostConnections(database: Resource, services: Candidates): Answer | undefined {
  if (!hasInstances(database)) return undefined;
  const demand = failedConnections(database);
  const { alarmed, refusals } = byAlarms(services);
  const answers: Answer[] = [];
  for (const service of alarmed) {
    const onFailures = withRequests(demand, service);
    const answer = isTakenBackOn(service, (deployment) =>
      noticesFailures(deployment, onFailures, database, service),
    );
    answers.push(named(service, given(service.exists, answer)));
    if (answers.at(-1)?.is === 'yes') break;
  }
  const others = notShown(services);
  return any(
    [...answers, ...refusals, ...others],
    'no service is in the templates, expected one that alarms roll back',
  );
}

/** The services whose deployments look at alarms, and what all others say, of whatever database. */
const byAlarms = remembered(({ resources }: Candidates) => {
  const [alarmed, others] = [true, false].map((looks) =>
    resources.filter(
      (service) => deploymentsOf(service).deployments.some(({ alarms }) => alarms.length > 0) === looks,
    ),
  );
  const said = others!.map((service) => {
    const answer = isTakenBackOn(service, (deployment) =>
      isNoticed(deployment, [], { what, situations: [] }),
    );
    return named(service, given(service.exists, answer));
  });
  const doubts = said.filter(({ is }) => is === 'unknown');
  const refusals = (doubts.length > 0 ? doubts : said).slice(0, mostNamed);
  return { alarmed: alarmed!, refusals };
});

/** How many services without alarms a message names: it stands at every database. */
const mostNamed = 3;

function noticesFailures(
  deployment: Deployment,
  demand: Demand,
  database: Resource,
  service: Resource,
): Answer {
  const inMetrics = whicheverExist(database, (watched) => isNoticed(deployment, watched, demand));
  const inLogs = inMetrics.is === 'yes' ? [] : noticesInLogs(deployment, database, service);
  return any(inLogs.length > 0 && inMetrics.is === 'no' ? inLogs : [...inLogs, inMetrics], '');
}

function noticesInLogs({ alarms }: Deployment, database: Resource, service: Resource): readonly Answer[] {
  return loggedFailures(service).flatMap((counting) => {
    const demand = withRequests(failedConnections(database, counting), service);
    const proof = cite(counting.filter, 'FilterPattern');
    return alarms
      .filter(({ alarm }) => metricsOf(alarm).some((metric) => isMadeBy(metric, counting)))
      .map(({ alarm, certain }) => {
        const answer = reactsTo(alarm, demand);
        return given(certain, given(counting.certain, { ...answer, evidence: [...answer.evidence, proof] }));
      });
  });
}

/** A composite alarm may ask whether requests fail too: they do where connections fail, and then only. */
function withRequests(demand: Demand, service: Resource): Demand {
  const { failed, served } = requestsOf(service);
  return {
    ...demand,
    situations: demand.situations.map((situation) => {
      const requests = situation.firesWithin === undefined ? served : failed;
      return { ...situation, world: inTurn([situation.world, ...requests]) };
    }),
  };
}

/** What shows how requests to a service fare: all of them fail, or none does. */
const requestsOf = perResource((service) => {
  const requestsWhere = (share: number): readonly View[] =>
    targetsOf(service).map(({ world }) =>
      world({ requests: traffic.ordinary, share: 1, treats: (usual) => failing(usual, share) }),
    );
  return { failed: requestsWhere(1), served: requestsWhere(0) };
});
