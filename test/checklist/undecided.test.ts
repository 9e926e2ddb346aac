import fc from '../harness/properties';
import { items } from '../../lib/checklist';
import { Environment } from '../../lib/model/environment';
import type { Json, JsonObject } from '../../lib/model/input';
import { isObject } from '../../lib/model/own';
import { Workload } from '../../lib/rules/workload';
import { environmentsOf, type Case, type ControlCases } from '../harness/judge';
import { subnetsApart } from './access/apart';
import { authentication } from './access/authentication';
import { ingress } from './access/ingress';
import { ownUsers } from './access/own-users';
import { passwords } from './access/passwords';
import { pooled, poolTls, used } from './access/pooling';
import { transport } from './access/transport';
import { brokenOrigins } from './delivery/broken-origins';
import { cached } from './delivery/caching';
import { dns } from './delivery/dns';
import { doubtfulOrigins } from './delivery/doubtful-origins';
import { origins } from './delivery/origins';
import { compressed, https } from './delivery/transfer';
import { choose, nothing } from './expressions';
import { bySchedule } from './stores/backup-schedules';
import { byArn } from './stores/backups-by-arn';
import { byTag } from './stores/backups-by-tag';
import { encrypted as cacheEncrypted, failover as cacheFailover } from './stores/caches';
import { connections } from './stores/connections';
import { doubtfulConnections } from './stores/doubtful-connections';
import { doubtfulReplicas } from './stores/doubtful-replicas';
import { unreachable } from './stores/exposure';
import { failover } from './stores/failover';
import { files } from './stores/file-backups';
import { missingReplicas } from './stores/missing-replicas';
import { replicas } from './stores/replicas';
import { native } from './stores/retention';
import { deletionProtection, encrypted } from './stores/safekeeping';
import { zones } from './stores/zones';

const tables: readonly ControlCases[] = [
  ...[cached, compressed, https, dns, origins, brokenOrigins, doubtfulOrigins],
  ...[
    replicas,
    missingReplicas,
    doubtfulReplicas,
    failover,
    zones,
    unreachable,
    deletionProtection,
    encrypted,
  ],
  ...[cacheFailover, cacheEncrypted, connections, doubtfulConnections],
  ...[native, byArn, byTag, bySchedule, files],
  ...[ingress, subnetsApart, authentication, passwords, transport, ownUsers, pooled, used, poolTls],
];

/** Templates of one stack that some case judges. */
type Template = Extract<Case, { readonly resources: JsonObject }>;
const templates = tables
  .flatMap(({ pass, fail, unknown }): readonly Case[] => [...pass, ...fail, ...unknown])
  .filter((subject): subject is Template => 'resources' in subject);

const controls = items
  .filter(({ id }) => /^(ENV[4-7]|SEC6|DATA5)$/.test(id))
  .flatMap((item) => item.controls);

/** The verdicts on a template whose conditions depend on a parameter `Stage`, by control and subject. */
function verdicts(subject: Template, stage: JsonObject): ReadonlyMap<string, string> {
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

test('what is decided while a condition is not, holds whichever way it goes', () => {
  const decided = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...templates),
      fc.array(doubt, { minLength: 1, maxLength: 2 }),
      (subject, doubts) => {
        const template = { ...subject, resources: doubts.reduce(doubtful, subject.resources) };
        const open = verdicts(template, {});
        for (const stage of ['prod', 'test']) {
          const settled = verdicts(template, { Default: stage });
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
    { numRuns: 800 },
  );
  expect([...decided].sort()).toEqual(controls.map(({ id }) => id).sort());
});
