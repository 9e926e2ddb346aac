/** The clients of the AWS SDK that probes ask with, by the prefix that IAM gives the actions of their service. */
export interface Sdk {
  acm: typeof import('@aws-sdk/client-acm');
  'application-autoscaling': typeof import('@aws-sdk/client-application-auto-scaling');
  autoscaling: typeof import('@aws-sdk/client-auto-scaling');
  backup: typeof import('@aws-sdk/client-backup');
  cloudformation: typeof import('@aws-sdk/client-cloudformation');
  cloudtrail: typeof import('@aws-sdk/client-cloudtrail');
  cloudwatch: typeof import('@aws-sdk/client-cloudwatch');
  ecs: typeof import('@aws-sdk/client-ecs');
  elasticache: typeof import('@aws-sdk/client-elasticache');
  elasticloadbalancing: typeof import('@aws-sdk/client-elastic-load-balancing-v2');
  guardduty: typeof import('@aws-sdk/client-guardduty');
  rds: typeof import('@aws-sdk/client-rds');
  sns: typeof import('@aws-sdk/client-sns');
  states: typeof import('@aws-sdk/client-sfn');
  sts: typeof import('@aws-sdk/client-sts');
  synthetics: typeof import('@aws-sdk/client-synthetics');
  wafv2: typeof import('@aws-sdk/client-wafv2');
}

/** Package of the client of a service where it is not called after the prefix. */
const packages: Readonly<Partial<Record<keyof Sdk, string>>> = {
  'application-autoscaling': 'application-auto-scaling',
  autoscaling: 'auto-scaling',
  elasticloadbalancing: 'elastic-load-balancing-v2',
  states: 'sfn',
};

/** All that the client of a service exports. */
export function sdkOf(service: string): Readonly<Record<string, unknown>> {
  return require(`@aws-sdk/client-${packages[service as keyof Sdk] ?? service}`) as Record<string, unknown>;
}

type Operations<Service extends keyof Sdk> = {
  [Name in keyof Sdk[Service]]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Sdk[Service]];
type Command<
  Service extends keyof Sdk,
  Operation extends string,
> = `${Operation}Command` extends infer Name extends keyof Sdk[Service]
  ? Sdk[Service][Name] extends abstract new (...args: never) => infer Made
    ? Made
    : never
  : never;

/** An operation as IAM names its action: `rds:DescribeDBClusters`. */
export type Action = { [Service in keyof Sdk]: `${Service}:${Operations<Service>}` }[keyof Sdk];
/** Command of an action, with the types of what it sends and gets. */
type CommandOf<Name extends Action> = Name extends `${infer Service extends keyof Sdk}:${infer Operation}`
  ? Command<Service, Operation>
  : never;
/** What an action is asked with. */
export type InputOf<Name extends Action> =
  CommandOf<Name> extends { readonly input: infer Input } ? Input : never;
/** What an action answers, in which any member may be left out. */
export type OutputOf<Name extends Action> =
  CommandOf<Name> extends {
    resolveMiddleware(...given: never): (...sent: never) => Promise<{ output: infer Output }>;
  }
    ? Partial<Omit<Output, '$metadata'>>
    : never;
