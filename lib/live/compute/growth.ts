import {
  AutoScalingClient,
  paginateDescribePolicies,
  type AutoScalingGroup,
} from '@aws-sdk/client-auto-scaling';
import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { floods } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { inGroup, ofGroup } from './groups';
import { inScaling, policiesOf, scalerOf } from './scaling';
import { inService, ofService, type Found } from './services';
import { listed } from '../entries/words';

const nothingScales = 'nothing scales it, expected a scalable target with a policy';

/** Whether a service can grow with its load: it has room, a rule that adds servers, and nothing that suspends it. */
export function canGrow(target: Target, aws: Aws): Promise<Answer> {
  return target.type === 'AWS::AutoScaling::AutoScalingGroup'
    ? ofGroup(target, aws, (group) => groupCanGrow(group, aws))
    : ofService(target, aws, (found) => serviceCanGrow(found, aws));
}

async function serviceCanGrow({ place, service }: Found, aws: Aws): Promise<Answer> {
  if (service.schedulingStrategy === 'DAEMON')
    return notApplicable('it grows with the instances of its cluster');
  const scaler = await scalerOf(place, aws);
  if (!scaler) return fail(nothingScales, [inScaling('ScalableTargets', 'none')]);
  const { MinCapacity = NaN, MaxCapacity = NaN, SuspendedState } = scaler;
  const policies = await policiesOf(place, aws);
  const names = policies.map(({ PolicyName }) => PolicyName ?? 'a policy');
  const problems = [
    ...(MaxCapacity > MinCapacity
      ? []
      : [`MaxCapacity is ${MaxCapacity} and MinCapacity ${MinCapacity}, so it cannot grow`]),
    ...(SuspendedState?.DynamicScalingOutSuspended === true ? ['its scaling out is suspended'] : []),
    ...(policies.length === 0 ? ['no scaling policy adds tasks to it'] : []),
    ...policies.flatMap(withoutAlarm),
  ];
  return unless({ problems }, `${listed(names)} scales it from ${MinCapacity} to ${MaxCapacity} tasks`, [
    inScaling('ScalableTargets.MaxCapacity', MaxCapacity),
    inScaling('ScalableTargets.SuspendedState', JSON.stringify(SuspendedState ?? 'not told')),
    {
      call: 'application-autoscaling:DescribeScalingPolicies',
      path: 'PolicyName',
      value: listed(names) || 'none',
    },
  ]);
}

/** A policy that tracks a target has alarms of its own; one with steps waits for those that somebody makes. */
function withoutAlarm({ PolicyType, PolicyName, Alarms = [] }: ScalingPolicy): readonly string[] {
  const isDeaf = PolicyType === 'StepScaling' && Alarms.length === 0;
  return isDeaf ? [`no alarm triggers its scaling policy ${PolicyName}`] : [];
}

async function groupCanGrow(group: AutoScalingGroup, aws: Aws): Promise<Answer> {
  const { AutoScalingGroupName, MinSize = NaN, MaxSize = NaN, SuspendedProcesses = [] } = group;
  const pages = paginateDescribePolicies({ client: aws.client(AutoScalingClient) }, { AutoScalingGroupName });
  const policies = await everyPage(pages, (page) => page.ScalingPolicies);
  const acting = policies.filter(({ Enabled }) => Enabled !== false);
  const names = acting.map(({ PolicyName }) => PolicyName ?? 'a policy');
  const suspended = SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []).filter((name) =>
    ['Launch', 'AlarmNotification'].includes(name),
  );
  const off =
    policies.length > 0 ? 'all its scaling policies are disabled' : 'no scaling policy adds instances to it';
  const problems = [
    ...(MaxSize > MinSize ? [] : [`MaxSize is ${MaxSize} and MinSize ${MinSize}, so it cannot grow`]),
    ...suspended.map((name) => `process ${name} is suspended, so it does not grow`),
    ...(acting.length === 0 ? [off] : []),
  ];
  return unless({ problems }, `${listed(names)} scales it from ${MinSize} to ${MaxSize} instances`, [
    inGroup('MaxSize', MaxSize),
    { call: 'autoscaling:DescribePolicies', path: 'PolicyName', value: listed(names) || 'none' },
  ]);
}

/** Whether a service has room to serve a flood until it is recognised. */
export function hasRoom(target: Target, aws: Aws): Promise<Answer> {
  if (target.type === 'AWS::AutoScaling::AutoScalingGroup') {
    return ofGroup(target, aws, ({ MinSize, MaxSize }) => {
      const seen = [inGroup('MinSize', MinSize), inGroup('MaxSize', MaxSize)];
      return reaches({ name: 'MinSize', value: MinSize }, { name: 'MaxSize', value: MaxSize }, seen);
    });
  }
  return ofService(target, aws, async ({ place, service }) => {
    if (service.schedulingStrategy === 'DAEMON')
      return notApplicable('it grows with the instances of its cluster');
    const scaler = await scalerOf(place, aws);
    if (!scaler) return fail(nothingScales, [inService('desiredCount', service.desiredCount)]);
    const { MinCapacity, MaxCapacity } = scaler;
    const seen = [inScaling('MinCapacity', MinCapacity), inScaling('MaxCapacity', MaxCapacity)];
    return reaches(
      { name: 'MinCapacity', value: MinCapacity },
      { name: 'MaxCapacity', value: MaxCapacity },
      seen,
    );
  });
}

interface Bound {
  readonly name: string;
  readonly value: number | undefined;
}

function reaches(least: Bound, most: Bound, seen: Answer['seen']): Answer {
  if (least.value === undefined || most.value === undefined) {
    return unknown(`AWS does not tell its ${least.name} and ${most.name}; ask again`, seen);
  }
  const stated = `${most.name} is ${most.value} and ${least.name} ${least.value}`;
  return most.value >= floods.headroom * least.value
    ? pass(stated, seen)
    : fail(`${stated}, expected ${most.name} of at least ${floods.headroom} times ${least.name}`, seen);
}
