import { AspectPriority, Aspects, CfnResource, Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { retention } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { KeepAndExpire } from './private/keep-and-expire';
import { daysOutOfRange, type Problem, refuse } from './private/problems';

/** Properties of a DataRetention. */
export interface DataRetentionProps {
  /**
   * How long logs are kept where nothing else says so.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
  /**
   * How long overwritten and deleted objects are kept, in buckets that keep versions and have no lifecycle.
   * @default Duration.days(90)
   */
  readonly noncurrentVersionExpiration?: Duration;
  /**
   * How long the parts of an unfinished upload are kept, in buckets that have no lifecycle.
   * @default Duration.days(7)
   */
  readonly abortIncompleteMultipartUploadAfter?: Duration;
}

/**
 * Retention for all that lies in the scope it is made in, an app say, whether it was there before or comes later:
 *
 * - log groups that say nothing keep their logs for a limited time;
 * - Lambda functions without a log group get one, those that the CDK adds for its own ends included. The role of a
 *   function must let it write there, which roles made by the CDK do;
 * - buckets without a lifecycle end noncurrent versions and unfinished uploads; which objects are to end, and when,
 *   is for their owners to say;
 * - databases, tables, file systems, buckets, user pools and keys outlive their stack.
 *
 * It completes, and changes nothing that is stated: what is to be destroyed is destroyed.
 */
export class DataRetention extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'LEGAL4.logs',
    'LEGAL4.functions',
    'ENV7.retained',
    'ENV7.replaced',
  );

  constructor(scope: Construct, id: string, props: DataRetentionProps = {}) {
    super(scope, id);
    const logDays: number = props.logRetention ?? retention.logDays;
    const noncurrentVersions =
      props.noncurrentVersionExpiration ?? Duration.days(retention.noncurrentVersionDays);
    const unfinishedUploads =
      props.abortIncompleteMultipartUploadAfter ?? Duration.days(retention.unfinishedUploadDays);
    refuse(this, [
      notAccepted(logDays),
      daysOutOfRange('noncurrentVersionExpiration', noncurrentVersions, 1),
      daysOutOfRange('abortIncompleteMultipartUploadAfter', unfinishedUploads, 1),
    ]);
    const aspect = new KeepAndExpire({ logDays, noncurrentVersions, unfinishedUploads });
    // The nearest scope speaks first, and what it says stands.
    Aspects.of(scope).add(aspect, { priority: AspectPriority.MUTATING - scope.node.scopes.length });
    // The CDK adds the functions that carry references to another region only when it has invoked all aspects.
    this.node.addValidation({
      validate: () => {
        for (const node of outsideStages(scope)) aspect.visit(node);
        return unattended(scope);
      },
    });
  }
}

/** What is synthesized together with a scope; the templates of nested stacks are settled by then. */
function outsideStages(scope: IConstruct): IConstruct[] {
  const stage = Stage.isStage(scope) ? scope : Stage.of(scope);
  return scope.node.findAll().filter((node) => {
    const isLate = CfnResource.isCfnResource(node) && !Stack.of(node).nested;
    return isLate && Stage.of(node) === stage;
  });
}

/** A Stage is synthesized by itself, and no aspect of what it lies in reaches it. */
function unattended(scope: IConstruct): string[] {
  const stages = scope.node.findAll().filter((node) => Stage.isStage(node) && node !== scope);
  return stages
    .filter((stage) => !stage.node.findAll().some((node) => node instanceof DataRetention))
    .map((stage) => `${stage.node.path} is a Stage of its own, expected a DataRetention in it`);
}

/** Numbers of days that CloudWatch Logs accepts. */
const accepted = Object.values(RetentionDays)
  .filter((days) => days !== RetentionDays.INFINITE)
  .map(Number)
  .filter(Number.isFinite);

function notAccepted(days: number): Problem {
  if (Token.isUnresolved(days) || accepted.includes(days)) return undefined;
  return `logRetention is ${days} days, expected one of ${accepted.join(', ')}`;
}
