import { assess } from '../../lib/assess/assess';
import type { Report } from '../../lib/assess/report';
import { acknowledgedId } from '../../lib/assess/waivers';
import type { Acknowledgement, EnvironmentInput, JsonObject } from '../../lib/model/input';
import { inputOf, type PartialStack } from '../harness/environment';

const options = { generatedAt: '2026-01-01T00:00:00Z', version: '0', items: ['ENV5'] };

/** A stack of the CDK: constructs by logical id, acknowledgements made on it or below. */
function stack(
  path: string,
  Resources: JsonObject,
  acknowledged: readonly Partial<Acknowledgement>[] = [],
): PartialStack {
  return {
    id: path.replaceAll('/', ''),
    displayName: path,
    template: { Resources },
    constructs: {
      construct: (logicalId) => ({ path: `${path}/${logicalId}/Resource` }),
      stack: () => ({ path }),
      acknowledgements: () =>
        acknowledged.map((entry) => ({
          id: 'Readiness::ENV5.replicas',
          reason: 'one is enough',
          path,
          ...entry,
        })),
    },
  };
}

const lone: JsonObject = { Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } } };

function replicas(report: Report): unknown[] {
  return report.items[0]!.controls.find(({ id }) => id === 'ENV5.replicas')!.findings.map(
    ({ environment, outcome, resource }) =>
      [environment, outcome, resource?.constructPath].filter((word) => word !== undefined),
  );
}

function judge(...environments: readonly EnvironmentInput[]): Report {
  return assess(environments, options);
}

describe('an id that is acknowledged', () => {
  test.each<[string, string | undefined]>([
    ['Readiness::ENV5.replicas', 'ENV5.replicas'],
    ['Readiness::ENV5', 'ENV5'],
    ['ENV5.replicas', 'ENV5.replicas'],
    ['ENV5', 'ENV5'],
    ['annotation::ENV5', 'ENV5'],
    ['Annotation::Readiness::ENV5.replicas', 'ENV5.replicas'],
    ['readiness::ENV5', 'ENV5'],
    ['Readiness::ENV55', 'ENV55'],
    ['Readiness::anything', 'anything'],
    ['env5', 'env5'],
    ['ENV5.tls-1-2', 'ENV5.tls-1-2'],
    ['AwsSolutions::IAM4', undefined],
    ['AwsSolutions-IAM4', undefined],
    ['W12', undefined],
    ['RDS2', undefined],
    ['AwsSolutions::Readiness::ENV5', undefined],
    ['Readiness::ENV5::replicas', undefined],
    ['', undefined],
  ])('%s', (id, expected) => {
    expect(acknowledgedId({ id, reason: 'r', path: '' })).toBe(expected);
  });
});

