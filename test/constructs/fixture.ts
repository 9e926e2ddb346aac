import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { type CommonAlarmProps, OnCallPager } from '../../constructs';

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

/** Somebody who is paged by every alarm, whatever its severity. */
export function somebodyOnCall(scope: Construct): CommonAlarmProps {
  const topic = new Topic(scope, 'OnCall');
  topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/0123456789/enqueue'));
  const notification = { notify: (alarm: AlarmBase) => alarm.addAlarmAction(new SnsAction(topic)) };
  return { notification, runbookUrl: 'https://wiki.example.com/runbook' };
}

/** An on-call service whose key is in a secret. */
export function pagerOf(scope: Construct, id = 'Pager'): OnCallPager {
  const key = Secret.fromSecretNameV2(scope, `${id}Key`, 'on-call/key');
  return new OnCallPager(scope, id, {
    url: 'https://events.pagerduty.com/integration/<key>/enqueue',
    key,
  });
}
