import { Duration, Token } from 'aws-cdk-lib';
import { type HealthCheck, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { healthCheck as thresholds } from '../../lib/checklist/thresholds';
import type { Problem } from './problems';

/** What a caller may say about the health check of a target group. */
interface HealthCheckOptions {
  readonly healthCheckPath?: string;
  readonly healthCheckInterval?: Duration;
  readonly unhealthyThresholdCount?: number;
}

/** An HTTP health check of its own path that accepts 200 alone. */
export function healthCheckOf(options: HealthCheckOptions) {
  return {
    protocol: Protocol.HTTP,
    path: options.healthCheckPath ?? '/health',
    healthyHttpCodes: '200',
    interval: options.healthCheckInterval ?? Duration.seconds(15),
    timeout: Duration.seconds(5),
    healthyThresholdCount: 2,
    unhealthyThresholdCount: options.unhealthyThresholdCount ?? 3,
  } satisfies HealthCheck;
}

/** Says that a health check would not look at the application, or would look too slowly. */
export function healthCheckProblems(options: HealthCheckOptions): Problem[] {
  const { path, interval, unhealthyThresholdCount } = healthCheckOf(options);
  const missesApplication = !Token.isUnresolved(path) && (path === '/' || !path.startsWith('/'));
  const known = !interval.isUnresolved() && !Token.isUnresolved(unhealthyThresholdCount);
  const seconds = known ? interval.toSeconds() * unhealthyThresholdCount : 0;
  return [
    missesApplication ? `healthCheckPath is ${path}, expected a path of its own such as /health` : undefined,
    seconds > thresholds.detectionSeconds
      ? `healthCheckInterval times unhealthyThresholdCount is ${seconds} seconds, ` +
        `expected at most ${thresholds.detectionSeconds}`
      : undefined,
  ];
}
