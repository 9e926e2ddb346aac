import fc from '../harness/properties';
import { assess } from '../../lib/assess/assess';
import type { Outcome, Report } from '../../lib/assess/report';
import type { Json, JsonObject } from '../../lib/model/input';
import { inputOf } from '../harness/environment';

const options = { generatedAt: '2026-01-01T00:00:00Z', version: '0' };

const instance = (Condition?: string): JsonObject => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { DBClusterIdentifier: { Ref: 'Db' } },
  ...(Condition ? { Condition } : {}),
});
const cluster: JsonObject = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } };
const is = (parameter: string, value: string): Json => ({ 'Fn::Equals': [{ Ref: parameter }, value] });

const Parameters: JsonObject = {
  Env: { Type: 'String' },
  Size: { Type: 'String', AllowedValues: ['small', 'large'] },
  ...Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [name, { Type: 'String' }])),
};
const Conditions: JsonObject = {
  Prod: is('Env', 'prod'),
  Dev: is('Env', 'dev'),
  NotProd: { 'Fn::Not': [{ 'Fn::Equals': ['prod', { Ref: 'Env' }] }] },
  Large: is('Size', 'large'),
  Small: is('Size', 'small'),
  ...Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [`Is${name}`, is(name, 'yes')])),
};

function judge(Resources: JsonObject, parameters?: Readonly<Record<string, string>>): Report {
  return assess(
    [inputOf([{ id: 'Shop', template: { Parameters, Conditions, Resources }, parameters }])],
    options,
  );
}

function said(report: Report, id: string): readonly string[] {
  const control = report.items.flatMap(({ controls }) => controls).find((one) => one.id === id)!;
  return control.findings.map(({ outcome, message }) => `${outcome}: ${message}`);
}

describe('what holds in every case passes', () => {
  test('under opposite conditions', () => {
    const Resources: JsonObject = { Db: cluster };
    for (let i = 0; i < 3; i++)
      Object.assign(Resources, { [`In${i}`]: instance('Prod'), [`Out${i}`]: instance('NotProd') });
    expect(said(judge(Resources), 'ENV5.replicas')).toEqual(['pass: it has 3 instances']);
  });

  test('with what each case shows, where that differs', () => {
    const Resources: JsonObject = { Db: cluster, X: instance('Prod') };
    for (let i = 0; i < 3; i++)
      Object.assign(Resources, { [`In${i}`]: instance('Prod'), [`Out${i}`]: instance('NotProd') });
    expect(said(judge(Resources), 'ENV5.replicas')).toEqual([
      'pass: where ${Shop.Env} is prod: it has 4 instances',
      'pass: where ${Shop.Env} is other than prod: it has 3 instances',
    ]);
  });

  test('under conditions on a parameter whose values are stated', () => {
    const Resources = {
      Db: cluster,
      Y: instance(),
      ...withInstances('Large', 2),
      ...withInstances('Small', 2),
    };
    expect(said(judge(Resources), 'ENV5.replicas')).toEqual(['pass: it has 3 instances']);
  });
});

function withInstances(condition: string, count: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_one, i) => [`${condition}${i}`, instance(condition)]),
  );
}

test('what fails in every case fails, and says what was found in each', () => {
  const Resources = { Db: cluster, ...withInstances('Prod', 2), ...withInstances('Dev', 1) };
  expect(said(judge(Resources), 'ENV5.replicas')).toEqual([
    expect.stringMatching(/^fail: where \$\{Shop\.Env\} is prod: it has 2 instances, expected at least 3/),
    expect.stringMatching(/^fail: where \$\{Shop\.Env\} is dev: it has 1 instance, expected at least 3/),
    expect.stringMatching(
      /^fail: where \$\{Shop\.Env\} is other than prod, dev: it has 0 instances, expected at least 3/,
    ),
  ]);
});

