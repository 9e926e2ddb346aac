import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { healthCheck } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { groupName, targetGroupOf } from './target-health';

/** Whether the health check of a target group, as it is now, takes failing servers out of service soon enough. */
export async function takesFailingOut(target: Target, aws: Aws): Promise<Answer> {
  return ofTargetGroup(target, aws, (group) => {
    const { HealthCheckEnabled, HealthCheckIntervalSeconds, UnhealthyThresholdCount, Matcher } = group;
    const seconds = (HealthCheckIntervalSeconds ?? NaN) * (UnhealthyThresholdCount ?? NaN);
    const codes = Matcher?.HttpCode ?? Matcher?.GrpcCode;
    const noticed = `a failing target is noticed after ${seconds} s (${UnhealthyThresholdCount} checks, ${HealthCheckIntervalSeconds} s apart)`;
    const problems = [
      ...(HealthCheckEnabled === false ? ['its health checks are off'] : []),
      ...(seconds > healthCheck.detectionSeconds
        ? [`${noticed}, expected at most ${healthCheck.detectionSeconds} s`]
        : []),
      ...odd(group),
    ];
    const isTold = HealthCheckEnabled !== undefined && !Number.isNaN(seconds);
    const doubts = isTold ? [] : ['AWS does not say how it checks the health of targets; ask again'];
    const accepting = codes === undefined ? '' : `, and healthy is what answers ${codes}`;
    return unless({ problems, doubts }, `${noticed}${accepting}`, [
      seenOf('HealthCheckEnabled', HealthCheckEnabled),
      seenOf('HealthCheckIntervalSeconds', HealthCheckIntervalSeconds),
      seenOf('UnhealthyThresholdCount', UnhealthyThresholdCount),
      ...(codes === undefined ? [] : [seenOf('Matcher', codes)]),
    ]);
  });
}

/** Whether the health check of a target group asks a path that is made for it. */
export async function asksItsPath(target: Target, aws: Aws): Promise<Answer> {
  return ofTargetGroup(target, aws, ({ HealthCheckProtocol, HealthCheckPath, TargetType }) => {
    if (TargetType === 'lambda') return notApplicable('a function has no port that could be open');
    const seen = [
      seenOf('HealthCheckProtocol', HealthCheckProtocol),
      seenOf('HealthCheckPath', HealthCheckPath),
    ];
    if (HealthCheckProtocol === 'TCP') {
      return fail('its health check opens a TCP connection only, expected a path such as /health', seen);
    }
    if (HealthCheckPath === undefined || HealthCheckPath === '/') {
      return fail('its health check asks /, expected a path such as /health', seen);
    }
    return pass(`its health check asks ${HealthCheckPath}`, seen);
  });
}

async function ofTargetGroup(
  { id, region }: Target,
  aws: Aws,
  judge: (group: TargetGroup) => Answer,
): Promise<Answer> {
  const group = await targetGroupOf(id, aws);
  if (group) return judge(group);
  return fail(`target group ${groupName(id)} does not exist in ${region}`, [seenOf('TargetGroups', 'none')]);
}

/** Answers that count as healthy and should not. */
function odd({ Matcher, Protocol = 'HTTP', HealthCheckProtocol = 'HTTP' }: TargetGroup): readonly string[] {
  if (!HealthCheckProtocol.startsWith('HTTP')) return [];
  // A network load balancer redirects nobody, so that a redirect does no harm there.
  const last = Protocol.startsWith('HTTP') ? 299 : 399;
  const http = outside(Matcher?.HttpCode, (code) => code >= 200 && code <= last);
  // Whoever says that a method is not implemented (12) is there.
  const grpc = outside(Matcher?.GrpcCode, (code) => code === 0 || code === 12);
  return [
    ...http.map((codes) => `it takes ${codes} for healthy, expected codes within 200-${last}`),
    ...grpc.map((codes) => `it takes ${codes} for healthy, expected 0 or 12`),
  ];
}

/** Codes and ranges of them, such as `200,204` or `200-299`, that reach beyond the good ones. */
function outside(codes: string | undefined, isGood: (code: number) => boolean): readonly string[] {
  return (codes ?? '').split(',').filter((part) => part !== '' && !part.split('-').map(Number).every(isGood));
}

function seenOf(path: string, value: unknown): Seen {
  return { call: 'elasticloadbalancing:DescribeTargetGroups', path, value: String(value) };
}
