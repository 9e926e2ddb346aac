import {
  ApplicationAutoScalingClient,
  paginateDescribeScalingActivities as pagesOfService,
  type ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import {
  AutoScalingClient,
  paginateDescribeScalingActivities as pagesOfGroup,
  type Activity,
} from '@aws-sdk/client-auto-scaling';
import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { ofGroup } from './groups';
import { clockTime, ofService, scalableId } from './services';

/** Something that scaling did, or tried to do. */
interface Step {
  readonly at: Date | undefined;
  readonly status: string;
  readonly why: string;
  /** Capacity that it aimed at, and the one before, as far as they are told. */
  readonly from?: number;
  readonly to?: number;
}

/** Whether a policy added servers to a service within the six weeks that AWS remembers. */
export function grewUnderLoad(target: Target, aws: Aws): Promise<Answer> {
  if (target.type === 'AWS::AutoScaling::AutoScalingGroup') {
    return ofGroup(target, aws, async ({ AutoScalingGroupName }) => {
      const client = aws.client(AutoScalingClient);
      const pages = pagesOfGroup({ client }, { AutoScalingGroupName });
      const activities = await everyPage(pages, (page) => page.Activities);
      return judge(activities.flatMap(stepOfGroup), 'autoscaling:DescribeScalingActivities');
    });
  }
  return ofService(target, aws, async ({ place }) => {
    const client = aws.client(ApplicationAutoScalingClient);
    const pages = pagesOfService(
      { client },
      {
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: scalableId(place),
      },
    );
    const activities = await everyPage(pages, (page) => page.ScalingActivities);
    return judge(stepsOfService(activities), 'application-autoscaling:DescribeScalingActivities');
  });
}

/** Why an activity took place is told in a sentence: only what an alarm made a policy do counts as scaling. */
const byPolicy = /triggered policy/;

/** "… changing the desired capacity from 2 to 4", in the sentence that says why. */
function stepOfGroup({ StartTime, StatusCode, StatusMessage, Cause = '' }: Activity): readonly Step[] {
  const [, from, to] = /changing the desired capacity from (\d+) to (\d+)/.exec(Cause) ?? [];
  if (from === undefined || to === undefined || !byPolicy.test(Cause)) return [];
  const step = { at: StartTime, status: StatusCode ?? 'unknown', why: StatusMessage ?? '' };
  return [{ ...step, from: Number(from), to: Number(to) }];
}

/** "Setting desired count to 4.": from how many is told by what was done before. */
function stepsOfService(activities: readonly ScalingActivity[]): readonly Step[] {
  const inOrder = [...activities].sort(
    (a, b) => (a.StartTime?.getTime() ?? 0) - (b.StartTime?.getTime() ?? 0),
  );
  let from: number | undefined;
  return inOrder.flatMap(({ StartTime, StatusCode, StatusMessage = '', Description = '', Cause = '' }) => {
    const stated = /desired count to (\d+)/.exec(Description)?.[1];
    const to = stated === undefined ? undefined : Number(stated);
    const step = { at: StartTime, status: StatusCode ?? 'unknown', why: StatusMessage, from, to };
    if (to !== undefined && StatusCode === 'Successful') from = to;
    return byPolicy.test(Cause) ? [step] : [];
  });
}

function judge(steps: readonly Step[], call: string): Answer {
  const latest = [...steps].sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
  const seen = (value: string): readonly Seen[] => [{ call, path: 'StatusCode', value }];
  const decided = latest.find(({ status }) => ['Successful', 'Failed', 'Unfulfilled'].includes(status));
  if (decided && decided.status !== 'Successful') {
    const why = decided.why === '' ? '' : `: ${decided.why}`;
    return fail(`its last scaling, ${timeOf(decided)}, is ${decided.status}${why}`, seen(decided.status));
  }
  const grown = latest.find(({ status, from, to }) => {
    return status === 'Successful' && from !== undefined && to !== undefined && to > from;
  });
  return grown
    ? pass(`a policy scaled it from ${grown.from} to ${grown.to}, ${timeOf(grown)}`, seen('Successful'))
    : unknown(
        'AWS remembers no policy that scaled it out within six weeks; to decide: run the load test, and ask again',
        seen(`${latest.length} activities of policies, none that certainly adds`),
      );
}

function timeOf({ at }: Step): string {
  return at ? clockTime(at) : 'at a time that AWS does not tell';
}
