import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AvailabilityObjective, type CommonAlarmProps, OperationsDashboard } from '../../constructs';
import type { DataStack } from './data-stack';
import type { EdgeStack } from './edge-stack';
import type { ServiceStack } from './service-stack';

export interface MonitoringStackProps extends StackProps {
  readonly data: DataStack;
  readonly edge: EdgeStack;
  readonly service: ServiceStack;
  readonly alarmProps: CommonAlarmProps;
}

/** What shows and promises how well the shop is. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    const { data, edge, service } = props;
    const { loadBalancer } = service.entry;
    new AvailabilityObjective(this, 'Objective', { ...props.alarmProps, loadBalancer });
    new OperationsDashboard(this, 'Dashboard', {
      alarms: [...service.alarms, ...data.alarms],
      loadBalancers: [loadBalancer],
      distributions: [edge.cdn.distribution],
      services: [service.service.service],
      databaseClusters: [data.database],
      cacheNodeIds: data.cache.nodeIds,
      queues: [data.orders.queue],
    });
  }
}
