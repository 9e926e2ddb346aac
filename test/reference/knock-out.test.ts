/**
 * Takes away, one at a time, everything that the proof of each pass on the reference environment names, and expects the
 * control to notice. A proof that names something whose loss changes nothing is no proof.
 */
import { App } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceEnvironment } from '../../bin/reference-environment';
import { items, type Control } from '../../lib/checklist';
import { Environment } from '../../lib/model/environment';
import type { EnvironmentInput, Json, JsonObject } from '../../lib/model/input';
import { Resource } from '../../lib/model/resource';
import type { Evidence } from '../../lib/rules/answer';
import type { Finding } from '../../lib/rules/finding';
import { Workload } from '../../lib/rules/workload';
import { readAssembly } from '../../lib/sources/assembly';

const environment = synthesized();
const controls = items.flatMap((item) => item.controls);

function synthesized(): EnvironmentInput {
  const outdir = mkdtempSync(join(tmpdir(), 'readiness-'));
  try {
    const app = new App({ outdir, context: cdkContext() });
    referenceEnvironment(app);
    app.synth();
    const [input, ...others] = [...readAssembly(outdir)];
    if (!input || others.length > 0) throw new Error('expected one environment');
    return { ...input, stacks: input.stacks.map((stack) => ({ ...stack, constructs: undefined })) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function cdkContext(): Record<string, unknown> {
  return (require('../../cdk.json') as { readonly context: Record<string, unknown> }).context;
}

function workloadOf(input: EnvironmentInput): Workload {
  return new Workload(new Environment(input));
}

function findingsOf(control: Control, workload: Workload): readonly Finding[] {
  return control.check(workload).findings;
}

/** The worst outcome among findings. */
function outcomeOf(findings: readonly Finding[]): string {
  const found = findings.map(({ outcome }) => outcome);
  return (
    (['fail', 'unknown', 'pass', 'notApplicable'] as const).find((outcome) => found.includes(outcome)) ??
    'none'
  );
}

/** An environment with one template changed. */
function changed(
  input: EnvironmentInput,
  stackId: string,
  edit: (template: JsonObject) => void,
): EnvironmentInput {
  const stacks = input.stacks.map((stack) => {
    if (stack.id !== stackId) return stack;
    const template = structuredClone(stack.template);
    edit(template);
    return { ...stack, template };
  });
  return { ...input, stacks };
}

/** Ways to loosen a property: at least one of them must hurt. */
const loosenings: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  removed: () => undefined,
  'made false': (value) => (typeof value === 'boolean' || value === 'true' ? !value : value),
  'set to 0': (value) => (Number.isFinite(Number(value)) ? 0 : value),
  'set to 1000000': (value) => (Number.isFinite(Number(value)) ? 1_000_000 : value),
  'set to something else': (value) => (typeof value === 'object' ? { Ref: 'Nothing' } : 'something-else'),
  emptied: (value) => (Array.isArray(value) ? [] : value),
};

/** Workloads without what a proof names, or with it loosened; each is made when it is asked for, and once. */
function mutations(evidence: Evidence): readonly (() => Workload)[] {
  if (evidence.path === '') return [once(() => workloadOf(removed(environment, evidence)))];
  return Object.values(loosenings)
    .filter((loosen) => isEffective(loosen, evidence))
    .map((loosen) => once(() => workloadOf(edited(environment, evidence, loosen))));
}

function isEffective(loosen: (value: Json) => Json | undefined, evidence: Evidence): boolean {
  let effective = false;
  edited(environment, evidence, (value) => {
    const loosened = loosen(value);
    effective = loosened !== value;
    return loosened;
  });
  return effective;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function removed(input: EnvironmentInput, evidence: Evidence): EnvironmentInput {
  if (evidence.path !== '') return edited(input, evidence, () => undefined);
  const { resource } = evidence;
  return changed(input, resource.stack.root.input.id, (template) => {
    delete (template.Resources as JsonObject)[resource.logicalId];
  });
}

/** The environment with the property that a proof names edited. */
function edited(
  input: EnvironmentInput,
  { resource, path }: Evidence,
  edit: (value: Json) => Json | undefined,
): EnvironmentInput {
  return changed(input, resource.stack.root.input.id, (template) => {
    const names = path.split('.');
    const last = names.pop()!;
    let owner = (template.Resources as JsonObject)[resource.logicalId] as JsonObject;
    for (const name of names) owner = owner[name] as JsonObject;
    const value = edit(owner[last]!);
    if (value === undefined) delete owner[last];
    else owner[last] = value;
  });
}

const workload = workloadOf(environment);
const judged = controls.map((control) => ({ control, findings: findingsOf(control, workload) }));
const passing = judged.flatMap(({ control, findings }) =>
  findings
    .filter(({ outcome }) => outcome === 'pass')
    .flatMap(({ subject, answer }) => answer.evidence.map((evidence) => ({ control, subject, evidence }))),
);

function nameOfProof({ resource, path }: Evidence): string {
  return `${resource.stack.id} ${resource.logicalId}${path === '' ? '' : ` ${path}`}`;
}

/** What several controls cite is taken away once for all of them. */
const proofs = new Map<string, typeof passing>();
for (const entry of passing) {
  const name = nameOfProof(entry.evidence);
  proofs.set(name, [...(proofs.get(name) ?? []), entry]);
}

test('every control that the reference environment passes names its proof', () => {
  const proven = new Set(passing.map(({ control }) => control.id));
  const passed = judged.filter(({ findings }) => outcomeOf(findings) === 'pass');
  expect(passed.map(({ control }) => control.id).filter((id) => !proven.has(id))).toEqual([]);
  expect(passed.length).toBeGreaterThan(20);
});

/** Removes proofs one after the other, as long as the control finds another one for the same subject. */
function survivesRemovals(control: Control, subject: Finding['subject'], first: Evidence): boolean {
  let input = environment;
  let next: Evidence | undefined = first;
  for (let round = 0; round < 6 && next; round++) {
    input = removed(input, next);
    const findings = findingsOf(control, workloadOf(input));
    if (outcomeOf(findings) !== 'pass') return false;
    const same: Finding | undefined = findings.find((finding) => nameOf(finding.subject) === nameOf(subject));
    const gone: Evidence = next;
    next = same?.answer.evidence.find(
      ({ resource, path }) =>
        !(resource.logicalId === gone.resource.logicalId && path === gone.path) &&
        !(path === '' && resource.key === nameOf(subject)),
    );
  }
  return true;
}

function nameOf(subject: Finding['subject']): string {
  return subject instanceof Resource ? subject.key : subject.id;
}

describe.each([...proofs])('%s', (_name, entries) => {
  let ways: ReturnType<typeof mutations> = [];
  beforeAll(() => {
    ways = mutations(entries[0]!.evidence);
  });
  afterAll(() => {
    ways = [];
  });

  test.each(entries.map((entry) => [entry.control.id, entry] as const))(
    '%s',
    (_id, { control, subject, evidence }) => {
      // A control that judges a resource has nothing to say once it is gone; its absence fails another control of the item.
      const isSubject = evidence.path === '' && subject instanceof Resource && subject === evidence.resource;
      const noticed = isSubject ? ['fail', 'unknown', 'notApplicable'] : ['fail', 'unknown'];
      // What is there twice, such as a third zone or a second backup, may go; the control must notice when the rest does.
      if (!ways.some((changed) => noticed.includes(outcomeOf(findingsOf(control, changed()))))) {
        expect(survivesRemovals(control, subject, evidence)).toBe(false);
      }
    },
  );
});

test('an environment without its resources fails every item', () => {
  const empty = {
    ...environment,
    stacks: environment.stacks.map((stack) => ({ ...stack, template: { Resources: {} } })),
  };
  const production = items.filter(({ id }) => id.startsWith('ENV'));
  const left = workloadOf(empty);
  const outcomes = production.map((item) =>
    outcomeOf(item.controls.flatMap((control) => findingsOf(control, left))),
  );
  expect(outcomes).toEqual(production.map(() => 'fail'));
});
