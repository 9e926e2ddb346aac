import { assess } from '../../lib/assess/assess';
import { UnmatchedSelector } from '../../lib/assess/judge';
import type { Report } from '../../lib/assess/report';
import { items } from '../../lib/checklist';
import type { EnvironmentInput, JsonObject } from '../../lib/model/input';
import { inputOf, type PartialStack } from '../harness/environment';

const options = { generatedAt: '2026-01-01T00:00:00Z', version: '1.2.3' };

/** A cluster with so many instances; three are a writer and two readers. */
function database(instances: number, name = 'Db'): JsonObject {
  const members = Array.from({ length: instances }, (_one, i) => [
    `${name}Instance${i}`,
    { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: name } } },
  ]);
  return {
    [name]: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
    ...(Object.fromEntries(members) as JsonObject),
  };
}

function stack(id: string, Resources: JsonObject, details: Partial<PartialStack> = {}): PartialStack {
  return { id, template: { Resources }, ...details };
}

function found(report: Report, id: string) {
  return report.items.flatMap(({ controls }) => controls).find((control) => control.id === id)!;
}

describe('a report', () => {
  const report = assess([inputOf([stack('Data', database(1))])], options);

  test('has every item of the checklist in its order, and says who made it and when', () => {
    expect(report.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(report).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'cdk-readiness', version: '1.2.3' },
      generatedAt: options.generatedAt,
    });
  });

  test('counts its items by outcome', () => {
    const counted = Object.values(report.summary).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(items.length);
    expect(report.summary.fail).toBe(report.items.filter(({ outcome }) => outcome === 'fail').length);
    expect(report.summary).toMatchObject({ expired: 0, waived: 0 });
  });

  test('says what was seen, where, and what cures it', () => {
    expect(found(report, 'ENV5.replicas')).toMatchObject({
      outcome: 'fail',
      examined: 1,
      findings: [
        {
          outcome: 'fail',
          message: expect.stringContaining('it has 1 instance, expected at least 3: a writer and 2 readers'),
          fix: expect.stringMatching(/./),
          resource: { stack: 'Data', logicalId: 'Db', type: 'AWS::RDS::DBCluster' },
          evidence: [
            {
              stack: 'Data',
              logicalId: 'DbInstance0',
              path: 'Properties.DBClusterIdentifier',
              value: '${Db}',
            },
          ],
        },
      ],
    });
  });

  test('gives no fix for what passes', () => {
    const [finding] = found(
      assess([inputOf([stack('Data', database(3))])], options),
      'ENV5.replicas',
    ).findings;
    expect(finding).toMatchObject({ outcome: 'pass', message: 'it has 3 instances' });
    expect(finding?.fix).toBeUndefined();
  });

  test('names the evidence that an item still awaits', () => {
    const awaits = Object.fromEntries(report.items.map((item) => [item.id, item.awaits]));
    for (const item of items) {
      expect([item.id, awaits[item.id]]).toEqual([
        item.id,
        [
          ...(item.evidence.includes('live') ? ['live'] : []),
          ...(item.evidence.includes('attest') ? ['attestation'] : []),
        ],
      ]);
    }
    expect(new Set(Object.values(awaits).map((kinds) => kinds.join()))).toEqual(
      new Set(['live', 'attestation', 'live,attestation']),
    );
  });

  test('is about the items asked for alone', () => {
    const some = assess([inputOf([stack('Data', database(1))])], { ...options, items: ['ENV5', 'ENV7'] });
    expect(some.items.map(({ id }) => id)).toEqual(['ENV5', 'ENV7']);
  });

  test('of an item without a control is pending', () => {
    expect(
      report.items.filter(({ controls }) => controls.length === 0).map(({ outcome }) => outcome),
    ).toEqual(items.filter(({ controls }) => controls.length === 0).map(() => 'pending'));
  });
});

describe('several Stages', () => {
  const environments: EnvironmentInput[] = [
    inputOf([stack('TestData', database(3), { displayName: 'Test/Data' })], 'Test'),
    inputOf([stack('ProdData', database(1), { displayName: 'Prod/Data' })], 'Prod'),
  ];

  test('are judged each on its own, and the worst decides', () => {
    const control = found(assess(environments, options), 'ENV5.replicas');
    expect(
      control.findings.map(({ environment, outcome, resource }) => [environment, outcome, resource?.stack]),
    ).toEqual([
      ['Test', 'pass', 'Test/Data'],
      ['Prod', 'fail', 'Prod/Data'],
    ]);
    expect(control).toMatchObject({ outcome: 'fail', examined: 2 });
  });

  test('lend one another nothing', () => {
    const half = (name: string, resources: JsonObject): EnvironmentInput =>
      inputOf([stack(`${name}Data`, resources)], name);
    const { Db, ...instances } = database(3);
    const control = found(
      assess([half('Test', { Db: Db! }), half('Prod', { ...instances, Db: Db! })], options),
      'ENV5.replicas',
    );
    expect(control.findings.map(({ environment, outcome }) => [environment, outcome])).toEqual([
      ['Test', 'fail'],
      ['Prod', 'pass'],
    ]);
  });

  test('that lack something altogether are named', () => {
    const control = found(
      assess([...environments, inputOf([stack('Empty', {})], 'Empty')], options),
      'ENV5.replicas',
    );
    expect(control.findings[2]).toMatchObject({
      environment: 'Empty',
      outcome: 'fail',
      message: 'no database is in the templates, expected at least one',
      resource: { stack: 'Empty' },
    });
    expect(control.findings[2]?.resource?.logicalId).toBeUndefined();
  });
});

