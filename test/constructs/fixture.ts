import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';

/** A stack of a known account that names its availability zones, so that no test asks an account for them. */
export class ShopStack extends Stack {
  readonly vpc: Vpc;
  readonly zone: IHostedZone;
  private readonly zones: number;

  constructor(region = 'eu-west-1', zones = 3) {
    super(new App(), 'Shop', { env: { account: '111111111111', region } });
    this.zones = zones;
    this.vpc = new Vpc(this, 'Vpc');
    const attributes = { hostedZoneId: 'Z0000000000EXAMPLE0', zoneName: 'example.com' };
    this.zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', attributes);
  }

  override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].slice(0, this.zones).map((letter) => `${this.region}${letter}`);
  }
}

/** The template of the stack that a function fills. */
export function templateOf(fill: (stack: ShopStack) => void, stack = new ShopStack()): Template {
  fill(stack);
  return Template.fromStack(stack);
}

/** One row of a table of guarantees: what is guaranteed, the resource that shows it, and how. */
export type Guarantee = [guarantee: string, type: string, properties: Record<string, unknown>];