describe('what holds in some cases only is unknown', () => {
  test('and says what is wrong in the others', () => {
    expect(said(judge({ Db: cluster, ...withInstances('Large', 3) }), 'ENV5.replicas')).toEqual([
      expect.stringMatching(/^unknown: /),
    ]);
  });

  test('though the only database there may be is fine', () => {
    const Resources = { Orders: { Type: 'AWS::DynamoDB::Table', Condition: 'Large' } };
    const missing =
      'no database is in the templates (Orders switched off by condition), expected at least one';
    expect(said(judge(Resources), 'ENV5.replicas')).toEqual([
      'unknown: whether there is a database is not known (parameter Size of Shop has no default and was given ' +
        'no value): AWS::DynamoDB::Table keeps copies in several availability zones by design',
    ]);
    expect(said(judge(Resources, { Size: 'small' }), 'ENV5.replicas')).toEqual([`fail: ${missing}`]);
    expect(said(judge(Resources, { Size: 'large' }), 'ENV5.replicas')[0]).toMatch(/^pass: /);
  });
});

test('more doubts than can be tried leave the verdict as it was', () => {
  const doubted = (names: readonly string[]): JsonObject => {
    const resources: JsonObject = { Db: cluster };
    for (const name of names) Object.assign(resources, withInstances(`Is${name}`, 1));
    return { ...resources, ...withInstances('Prod', 3), ...withInstances('NotProd', 3) };
  };
  expect(said(judge(doubted(['A', 'B', 'C'])), 'ENV5.replicas')[0]).toMatch(/^pass: /);
  expect(said(judge(doubted(['A', 'B', 'C', 'D', 'E'])), 'ENV5.replicas')[0]).toMatch(/^unknown: /);
});

test('what no condition asks is not tried', () => {
  const values = Array.from({ length: 20 }, (_one, i) => `v${i}`);
  const Mappings = { M: Object.fromEntries(values.map((value) => [value, { count: 3 }])) };
  const template = {
    Parameters,
    Conditions,
    Mappings,
    Resources: { Db: cluster, ...withInstances('Prod', 3) },
  };
  expect(assess([inputOf([{ id: 'Shop', template }])], options).items).toHaveLength(221);
});

/** Resources whose presence and properties hang on one parameter that conditions compare with two values. */
const conditional = fc.constantFrom(undefined, 'Prod', 'Dev', 'NotProd');
const resources: fc.Arbitrary<JsonObject> = fc
  .record({
    db: conditional,
    instances: fc.array(conditional, { maxLength: 6 }),
    cache: conditional,
    encrypted: conditional,
    clusters: fc.constantFrom(1, 2, { 'Fn::If': ['Prod', 3, 1] }),
    service: conditional,
    count: fc.constantFrom<Json>(3, 1, { 'Fn::If': ['NotProd', 1, 3] }, { 'Fn::If': ['Dev', 3, 4] }),
  })
  .map(({ db, instances, cache, encrypted, clusters, service, count }) => ({
    Db: { ...cluster, ...under(db) },
    ...Object.fromEntries(instances.map((condition, i) => [`I${i}`, instance(condition)])),
    Cache: {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      ...under(cache),
      Properties: {
        Engine: 'valkey',
        NumCacheClusters: clusters,
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: encrypted ? { 'Fn::If': [encrypted, true, false] } : true,
      },
    },
    Service: { Type: 'AWS::ECS::Service', ...under(service), Properties: { DesiredCount: count } },
  }));

function under(Condition: string | undefined): JsonObject {
  return Condition === undefined ? {} : { Condition };
}

function outcomesOf(report: Report): Map<string, Outcome> {
  return new Map(
    report.items.flatMap(({ controls }) => controls.map(({ id, outcome }) => [id, outcome] as const)),
  );
}

test('with one doubt, every verdict is what the values that it may have agree on', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(resources, (Resources) => {
      const cases = ['prod', 'dev', 'another'].map((Env) => outcomesOf(judge(Resources, { Env })));
      for (const [id, outcome] of outcomesOf(judge(Resources))) {
        const found = new Set(cases.map((one) => one.get(id)!));
        if (found.has('pass')) found.delete('notApplicable');
        const expected = found.size === 1 ? [...found][0] : 'unknown';
        seen.add(`${[...found].sort().join('+')} ${outcome}`);
        expect([id, outcome]).toEqual([id, expected]);
      }
    }),
    { numRuns: 100 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(['pass pass', 'fail fail', 'fail+pass unknown', 'unknown unknown']),
  );
});
