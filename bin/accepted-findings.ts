import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** A finding of the pack AwsSolutions that the reference environment accepts. */
export interface AcceptedFinding {
  /** Path of the construct below which it is accepted. */
  readonly path: string;
  /** Id of the rule, and of the findings where it has several; `<region>` and `<account>` are those of the stack. */
  readonly rule: string;
  readonly findings?: readonly string[];
  readonly reason: string;
}

const managedByAws =
  'AWS keeps this policy in step with what its service needs, and grants that service alone.';

const policies = 'Policy::arn:<AWS::Partition>:iam::aws:policy';

/** The bucket for uploads as the stack of the service refers to it. */
const uploads = JSON.stringify({
  'Fn::GetStackOutput': {
    StackName: 'Shop-Data',
    Region: '<region>',
    OutputName: 'PublishOutputFnGetAttUploadsFiles862D7A74ArnFC8E6694',
  },
});

/** Findings of AwsSolutionsChecks that are right to stay, and why. */
export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    path: 'Shop-Audit/Detection/Undelivered',
    rule: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead-letter queue, of the rule that sends findings to a person.',
  },
  {
    path: 'Shop-OnCall/Pager/Undelivered',
    rule: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead-letter queue, of the subscriptions that page.',
  },
  {
    path: 'Shop-Edge/Pager/Undelivered',
    rule: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead-letter queue, of the subscriptions that page.',
  },
  {
    path: 'Shop-Edge/Assets/Distribution',
    rule: 'AwsSolutions-CFR1',
    reason: 'The shop sells in every country.',
  },
  {
    path: 'Shop-Data/Database/Cluster/MonitoringRole',
    rule: 'AwsSolutions-IAM4',
    findings: [`${policies}/service-role/AmazonRDSEnhancedMonitoringRole`],
    reason: managedByAws,
  },
  {
    path: 'Shop-Data/Backup/Role',
    rule: 'AwsSolutions-IAM4',
    findings: [
      `${policies}/service-role/AWSBackupServiceRolePolicyForBackup`,
      `${policies}/AWSBackupServiceRolePolicyForS3Backup`,
    ],
    reason: managedByAws,
  },
  {
    path: 'Shop-Data/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
    rule: 'AwsSolutions-IAM4',
    findings: [`${policies}/service-role/AWSLambdaBasicExecutionRole`],
    reason: managedByAws,
  },
  {
    path: 'Shop-Data/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
    rule: 'AwsSolutions-IAM5',
    findings: ['Resource::*'],
    reason: 'The CDK sets the retention of log groups that RDS makes, whose names it learns at deployment.',
  },
  {
    path: 'Shop-Data/Cache/Password',
    rule: 'AwsSolutions-SMG4',
    reason: 'ElastiCache takes a new password only by an update of the cache, which a deployment makes.',
  },
  {
    path: 'Shop-Data/Uploads/Protection/Role',
    rule: 'AwsSolutions-IAM5',
    findings: [
      'Resource::arn:aws:events:<region>:<account>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*',
      'Resource::<UploadsFiles862D7A74.Arn>/*',
    ],
    reason: 'GuardDuty scans every object of this bucket, by a rule of EventBridge that it names itself.',
  },
  {
    path: 'Shop-Service/Webhooks/Secret',
    rule: 'AwsSolutions-SMG4',
    reason: 'The sender of the webhooks holds the same secret and has to change it at the same time.',
  },
  {
    path: 'Shop-Service/Api/TaskDefinition/ExecutionRole',
    rule: 'AwsSolutions-IAM5',
    findings: ['Resource::*'],
    reason: 'The permission to log in to the image registry takes no resource.',
  },
  {
    path: 'Shop-Service/Api/TaskDefinition/TaskRole',
    rule: 'AwsSolutions-IAM5',
    findings: [
      ...['Abort*', 'GetBucket*', 'GetObject*', 'List*'].map((action) => `Action::s3:${action}`),
      `Resource::${uploads}/*`,
    ],
    reason:
      'The application reads and writes every object of the bucket for uploads, and of no other bucket.',
  },
  {
    path: 'Shop-Service/Api/TaskDefinition/TaskRole',
    rule: 'AwsSolutions-IAM5',
    findings: [
      'Resource::*',
      'Resource::arn:aws:logs:<region>:<account>:log-group:/aws/application-signals/data:*',
    ],
    reason: 'X-Ray knows no resources, and the agent names the streams of this log group itself.',
  },
  {
    path: 'Shop-Service/Api/TaskDefinition',
    rule: 'AwsSolutions-ECS2',
    reason: 'The variables hold names and addresses; passwords come from Secrets Manager.',
  },
  {
    path: 'Shop-Service/Entry/LoadBalancer',
    rule: 'AwsSolutions-EC23',
    reason: 'It is the public entry: customers come from every address, through its web firewall.',
  },
  {
    path: 'Shop-Service/Entry/AccessLogs',
    rule: 'AwsSolutions-S1',
    reason: 'It holds access logs; logging access to them would feed on itself.',
  },
];

/** Accepts the findings, so that AwsSolutionsChecks reports what is new. */
export function acceptFindings(scope: Construct): void {
  for (const { path, rule, findings, reason } of acceptedFindings) {
    const construct = path.split('/').reduce<IConstruct>((parent, id) => parent.node.findChild(id), scope);
    const { region, account } = Stack.of(construct);
    for (const finding of findings ?? [undefined]) {
      const id = finding === undefined ? rule : `${rule}[${finding}]`;
      Validations.of(construct).acknowledge({
        id: id.replace('<region>', region).replace('<account>', account),
        reason,
      });
    }
  }
}
