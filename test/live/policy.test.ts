import { probes } from '../../lib/live/catalog';
import { policyFor } from '../../lib/live/policy';
import type { Probe } from '../../lib/live/probe';

const probe = (actions: readonly string[]): Probe => ({
  id: 'ENV5.example',
  title: 'DB cluster is an example',
  severity: 'error',
  why: '',
  fix: '',
  docs: '',
  about: { of: 'region' },
  actions,
  ask: () => () => Promise.reject(new Error('it is not asked')),
});

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[];
}

function actionsFor(...probes: readonly Probe[]): readonly string[] {
  const { Version, Statement } = JSON.parse(policyFor(probes)) as Policy;
  expect([Version, Statement.map(({ Effect }) => Effect)]).toEqual(['2012-10-17', ['Allow']]);
  return Statement.flatMap(({ Action }) => Action);
}

test('a policy has the actions of the probes that are asked, each once, beside those that read stacks', () => {
  const forStacks = actionsFor();
  const asked = actionsFor(
    probe(['rds:DescribeDBClusters', 'sns:ListTopics']),
    probe(['rds:DescribeDBClusters']),
  );
  expect(asked).toEqual([...forStacks, 'rds:DescribeDBClusters', 'sns:ListTopics'].sort());
});

test('the policy of every probe only reads', () => {
  const reading = /^[a-z0-9-]+:(BatchDescribe|BatchGet|Describe|Detect|Get|List|Search)[A-Za-z]+$/;
  expect(actionsFor(...probes).filter((action) => !reading.test(action))).toEqual([]);
});
