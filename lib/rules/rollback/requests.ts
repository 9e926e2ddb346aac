import type { Resource } from '../../model/resource';
import { or, Undecided } from '../../model/tri';
import type { Demand } from '../alarms/detection';
import type { ErrorBound } from '../alarms/entries/errors';
import type { LatencyBound } from '../alarms/entries/latency';
import { grouped, justAbove, normal, percent, traffic } from '../alarms/entries/situations';
import { failing, slowed, type Traffic } from '../alarms/entries/traffic';
import { given, unknown, type Answer } from '../answer';
import { allOf } from '../possible';
import type { Deployment } from './deployments';
import { isNoticed } from './noticing';
import { eachShift } from './shifts';
import { isTakenBackOn } from './taking-back';
import { targetsOf, type Course, type Target } from './targets';

type Treatment = (usual: Traffic) => Traffic;

/** What may be wrong with a new version, as far as its answers tell. */
export interface Symptom {
  readonly what: string;
  /** Names that an application may give to metrics of its own that show it. */
  readonly ownMetrics: RegExp;
  readonly withinMinutes: number;
  /** What must be noticed, and what is no reason to go back: with names as in `5.1 % of which fail`. */
  readonly bad: readonly [name: string, treats: Treatment];
  readonly fair: readonly [name: string, treats: Treatment];
  /** What a single request a minute may suffer. */
  readonly mishap: readonly [name: string, treats: Treatment];
}

/** Too many of the requests fail that the new version gets. */
export function failuresAbove({ rate, withinMinutes }: ErrorBound): Symptom {
  const [above, below] = [justAbove(rate), normal(rate)];
  return {
    what: `an error rate above ${percent(rate)}`,
    ownMetrics: /5xx|error|fault/i,
    withinMinutes,
    bad: [`${percent(above)} of which fail`, (usual) => failing(usual, above)],
    fair: [`${percent(below)} of which fail`, (usual) => failing(usual, below)],
    mishap: ['which fails', (usual) => failing(usual, 1)],
  };
}

/** Of all requests, so many that the 95th percentile is among them, and the average is far from it. */
const SLOW = 0.06;

/** The new version answers too slowly. */
export function slownessAbove(bound: LatencyBound): Symptom {
  const milliseconds = justAbove(bound.milliseconds);
  return {
    what: `a p95 of the response times above ${bound.milliseconds} ms`,
    ownMetrics: /latency|duration|time|p95/i,
    withinMinutes: bound.withinMinutes,
    bad: [`${percent(SLOW)} of which take ${milliseconds} ms`, (usual) => slowed(usual, SLOW, milliseconds)],
    fair: ['all but a few of which are quick', (usual) => usual],
    mishap: ['which is quick', (usual) => usual],
  };
}

/** Whether a deployment is taken back when the requests that the new version gets show a symptom. */
export function isTakenBackOnRequests(service: Resource, symptom: Symptom): Answer {
  const targets = targetsOf(service);
  return isTakenBackOn(service, (deployment) => {
    if (targets.length === 0 && deployment.alarms.length > 0) {
      return unknown(
        `no load balancer in the templates tells of its requests; verify that an alarm notices ${symptom.what}`,
      );
    }
    return eachShift(deployment, (shift) => {
      const answer = noticedAtAll(deployment, targets, symptom, shift?.share ?? SMALL_SHARE);
      return shift || answer.is === 'yes' ? answer : given(new Undecided(unknownShift), answer);
    });
  });
}

/** Where it is not known how requests move, what notices a small share notices any. */
const SMALL_SHARE = 0.05;
const unknownShift = 'how requests move to a new version is not known';

function noticedAtAll(
  deployment: Deployment,
  targets: readonly Target[],
  symptom: Symptom,
  share: number,
): Answer {
  if (targets.length === 0) return isNoticed(deployment, [], { what: symptom.what, situations: [] });
  const answers = targets.map((target) => ({
    certain: target.certain,
    answer: isNoticed(deployment, target.watched, demandAt(target, symptom, share)),
  }));
  // Where none of the places is certain, there may be none.
  return given(or(targets.map(({ certain }) => certain)), allOf(answers));
}

function demandAt(target: Target, symptom: Symptom, share: number): Demand {
  const { place, world, mute } = target;
  const silence = mute === undefined ? '' : `, of which ${mute} says nothing`;
  return {
    what: `${symptom.what} at ${place.logicalId}${silence}`,
    ownMetrics: symptom.ownMetrics,
    situations: episodesOf(symptom, place.logicalId, share)
      .filter(({ course }) => target.sparesOne === true || course.requests !== 1)
      .map(({ name, course, firesWithin }) => ({ name, firesWithin, world: world(course) })),
  };
}

/** What may happen to the requests that a new version gets at a place. */
interface Episode {
  readonly name: string;
  readonly course: Course;
  readonly firesWithin?: number;
}

/** Those in which an alarm must notice a symptom, and those in which there is none. */
export function episodesOf(symptom: Symptom, place: string, share = 1): readonly Episode[] {
  const { bad, fair, mishap, withinMinutes: firesWithin } = symptom;
  const usual = `${grouped(traffic.ordinary)} requests a minute`;
  const to = `${share < 1 ? `, ${percent(share)} of them` : ''} to ${place}`;
  const many = { requests: traffic.ordinary, share };
  return [
    { name: `${usual}${to}, ${bad[0]}`, course: { ...many, treats: bad[1] }, firesWithin },
    { name: `${usual}${to}, ${fair[0]}`, course: { ...many, treats: fair[1] } },
    {
      name: `one request a minute to ${place}, ${mishap[0]}`,
      course: { requests: 1, share: 1, treats: mishap[1] },
    },
    { name: 'no requests', course: { requests: 0, share: 1, treats: (none) => none } },
  ];
}