test('replicas in another region or account are not replicas of it', () => {
  const instance = (id: string): PartialStack =>
    stack(id, { Replica: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: 'shop' } } });
  const cluster = {
    Type: 'AWS::RDS::DBCluster',
    Properties: { DBClusterIdentifier: 'shop', Engine: 'aurora-mysql' },
  };
  const place = { account: '111111111111', region: 'eu-west-1' };
  const judged = (details: Partial<PartialStack>): string => {
    const stacks = ['A', 'B', 'C'].map((id) => ({ ...instance(id), ...details }));
    return found(
      assess([inputOf([stack('Data', { Db: cluster }, place), ...stacks])], options),
      'ENV5.replicas',
    ).outcome;
  };
  expect(judged(place)).toBe('pass');
  expect(judged({ ...place, region: 'us-east-1' })).not.toBe('pass');
  expect(judged({ ...place, account: '222222222222' })).not.toBe('pass');
});

test('a report does not depend on the order in which stacks are given', () => {
  const stacks = [
    stack('Web', { Alb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' } }),
    stack('Data', { ...database(1), ...database(3, 'Other') }),
    stack('Cache', { Redis: { Type: 'AWS::ElastiCache::ReplicationGroup' } }),
    stack('More', database(2)),
  ];
  const bytes = (order: readonly number[]): string =>
    JSON.stringify(assess([inputOf(order.map((i) => stacks[i]!))], options));
  for (const order of [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ])
    expect(bytes(order)).toBe(bytes([0, 1, 2, 3]));
});

test('a selector that names nothing is refused, with its place', () => {
  const workload = { databases: { resources: [{ text: 'Data.Gone', place: 'readiness.yaml:3:5' }] } };
  const judge = () => assess([inputOf([stack('Data', database(3))])], { ...options, workload });
  expect(judge).toThrow(UnmatchedSelector);
  expect(judge).toThrow(
    'readiness.yaml:3:5: Data.Gone names no resource of the templates, expected a construct path or Stack.LogicalId',
  );
});

test('a selector that names something in one environment is fine in the others', () => {
  const workload = { databases: { resources: [{ text: 'ProdData.Db', place: 'readiness.yaml:3:5' }] } };
  const environments = ['Test', 'Prod'].map((name) => inputOf([stack(`${name}Data`, database(3))], name));
  expect(
    found(assess(environments, { ...options, workload }), 'ENV5.replicas').findings.map(
      ({ outcome }) => outcome,
    ),
  ).toEqual(['fail', 'pass']);
});

test('what is declared absent is not asked for, with the reason', () => {
  const report = assess([inputOf([stack('Web', {})])], {
    ...options,
    workload: { databases: { none: 'stateless' } },
  });
  expect(found(report, 'ENV5.replicas')).toMatchObject({
    outcome: 'notApplicable',
    findings: [{ outcome: 'notApplicable', message: 'declared: stateless' }],
  });
});

test('time and memory stay in proportion: many stacks in one environment are judged in one pass over each', () => {
  const reads = new Map<string, number>();
  const counted = (id: string): PartialStack => {
    const resources = database(3, `Db${id}`);
    for (const [logicalId, body] of Object.entries(resources)) {
      const { Properties } = body as { Properties: JsonObject };
      const value = Properties.DBClusterIdentifier;
      if (value === undefined) continue;
      Object.defineProperty(Properties, 'DBClusterIdentifier', {
        enumerable: true,
        get: () => {
          reads.set(`${id}/${logicalId}`, (reads.get(`${id}/${logicalId}`) ?? 0) + 1);
          return value;
        },
      });
    }
    return stack(id, resources);
  };
  const most = (count: number): number => {
    reads.clear();
    assess([inputOf(Array.from({ length: count }, (_one, i) => counted(`S${i}`)))], options);
    return Math.max(...reads.values());
  };
  expect(most(1000)).toBe(most(10));
});
