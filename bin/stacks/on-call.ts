import { Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type CommonAlarmProps, OnCallPager, SeverityTopics } from '../../constructs';

/** Whom alarms tell. */
export interface OnCall {
  readonly emailAddress: string;
  /** The secret with the key that the on-call service gave, in each region that has alarms. */
  readonly pagerSecret: string;
  readonly runbookUrl: string;
}

/** Tells people of the alarms of a region. */
export function onCall(
  scope: Construct,
  { emailAddress, pagerSecret, runbookUrl }: OnCall,
): CommonAlarmProps {
  const pager = new OnCallPager(scope, 'Pager', {
    url: 'https://events.pagerduty.com/integration/<key>/enqueue',
    key: Secret.fromSecretNameV2(scope, 'PagerKey', pagerSecret),
  });
  const emailAddresses = [emailAddress];
  return {
    notification: new SeverityTopics(scope, 'Alarms', { pagers: [pager], emailAddresses }),
    runbookUrl,
  };
}

export interface OnCallStackProps extends StackProps {
  readonly onCall: OnCall;
}

/** Whom the alarms of the home region tell. */
export class OnCallStack extends Stack {
  readonly alarmProps: CommonAlarmProps;

  constructor(scope: Construct, id: string, props: OnCallStackProps) {
    super(scope, id, props);
    this.alarmProps = onCall(this, props.onCall);
  }
}
