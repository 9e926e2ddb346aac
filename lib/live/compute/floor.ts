import {
  AutoScalingClient,
  paginateDescribeScheduledActions,
  type AutoScalingGroup,
  type ScheduledUpdateGroupAction,
} from '@aws-sdk/client-auto-scaling';
import type { ScheduledAction, ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { redundancy } from '../../checklist/thresholds';
import { notApplicable, unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { inGroup, ofGroup } from './groups';
import { inScaling, scalerOf, schedulesOf } from './scaling';
import { inService, ofService, type Found } from './services';

const expected = `expected at least ${redundancy.servers}`;

/** Whether neither the scaling of a service nor a schedule may leave it with too few servers. */
export async function keepsServers(target: Target, aws: Aws): Promise<Answer> {
  switch (target.type) {
    case 'AWS::AutoScaling::AutoScalingGroup':
      return ofGroup(target, aws, (group) => groupKeeps(group, aws));
    case 'AWS::Lambda::Function':
      return notApplicable('Lambda keeps no servers: it runs one instance for each request at a time');
    default:
      return ofService(target, aws, (found) => serviceKeeps(found, aws));
  }
}

async function serviceKeeps({ service, place }: Found, aws: Aws): Promise<Answer> {
  const { desiredCount, schedulingStrategy } = service;
  if (schedulingStrategy === 'DAEMON') {
    return notApplicable('it runs one task on each container instance, and nothing scales it');
  }
  if (desiredCount === undefined) return unknown('ECS does not say how many tasks it wants; ask again');
  const scaler = await scalerOf(place, aws);
  const schedules = scaler ? await schedulesOf(place, aws) : [];
  const isScheduled = scaler?.SuspendedState?.ScheduledScalingSuspended !== true;
  const problems = [
    ...tooFew('desiredCount', desiredCount),
    ...(scaler
      ? [...tooFew('MinCapacity', scaler.MinCapacity), ...tooFew('MaxCapacity', scaler.MaxCapacity)]
      : []),
    ...(isScheduled ? schedules.filter((each) => isAhead(each, aws.now)).flatMap(shrinks) : []),
  ];
  return unless({ problems }, floorOf(desiredCount, scaler), [
    inService('desiredCount', desiredCount),
    inScaling('ScalableTargets.MinCapacity', scaler?.MinCapacity ?? 'no scalable target'),
  ]);
}

function floorOf(desiredCount: number, scaler: ScalableTarget | undefined): string {
  return scaler
    ? `desiredCount is ${desiredCount}, and its scaling keeps ${scaler.MinCapacity} to ${scaler.MaxCapacity} tasks`
    : `desiredCount is ${desiredCount}, and nothing scales it`;
}

function tooFew(name: string, value: number | undefined): readonly string[] {
  return value !== undefined && value < redundancy.servers ? [`${name} is ${value}, ${expected}`] : [];
}

/** Whether a schedule may still act. */
function isAhead({ Schedule, EndTime }: ScheduledAction, now: Date): boolean {
  const once = /^at\((.+)\)$/.exec(Schedule ?? '')?.[1];
  // Times of schedules may be of any zone: one that is over by a day is over everywhere.
  const isOver = once !== undefined && new Date(`${once}Z`).getTime() < now.getTime() - 24 * 60 * 60 * 1000;
  return !isOver && !(EndTime !== undefined && EndTime < now);
}

function shrinks({
  ScheduledActionName,
  Schedule,
  ScalableTargetAction,
}: ScheduledAction): readonly string[] {
  const scheduled = `of scheduled action ${ScheduledActionName} (${Schedule})`;
  return [
    ...tooFew(`MinCapacity ${scheduled}`, ScalableTargetAction?.MinCapacity),
    ...tooFew(`MaxCapacity ${scheduled}`, ScalableTargetAction?.MaxCapacity),
  ];
}

async function groupKeeps(group: AutoScalingGroup, aws: Aws): Promise<Answer> {
  const { AutoScalingGroupName, MinSize, MaxSize, SuspendedProcesses = [] } = group;
  if (MinSize === undefined || MaxSize === undefined) {
    return unknown('AWS does not say how many instances it keeps; ask again');
  }
  const client = aws.client(AutoScalingClient);
  const pages = paginateDescribeScheduledActions({ client }, { AutoScalingGroupName });
  const schedules = await everyPage(pages, (page) => page.ScheduledUpdateGroupActions);
  const isScheduled = !SuspendedProcesses.some(({ ProcessName }) => ProcessName === 'ScheduledActions');
  const acting = schedules.filter(
    ({ EndTime }) => isScheduled && !(EndTime !== undefined && EndTime < aws.now),
  );
  const problems = [
    ...tooFew('MinSize', MinSize),
    ...tooFew('MaxSize', MaxSize),
    ...acting.flatMap(groupShrinks),
  ];
  const doubts = isWeighted(group)
    ? ['its sizes are not counted in instances, so MinSize tells no number']
    : [];
  return unless({ problems, doubts }, `it keeps ${MinSize} to ${MaxSize} instances`, [
    inGroup('MinSize', MinSize),
    inGroup('MaxSize', MaxSize),
  ]);
}

function groupShrinks(action: ScheduledUpdateGroupAction): readonly string[] {
  const { ScheduledActionName, Recurrence, StartTime } = action;
  const when = Recurrence ?? StartTime?.toISOString();
  const scheduled = `of scheduled action ${ScheduledActionName}${when === undefined ? '' : ` (${when})`}`;
  return [
    ...tooFew(`MinSize ${scheduled}`, action.MinSize),
    ...tooFew(`MaxSize ${scheduled}`, action.MaxSize),
  ];
}

/** Whether the sizes of a group count processors, memory or weights instead of instances. */
function isWeighted({ DesiredCapacityType = 'units', MixedInstancesPolicy }: AutoScalingGroup): boolean {
  const overrides = MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
  return (
    DesiredCapacityType !== 'units' ||
    overrides.some(({ WeightedCapacity = '1' }) => WeightedCapacity !== '1')
  );
}
