import type { ItemId } from '../checklist';
import type { Role, WorkloadDeclaration } from '../rules/declaration';

/** A word of readiness.yaml and where it stands there (`readiness.yaml:7:9`), or the option that named it. */
export interface Placed {
  readonly text: string;
  readonly place: string;
}

/** What readiness.yaml says. */
export interface Readiness {
  readonly workload: WorkloadDeclaration;
  /** Stages that go live; empty where all of them are judged. */
  readonly stages: readonly Placed[];
  readonly stacks: readonly StackSettings[];
  readonly elsewhere: Elsewhere;
  readonly accounts: readonly AccountAccess[];
}

/** ARNs of what lives in no stack: what proves an item, and what plays a role of the workload. */
export interface Elsewhere {
  readonly items: readonly { readonly item: ItemId; readonly arns: readonly Placed[] }[];
  readonly roles: readonly { readonly role: Role; readonly arns: readonly Placed[] }[];
}

/** What the template of a stack cannot know, and how it is deployed. */
export interface StackSettings {
  /** Name of the stack or file of its template. */
  readonly stack: Placed;
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How an account is reached: by a profile of the AWS CLI, or by assuming a role. */
export type AccountAccess = { readonly account: string; readonly place: string } & (
  { readonly profile: string } | { readonly role: string; readonly externalId?: string }
);

/** What a project without readiness.yaml declares. */
export const nothingDeclared: Readiness = {
  workload: {},
  stages: [],
  stacks: [],
  elsewhere: { items: [], roles: [] },
  accounts: [],
};
