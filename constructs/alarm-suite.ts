import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBaseService } from 'aws-cdk-lib/aws-ecs';
import type { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type {
  IApplicationLoadBalancer,
  IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster, IDatabaseProxy } from 'aws-cdk-lib/aws-rds';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { CommonAlarmProps } from './alarm-notification';
import { CacheAlarms } from './cache-alarms';
import { CertificateAlarm } from './certificate-alarm';
import { DatabaseAlarms } from './database-alarms';
import { EntryAlarms } from './entry-alarms';
import { JobAlarms } from './job-alarms';
import { refuse } from './private/problems';
import { ServiceAlarms } from './service-alarms';

/** Properties of an AlarmSuite: the parts of a workload in one region, of which one at least is given. */
export interface AlarmSuiteProps extends CommonAlarmProps {
  /**
   * The load balancer that takes the requests; goes together with `targetGroups`.
   * @default - the workload has another entry, or none
   */
  readonly loadBalancer?: IApplicationLoadBalancer;
  /**
   * The target groups of the service behind the load balancer: one, or both between which a deployment moves it.
   * @default - none, with an entry that is no load balancer
   */
  readonly targetGroups?: IApplicationTargetGroup[];
  /**
   * The REST API that takes the requests.
   * @default - the workload has another entry, or none
   */
  readonly restApi?: IRestApi;
  /**
   * The HTTP API that takes the requests.
   * @default - the workload has another entry, or none
   */
  readonly httpApi?: IHttpApi;
  /**
   * The GraphQL API that takes the requests.
   * @default - the workload has another entry, or none
   */
  readonly graphqlApi?: IGraphqlApi;
  /**
   * The ECS service that answers the requests.
   * @default - none
   */
  readonly service?: IBaseService;
  /**
   * The Aurora cluster. One that is imported has no instances to see the class of: watch it by DatabaseAlarms.
   * @default - none
   */
  readonly databaseCluster?: IDatabaseCluster;
  /**
   * The proxy that pools the connections to the cluster.
   * @default - applications connect to the cluster itself
   */
  readonly databaseProxy?: IDatabaseProxy;
  /**
   * The Valkey or Redis cache.
   * @default - none
   */
  readonly cache?: CfnReplicationGroup;
  /**
   * The certificate that the entry shows.
   * @default - none
   */
  readonly certificate?: ICertificate;
  /**
   * Queues whose messages are jobs, each with a dead-letter queue.
   * @default - none
   */
  readonly queues?: Queue[];
  /**
   * Functions that nobody waits for.
   * @default - none
   */
  readonly functions?: IFunction[];
  /**
   * State machines.
   * @default - none
   */
  readonly stateMachines?: IStateMachine[];
  /**
   * The groups of the schedules that start jobs.
   * @default - none
   */
  readonly scheduleGroups?: IScheduleGroup[];
  /**
   * Rules of EventBridge that start jobs.
   * @default - none
   */
  readonly rules?: IRule[];
}

/**
 * The alarms that the checklist asks for, on each part of a workload that is given: what takes requests, what answers
 * them, what keeps data, and what works in the background. A second part of a kind is watched by the construct of its
 * kind, such as ServiceAlarms; so is a distribution, by EntryAlarms in us-east-1. Payments are watched by PaymentAlarms,
 * which need to know what the application logs.
 */
export class AlarmSuite extends Construct {
  /** The controls of the checklist that this construct provides for the parts that it is given. */
  public static readonly CONTROLS: string[] = [
    EntryAlarms,
    ServiceAlarms,
    DatabaseAlarms,
    CacheAlarms,
    CertificateAlarm,
    JobAlarms,
  ].flatMap(({ CONTROLS }) => CONTROLS);

  /** The alarms on what takes the requests. */
  public readonly entryAlarms?: EntryAlarms;
  /** The alarms on connections to the database, on its CPU and its memory. */
  public readonly databaseAlarms?: DatabaseAlarms;

  constructor(scope: Construct, id: string, props: AlarmSuiteProps) {
    super(scope, id);
    const { notification, runbookUrl } = props;
    const common = { notification, runbookUrl };
    const { service, databaseCluster, databaseProxy, cache, certificate } = props;
    if (hasEntry(props)) {
      const { loadBalancer, targetGroups, restApi, httpApi, graphqlApi } = props;
      const entry = { loadBalancer, targetGroups, restApi, httpApi, graphqlApi };
      this.entryAlarms = new EntryAlarms(this, 'Entry', { ...common, ...entry });
    }
    if (service) new ServiceAlarms(this, 'Service', { ...common, service });
    if (databaseCluster) {
      const database = { cluster: databaseCluster, proxy: databaseProxy };
      this.databaseAlarms = new DatabaseAlarms(this, 'Database', { ...common, ...database });
    }
    if (cache) new CacheAlarms(this, 'Cache', { ...common, replicationGroup: cache });
    if (certificate) new CertificateAlarm(this, 'Certificate', { ...common, certificate });
    if (hasJobs(props)) {
      const { queues, functions, stateMachines, scheduleGroups, rules } = props;
      new JobAlarms(this, 'Jobs', { ...common, queues, functions, stateMachines, scheduleGroups, rules });
    }
    refuse(this, [
      this.alarms.length === 0 ? 'nothing is given to watch, expected a part of the workload' : undefined,
      databaseProxy && !databaseCluster
        ? 'databaseCluster is missing, expected it beside databaseProxy'
        : undefined,
    ]);
  }

  /** All alarms, for a dashboard to show. */
  public get alarms(): Alarm[] {
    return this.node.findAll().filter((child) => child instanceof Alarm);
  }
}

function hasEntry({ loadBalancer, targetGroups, restApi, httpApi, graphqlApi }: AlarmSuiteProps): boolean {
  return [loadBalancer, targetGroups, restApi, httpApi, graphqlApi].some((part) => part !== undefined);
}

function hasJobs({ queues, functions, stateMachines, scheduleGroups, rules }: AlarmSuiteProps): boolean {
  return [queues, functions, stateMachines, scheduleGroups, rules].some((parts) => parts && parts.length > 0);
}
