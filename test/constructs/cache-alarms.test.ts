import { Lazy, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CacheAlarms, HighlyAvailableCache } from '../../constructs';
import { ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const alarmType = 'AWS::CloudWatch::Alarm';

function group(stack: ShopStack, numbers: object): CfnReplicationGroup {
  return new CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'cache', ...numbers });
}

function alarms(stack: ShopStack, numbers: object): CacheAlarms {
  return new CacheAlarms(stack, 'Alarms', {
    ...somebodyOnCall(stack),
    replicationGroup: group(stack, numbers),
  });
}

/** The ids of the nodes on which there are alarms, without that of the group. */
function nodesIn(template: Template): readonly string[] {
  const ids = Object.values(template.findResources(alarmType)).map(
    ({ Properties }) => Properties.Dimensions[0].Value['Fn::Join'][1][1] as string,
  );
  return [...new Set(ids)].sort();
}

test('fires when a node lacks CPU or memory for five minutes', () => {
  const template = templateOf((stack) => alarms(stack, { numCacheClusters: 2 }));
  template.resourceCountIs(alarmType, 4);
  template.allResourcesProperties(alarmType, {
    Namespace: 'AWS/ElastiCache',
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: 80,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
  });
  template.hasResourceProperties(alarmType, {
    AlarmName: 'Shop-Alarms-Node001-CpuUtilization',
    AlarmDescription:
      'P2: The engine of node 001 is busy for more than 80 % of the time. https://wiki.example.com/runbook#cpu-utilization',
    MetricName: 'EngineCPUUtilization',
    Dimensions: [{ Name: 'CacheClusterId', Value: { 'Fn::Join': ['-', [{ Ref: 'Cache' }, '001']] } }],
  });
  template.hasResourceProperties(alarmType, {
    AlarmName: 'Shop-Alarms-Node002-MemoryUsage',
    AlarmDescription:
      'P2: Node 002 uses more than 80 % of its memory. https://wiki.example.com/runbook#memory-usage',
    MetricName: 'DatabaseMemoryUsagePercentage',
    Dimensions: Match.anyValue(),
  });
});

test.each([
  ['a replica beside the primary', { replicasPerNodeGroup: 1 }, ['001', '002']],
  [
    'two shards',
    { numNodeGroups: 2, replicasPerNodeGroup: 1 },
    ['0001-001', '0001-002', '0002-001', '0002-002'],
  ],
  [
    'one shard in cluster mode',
    { clusterMode: 'enabled', replicasPerNodeGroup: 1 },
    ['0001-001', '0001-002'],
  ],
])('finds the nodes of %s', (_, numbers, nodes) => {
  expect(nodesIn(templateOf((stack) => alarms(stack, numbers)))).toEqual(nodes);
});

test.each([
  ['no number of nodes', {}],
  ['a number of later', { numCacheClusters: Token.asNumber(Lazy.number({ produce: () => 2 })) }],
])('refuses %s', (_, numbers) => {
  expect(() => alarms(new ShopStack(), numbers)).toThrow(
    new Error(
      'cannot make CacheAlarms Shop/Alarms: the nodes of replicationGroup cannot be counted, ' +
        'expected numCacheClusters or replicasPerNodeGroup',
    ),
  );
});

test('provides its controls', () => {
  const stack = new ShopStack();
  const { replicationGroup } = new HighlyAvailableCache(stack, 'Cache', { vpc: stack.vpc });
  new CacheAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), replicationGroup });
  expect(verdicts(stack, CacheAlarms.CONTROLS)).toEqual(passes(CacheAlarms.CONTROLS));
});