describe('an acknowledgement covers', () => {
  test.each<[string, Partial<Acknowledgement>, boolean]>([
    ['its own construct', { path: 'Shop/Db/Resource' }, true],
    ['a construct below', { path: 'Shop/Db' }, true],
    ['everything in the stack', { path: 'Shop' }, true],
    ['everything, on the App', { path: '' }, true],
    ['all controls of an item', { id: 'Readiness::ENV5' }, true],
    ['the control by its bare id', { id: 'ENV5.replicas' }, true],
    ['the item by its bare id', { id: 'ENV5' }, true],
    ['nothing of another construct', { path: 'Shop/Other' }, false],
    ['nothing of a construct whose path only begins alike', { path: 'Shop/D' }, false],
    ['nothing of another control', { id: 'Readiness::ENV5.failover' }, false],
    ['nothing of another item', { id: 'Readiness::ENV6' }, false],
    ['nothing of another tool', { id: 'AwsSolutions::ENV5' }, false],
    ['nothing by an id in another case', { id: 'Readiness::env5' }, false],
  ])('%s', (_name, entry, covered) => {
    const report = judge(inputOf([stack('Shop', lone, [entry])]));
    expect(replicas(report)).toEqual([[covered ? 'waived' : 'fail', 'Shop/Db/Resource']]);
  });

  test('what is missing altogether, on any stack or above, and not on a construct in it', () => {
    const missing = (path: string): unknown[] =>
      replicas(judge(inputOf([stack('Prod/Data', {}), stack('Prod/Web', {}, [{ path }])], 'Prod')));
    expect(missing('Prod/Web')).toEqual([['Prod', 'waived', 'Prod/Data']]);
    expect(missing('Prod')).toEqual([['Prod', 'waived', 'Prod/Data']]);
    expect(missing('Prod/Web/Bucket')).toEqual([['Prod', 'fail', 'Prod/Data']]);
    expect(missing('Test')).toEqual([['Prod', 'fail', 'Prod/Data']]);
  });

  test('one Stage and no other', () => {
    const acknowledgements = [{ id: 'ENV5.replicas', reason: 'it is a test', path: 'Test' }];
    const environments = ['Test', 'Prod'].map((name) => inputOf([stack(`${name}/Data`, lone)], name));
    expect(replicas(assess(environments, { ...options, acknowledgements }))).toEqual([
      ['Test', 'waived', 'Test/Data/Db/Resource'],
      ['Prod', 'fail', 'Prod/Data/Db/Resource'],
    ]);
    const empty = ['Test', 'Prod'].map((name) => inputOf([stack(`${name}/Data`, {})], name));
    expect(replicas(assess(empty, { ...options, acknowledgements }))).toEqual([
      ['Test', 'waived', 'Test/Data'],
      ['Prod', 'fail', 'Prod/Data'],
    ]);
  });

  test('what is not known, and nothing that passes', () => {
    const hidden = { ...stack('Shop', {}, [{}]) };
    const unknown = judge(inputOf([{ ...hidden, template: { Transform: 'Ours' } }]));
    expect(replicas(unknown)).toEqual([['waived', 'Shop']]);
    const member = { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' } } };
    const good = judge(inputOf([stack('Shop', { ...lone, A: member, B: member, C: member }, [{}])]));
    expect(replicas(good)).toEqual([['pass', 'Shop/Db/Resource']]);
    expect(good.notices).toEqual([
      'Shop: the acknowledgement of ENV5.replicas matches nothing: nothing there fails it',
    ]);
  });

  test('findings of stacks nested in it', () => {
    const child = { ...stack('Shop/Child', lone), nested: {} };
    const parent = stack('Shop', { Child: { Type: 'AWS::CloudFormation::Stack' } }, [{ path: 'Shop' }]);
    const report = judge(
      inputOf([{ ...parent, nested: { Child: { ...child, displayName: 'Shop/Child' } } } as PartialStack]),
    );
    expect(replicas(report)).toEqual([['waived', 'Shop/Child/Db/Resource']]);
  });
});

describe('the report', () => {
  test('keeps each waiver with its reason and where it was made', () => {
    const source = 'lib/shop.ts:42:7';
    const item = judge(inputOf([stack('Shop', lone, [{ id: 'ENV5', source }])])).items[0]!;
    expect(item.waivers).toEqual([{ id: 'ENV5', reason: 'one is enough', where: source }]);
    expect(
      judge(inputOf([stack('Shop', lone, [{ id: 'ENV5', path: '' }])])).items[0]!.waivers[0]!.where,
    ).toBe('the App');
    expect(judge(inputOf([stack('Shop', lone, [{ id: 'ENV5' }])])).items[0]!.waivers[0]!.where).toBe('Shop');
  });

  test('of an item whose failures are all waived says so', () => {
    const item = judge(inputOf([stack('Shop', lone, [{ id: 'ENV5' }])])).items[0]!;
    expect(item.outcome).toBe('waived');
    expect(item.controls.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')).toEqual([]);
  });

  test('gives notice of acknowledgements that match nothing, once', () => {
    const acknowledged = [
      { id: 'Readiness::ENV5.replcas' },
      { id: 'ENV99' },
      { id: 'W12' },
      { id: 'ENV5.replicas', path: 'Shop/Other' },
    ];
    const report = judge(
      inputOf([stack('Shop', lone, acknowledged)], 'A'),
      inputOf([stack('Shop', lone, acknowledged)], 'B'),
    );
    expect(report.notices).toEqual([
      'Shop: the acknowledgement of ENV5.replcas matches nothing: there is no such item or control',
      'Shop: the acknowledgement of ENV99 matches nothing: there is no such item or control',
      'Shop/Other: the acknowledgement of ENV5.replicas matches nothing: nothing there fails it',
    ]);
  });

  test('leaves a finding as it is where somebody else honours the acknowledgement, which then matches something', () => {
    const asked: string[] = [];
    const report = assess([inputOf([stack('Shop', lone, [{}])])], {
      ...options,
      leave: ({ reason }, controlId, { message }) => asked.push(`${controlId} ${reason} ${message}`) > 0,
    });
    expect(replicas(report)).toEqual([['fail', 'Shop/Db/Resource']]);
    expect(report.notices).toEqual([]);
    expect(report.items[0]!.waivers).toEqual([]);
    expect(asked).toEqual([expect.stringContaining('ENV5.replicas one is enough')]);
  });

  test('asks for the constructs of a stack only where it needs them', () => {
    let read = 0;
    const passing = stack('Shop', {});
    const constructs = { ...passing.constructs!, stack: () => ({ path: `${++read}` }) };
    assess([inputOf([{ ...passing, constructs }])], {
      ...options,
      workload: { databases: { none: 'stateless' } },
    });
    expect(read).toBe(0);
  });
});
