import { same } from '../../model/compare';
import type { Resource } from '../../model/resource';
import type { Tri } from '../../model/tri';
import { known } from '../../model/value';
import { any, type Answer } from '../answer';
import type { Metric } from '../alarms/evaluation/definition';
import { readingOf } from '../alarms/definition-of';
import { alarmsReading } from '../alarms/log-metrics';
import { notices } from '../alarms/noticing';
import type { Candidates } from '../candidates';
import type { Workload } from '../workload';
import { sinksOf } from './dead-letters';
import { failureSituations, fillingSink } from './failures';
import { startsTasks } from './jobs';
import { isWatchedIn } from './noticed';
import { queueType, ruleType, scheduleType } from './triggers';
import { failsAt, nothing, onlyIn, zeros, type Shows } from './world';

/** The rules and schedules that start jobs. */
export function starters({ environment, jobs }: Workload): Candidates {
  const started = new Set(jobs.resources);
  const starts = (starter: Resource): boolean =>
    startsTasks(starter) ||
    environment
      .links(starter.type, starter.type === ruleType ? 'Targets.*.Arn' : 'Target.Arn')
      .from(starter)
      .some(({ to }) => started.has(to));
  const resources = environment.of(ruleType, scheduleType).filter(starts);
  return { ...jobs, noun: 'rule or schedule that starts a job', resources };
}

const once = onlyIn(failsAt);

/** What is counted where a target cannot be started: of rules, and of the group of a schedule. */
const undelivered: Shows = {
  FailedInvocations: once,
  InvocationsSentToDlq: once,
  TargetErrorCount: once,
  InvocationDroppedCount: once,
  InvocationsSentToDeadLetterCount: once,
};
const delivered: Shows = Object.fromEntries(Object.keys(undelivered).map((name) => [name, zeros]));

const what = 'a job that cannot be started';

/** Whether somebody hears within some minutes when a rule or schedule cannot start what it is there for. */
export function startsAreNoticed(starter: Resource, withinMinutes: number): Answer {
  const sinks = sinksOf(starter).filter(({ to }) => to.type === queueType);
  const { group, certain } = groupOf(starter);
  const counted = { resource: group ?? starter, failing: undelivered, working: delivered, certain };
  const left = sinks.map((sink) => ({ ...fillingSink(sink.to, false), certain: sink.certain }));
  const watched = isWatchedIn([counted, ...left], what, withinMinutes);
  return any([watched, ...onNamedGroup(starter, withinMinutes)], '');
}

/** The group of a schedule that is in the templates: schedules are counted by group. */
function groupOf(starter: Resource): { readonly group?: Resource; readonly certain: Tri } {
  const [link] = starter.stack.environment
    .links(scheduleType, 'GroupName')
    .from(starter)
    .filter(({ to }) => to.type === 'AWS::Scheduler::ScheduleGroup');
  return link ? { group: link.to, certain: link.certain } : { certain: true };
}

/** What alarms on a group that is named by hand, or on the one that AWS makes, do where a schedule cannot start its job. */
function onNamedGroup(schedule: Resource, firesWithin: number): readonly Answer[] {
  if (schedule.type !== scheduleType || groupOf(schedule).group) return [];
  const stated = schedule.read('GroupName');
  const group = stated.kind === 'absent' ? known('default') : stated;
  const isItsOwn = ({ dimensions }: Metric): boolean => {
    const named = dimensions.get('ScheduleGroup');
    return named ? same(named, group) === true : dimensions.size === 0;
  };
  const view = (shows: Shows) => (metric: Metric) =>
    metric.namespace === 'AWS/Scheduler' && isItsOwn(metric) ? (shows[metric.name] ?? nothing) : undefined;
  const situations = failureSituations(what, view(undelivered), view(delivered), view({}), firesWithin);
  const names = Object.keys(undelivered);
  const alarms = names.flatMap((name) =>
    alarmsReading(schedule.stack.environment, { namespace: 'AWS/Scheduler', name }),
  );
  return [...new Set(alarms)]
    .filter((alarm) => readingOf(alarm).metrics.some(isItsOwn))
    .map((alarm) => notices(alarm, { what, situations }, 'ticket'));
}
