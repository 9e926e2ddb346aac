import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import { type CronOptions, Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { backup as thresholds } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { daysOutOfRange, type Problem, refuse } from './private/problems';

/** What AWS Backup needs to read every service that it backs up; S3 has a policy of its own. */
const MANAGED_POLICIES = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForS3Backup',
];

/** Properties of a DailyBackupPlan. */
export interface DailyBackupPlanProps {
  /** What is backed up: resources, and tags that resources carry, one at least. */
  readonly resources: backup.BackupResource[];
  /**
   * How long a daily backup is kept, 7 days at least.
   * @default Duration.days(35)
   */
  readonly retention?: Duration;
  /**
   * How long the backup of the first day of a month is kept, 7 days at least.
   * @default Duration.days(365)
   */
  readonly monthlyRetention?: Duration;
  /**
   * The key that encrypts the vault.
   * @default - a new key that is rotated yearly and outlives the stack
   */
  readonly encryptionKey?: IKey;
  /**
   * The lock that keeps everybody from deleting backups early. It cannot be taken back once its `changeableFor` is
   * over.
   * @default - no lock
   */
  readonly vaultLock?: backup.LockConfiguration;
}

/**
 * An AWS Backup plan that backs resources up every night and every month, to an encrypted vault that outlives the
 * stack.
 *
 * Whether AWS Backup looks after Aurora, S3 and other services at all is a setting of account and region (Settings,
 * service opt-in) for which CloudFormation has no resource: where it is off, the plan passes such resources over
 * without an error.
 */
export class DailyBackupPlan extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('ENV7.databases', 'ENV7.files', 'LEGAL4.backups');

  /** The plan. */
  public readonly plan: backup.BackupPlan;
  /** The vault that receives the backups. */
  public readonly vault: backup.BackupVault;
  /** The role that AWS Backup reads the resources with. */
  public readonly role: Role;

  constructor(scope: Construct, id: string, props: DailyBackupPlanProps) {
    super(scope, id);
    const retention = props.retention ?? Duration.days(35);
    const monthlyRetention = props.monthlyRetention ?? Duration.days(365);
    refuse(this, problemsOf(props, retention, monthlyRetention));
    this.vault = new backup.BackupVault(this, 'Vault', {
      encryptionKey: props.encryptionKey ?? this.newKey(),
      lockConfiguration: props.vaultLock,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.plan = new backup.BackupPlan(this, 'Plan', {
      backupVault: this.vault,
      backupPlanRules: [
        rule('Daily', { hour: '3', minute: '0' }, retention),
        rule('Monthly', { day: '1', hour: '5', minute: '0' }, monthlyRetention),
      ],
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: MANAGED_POLICIES.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    // One selection would take only the named resources that also carry the tags.
    this.select(
      'Resources',
      props.resources.filter((resource) => !resource.tagCondition),
    );
    this.select(
      'Tags',
      props.resources.filter((resource) => resource.tagCondition),
    );
  }

  private newKey(): Key {
    return new Key(this, 'Key', {
      description: `Backups of ${this.node.path}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private select(id: string, resources: backup.BackupResource[]): void {
    if (resources.length === 0) return;
    this.plan.addSelection(id, { resources, role: this.role, disableDefaultBackupPolicy: true });
  }
}

function rule(ruleName: string, schedule: CronOptions, deleteAfter: Duration): backup.BackupPlanRule {
  return new backup.BackupPlanRule({ ruleName, scheduleExpression: Schedule.cron(schedule), deleteAfter });
}

function problemsOf(props: DailyBackupPlanProps, retention: Duration, monthlyRetention: Duration): Problem[] {
  // A vault refuses backups outside the limits of its lock, so a plan outside them makes none.
  const least = Math.max(thresholds.retentionDays, props.vaultLock?.minRetention.toDays() ?? 0);
  const most = props.vaultLock?.maxRetention?.toDays();
  return [
    props.resources.length === 0 ? 'resources is empty, expected at least one resource or tag' : undefined,
    daysOutOfRange('retention', retention, least, most),
    daysOutOfRange('monthlyRetention', monthlyRetention, least, most),
  ];
}
