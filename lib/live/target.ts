/** An account and a region of it. */
export interface Location {
  readonly account: string;
  readonly region: string;
}

/** A resource of an account that a probe asks about; for probes of a whole region, that region. */
export interface Target extends Location {
  /** Type as CloudFormation calls it: `AWS::RDS::DBCluster`; `AWS::Region` for a whole region. */
  readonly type: string;
  /** Physical id as CloudFormation knows it: a name or an ARN, whichever the type has. */
  readonly id: string;
  /** The template that makes it; absent for what readiness.yaml names. */
  readonly definedIn?: Definition;
}

/** Where a template defines a resource. */
export interface Definition {
  /** Stack as a person calls it. */
  readonly stack: string;
  readonly logicalId: string;
}

/** Type of the target of a probe that asks about a whole region. */
export const regionType = 'AWS::Region';
