import {
  CfnDeletionPolicy,
  CfnResource,
  type Duration,
  type IAspect,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

/** How long things are kept. */
export interface Periods {
  readonly logDays: number;
  readonly noncurrentVersions: Duration;
  readonly unfinishedUploads: Duration;
}

/** What is lost for good with its resource, and what CloudFormation does best with it. */
const STORES: Readonly<Record<string, CfnDeletionPolicy>> = {
  'AWS::Cassandra::Table': CfnDeletionPolicy.RETAIN,
  'AWS::Cognito::UserPool': CfnDeletionPolicy.RETAIN,
  'AWS::DSQL::Cluster': CfnDeletionPolicy.RETAIN,
  'AWS::DocDB::DBCluster': CfnDeletionPolicy.SNAPSHOT,
  'AWS::DocDBElastic::Cluster': CfnDeletionPolicy.RETAIN,
  'AWS::DynamoDB::GlobalTable': CfnDeletionPolicy.RETAIN,
  'AWS::DynamoDB::Table': CfnDeletionPolicy.RETAIN,
  'AWS::EFS::FileSystem': CfnDeletionPolicy.RETAIN,
  'AWS::KMS::Key': CfnDeletionPolicy.RETAIN,
  'AWS::Neptune::DBCluster': CfnDeletionPolicy.SNAPSHOT,
  'AWS::RDS::DBCluster': CfnDeletionPolicy.SNAPSHOT,
  'AWS::RDS::DBInstance': CfnDeletionPolicy.SNAPSHOT,
  'AWS::S3::Bucket': CfnDeletionPolicy.RETAIN,
};

/** Properties by which an instance says that it holds a copy of what another database keeps. */
const COPIES = ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'];

type Properties = Readonly<Record<string, unknown>>;

/** Completes every resource that says nothing of how long it keeps what it holds; visiting it twice changes nothing. */
export class KeepAndExpire implements IAspect {
  private readonly namedGroups = new Map<Stack, ReadonlySet<string>>();

  constructor(private readonly periods: Periods) {}

  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    switch (node.cfnResourceType) {
      case 'AWS::Logs::LogGroup':
        this.endLogs(node);
        break;
      case 'AWS::Lambda::Function':
      case 'AWS::Serverless::Function':
        this.giveLogGroup(node);
        break;
      case 'AWS::S3::Bucket':
        this.endVersions(node);
        break;
    }
    keep(node);
  }

  /** A LogGroup of the CDK has no retention only where it was told to keep its logs for ever. */
  private endLogs(group: CfnResource): void {
    const { RetentionInDays, LogGroupClass } = propertiesOf(group);
    if (RetentionInDays !== undefined || LogGroupClass === 'DELIVERY') return;
    if (!(group.node.scope instanceof LogGroup))
      group.addPropertyOverride('RetentionInDays', this.periods.logDays);
  }

  private giveLogGroup(fn: CfnResource): void {
    const { LoggingConfig: logging, FunctionName: name } = propertiesOf(fn);
    const stack = Stack.of(fn);
    if (isObject(logging) && logging.LogGroup !== undefined) return;
    const names = [fn.ref, ...(typeof name === 'string' ? [name] : [])];
    if (names.some((one) => this.groupsOf(stack).has(textOf(stack, `/aws/lambda/${one}`)))) return;
    const group = new CfnLogGroup(fn, 'Logs', { retentionInDays: this.periods.logDays });
    group.applyRemovalPolicy(RemovalPolicy.RETAIN);
    fn.addPropertyOverride('LoggingConfig.LogGroup', group.ref);
  }

  /** The names of the groups of a stack that say themselves, or are told by the CDK, how long they keep their logs. */
  private groupsOf(stack: Stack): ReadonlySet<string> {
    const known = this.namedGroups.get(stack);
    if (known) return known;
    const groups = stack.node
      .findAll()
      .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && Stack.of(node) === stack)
      .filter(
        ({ cfnResourceType: type }) => type === 'AWS::Logs::LogGroup' || type === 'Custom::LogRetention',
      );
    const names = new Set(groups.map((group) => textOf(stack, propertiesOf(group).LogGroupName)));
    this.namedGroups.set(stack, names);
    return names;
  }

  /** Which objects grow too old only the application knows; versions and half an upload are nobody's any more. */
  private endVersions(bucket: CfnResource): void {
    if (propertiesOf(bucket).LifecycleConfiguration !== undefined) return;
    const { noncurrentVersions, unfinishedUploads } = this.periods;
    bucket.addPropertyOverride('LifecycleConfiguration.Rules', [
      {
        Status: 'Enabled',
        NoncurrentVersionExpiration: { NoncurrentDays: noncurrentVersions.toDays() },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: unfinishedUploads.toDays() },
      },
    ]);
  }
}

/** Leaves the data of a store behind, unless its policies say otherwise. */
function keep(store: CfnResource): void {
  const policy = STORES[store.cfnResourceType];
  const { cfnOptions } = store;
  if (policy === undefined || cfnOptions.deletionPolicy === CfnDeletionPolicy.DELETE) return;
  if (store.cfnResourceType === 'AWS::RDS::DBInstance') {
    const properties = propertiesOf(store);
    if (COPIES.some((name) => properties[name] !== undefined)) return;
  }
  cfnOptions.deletionPolicy ??= policy;
  cfnOptions.updateReplacePolicy ??= policy;
}

/** The properties of a resource as its template will have them, overrides included. */
function propertiesOf(resource: CfnResource): Properties {
  const template: unknown = Stack.of(resource).resolve(resource._toCloudFormation());
  const [definition] = Object.values(child(template, 'Resources'));
  return child(definition, 'Properties');
}

function child(value: unknown, name: string): Properties {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : {};
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null;
}

function textOf(stack: Stack, value: unknown): string {
  return JSON.stringify(stack.resolve(value)) ?? '';
}
