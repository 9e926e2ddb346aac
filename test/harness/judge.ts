import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { items, type Control, type ControlId } from '../../lib/checklist';
import { Environment } from '../../lib/model/environment';
import type { EnvironmentInput, JsonObject, StackInput } from '../../lib/model/input';
import type { WorkloadDeclaration } from '../../lib/rules/declaration';
import type { Judgement } from '../../lib/rules/finding';
import { Workload } from '../../lib/rules/workload';
import { readAssembly } from '../../lib/sources/assembly';

/** What a case judges: resources of one template, whole stacks, or an app written with the CDK. */
export type Subject =
  | { readonly resources: JsonObject; readonly parameters?: JsonObject; readonly conditions?: JsonObject }
  | { readonly stacks: readonly Partial<StackInput>[] }
  | { readonly app: (app: App) => void };

/** Environments of a subject. */
export function environmentsOf(subject: Subject): readonly EnvironmentInput[] {
  if ('app' in subject) return synthesized(subject.app);
  const stacks =
    'stacks' in subject
      ? subject.stacks
      : [
          {
            template: {
              Resources: subject.resources,
              Parameters: subject.parameters ?? {},
              Conditions: subject.conditions ?? {},
            },
          },
        ];
  return [
    {
      name: '',
      stacks: stacks.map((stack, i) => {
        const id = stack.id ?? `Stack${i + 1}`;
        return { displayName: id, template: {}, ...stack, id };
      }),
    },
  ];
}

function synthesized(build: (app: App) => void): readonly EnvironmentInput[] {
  const outdir = mkdtempSync(join(tmpdir(), 'readiness-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    build(app);
    app.synth();
    return [...readAssembly(outdir)];
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export function controlOf(id: ControlId): Control {
  const control = items.flatMap(({ controls }) => controls).find((candidate) => candidate.id === id);
  if (!control) throw new Error(`no control ${id}`);
  return control;
}

/** The judgement of one control on a subject that is one environment. */
export function judge(id: ControlId, subject: Subject, declaration?: WorkloadDeclaration): Judgement {
  const [environment] = environmentsOf(subject);
  if (!environment) throw new Error('the subject has no stack');
  return controlOf(id).check(new Workload(new Environment(environment), declaration));
}

/** The findings of a judgement as `outcome logicalId: message`, in order. */
export function shown({ findings }: Judgement): readonly string[] {
  return findings.map(({ outcome, subject, answer }) => {
    const name = 'logicalId' in subject ? subject.logicalId : subject.displayName;
    return `${outcome} ${name}: ${answer.message}`;
  });
}

/** A named subject, and for all but passing cases the findings expected word for word. */
export type Case = Subject & { readonly name: string; readonly declaration?: WorkloadDeclaration };
export type CaseWithFindings = Case & { readonly findings: readonly string[] };

/** Cases of one control; every control has some of each kind that it can give. */
export interface ControlCases {
  /** Every finding passes, and there is at least one. */
  readonly pass: readonly Case[];
  /** At least one finding fails; the findings are compared word for word. */
  readonly fail: readonly CaseWithFindings[];
  /** No finding fails and at least one is unknown; the findings are compared word for word. */
  readonly unknown: readonly CaseWithFindings[];
  /** The question does not arise. */
  readonly notApplicable?: readonly CaseWithFindings[];
}

/** Runs the cases of some controls as tests. */
export function testControls(table: Readonly<Partial<Record<ControlId, ControlCases>>>): void {
  for (const [id, cases] of Object.entries(table)) {
    describe(id, () => {
      for (const { name, declaration, ...subject } of cases.pass) {
        test(`passes: ${name}`, () => {
          const { findings, examined } = judge(id as ControlId, subject, declaration);
          expect(findings.map(({ outcome, answer }) => [outcome, answer.message])).toEqual(
            findings.map(({ answer }) => ['pass', answer.message]),
          );
          expect(examined).toBeGreaterThan(0);
          expect(findings.flatMap(({ answer }) => answer.evidence)).not.toEqual([]);
        });
      }
      for (const kind of ['fail', 'unknown', 'notApplicable'] as const) {
        for (const { name, declaration, findings, ...subject } of cases[kind] ?? []) {
          test(`${kind}: ${name}`, () => {
            const judgement = judge(id as ControlId, subject, declaration);
            expect(shown(judgement)).toEqual(findings);
            expect(judgement.findings.some(({ outcome }) => outcome === kind)).toBe(true);
            if (kind !== 'fail')
              expect(judgement.findings.some(({ outcome }) => outcome === 'fail')).toBe(false);
          });
        }
      }
    });
  }
}
