/** What a source hands to the model: plain data, read and checked, nothing resolved yet. */

/** Any value of a JSON or YAML document. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** A template and what is known of the stack made from it. */
export interface StackInput {
  /** Unique within its environment: the artifact id, or the template's file name. Order of reports follows it. */
  readonly id: string;
  /** What a person calls it: `Prod/Data`, or the file name. */
  readonly displayName: string;
  /** Name the stack has in CloudFormation, where it is known. */
  readonly stackName?: string;
  /** Account that it is deployed to, where it is known. */
  readonly account?: string;
  /** Region that it is deployed to, where it is known. */
  readonly region?: string;
  readonly template: JsonObject;
  /** File that the template was read from, as it should be shown. */
  readonly templateFile?: string;
  /** Values given to parameters; they win over the defaults of the template. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Tags put on every resource of the stack at deployment. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Nested stacks, by the logical id of the AWS::CloudFormation::Stack resource in this template. */
  readonly nested?: Readonly<Record<string, StackInput>>;
  /**
   * Of a deployed stack, the physical ids by logical id of the resources that exist; an id that CloudFormation does not
   * tell is empty.
   */
  readonly physicalIds?: Readonly<Record<string, string>>;
  /** Whether it has resources which CloudFormation does not name: then `physicalIds` misses some that exist. */
  readonly partlyListed?: boolean;
  /** ARN of a deployed stack. */
  readonly stackId?: string;
  /** Topics that a deployed stack reports its events to. */
  readonly notificationArns?: readonly string[];
  /** What a deployment read from Parameter Store for parameters of such types. */
  readonly storedValues?: Readonly<Record<string, string>>;
  /** Parameters of a deployed stack whose values CloudFormation tells nobody (NoEcho). */
  readonly undisclosed?: readonly string[];
  /** Construct paths and source lines, read only when a report needs them. */
  readonly constructs?: ConstructIndex;
}

/** Where the resources of a stack come from in the user's code. */
export interface ConstructIndex {
  /** The construct behind a logical id, its path without a leading slash (`Prod/Data/Db/Resource`). */
  construct(logicalId: string): ConstructOrigin | undefined;
  /** The construct of the stack itself. */
  stack(): ConstructOrigin | undefined;
  /** Acknowledgements made with `Validations.of(x).acknowledge(...)` on the stack or below it. */
  acknowledgements(): readonly Acknowledgement[];
}

export interface ConstructOrigin {
  readonly path: string;
  /** `lib/shop.ts:42:7`: the first line of the user's own code that led to it. */
  readonly source?: string;
}

export interface Acknowledgement {
  /** Id as it was acknowledged: `Readiness::ENV5.replicas`, `ENV5`. */
  readonly id: string;
  readonly reason: string;
  /** Path of the construct it was made on, without a leading slash. */
  readonly path: string;
  readonly source?: string;
}

/** Stacks that are deployed together and may refer to each other: one Stage, or one set of templates. */
export interface EnvironmentInput {
  /** The Stage's path (`Prod`), or empty for stacks outside any Stage. */
  readonly name: string;
  readonly stacks: readonly StackInput[];
  /** Why something may exist that the stacks do not show: stacks that could not be read. */
  readonly hidden?: readonly string[];
}
