import {
  ApplicationAutoScalingClient,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  type ScalableTarget,
  type ScalingPolicy,
  type ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { scalableId, type Place } from './services';

const ServiceNamespace = 'ecs' as const;
const ScalableDimension = 'ecs:service:DesiredCount' as const;

/** What the description of a scalable target said. */
export function inScaling(path: string, value: unknown): Seen {
  return { call: 'application-autoscaling:DescribeScalableTargets', path, value: String(value) };
}

/** What scales a service; undefined where nothing does. */
export async function scalerOf(place: Place, aws: Aws): Promise<ScalableTarget | undefined> {
  const client = aws.client(ApplicationAutoScalingClient);
  const input = { ServiceNamespace, ScalableDimension, ResourceIds: [scalableId(place)] };
  const pages = paginateDescribeScalableTargets({ client }, input);
  return (await everyPage(pages, (page) => page.ScalableTargets))[0];
}

/** The rules by which a service scales. */
export function policiesOf(place: Place, aws: Aws): Promise<readonly ScalingPolicy[]> {
  const client = aws.client(ApplicationAutoScalingClient);
  const input = { ServiceNamespace, ScalableDimension, ResourceId: scalableId(place) };
  return everyPage(paginateDescribeScalingPolicies({ client }, input), (page) => page.ScalingPolicies);
}

/** What a schedule does to the bounds of a service. */
export function schedulesOf(place: Place, aws: Aws): Promise<readonly ScheduledAction[]> {
  const client = aws.client(ApplicationAutoScalingClient);
  const input = { ServiceNamespace, ScalableDimension, ResourceId: scalableId(place) };
  return everyPage(paginateDescribeScheduledActions({ client }, input), (page) => page.ScheduledActions);
}
