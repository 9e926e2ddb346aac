import { Stack } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { type Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type {
  IApplicationLoadBalancer,
  IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { alerts } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import {
  DISTRIBUTION_REGION,
  distributionMetrics,
  type EntryMetrics,
  graphqlApiMetrics,
  healthyServers,
  httpApiMetrics,
  loadBalancerMetrics,
  restApiMetrics,
} from './private/entry-metrics';
import { type Problem, refuse, unfitRegion } from './private/problems';

/** Properties of EntryAlarms, which take exactly one entry. */
export interface EntryAlarmsProps extends CommonAlarmProps {
  /**
   * The load balancer that takes the requests; goes together with `targetGroups`.
   * @default - another entry
   */
  readonly loadBalancer?: IApplicationLoadBalancer;
  /**
   * The target groups of the service behind the load balancer: one, or both between which a blue/green deployment
   * moves it. Other services behind the same load balancer are added by `watchServers`. None where functions answer.
   * @default - none, with an entry that is no load balancer
   */
  readonly targetGroups?: IApplicationTargetGroup[];
  /**
   * The REST API that takes the requests, on its deployment stage.
   * @default - another entry
   */
  readonly restApi?: IRestApi;
  /**
   * The HTTP API that takes the requests.
   * @default - another entry
   */
  readonly httpApi?: IHttpApi;
  /**
   * The GraphQL API that takes the requests.
   * @default - another entry
   */
  readonly graphqlApi?: IGraphqlApi;
  /**
   * The distribution that takes the requests; its alarms, and so this construct, lie in us-east-1. It gets no alarm on
   * response times: what is behind it knows them.
   * @default - another entry
   */
  readonly distribution?: IDistribution;
}

/**
 * The alarms of what takes the requests of users: too many of them fail, their answers take too long, too few servers
 * are left. They wait for three bad minutes of five, and keep quiet about a single failure at night.
 */
export class EntryAlarms extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON4.error-rate', 'MON4.outage', 'MON5.latency');

  /** Fires when more than 1 % of the requests fail. */
  public readonly errorRate: Alarm;
  /** Fires when the 95th percentile of the response times is above 500 ms; none for a distribution. */
  public readonly slowResponses?: Alarm;
  private readonly common: CommonAlarmProps;

  constructor(scope: Construct, id: string, props: EntryAlarmsProps) {
    super(scope, id);
    refuse(this, problemsOf(props, Stack.of(this).region));
    this.common = props;
    const { errorPercent, latency, latencyUnit = 1 } = metricsOf(props);
    const sustained = {
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      severity: AlarmSeverity.P1,
    };
    this.errorRate = addAlarm(this, 'ErrorRate', props, {
      ...sustained,
      metric: errorPercent,
      threshold: 100 * alerts.errorRate,
      meaning: `More than ${100 * alerts.errorRate} % of the requests fail.`,
    });
    if (latency) {
      this.slowResponses = addAlarm(this, 'SlowResponses', props, {
        ...sustained,
        metric: latency(Stats.percentile(95)),
        threshold: alerts.latencyP95Milliseconds / latencyUnit,
        // One slow request among few is no incident.
        evaluateLowSampleCountPercentile: 'ignore',
        meaning: `One request in twenty takes longer than ${alerts.latencyP95Milliseconds} ms.`,
      });
    }
    if (props.targetGroups && props.targetGroups.length > 0) this.alarmOnServers(this, props.targetGroups);
  }

  /**
   * Adds an alarm on the servers of a further service behind the load balancer, which are in one target group, or in
   * one of the two between which a blue/green deployment moves it.
   */
  public watchServers(id: string, targetGroups: IApplicationTargetGroup[]): Alarm {
    refuse(this, [
      targetGroups.length === 0 ? `${id}: targetGroups is empty, expected at least one` : undefined,
    ]);
    return this.alarmOnServers(new Construct(this, id), targetGroups);
  }

  private alarmOnServers(scope: Construct, targetGroups: readonly IApplicationTargetGroup[]): Alarm {
    return addAlarm(scope, 'TooFewServers', this.common, {
      metric: healthyServers(targetGroups),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: alerts.healthyServers,
      evaluationPeriods: 2,
      // Where no server is registered, nothing is reported.
      treatMissingData: TreatMissingData.BREACHING,
      severity: AlarmSeverity.P0,
      meaning: `Fewer than ${alerts.healthyServers} servers are healthy.`,
    });
  }
}

function metricsOf({
  loadBalancer,
  restApi,
  httpApi,
  graphqlApi,
  distribution,
}: EntryAlarmsProps): EntryMetrics {
  if (loadBalancer) return loadBalancerMetrics(loadBalancer);
  if (restApi) return restApiMetrics(restApi);
  if (httpApi) return httpApiMetrics(httpApi);
  return graphqlApi ? graphqlApiMetrics(graphqlApi) : distributionMetrics(distribution!);
}

const ENTRIES = ['loadBalancer', 'restApi', 'httpApi', 'graphqlApi', 'distribution'] as const;

function problemsOf(props: EntryAlarmsProps, region: string): Problem[] {
  const given = ENTRIES.filter((name) => props[name] !== undefined);
  const { loadBalancer, targetGroups, distribution } = props;
  return [
    given.length === 1
      ? undefined
      : `${given.join(', ') || 'no entry'} ${given.length > 1 ? 'are' : 'is'} given, expected exactly one of ${ENTRIES.join(', ')}`,
    distribution ? unfitRegion(region, DISTRIBUTION_REGION) : undefined,
    (loadBalancer === undefined) === (targetGroups === undefined)
      ? undefined
      : `${loadBalancer ? 'targetGroups' : 'loadBalancer'} is missing, expected loadBalancer and targetGroups together`,
  ];
}
