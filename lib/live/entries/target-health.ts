import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';

/** A target group, and how its targets are. */
export interface GroupHealth {
  readonly name: string;
  /** Absent where there is no such target group. */
  readonly group?: TargetGroup;
  readonly targets: readonly TargetHealthDescription[];
}

const missing = ['TargetGroupNotFoundException', 'TargetGroupNotFound'];

/** The target group with an ARN; undefined where there is none. */
export async function targetGroupOf(arn: string, aws: Aws): Promise<TargetGroup | undefined> {
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] });
  const found = await ifFound(aws.client(ElasticLoadBalancingV2Client).send(command), ...missing);
  return found?.TargetGroups?.[0];
}

/** How the targets of a target group are. */
export async function groupHealth(arn: string, aws: Aws): Promise<GroupHealth> {
  const name = groupName(arn);
  const group = await targetGroupOf(arn, aws);
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: arn, Include: ['AnomalyDetection'] });
  const found = group && (await ifFound(aws.client(ElasticLoadBalancingV2Client).send(command), ...missing));
  return found ? { name, group, targets: found.TargetHealthDescriptions ?? [] } : { name, targets: [] };
}

/** The name of a target group, as its ARN has it. */
export function groupName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}
