import { Duration, Fn, Token } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { alerts } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import { refuse } from './private/problems';

/** Properties of CacheAlarms. */
export interface CacheAlarmsProps extends CommonAlarmProps {
  /** The cache to watch, such as that of a HighlyAvailableCache; it states how many shards and nodes it has. */
  readonly replicationGroup: CfnReplicationGroup;
}

/**
 * Alarms on the CPU and the memory of every node of a Valkey or Redis cache, which fire when a node lacks one of them
 * for five minutes. ElastiCache publishes no metric for the group as a whole, and any node can become the primary.
 */
export class CacheAlarms extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON7.cache-cpu', 'MON7.cache-memory');

  constructor(scope: Construct, id: string, props: CacheAlarmsProps) {
    super(scope, id);
    const numbers = nodeNumbersOf(props.replicationGroup);
    refuse(this, [
      numbers.length === 0
        ? 'the nodes of replicationGroup cannot be counted, expected numCacheClusters or replicasPerNodeGroup'
        : undefined,
    ]);
    for (const number of numbers) this.watchNode(number, props);
  }

  private watchNode(number: string, props: CacheAlarmsProps): void {
    const node = new Construct(this, `Node${number}`);
    const percent = 100 * alerts.utilization;
    const watch = (id: string, metricName: string, meaning: string) =>
      addAlarm(node, id, props, {
        severity: AlarmSeverity.P2,
        meaning,
        metric: new Metric({
          namespace: 'AWS/ElastiCache',
          metricName,
          dimensionsMap: { CacheClusterId: Fn.join('-', [props.replicationGroup.ref, number]) },
          statistic: 'Maximum',
          period: Duration.minutes(1),
        }),
        threshold: percent,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 5,
        // A node always runs: silence means that it does not.
        treatMissingData: TreatMissingData.BREACHING,
      });
    watch(
      'CpuUtilization',
      'EngineCPUUtilization',
      `The engine of node ${number} is busy for more than ${percent} % of the time.`,
    );
    watch(
      'MemoryUsage',
      'DatabaseMemoryUsagePercentage',
      `Node ${number} uses more than ${percent} % of its memory.`,
    );
  }
}

/** What ElastiCache puts behind the name of a group to name its nodes: `001`, or with several shards `0001-001`. */
function nodeNumbersOf(group: CfnReplicationGroup): string[] {
  const { numNodeGroups = 1, replicasPerNodeGroup, numCacheClusters } = group;
  const nodes = replicasPerNodeGroup === undefined ? numCacheClusters : replicasPerNodeGroup + 1;
  if (nodes === undefined || Token.isUnresolved(nodes) || Token.isUnresolved(numNodeGroups)) return [];
  const isClustered = numNodeGroups > 1 || group.clusterMode === 'enabled';
  return counted(numNodeGroups, 4).flatMap((shard) =>
    counted(nodes, 3).map((node) => (isClustered ? `${shard}-${node}` : node)),
  );
}

function counted(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, '0'));
}
