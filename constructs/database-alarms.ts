import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDBInstance, type IDatabaseCluster, type IDatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { alerts } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import { connectionsOf, memoryOfClass } from './private/database-class';
import { outOfRange, refuse } from './private/problems';

/** Properties of DatabaseAlarms. */
export interface DatabaseAlarmsProps extends CommonAlarmProps {
  /** The cluster to watch, such as that of a ReplicatedDatabase. */
  readonly cluster: IDatabaseCluster;
  /**
   * The proxy that pools the connections to the cluster, such as that of PooledDatabaseConnections.
   * @default - applications connect to the cluster itself
   */
  readonly proxy?: IDatabaseProxy;
  /**
   * The class of the writer and of the readers, for instance `db.r7g.large`.
   * @default - that of the instances of the cluster
   */
  readonly instanceClass?: string;
  /**
   * The connections that the writer takes at most, `max_connections` in its parameter group.
   * @default - what the default parameter group gives to the class
   */
  readonly maxConnections?: number;
}

const SERVERLESS = 'db.serverless';

/**
 * Alarms on the writer of an Aurora cluster, whichever instance that is: when it is about to run out of connections, of
 * CPU or of memory, and when nothing can connect to it.
 */
export class DatabaseAlarms extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'MON6.saturation',
    'MON6.failure',
    'MON7.database-cpu',
    'MON7.database-memory',
  );

  /** The alarms that fire when connections to the database fail, for deployments to be rolled back by. */
  public readonly connectionFailures: cloudwatch.Alarm[];
  private readonly props: DatabaseAlarmsProps;

  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    this.props = props;
    const instanceClass = props.instanceClass ?? classOf(props.cluster);
    const memory = memoryOfClass(instanceClass ?? '');
    const engine = props.cluster.engine?.engineType ?? '';
    const maxConnections = props.maxConnections ?? (memory && connectionsOf(engine, memory));
    refuse(this, [
      instanceClass === SERVERLESS || memory !== undefined
        ? undefined
        : `instanceClass is ${instanceClass ?? 'not known'}, expected one such as db.r7g.large`,
      maxConnections === undefined ? 'maxConnections cannot be computed, expected a number' : undefined,
      outOfRange('maxConnections', props.maxConnections, 1),
    ]);
    this.watchSaturation(maxConnections!);
    this.watchLoad(instanceClass === SERVERLESS ? undefined : memory);
    this.connectionFailures = [
      this.watchConnections(),
      ...(props.proxy ? [this.watchProxy(props.proxy)] : []),
    ];
  }

  private watchSaturation(most: number): void {
    addAlarm(this, 'TooManyConnections', this.props, {
      severity: AlarmSeverity.P2,
      meaning: `The database uses more than ${100 * alerts.databaseConnections} % of its ${most} connections.`,
      metric: this.ofWriter('DatabaseConnections', 'Maximum'),
      threshold: Math.floor(alerts.databaseConnections * most),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private watchConnections(): cloudwatch.Alarm {
    return addAlarm(this, 'NoConnections', this.props, {
      severity: AlarmSeverity.P1,
      meaning: 'Nothing is connected to the database.',
      metric: this.ofWriter('DatabaseConnections', 'Maximum'),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 5,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  /** RDS publishes no percentage of memory; Serverless v2 publishes one of the capacity that it may scale to. */
  private watchLoad(memory?: number): void {
    const percent = 100 * alerts.utilization;
    const sustained = { severity: AlarmSeverity.P2, evaluationPeriods: 5 };
    const above = {
      ...sustained,
      threshold: percent,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    };
    addAlarm(this, 'CpuUtilization', this.props, {
      ...above,
      meaning: `The writer of the database uses more than ${percent} % of its CPU.`,
      metric: this.ofWriter('CPUUtilization', 'Average'),
    });
    if (memory === undefined) {
      addAlarm(this, 'CapacityUtilization', this.props, {
        ...above,
        meaning: `The writer of the database uses more than ${percent} % of the capacity that it may scale to.`,
        metric: this.ofWriter('ACUUtilization', 'Average'),
      });
      return;
    }
    addAlarm(this, 'MemoryUtilization', this.props, {
      ...above,
      meaning: `The writer of the database uses more than ${percent} % of its memory.`,
      metric: this.ofWriter('FreeableMemory', 'Minimum'),
      threshold: Math.ceil((1 - alerts.utilization) * memory),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
  }

  private watchProxy(proxy: IDatabaseProxy): cloudwatch.Alarm {
    return addAlarm(this, 'FailedConnections', this.props, {
      severity: AlarmSeverity.P1,
      meaning: 'The proxy fails to connect to the database.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/RDS',
        metricName: 'DatabaseConnectionsSetupFailed',
        dimensionsMap: { ProxyName: proxy.dbProxyName },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private ofWriter(metricName: string, statistic: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap: { DBClusterIdentifier: this.props.cluster.clusterIdentifier, Role: 'WRITER' },
      statistic,
      period: Duration.minutes(1),
    });
  }
}

/** The class of all instances that were made for a cluster, where it is one. */
function classOf(cluster: IDatabaseCluster): string | undefined {
  const made = cluster.node.findAll().filter((child) => child instanceof CfnDBInstance);
  const classes = new Set(made.map(({ dbInstanceClass }) => dbInstanceClass));
  return classes.size === 1 ? [...classes][0] : undefined;
}
