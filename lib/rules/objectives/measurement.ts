import type { Resource } from '../../model/resource';
import { all, any, cite, no, unknown, yes, type Answer } from '../answer';
import { readingOf } from '../alarms/definition-of';
import type { Metric } from '../alarms/evaluation/definition';
import { readingsOf } from '../alarms/entries/subjects';
import { percent, situationOf, type Incident } from '../alarms/entries/situations';
import { down, failing } from '../alarms/entries/traffic';
import type { Subject } from '../alarms/entries/views';
import { scopeOf } from '../alarms/published-metrics';
import type { Emission } from '../alarms/evaluation/samples';
import { simulate } from '../alarms/evaluation/simulation';
import type { Situation } from '../alarms/situation';
import { plainly, tryOut } from '../alarms/trial';
import { agreed } from '../alarms/entries/noticing';
import { namesService } from './goals';
import { indicatorsOf, type Indicator } from './indicators';

/** A tenth of the requests fails, and so an objective must count half of that at least. */
const SHARE = 0.1;
const usual: Incident = { name: '10 000 requests a minute, all of which succeed' };
const failures: Incident = {
  name: `10 000 requests a minute, ${percent(SHARE)} of which fail`,
  course: (traffic) => failing(traffic, SHARE),
};
const outage: Incident = { name: 'every request failing, as no server is healthy', course: down };

/** Minutes for which an indicator is looked at. */
const MINUTES = 20;

/** Whether an objective counts the failures of an entry, tried on synthetic traffic. */
export function countsFailures(objective: Resource, entry: Resource): Answer {
  return measured(objective, entry, {
    requests: (indicator, subject) =>
      all([
        counts(objective, indicator, situationOf(subject, usual), (share) => share <= SHARE / 100, 'none'),
        counts(
          objective,
          indicator,
          situationOf(subject, failures),
          (share) => share >= SHARE / 2,
          percent(SHARE),
        ),
      ]),
    periods: (bad, subject) =>
      all([
        judgesPeriod(objective, bad, situationOf(subject, usual), false),
        any(
          [failures, outage].map((incident) =>
            judgesPeriod(objective, bad, situationOf(subject, incident), true),
          ),
          '',
        ),
      ]),
  });
}

/** Whether an objective counts what nobody answers, when all servers are down. */
export function countsOutages(objective: Resource, entry: Resource): Answer {
  return measured(objective, entry, {
    requests: (indicator, subject) =>
      counts(objective, indicator, situationOf(subject, outage), (share) => share >= 1 / 2, 'all'),
    periods: (bad, subject) => judgesPeriod(objective, bad, situationOf(subject, outage), true),
  });
}

type Requests = Extract<Indicator, { kind: 'requests' }>;

interface Questions {
  readonly requests: (indicator: Requests, subject: Subject) => Answer;
  readonly periods: (bad: Resource, subject: Subject) => Answer;
}

function measured(objective: Resource, entry: Resource, { requests, periods }: Questions): Answer {
  const { subjects, doubt } = readingsOf(entry);
  const answers = indicatorsOf(objective).map((indicator) => {
    if (indicator.kind === 'unread') return unknown(`what ${objective.logicalId} counts cannot be read`);
    if (indicator.kind === 'service') return namesService(objective, indicator.attributes, indicator.metric);
    if (subjects.length === 0) return unknown(`the metrics of ${entry.type} are not in the templates`);
    return agreed(
      subjects.map((subject) =>
        indicator.kind === 'requests' ? requests(indicator, subject) : periods(indicator.bad, subject),
      ),
      doubt,
    );
  });
  return agreed(answers, `what ${objective.logicalId} counts depends on a condition`);
}

/** Whether the share of requests that an objective takes for bad is what it should be. */
function counts(
  objective: Resource,
  { total, monitored, counts: what }: Requests,
  situation: Situation,
  isRight: (share: number) => boolean,
  expected: string,
): Answer {
  const proof = cite(objective, 'RequestBasedSli');
  const [all, some] = [sumOf(total, situation), sumOf(monitored, situation)];
  const untried = [all, some].find((sum) => typeof sum === 'string');
  if (typeof all === 'string' || typeof some === 'string') {
    return unknown(`what ${objective.logicalId} counts is not known: ${untried}`, proof);
  }
  const share = what === 'bad' ? some / all : 1 - some / all;
  const seen =
    all === 0 ? 'counts no requests' : `counts ${percent(Math.max(0, share))} of the requests as failed`;
  const message = `with ${situation.name}, ${objective.logicalId} ${seen}`;
  return all > 0 && isRight(share)
    ? yes(`${objective.logicalId} counts failed requests`, proof)
    : no(`${message}, expected ${expected}`, proof);
}

/** Requests that a count comes to in a situation, or why that cannot be told. */
function sumOf(reader: Resource, { world }: Situation): number | string {
  const { definition } = readingOf(reader);
  if ('untried' in definition) return definition.untried;
  const simulation = simulate(definition, (metric) => emissionOf(metric, reader, world), MINUTES);
  if ('untried' in simulation) return simulation.untried;
  return simulation.series.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function emissionOf(metric: Metric, reader: Resource, world: Situation['world']): Emission | undefined {
  const scope = scopeOf(metric, reader);
  if (scope.kind === 'never') return () => [];
  return scope.kind === 'resources' ? world(metric, scope.resources) : undefined;
}

/** Whether an objective takes the time of a situation for bad. */
function judgesPeriod(objective: Resource, bad: Resource, situation: Situation, isBad: boolean): Answer {
  const proof = cite(objective, 'Sli');
  const trial = tryOut(bad, situation, plainly);
  if ('untried' in trial)
    return unknown(`what ${objective.logicalId} counts is not known: ${trial.untried}`, proof);
  if ((trial.firesAfter !== undefined) === isBad)
    return yes(`${objective.logicalId} counts bad times`, proof);
  const [seen, expected] = isBad ? ['good', 'bad'] : ['bad', 'good'];
  return no(
    `with ${situation.name}, ${objective.logicalId} takes the time for ${seen}, expected ${expected}`,
    proof,
  );
}
