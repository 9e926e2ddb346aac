import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuditTrail, IntrusionDetection, NotificationTopic } from '../../constructs';

export interface AuditStackProps extends StackProps {
  readonly emailAddress: string;
}

/** What watches the account, and who hears of it. */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    super(scope, id, props);
    new AuditTrail(this, 'Trail');
    const operations = new NotificationTopic(this, 'Operations', { emailAddresses: [props.emailAddress] });
    new IntrusionDetection(this, 'Detection', { notificationTopic: operations.topic });
  }
}
