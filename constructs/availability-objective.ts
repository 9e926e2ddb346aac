import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import {
  type Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { burnRates, objectives } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm, nameOf } from './private/alarm';
import { controls } from './private/controls';
import {
  type Count,
  DISTRIBUTION_REGION,
  distributionMetrics,
  type EntryMetrics,
  graphqlApiMetrics,
  httpApiMetrics,
  loadBalancerMetrics,
  restApiMetrics,
} from './private/entry-metrics';
import { type Problem, refuse, unfitRegion } from './private/problems';

const MINUTE = Duration.minutes(1);

/** Properties of an AvailabilityObjective, of which exactly one says where requests enter. */
export interface AvailabilityObjectiveProps extends CommonAlarmProps {
  /**
   * The name of the objective, unique in its account and region.
   * @default - the name of the stack and the path of this construct in it
   */
  readonly objectiveName?: string;
  /**
   * Requests in percent that must succeed in any 30 days, 99.9 or more and less than 100.
   * @default 99.9
   */
  readonly goal?: number;
  /**
   * The load balancer at which requests enter.
   * @default - none
   */
  readonly loadBalancer?: IApplicationLoadBalancer;
  /**
   * The REST API at which requests enter.
   * @default - none
   */
  readonly restApi?: IRestApi;
  /**
   * The HTTP API at which requests enter.
   * @default - none
   */
  readonly httpApi?: IHttpApi;
  /**
   * The GraphQL API at which requests enter.
   * @default - none
   */
  readonly graphqlApi?: IGraphqlApi;
  /**
   * The CloudFront distribution at which requests enter. The objective must then lie in a stack in us-east-1, where
   * CloudFront publishes.
   * @default - none
   */
  readonly distribution?: IDistribution;
}

/**
 * A service level objective: 99.9 % of the requests of an entry succeed in any 30 days. Alarms fire when the errors
 * that it leaves room for are used up too fast: within two days (page), or within five (ticket).
 */
export class AvailabilityObjective extends Construct {
  /** The controls of the checklist that this construct provides for its entry. */
  public static readonly CONTROLS: string[] = controls(
    'HEALTH1.objective',
    'HEALTH1.burn-rate',
    'HEALTH3.error-rate',
    'SUP5.defined',
  );

  /** The objective. */
  public readonly objective: CfnServiceLevelObjective;
  /** Fires where the errors of a month would be used up within two days. */
  public readonly fastBurnAlarm: Alarm;
  /** Fires where the errors of a month would be used up within five days. */
  public readonly slowBurnAlarm: Alarm;

  constructor(scope: Construct, id: string, props: AvailabilityObjectiveProps) {
    super(scope, id);
    refuse(this, problemsOf(props, Stack.of(this).region));
    const { requests, failures } = entryOf(props);
    const windows = [burnRates.fast, burnRates.slow].flatMap((burn) => [burn.longMinutes, burn.shortMinutes]);
    this.objective = new CfnServiceLevelObjective(this, 'Objective', {
      name: props.objectiveName ?? nameOf(this, 'Availability'),
      description: `Requests that succeed: ${this.node.path}`,
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: queries(requests),
          monitoredRequestCountMetric: { badCountMetric: queries(failures) },
        },
      },
      goal: {
        attainmentGoal: goalOf(props),
        interval: { rollingInterval: { duration: 30, durationUnit: 'DAY' } },
      },
      burnRateConfigurations: windows.map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })),
    });
    const alarm = (name: string, burn: Burn, severity: AlarmSeverity, meaning: string) =>
      addAlarm(this, name, props, {
        metric: burnRate(this.objective, burn),
        threshold: burn.rate,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        // Where nobody asks for anything, nothing fails.
        treatMissingData: TreatMissingData.NOT_BREACHING,
        severity,
        meaning,
      });
    const within = (time: string) =>
      `So many requests fail that a month's errors are used up within ${time}.`;
    this.fastBurnAlarm = alarm('FastBurn', burnRates.fast, AlarmSeverity.P1, within('two days'));
    this.slowBurnAlarm = alarm('SlowBurn', burnRates.slow, AlarmSeverity.P2, within('five days'));
  }
}

type Burn = (typeof burnRates)[keyof typeof burnRates];

const ENTRIES = ['loadBalancer', 'restApi', 'httpApi', 'graphqlApi', 'distribution'] as const;

function entryOf(props: AvailabilityObjectiveProps): EntryMetrics {
  const { loadBalancer, restApi, httpApi, graphqlApi, distribution } = props;
  if (loadBalancer) return loadBalancerMetrics(loadBalancer);
  if (restApi) return restApiMetrics(restApi);
  if (httpApi) return httpApiMetrics(httpApi);
  return graphqlApi ? graphqlApiMetrics(graphqlApi) : distributionMetrics(distribution!);
}

function goalOf({ goal }: AvailabilityObjectiveProps): number {
  return goal ?? 100 * objectives.availability;
}

function problemsOf(props: AvailabilityObjectiveProps, region: string): Problem[] {
  const given = ENTRIES.filter((name) => props[name] !== undefined);
  const [goal, least] = [goalOf(props), 100 * objectives.availability];
  const isGoal = Token.isUnresolved(goal) || (goal >= least && goal < 100);
  return [
    given.length === 1
      ? undefined
      : `${given.join(', ') || 'no entry'} is given, expected exactly one of ${ENTRIES.join(', ')}`,
    isGoal ? undefined : `goal is ${goal}, expected ${least} or more and less than 100`,
    props.distribution ? unfitRegion(region, DISTRIBUTION_REGION) : undefined,
  ];
}

/** The rate over the long window while the short one agrees, and 0 once it is over. */
function burnRate(objective: CfnServiceLevelObjective, { rate, longMinutes, shortMinutes }: Burn) {
  const over = (minutes: number) =>
    new Metric({
      namespace: 'AWS/ApplicationSignals',
      metricName: 'BurnRate',
      dimensionsMap: { SloName: objective.name, BurnRateWindowMinutes: String(minutes) },
      statistic: Stats.MAXIMUM,
      period: MINUTE,
    });
  return new MathExpression({
    expression: `IF(short > ${rate}, long, 0)`,
    usingMetrics: { long: over(longMinutes), short: over(shortMinutes) },
    label: `Burn rate over ${longMinutes} minutes`,
    period: MINUTE,
  });
}

/** A count as Application Signals reads it: its metrics, and the math over them that is returned. */
function queries({ expression, metrics }: Count): CfnServiceLevelObjective.MetricDataQueryProperty[] {
  const stats = Object.entries(metrics).map(([id, metric]) => ({
    id,
    metricStat: {
      metric: {
        namespace: metric.namespace,
        metricName: metric.metricName,
        dimensions: Object.entries(metric.dimensions ?? {}).map(([name, value]) => ({
          name,
          value: String(value),
        })),
      },
      period: metric.period.toSeconds(),
      stat: metric.statistic,
    },
    returnData: false,
  }));
  return [...stats, { id: 'count', expression, returnData: true }];
}
