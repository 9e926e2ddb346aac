/** What CloudFormation says of a deployed stack: plain data, its template not parsed yet. */
export interface DeployedStack {
  readonly name: string;
  /** ARN. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** As CloudFormation calls it: `UPDATE_COMPLETE`. */
  readonly status: string;
  /** Of nested stacks that of the outermost one holds. */
  readonly terminationProtection?: boolean;
  /** Text of the template, JSON or YAML, with its macros expanded. */
  readonly template: string;
  /** Values that were given to parameters; for those that are read from Parameter Store, what they name there. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What was read from Parameter Store, by parameter. */
  readonly storedValues: Readonly<Record<string, string>>;
  /** Parameters whose values CloudFormation tells nobody (NoEcho). */
  readonly undisclosed: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly notificationArns: readonly string[];
  /** Resources that the stack has or had. */
  readonly resources: readonly DeployedResource[];
  /** How many more the stack has, which CloudFormation lists without saying which they are. */
  readonly unnamed: number;
  /** Nested stacks, by the logical id of the resource that makes them. */
  readonly nested: Readonly<Record<string, DeployedStack>>;
  readonly drift: DriftCheck;
}

/** A resource as its stack lists it. */
export interface DeployedResource {
  readonly logicalId: string;
  /** Missing until CloudFormation knows it. */
  readonly physicalId?: string;
  readonly type: string;
  /** As CloudFormation calls it: `CREATE_COMPLETE`. */
  readonly status: string;
  /** What the last check said: `IN_SYNC`, `MODIFIED`, `DELETED`, `NOT_CHECKED`. */
  readonly drift: string;
}

/** What is known of the drift of a stack, the stacks nested in it left aside: each is checked by itself. */
export interface DriftCheck {
  /** `IN_SYNC`, `DRIFTED`, `UNKNOWN`, `NOT_CHECKED`. */
  readonly status: string;
  /** When it was checked, ISO 8601 in UTC. */
  readonly checkedAt?: string;
  /** What the check of this run found; missing where this run made none. */
  readonly found?: readonly ResourceDrift[];
  /** Why the check of this run says nothing of some resource, or of all. */
  readonly failure?: string;
}

/** How a resource differs from the template of its stack. */
export interface ResourceDrift {
  readonly logicalId: string;
  readonly type: string;
  /** `UNKNOWN` where CloudFormation could not tell. */
  readonly status: 'MODIFIED' | 'DELETED' | 'UNKNOWN';
  readonly differences: readonly PropertyDrift[];
  /** The properties that the template asks for, as JSON. */
  readonly expected?: string;
  /** The properties that the resource has, as JSON. */
  readonly actual?: string;
}

/** How a property differs. */
export interface PropertyDrift {
  /** JSON pointer into the properties: `/RedrivePolicy/maxReceiveCount`. */
  readonly path: string;
  /** `ADD` of a member of a list, `REMOVE`, or `NOT_EQUAL`. */
  readonly kind: string;
  readonly expected: string;
  readonly actual: string;
}
