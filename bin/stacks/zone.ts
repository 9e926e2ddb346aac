import type { Stack, StackProps } from 'aws-cdk-lib';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';

/** The hosted zone of the shop. */
export interface Zone {
  readonly zoneName: string;
  readonly hostedZoneId: string;
}

export interface ZoneProps extends StackProps {
  readonly zone: Zone;
}

export function hostedZoneOf(stack: Stack, zone: Zone): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', zone);
}
