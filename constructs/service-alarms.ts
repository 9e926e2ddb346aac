import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { alerts } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';

/** Properties of ServiceAlarms. */
export interface ServiceAlarmsProps extends CommonAlarmProps {
  /** The ECS service to watch. */
  readonly service: IBaseService;
}

/** Alarms on the CPU and the memory of an ECS service, which fire when it lacks one of them for five minutes. */
export class ServiceAlarms extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON7.compute-cpu', 'MON7.compute-memory');

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.watch('CpuUtilization', 'CPUUtilization', 'CPU', props);
    this.watch('MemoryUtilization', 'MemoryUtilization', 'memory', props);
  }

  private watch(id: string, metricName: string, what: string, props: ServiceAlarmsProps): void {
    const { service } = props;
    const percent = 100 * alerts.utilization;
    addAlarm(this, id, props, {
      severity: AlarmSeverity.P2,
      meaning: `The tasks of the service use more than ${percent} % of their ${what}.`,
      metric: new Metric({
        namespace: 'AWS/ECS',
        metricName,
        dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
        statistic: 'Average',
        period: Duration.minutes(1),
      }),
      threshold: percent,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      // A service always runs: silence means that nothing of it does.
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}
