import type { Resource } from '../../model/resource';
import { isUndecided, not, Undecided, type Tri } from '../../model/tri';
import { alternatives, keyOf, whyNotKnown } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { holds, parseAlarmRule } from '../alarms/reach/alarm-rule';
import { actionsOf } from '../alarms/reach/actions';
import { alarmCalled, compositeAlarmType } from '../alarms/alarms';
import { compositesAbove } from '../alarms/reach/composites';
import { alarmsOn, alarmsOnUnknown } from '../alarms/detection';
import { tellsOfAlarm } from '../alarms/reach/reach';
import { samples, type Emission } from '../alarms/evaluation/samples';
import type { Situation, View } from '../alarms/situation';
import { plainly, plural, tryOut } from '../alarms/trial';
import type { Urgency } from '../notification/subscriptions';
import { numeric } from '../reading';

/** A pace at which the errors of a month are used up, over a long window and a short one. */
export interface Burn {
  readonly rate: number;
  readonly longMinutes: number;
  readonly shortMinutes: number;
}

/** Minutes for which the short window and the delay of metrics hold up an alarm. */
const DELAY = 10;
/** How far above its bound a rate is when an alarm must fire. */
const JUST_ABOVE = 1.02;

/** Whether somebody hears when the errors that an objective leaves room for are used up at a pace. */
export function noticesBurn(objective: Resource, burn: Burn, urgency: Urgency): Answer {
  const bells = bellsOn(objective, urgency);
  const pace = `errors that use up what ${objective.logicalId} allows ${burn.rate} times too fast`;
  const [hidden] = objective.stack.environment.hidden;
  if (bells.length === 0) {
    const none = `no alarm reads the burn rate of ${objective.logicalId}, expected one that notices ${pace}`;
    return hidden === undefined ? no(none, present(objective)) : unknown(`${none}, but ${hidden}`);
  }
  const windows = windowsOf(objective);
  if (windows instanceof Undecided) {
    const path = 'BurnRateConfigurations';
    return unknown(`${path} of ${objective.logicalId} is not known (${windows.why})`, cite(objective, path));
  }
  const situations = situationsOf(objective, burn, windows);
  const judged = bells.map((bell) => answerOf(bell, situations, pace, urgency));
  const near = judged.filter(({ fires }) => fires);
  const answers = (near.length > 0 ? near : judged).map(({ answer }) => answer);
  return (
    answers.find(({ is }) => is === 'yes') ?? answers.find(({ is }) => is === 'unknown') ?? any(answers, '')
  );
}

/** What may tell of an objective: the alarms on its burn rate, and composite alarms above those that say nothing. */
function bellsOn(objective: Resource, urgency: Urgency): readonly Resource[] {
  const possible = alarmsOnUnknown(objective).filter((alarm) => tellsOfAlarm(alarm, urgency).is !== 'no');
  const found = new Set([...alarmsOn([objective]), ...possible]);
  for (const bell of found) for (const composite of compositesAbove(bell)) found.add(composite);
  return [...found].filter((bell) => actionsOf(bell).length > 0 || compositesAbove(bell).length === 0);
}

function situationsOf(
  objective: Resource,
  { rate, longMinutes, shortMinutes }: Burn,
  windows: ReadonlySet<number>,
): readonly Situation[] {
  const situation = (name: string, course: Course, firesWithin?: number): Situation => ({
    name,
    firesWithin,
    world: viewOf(objective, windows, course),
  });
  const above = Number((rate * JUST_ABOVE).toPrecision(3));
  return [
    situation(
      `errors that are ${above} times what is allowed`,
      { from: 0, rate: above },
      longMinutes + DELAY,
    ),
    situation('every request failing', { from: 0, rate: OUTAGE }, DELAY),
    situation('half of the errors that are allowed', { from: -Infinity, rate: 0.5 }),
    situation('many errors for two minutes', { from: 0, until: 2, rate: (BLIP * rate * shortMinutes) / 2 }),
    situation('many errors for half an hour, which ended 40 minutes ago', {
      from: -70,
      until: -40,
      rate: 100,
    }),
  ];
}

/** What two minutes make of the rate over the short window: enough to exceed its bound. */
const BLIP = 1.4;
/** Where nothing is left, the errors are a thousand times those of an objective of 99.9 %. */
const OUTAGE = 1000;

/** Errors at a pace, between two minutes. */
interface Course {
  readonly from: number;
  readonly until?: number;
  readonly rate: number;
}

/** Application Signals publishes the burn rate over the windows that an objective names, and no others. */
function viewOf(objective: Resource, windows: ReadonlySet<number>, course: Course): View {
  return ({ namespace, name, dimensions }, about) => {
    if (namespace !== 'AWS/ApplicationSignals' || about.get('SloName') !== objective) return undefined;
    const window = dimensions.get('BurnRateWindowMinutes');
    const minutes = window?.kind === 'known' ? numeric(window.value) : NaN;
    if (name !== 'BurnRate' || Number.isNaN(minutes)) return undefined;
    return windows.has(minutes) ? emissionOf(course, minutes) : never;
  };
}

