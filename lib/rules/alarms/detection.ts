import type { Resource } from '../../model/resource';
import { all, any, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import type { Urgency } from '../notification/subscriptions';
import { tellsOfAlarm } from './reach/reach';
import type { Situation } from './situation';
import { plainly, plural, sees, tryOut, type Lens } from './trial';
import { watchersOf, type Watcher } from './watching';

export { alarmsOn, alarmsOnUnknown } from './watching';

/** What some alarm must notice about a part of the workload. */
export interface Demand {
  /** `an error rate above 1 %`, as messages name it. */
  readonly what: string;
  /** Names of metrics of the application's own that may show it. */
  readonly ownMetrics?: RegExp;
  /** Those in which an alarm must fire (`firesWithin`), and those in which it must stay quiet. */
  readonly situations: readonly Situation[];
}

/** Whether an alarm fires in every situation of a demand in which it must, and stays quiet in all others. */
export function detects(alarm: Resource, demand: Demand, lens: Lens = plainly): Answer {
  const answers = demand.situations.map((situation) => behaves(alarm, situation, demand, lens));
  return all(answers);
}

/**
 * Whether alarms notice what they must about some resources (an entry and its target groups), and somebody hears them:
 * in every situation in which an alarm must fire, one fires that somebody hears and that is quiet when all is well.
 */
export function isWatched(watched: readonly Resource[], demand: Demand, urgency: Urgency): Answer {
  const attempts = watchersOf(watched, demand.ownMetrics).map(
    (watcher) => new Attempt(watcher, demand, urgency),
  );
  const [first] = watched;
  const names = watched.map(({ logicalId }) => logicalId).join(', ');
  const expected = `expected one that notices ${demand.what}`;
  const able = attempts.filter((attempt) => attempt.isAble);
  if (able.length === 0) {
    const hidden = first?.stack.environment.hidden[0];
    const none = `no alarm reads the metrics of ${names}, ${expected}`;
    if (hidden !== undefined) return unknown(`${none}, but ${hidden}`);
    const ids = attempts.map(({ alarm }) => alarm.logicalId).join(', ');
    return no(ids === '' ? none : `none of the alarms on ${names} (${ids}) can notice it, ${expected}`);
  }
  return shortened(firingIn(demand).map((situation) => noticed(able, situation)));
}

function firingIn({ situations }: Demand): readonly Situation[] {
  return situations.filter(({ firesWithin }) => firesWithin !== undefined);
}

/** Whether one of several alarms notices a situation, and otherwise what those that come near do instead. */
function noticed(attempts: readonly Attempt[], situation: Situation): Answer {
  const answers = attempts.map((attempt) => attempt.answerIn(situation));
  if (answers.some(({ is }) => is !== 'no')) return any(answers, '');
  const near = attempts.filter((attempt) => attempt.notices).map((attempt) => attempt.answerIn(situation));
  return any((near.length > 0 ? near : answers).slice(0, mostNamed), '');
}

/** How many alarms a message names. */
const mostNamed = 3;

/** The first situation that is not noticed stands for all. */
function shortened(answers: readonly Answer[]): Answer {
  for (const is of ['no', 'unknown'] as const) {
    const [first, ...others] = answers.filter((answer) => answer.is === is);
    if (!first) continue;
    const more = others.filter(({ message }) => message !== first.message).length;
    const rest = more === 0 ? '' : ` (and so in ${plural(more, 'other situation')})`;
    return { ...first, message: `${first.message}${rest}` };
  }
  return all(answers);
}

/** What one alarm makes of a demand. */
class Attempt {
  private readonly answers = new Map<Situation, Answer>();
  private quiet?: Answer;
  private heard?: Answer;

  constructor(
    private readonly watcher: Watcher,
    private readonly demand: Demand,
    private readonly urgency: Urgency,
  ) {}

  get alarm(): Resource {
    return this.watcher.alarm;
  }

  /** Whether what it reads may show any difference, so that it could notice something. */
  get isAble(): boolean {
    const { alarm, lens } = this.watcher;
    const { situations } = this.demand;
    const calm = situations.find(({ firesWithin }) => firesWithin === undefined);
    if (!calm) return true;
    return firingIn(this.demand).some((situation) => sees(alarm, situation, calm, lens));
  }

  /** Whether it fires in one of the situations at least. */
  get notices(): boolean {
    return firingIn(this.demand).some((situation) => this.firesIn(situation).is === 'yes');
  }

  answerIn(situation: Situation): Answer {
    const fires = this.firesIn(situation);
    if (fires.is === 'no') return fires;
    const { alarm, certain } = this.watcher;
    this.quiet ??= all(
      this.demand.situations
        .filter(({ firesWithin }) => firesWithin === undefined)
        .map((calm) => behaves(alarm, calm, this.demand, this.watcher.lens)),
    );
    if (this.quiet.is === 'no') return given(certain, this.quiet);
    this.heard ??= tellsOfAlarm(alarm, this.urgency);
    // An alarm that nobody hears is none, whatever it may be about.
    if (this.heard.is === 'no') return this.heard;
    const heard = this.heard.is === 'yes' ? { ...this.heard, message: '' } : this.heard;
    return given(certain, all([fires, this.quiet, heard]));
  }

  private firesIn(situation: Situation): Answer {
    const { alarm, lens } = this.watcher;
    const known = this.answers.get(situation);
    if (known) return known;
    const answer = behaves(alarm, situation, this.demand, lens);
    this.answers.set(situation, answer);
    return answer;
  }
}

/** Whether an alarm does in a situation what it should. */
function behaves(alarm: Resource, situation: Situation, { what }: Demand, lens: Lens): Answer {
  const trial = tryOut(alarm, situation, lens);
  const { name, firesWithin } = situation;
  const proof = proofOf(alarm);
  if ('untried' in trial) {
    return unknown(`whether ${alarm.logicalId} notices ${what} is not known: ${trial.untried}`, ...proof);
  }
  const seen = `with ${name}, ${alarm.logicalId} ${trial.does}`;
  const { firesAfter } = trial;
  if (firesWithin === undefined) {
    return firesAfter === undefined
      ? yes(`${alarm.logicalId} notices ${what}`, ...proof)
      : no(`${seen}, expected it to stay quiet`, ...proof);
  }
  return firesAfter !== undefined && firesAfter <= firesWithin
    ? yes(`${alarm.logicalId} notices ${what}`, ...proof)
    : no(`${seen}, expected ALARM within ${plural(firesWithin, 'minute')}`, ...proof);
}

function proofOf(alarm: Resource): readonly Evidence[] {
  const stated = ['Threshold', 'AlarmRule'].filter((name) => alarm.read(name).kind !== 'absent');
  return [present(alarm), ...stated.map((name) => cite(alarm, name))];
}
