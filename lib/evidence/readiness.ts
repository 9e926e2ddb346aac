import type { WorkloadDeclaration } from '../rules/declaration';

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

/** What a project without readiness.yaml declares. */
export const nothingDeclared: Readiness = { workload: {}, stages: [], stacks: [] };