const never: Emission = () => [];

/** There are few courses and windows; alarms that are alike are tried once on emissions that are alike. */
const emissions = new Map<string, Emission>();

function emissionOf(course: Course, window: number): Emission {
  const key = [course.from, course.until, course.rate, window].join(' ');
  let emission = emissions.get(key);
  if (!emission) emissions.set(key, (emission = (minute) => samples(1, rateAt(course, minute, window))));
  return emission;
}

function rateAt({ from, until = Infinity, rate }: Course, minute: number, window: number): number {
  const begin = Math.max(from, minute + 1 - window);
  return (rate * Math.max(0, Math.min(until, minute + 1) - begin)) / window;
}

/** The windows over which an objective has its burn rate calculated. */
function windowsOf(objective: Resource): ReadonlySet<number> | Undecided {
  const windows = objective.each('BurnRateConfigurations.*.LookBackWindowMinutes');
  const open = windows.find(({ kind }) => kind !== 'known');
  if (open) return new Undecided(whyNotKnown(open) ?? 'a window is no number');
  return new Set(windows.map((window) => Number(keyOf(window))));
}

interface Judged {
  readonly answer: Answer;
  /** Whether it fires in every situation in which it must. */
  readonly fires: boolean;
}

function answerOf(bell: Resource, situations: readonly Situation[], pace: string, urgency: Urgency): Judged {
  const answers = situations.map((situation) => behaves(bell, situation, pace));
  const must = answers.filter((_, i) => situations[i]!.firesWithin !== undefined);
  const wrong = answers.find(({ is }) => is === 'no');
  const open = answers.find(({ is }) => is === 'unknown');
  const heard = tellsOfAlarm(bell, urgency);
  const silent = heard.is === 'yes' ? { ...heard, message: '' } : heard;
  const answer = wrong ?? all([...(open ? [open] : answers), silent]);
  return { answer: given(bell.exists, answer), fires: must.every(({ is }) => is !== 'no') };
}

function behaves(bell: Resource, situation: Situation, pace: string): Answer {
  const { firesWithin, name } = situation;
  const { fires, does } = firing(bell, situation, new Set());
  const proof = proofOf(bell);
  if (isUndecided(fires)) {
    return unknown(`what ${bell.logicalId} does with ${name} is not known: ${fires.why}`, ...proof);
  }
  if (fires === (firesWithin !== undefined)) return yes(`${bell.logicalId} notices ${pace}`, ...proof);
  const expected =
    firesWithin === undefined
      ? 'expected it to stay quiet'
      : `expected ALARM within ${plural(firesWithin, 'minute')}`;
  return no(`with ${name}, ${bell.logicalId} ${does}, ${expected}`, ...proof);
}

/** Whether an alarm is in ALARM within the time that a situation gives, or ever where it gives none. */
function firing(
  bell: Resource,
  situation: Situation,
  above: ReadonlySet<Resource>,
): { readonly fires: Tri; readonly does: string } {
  if (above.has(bell)) return { fires: new Undecided(`${bell.logicalId} depends on itself`), does: '' };
  if (bell.type === compositeAlarmType) {
    const fires = compositeFires(bell, situation, new Set([...above, bell]));
    return { fires, does: fires === true ? 'fires' : 'stays OK' };
  }
  const trial = tryOut(bell, situation, plainly);
  if ('untried' in trial) return { fires: new Undecided(trial.untried), does: '' };
  const { firesAfter, does } = trial;
  return { fires: firesAfter !== undefined && firesAfter <= (situation.firesWithin ?? Infinity), does };
}

/** The alarms of a rule that fire in a situation do so until it ends, so that what fires in the end is told by which do. */
function compositeFires(composite: Resource, situation: Situation, above: ReadonlySet<Resource>): Tri {
  const options = alternatives(composite.read('AlarmRule'));
  const [sole] = options;
  const rule =
    sole && options.length === 1 ? parseAlarmRule(sole) : new Undecided('its AlarmRule is not known');
  if (rule instanceof Undecided) return rule;
  return holds(rule, (name, state) => {
    const { resources, open } = alarmCalled(name, composite);
    const [child] = resources;
    if (!child || open !== undefined) return new Undecided(open ?? 'an alarm of its rule is not known');
    if (isUndecided(child.exists)) return child.exists;
    const { fires } = firing(child, situation, above);
    return state === 'ALARM' ? fires : state === 'OK' ? not(fires) : false;
  });
}

function proofOf(bell: Resource): ReturnType<typeof cite>[] {
  const stated = bell.read('Threshold').kind !== 'absent';
  return [present(bell), ...(stated ? [cite(bell, 'Threshold')] : [])];
}
