import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { rateLimits, requestRates } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { outOfRange, type Problem, refuse } from './private/problems';

/** Characters of a secret that nobody guesses, and the lowest limit that AWS WAF takes. */
const SECRET_LENGTH = 64;
const LOWEST_LIMIT = 10;

/** Properties of a WebhookSigningSecret. */
export interface WebhookSigningSecretProps {
  /** The beginning of the paths at which the webhooks come in: `/webhooks/`. */
  readonly path: string;
  /**
   * The key that encrypts the secret. Services of another account need a customer-managed key.
   * @default - the AWS-managed key of Secrets Manager
   */
  readonly encryptionKey?: IKey;
  /**
   * The function that makes a new secret and tells the sender.
   * @default - the secret changes by hand only
   */
  readonly rotationFunction?: IFunction;
  /**
   * Time between two rotations; goes together with `rotationFunction`.
   * @default Duration.days(90)
   */
  readonly rotateAfter?: Duration;
  /**
   * Requests to these paths that one address may send in five minutes, 10 to 30000.
   * @default 2000
   */
  readonly requestsPerAddress?: number;
}

/**
 * The secret that webhooks are signed with, and the rules by which a web ACL guards their path. It outlives its stack.
 * Where the sender makes the secret, put its value in once the stack is deployed.
 *
 * The rules keep strangers from flooding the path; whether a webhook is genuine only its signature says, so check
 * that in the service, together with its time.
 */
export class WebhookSigningSecret extends Construct {
  /** The controls of the checklist that this construct provides, once a service reads it and a web ACL has its rule. */
  public static readonly CONTROLS: string[] = controls('API5.guarded', 'API5.secret');

  /** The secret. */
  public readonly secret: Secret;
  private readonly path: string;
  private readonly requestsPerAddress: number;

  constructor(scope: Construct, id: string, props: WebhookSigningSecretProps) {
    super(scope, id);
    refuse(this, problemsOf(props));
    this.path = props.path;
    this.requestsPerAddress = props.requestsPerAddress ?? rateLimits.perAddress;
    this.secret = new Secret(this, 'Secret', {
      description: `Signs the webhooks that come in at ${props.path}`,
      encryptionKey: props.encryptionKey,
      generateSecretString: { passwordLength: SECRET_LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (props.rotationFunction) {
      this.secret.addRotationSchedule('Rotation', {
        rotationLambda: props.rotationFunction,
        automaticallyAfter: props.rotateAfter ?? Duration.days(90),
      });
    }
  }

  /** Lets a service read the secret. */
  public grantRead(grantee: IGrantable): Grant {
    return this.secret.grantRead(grantee);
  }

  /** A rule for a web ACL that blocks an address which sends too many requests to the path of the webhooks. */
  public limitRule(priority: number): CfnWebACL.RuleProperty {
    return this.blocking('LimitWebhooks', priority, {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        limit: this.requestsPerAddress,
        evaluationWindowSec: rateLimits.windowSeconds,
        scopeDownStatement: this.toPath(),
      },
    });
  }

  /** A rule for a web ACL that blocks webhooks from other addresses than those of an IP set. */
  public sendersRule(priority: number, ipSetArn: string): CfnWebACL.RuleProperty {
    const strangers = { notStatement: { statement: { ipSetReferenceStatement: { arn: ipSetArn } } } };
    return this.blocking('WebhookSenders', priority, {
      andStatement: { statements: [this.toPath(), strangers] },
    });
  }

  private blocking(
    name: string,
    priority: number,
    statement: CfnWebACL.StatementProperty,
  ): CfnWebACL.RuleProperty {
    const metricName = `${name}${this.path.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;
    return {
      name: metricName,
      priority,
      action: { block: {} },
      statement,
      visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName },
    };
  }

  /** Written otherwise, such as `/%77ebhooks//`, the path is still the same to the service. */
  private toPath(): CfnWebACL.StatementProperty {
    return {
      byteMatchStatement: {
        searchString: this.path,
        positionalConstraint: 'STARTS_WITH',
        fieldToMatch: { uriPath: {} },
        textTransformations: [
          { priority: 0, type: 'URL_DECODE' },
          { priority: 1, type: 'NORMALIZE_PATH' },
        ],
      },
    };
  }
}

function problemsOf(props: WebhookSigningSecretProps): Problem[] {
  const { path, rotateAfter, rotationFunction, requestsPerAddress } = props;
  const most = requestRates.clientPerSecond * rateLimits.windowSeconds;
  return [
    Token.isUnresolved(path) ? 'path is known only at deployment, expected a text' : malformed(path),
    outOfRange('requestsPerAddress', requestsPerAddress, LOWEST_LIMIT, most),
    rotateAfter && !rotationFunction
      ? 'rotateAfter is given without rotationFunction, expected both'
      : undefined,
  ];
}

function malformed(path: string): Problem {
  return /^\/[\w/-]+$/.test(path) ? undefined : `path is ${path}, expected one such as /webhooks/`;
}
