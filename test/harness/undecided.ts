import { items, type Control } from '../../lib/checklist';
import { Environment } from '../../lib/model/environment';
import type { Json, JsonObject } from '../../lib/model/input';
import { isObject } from '../../lib/model/own';
import { Workload } from '../../lib/rules/workload';
import { choose, nothing } from '../checklist/expressions';
import { environmentsOf, type Case, type ControlCases } from './judge';
import fc from './properties';

/** Templates of one stack that some case judges. */
type Template = Extract<Case, { readonly resources: JsonObject }>;

/** The verdicts on a template whose conditions depend on a parameter `Stage`, by control and subject. */
function verdicts(
  controls: readonly Control[],
  subject: Template,
  stage: JsonObject,
): ReadonlyMap<string, string> {
  const isProd = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] };
  const [environment] = environmentsOf({
    ...subject,
    parameters: { ...subject.parameters, Stage: { Type: 'String', ...stage } },
    conditions: { ...subject.conditions, IsProd: isProd, IsTest: { 'Fn::Not': [isProd] } },
  });
  const workload = new Workload(new Environment(environment!));
  return new Map(
    controls.flatMap(({ id, check }) =>
      check(workload).findings.map(({ subject: about, outcome, answer }) => {
        const name = 'logicalId' in about ? about.logicalId : '';
        return [`${id} ${name}`, `${outcome}: ${answer.message}`] as const;
      }),
    ),
  );
}

/** What a template is made to depend on: the value at a path, or the existence of a resource. */
interface Doubt {
  readonly at: number;
  readonly instead: Json;
  readonly condition: 'IsProd' | 'IsTest';
  readonly isResource: boolean;
}

const doubt: fc.Arbitrary<Doubt> = fc.record({
  at: fc.nat(),
  instead: fc.constantFrom<Json>(
    nothing,
    nothing,
    0,
    1,
    7,
    true,
    false,
    '*',
    'redis',
    'memcached',
    '10.1.0.0/16',
  ),
  condition: fc.constantFrom('IsProd', 'IsTest'),
  isResource: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
});

function pathsOf(json: Json, path: readonly string[] = []): (readonly string[])[] {
  const isLeaf =
    typeof json !== 'object' || json === null || Object.keys(json).some((key) => /^(Ref|Fn::)/.test(key));
  const members = isLeaf
    ? []
    : Object.entries(json).flatMap(([key, value]) => pathsOf(value, [...path, key]));
  return [path, ...members];
}

function changed(json: Json, [key, ...rest]: readonly string[], change: (value: Json) => Json): Json {
  if (key === undefined) return change(json);
  if (Array.isArray(json))
    return json.map((value, i) => (String(i) === key ? changed(value, rest, change) : value));
  if (typeof json !== 'object' || json === null) return json;
  return { ...json, [key]: changed(json[key] ?? null, rest, change) };
}

function doubtful(resources: JsonObject, { at, instead, condition, isResource }: Doubt): JsonObject {
  // What others refer to is not switched off: such a template cannot be deployed.
  const text = JSON.stringify(resources);
  const isFree = (id = ''): boolean => text.split(`"${id}"`).length === 2;
  const paths = pathsOf(resources).filter((path) =>
    isResource ? path.length === 1 && isFree(path[0]) : path[1] === 'Properties' && path.length > 2,
  );
  const path = paths[at % Math.max(paths.length, 1)];
  if (!path) return resources;
  const change = (value: Json): Json =>
    isResource && isObject(value) ? { ...value, Condition: condition } : choose(condition, value, instead);
  return changed(resources, path, change) as JsonObject;
}

/**
 * Makes templates of the tables depend on conditions that are not decided, and expects every verdict of the controls of
 * some items to hold whichever way the conditions go.
 */
export function testUndecided(about: RegExp, tables: readonly ControlCases[], numRuns: number): void {
  const controls = items.filter(({ id }) => about.test(id)).flatMap((item) => item.controls);
  const templates = tables
    .flatMap(({ pass, fail, unknown }): readonly Case[] => [...pass, ...fail, ...unknown])
    .filter((subject): subject is Template => 'resources' in subject);

  test('what is decided while a condition is not, holds whichever way it goes', () => {
    const decided = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.array(doubt, { minLength: 1, maxLength: 2 }),
        (subject, doubts) => {
          const template = { ...subject, resources: doubts.reduce(doubtful, subject.resources) };
          const open = verdicts(controls, template, {});
          for (const stage of ['prod', 'test']) {
            const settled = verdicts(controls, template, { Default: stage });
            for (const [key, verdict] of open) {
              const [outcome] = verdict.split(':');
              const then = settled.get(key);
              if ((outcome !== 'pass' && outcome !== 'fail') || !then) continue;
              decided.add(key.split(' ')[0]!);
              expect(`${key} ${then.split(':')[0]} (${then})`).toBe(`${key} ${outcome} (${then})`);
            }
          }
        },
      ),
      { numRuns },
    );
    expect([...decided].sort()).toEqual(controls.map(({ id }) => id).sort());
  });
}
