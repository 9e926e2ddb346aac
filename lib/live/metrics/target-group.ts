import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';

/** A target group and a load balancer, as metrics name them: `targetgroup/green/1`, `app/shop/2`. */
export interface Pair {
  readonly group: string;
  readonly balancer: string;
}

/** The target group and the load balancer that a metric is about. */
export function pairOf({ Dimensions = [] }: Metric): Pair | undefined {
  const valueOf = (name: string): string | undefined => Dimensions.find(({ Name }) => Name === name)?.Value;
  const [group, balancer] = [valueOf('TargetGroup'), valueOf('LoadBalancer')];
  return group === undefined || balancer === undefined ? undefined : { group, balancer };
}

/** The name within what metrics call a target group or a load balancer. */
export function shortName(id: string): string {
  return id.split('/').at(-2) ?? id;
}

/**
 * Why nothing is ever published about a target group behind a load balancer; undefined where it may be. A target group
 * that waits for the next deployment is behind none, or has no requests.
 */
export async function mismatch(
  { group, balancer }: Pair,
  aws: Aws,
): Promise<{ readonly problem?: string; readonly seen: Seen }> {
  const call = 'elasticloadbalancing:DescribeTargetGroups';
  const client = aws.client(ElasticLoadBalancingV2Client);
  const command = new DescribeTargetGroupsCommand({ Names: [shortName(group)] });
  const answer = await ifFound(client.send(command), 'TargetGroupNotFound', 'TargetGroupNotFoundException');
  const found = (answer?.TargetGroups ?? []).find(({ TargetGroupArn }) =>
    TargetGroupArn?.endsWith(`:${group}`),
  );
  if (!found) {
    const seen = { call, path: 'TargetGroupArn', value: 'none' };
    return { problem: `${group} does not exist, expected the target group that is deployed`, seen };
  }
  const balancers = found.LoadBalancerArns ?? [];
  const seen = { call, path: 'LoadBalancerArns', value: balancers.join(', ') || 'none' };
  if (balancers.length === 0 || balancers.some((arn) => arn.endsWith(`/${balancer}`))) return { seen };
  const others = balancers.map(shortName).join(', ');
  return { problem: `${group} is behind ${others}, expected it behind ${shortName(balancer)}`, seen };
}
