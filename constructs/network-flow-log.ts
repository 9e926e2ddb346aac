import {
  FlowLog,
  FlowLogDestination,
  FlowLogResourceType,
  FlowLogTrafficType,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { audit } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { outOfRange, refuse } from './private/problems';

/** Properties of a NetworkFlowLog. */
export interface NetworkFlowLogProps {
  /** The network whose traffic is recorded, made in this app or elsewhere. */
  readonly vpc: IVpc;
  /**
   * How long the records are kept, a year at least.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/** A flow log that records all traffic of a network, what it admits and what it refuses, in CloudWatch Logs. */
export class NetworkFlowLog extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('SEC7.network');

  /** The flow log. */
  public readonly flowLog: FlowLog;
  /** The log group that keeps the records. */
  public readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: NetworkFlowLogProps) {
    super(scope, id);
    const retention = props.retention ?? RetentionDays.ONE_YEAR;
    refuse(this, [outOfRange('retention', retention, audit.retentionDays)]);
    this.logGroup = new LogGroup(this, 'Records', { retention });
    this.flowLog = new FlowLog(this, 'FlowLog', {
      resourceType: FlowLogResourceType.fromVpc(props.vpc),
      trafficType: FlowLogTrafficType.ALL,
      destination: FlowLogDestination.toCloudWatchLogs(this.logGroup),
    });
  }
}
