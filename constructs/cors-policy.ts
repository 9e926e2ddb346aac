import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, type CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { ApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { originProblems } from './private/origins';
import { type Problem, refuse } from './private/problems';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];

/** Browsers remember the answer to a preflight for two hours at most. */
const LONGEST_MAX_AGE = Duration.hours(2);

/** Properties of a CorsPolicy. */
export interface CorsPolicyProps {
  /** The https origins whose pages may read the answers of the API, such as `https://app.example.com`. */
  readonly allowOrigins: string[];
  /**
   * The methods that these pages may use.
   * @default - GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS
   */
  readonly allowMethods?: string[];
  /**
   * The headers that these pages may send, by name.
   * @default ['Authorization', 'Content-Type']
   */
  readonly allowHeaders?: string[];
  /**
   * Whether these pages may send cookies.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long browsers remember what they may, two hours at most.
   * @default Duration.hours(1)
   */
  readonly maxAge?: Duration;
}

/**
 * CORS rules that name the https origins they admit, for whatever serves the API: a behaviour of a CloudFront
 * distribution, an HTTP API or the listener of a load balancer. They replace what the application answers.
 */
export class CorsPolicy extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('SEC5.origins', 'SEC5.attached', 'SEC5.overrides');

  private readonly rules: Required<CorsPolicyProps>;
  private policy?: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, props: CorsPolicyProps) {
    super(scope, id);
    this.rules = {
      allowMethods: [...METHODS],
      allowHeaders: ['Authorization', 'Content-Type'],
      allowCredentials: false,
      maxAge: Duration.hours(1),
      ...props,
    };
    refuse(this, problemsOf(this.rules));
  }

  /** The rules for a behaviour of a distribution. They are made when they are first asked for. */
  public get responseHeadersPolicy(): ResponseHeadersPolicy {
    const { rules } = this;
    this.policy ??= new ResponseHeadersPolicy(this, 'Headers', {
      corsBehavior: {
        accessControlAllowOrigins: rules.allowOrigins,
        accessControlAllowMethods: rules.allowMethods,
        accessControlAllowHeaders: rules.allowHeaders,
        accessControlAllowCredentials: rules.allowCredentials,
        accessControlMaxAge: rules.maxAge,
        originOverride: true,
      },
    });
    return this.policy;
  }

  /** The rules for an HTTP API, which answers preflights itself. It knows no wildcard before a domain. */
  public get corsPreflight(): CorsPreflightOptions {
    refuse(this, this.rules.allowOrigins.map(inexact));
    const { allowOrigins, allowHeaders, allowCredentials, maxAge, allowMethods } = this.rules;
    const methods = allowMethods.filter(isMethod).map((method) => CorsHttpMethod[method]);
    return { allowOrigins, allowHeaders, allowCredentials, maxAge, allowMethods: methods };
  }

  /** Lets a listener of a load balancer send the rules. It sends the same origin whoever asks, so there can be one. */
  public applyToListener(listener: ApplicationListener): void {
    const { rules } = this;
    const [origin = '', ...others] = rules.allowOrigins;
    refuse(this, [
      others.length > 0
        ? `allowOrigins has ${rules.allowOrigins.length} origins, expected one for a listener`
        : inexact(origin),
    ]);
    const values: Readonly<Record<string, string>> = {
      origin,
      methods: rules.allowMethods.join(','),
      headers: rules.allowHeaders.join(','),
      ...(rules.allowCredentials ? { credentials: 'true' } : {}),
    };
    for (const [name, value] of Object.entries(values))
      listener.setAttribute(`routing.http.response.access_control_allow_${name}.header_value`, value);
    const maxAge = String(rules.maxAge.toSeconds());
    listener.setAttribute('routing.http.response.access_control_max_age.header_value', maxAge);
  }
}

function problemsOf(rules: Required<CorsPolicyProps>): Problem[] {
  const seconds = rules.maxAge.isUnresolved() ? 0 : rules.maxAge.toSeconds();
  return [
    ...originProblems('allowOrigins', rules.allowOrigins),
    ...rules.allowMethods.map((method) =>
      isMethod(method) ? undefined : `allowMethods has ${method}, expected ${METHODS.join(', ')}`,
    ),
    ...rules.allowHeaders.map((header) =>
      header.includes('*') ? `allowHeaders has ${header}, expected headers by name` : undefined,
    ),
    seconds > LONGEST_MAX_AGE.toSeconds()
      ? `maxAge is ${seconds} seconds, expected at most ${LONGEST_MAX_AGE.toSeconds()}`
      : undefined,
  ];
}

function isMethod(method: string): method is Method {
  return METHODS.some((known) => known === method);
}

function inexact(origin: string): Problem {
  return origin.includes('*') ? `allowOrigins has ${origin}, expected no wildcard here` : undefined;
}
