import { Duration } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  HttpCodeElb,
  HttpCodeTarget,
  type IApplicationLoadBalancer,
  type IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** The region to which CloudFront publishes the metrics of all distributions. */
export const DISTRIBUTION_REGION = 'us-east-1';

/** A number of requests: metric math over metrics by their ids. */
export interface Count {
  readonly expression: string;
  readonly metrics: Record<string, Metric>;
}

/** What an entry tells of its requests: each metric is a number a minute. */
export interface EntryMetrics {
  /** Every request, those that never reached a server included. */
  readonly requests: Count;
  /** Those that were answered with a 5xx status, by a server or by what stands in front of it. */
  readonly failures: Count;
  /** The percentage of the requests that failed; 0 where there are too few to tell. */
  readonly errorPercent: MathExpression;
  /** A percentile of the response times, where the entry knows them. */
  readonly latency?: (statistic: string) => IMetric;
  /** How many milliseconds the unit of the response times has. */
  readonly latencyUnit?: number;
}

/** Requests a minute below which the share of those that fail says nothing: one would be 5 %. */
const ENOUGH = 20;

const period = Duration.minutes(1);
const sum: MetricOptions = { statistic: Stats.SUM, period };
const count: MetricOptions = { statistic: Stats.SAMPLE_COUNT, period };

/**
 * A load balancer counts errors only when there are some, and requests only when it finds a server for them: without
 * FILL, and without its own errors in both counts, an outage reads as no error at all.
 */
export function loadBalancerMetrics({ metrics }: IApplicationLoadBalancer): EntryMetrics {
  const refused = metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum);
  return entryMetrics({
    requests: {
      expression: 'FILL(requests, 0) + FILL(refused, 0)',
      metrics: { requests: metrics.requestCount(sum), refused },
    },
    failures: {
      expression: 'FILL(failed, 0) + FILL(refused, 0)',
      metrics: { failed: metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum), refused },
    },
    latency: (statistic) => metrics.targetResponseTime({ statistic, period }),
    latencyUnit: 1000,
  });
}

export function restApiMetrics({ deploymentStage: stage }: IRestApi): EntryMetrics {
  return apiMetrics(stage.metricServerError(sum), stage.metricCount(count), (options) =>
    stage.metricLatency(options),
  );
}

export function httpApiMetrics(api: IHttpApi): EntryMetrics {
  return apiMetrics(api.metricServerError(sum), api.metricCount(count), (options) =>
    api.metricLatency(options),
  );
}

export function graphqlApiMetrics({ apiId }: IGraphqlApi): EntryMetrics {
  const metric = (metricName: string, options: MetricOptions): Metric =>
    new Metric({
      namespace: 'AWS/AppSync',
      metricName,
      dimensionsMap: { GraphQLAPIId: apiId },
      ...options,
    });
  return apiMetrics(metric('5XXError', sum), metric('Latency', count), (options) =>
    metric('Latency', options),
  );
}

/**
 * CloudFront tells the percentage itself, and not how many requests fail; under one dimension more than the CDK's own
 * metrics have.
 */
export function distributionMetrics({ distributionId: DistributionId }: IDistribution): EntryMetrics {
  const metric = (metricName: string, statistic: string): Metric =>
    new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId, Region: 'Global' },
      region: DISTRIBUTION_REGION,
      statistic,
      period,
    });
  const requests = metric('Requests', Stats.SUM);
  const rate = metric('5xxErrorRate', Stats.AVERAGE);
  return {
    requests: { expression: 'FILL(requests, 0)', metrics: { requests } },
    failures: { expression: 'FILL(requests, 0) * FILL(rate, 0) / 100', metrics: { requests, rate } },
    errorPercent: new MathExpression({
      expression: `IF(FILL(requests, 0) >= ${ENOUGH}, rate, 0)`,
      usingMetrics: { requests, rate },
      period,
    }),
  };
}

/** The number of healthy servers of a service, in whichever of its target groups they are. */
export function healthyServers(targetGroups: readonly IApplicationTargetGroup[]): IMetric {
  const metrics = targetGroups.map(({ metrics }, index): [string, IMetric] => [
    `healthy${index}`,
    metrics.healthyHostCount({ statistic: Stats.MINIMUM, period }),
  ]);
  const [sole] = metrics;
  if (sole && metrics.length === 1) return sole[1];
  return new MathExpression({
    expression: `MAX([${metrics.map(([id]) => `FILL(${id}, 0)`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
    period,
  });
}

function apiMetrics(
  failed: Metric,
  requests: Metric,
  latency: (options: MetricOptions) => Metric,
): EntryMetrics {
  return entryMetrics({
    requests: { expression: 'FILL(requests, 0)', metrics: { requests } },
    failures: { expression: 'FILL(failed, 0)', metrics: { failed } },
    latency: (statistic) => latency({ statistic, period }),
    latencyUnit: 1,
  });
}

function entryMetrics(metrics: Omit<EntryMetrics, 'errorPercent'>): EntryMetrics {
  const { requests, failures } = metrics;
  const [all, bad] = [requests.expression, failures.expression];
  const errorPercent = new MathExpression({
    expression: `IF(${all} >= ${ENOUGH}, 100 * (${bad}) / (${all}), 0)`,
    usingMetrics: { ...requests.metrics, ...failures.metrics },
    period,
  });
  return { ...metrics, errorPercent };
}
