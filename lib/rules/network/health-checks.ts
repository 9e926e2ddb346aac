import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { keyOf, whyNotKnown } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { isOn, property, test } from '../reading';
import { boundsOf } from './bounds';

/** Whether a target group takes a failing target out of service, and soon enough. */
export function checksHealth(targetGroup: Resource, withinSeconds: number): Answer {
  return eitherWay(targetGroup.read('TargetType'), (type) => {
    const isLambda = keyOf(type) === 'lambda';
    const timing: Timing = {
      interval: ['HealthCheckIntervalSeconds', isLambda ? 35 : 30],
      failures: ['UnhealthyThresholdCount', 2],
    };
    return all([
      isOn(targetGroup, 'HealthCheckEnabled', !isLambda),
      acceptsHealthyCodes(targetGroup),
      detectsWithin(targetGroup, withinSeconds, timing),
      yes('', present(targetGroup)),
    ]);
  });
}

/** Whether a classic load balancer takes a failing instance out of service; without settings it opens a connection. */
export function classicChecksHealth(balancer: Resource, withinSeconds: number): Answer {
  const timing: Timing = {
    interval: ['HealthCheck.Interval', 30],
    failures: ['HealthCheck.UnhealthyThreshold', 2],
  };
  return all([detectsWithin(balancer, withinSeconds, timing), yes('', present(balancer))]);
}

/** The properties that make up the time to notice a failure, with what AWS assumes where they are absent. */
interface Timing {
  readonly interval: readonly [path: string, otherwise: number];
  readonly failures: readonly [path: string, otherwise: number];
}

function detectsWithin(checker: Resource, seconds: number, { interval, failures }: Timing): Answer {
  const [every, times] = [interval, failures].map(([path, otherwise]) =>
    boundsOf(checker.read(path), otherwise),
  );
  const proof = [interval, failures]
    .filter(([path]) => checker.read(path).kind !== 'absent')
    .map(([path]) => cite(checker, path));
  const expected = `expected at most ${seconds} s`;
  const slowest = (every?.max ?? NaN) * (times?.max ?? NaN);
  const fastest = (every?.min ?? NaN) * (times?.min ?? NaN);
  const seen = `a failing target is noticed after ${slowest} s (${times?.max} checks, ${every?.max} s apart)`;
  if (slowest <= seconds) return yes(slowest === fastest ? seen : `${seen} at the latest`, ...proof);
  if (slowest === fastest) return no(`${seen}, ${expected}`, ...proof);
  if (fastest > seconds)
    return no(`a failing target is noticed after ${fastest} s at the soonest, ${expected}`, ...proof);
  const why = [interval, failures]
    .map(([path]) => whyNotKnown(checker.read(path)))
    .find((text) => text !== undefined);
  return unknown(`how soon a failing target is noticed is not known (${why}), ${expected}`, ...proof);
}

/** Which status codes count as healthy: an error that counts as health hides an outage. */
function acceptsHealthyCodes(targetGroup: Resource): Answer {
  const asks = checksByRequest(targetGroup);
  if (asks === false) return yes('');
  const answer = eitherWay(targetGroup.read('ProtocolVersion'), (version) =>
    keyOf(version) === 'GRPC' ? grpcCodes(targetGroup) : httpCodes(targetGroup),
  );
  return isUndecided(asks) && answer.is === 'no' ? given(asks, answer) : answer;
}

/** A server that does not implement the path of the check says UNIMPLEMENTED (12), and so is there. */
function grpcCodes(targetGroup: Resource): Answer {
  return codesWithin(targetGroup, 'Matcher.GrpcCode', '12', '0 or 12', (low, high) =>
    [0, 12].some((code) => low === code && high === code),
  );
}

function httpCodes(targetGroup: Resource): Answer {
  // A network load balancer redirects nobody, and its own default is 200-399.
  const isNetwork = !/^(HTTP|HTTPS)$/.test(keyOf(targetGroup.read('Protocol')) ?? 'HTTP');
  const [otherwise, last] = isNetwork ? ['200-399', 399] : ['200', 299];
  return codesWithin(
    targetGroup,
    'Matcher.HttpCode',
    otherwise,
    `codes within 200-${last}`,
    (low, high) => low >= 200 && high <= last,
  );
}

function codesWithin(
  targetGroup: Resource,
  path: string,
  otherwise: string,
  expected: string,
  healthy: (low: number, high: number) => boolean,
): Answer {
  const holds = (value: string | number | boolean): boolean =>
    String(value)
      .split(',')
      .every((range) => {
        const [low = NaN, high = low, ...rest] = range.split('-').map(Number);
        return rest.length === 0 && low <= high && healthy(low, high);
      });
  return property(targetGroup, path, { expected, otherwise, holds });
}

/** Whether the check asks the application something, rather than opening a connection. */
function checksByRequest(targetGroup: Resource): ReturnType<typeof test> {
  const asks = (protocol: string | number | boolean): boolean => protocol === 'HTTP' || protocol === 'HTTPS';
  const stated = targetGroup.read('HealthCheckProtocol');
  return stated.kind === 'absent'
    ? test(targetGroup.read('Protocol'), 'HTTP', asks)
    : test(stated, undefined, asks);
}

/** Whether the check asks a path made for it: the front page may answer while what it needs is down. */
export function checksOwnPath(targetGroup: Resource): Answer {
  const asks = checksByRequest(targetGroup);
  if (asks === false) return opensConnection(targetGroup, 'Protocol');
  const own = eitherWay(targetGroup.read('ProtocolVersion'), (version) =>
    property(targetGroup, 'HealthCheckPath', {
      expected: 'a path of its own such as /health',
      otherwise: keyOf(version) === 'GRPC' ? '/AWS.ALB/healthcheck' : '/',
      holds: (path) => path !== '/',
    }),
  );
  return given(asks, all([own, yes('', present(targetGroup))]));
}

function opensConnection(checker: Resource, path: string): Answer {
  return no('the check opens a TCP connection, expected a request to a health path', cite(checker, path));
}

/** The same for the target of a classic check: `HTTP:8080/health`. */
export function classicChecksOwnPath(balancer: Resource): Answer {
  const path = 'HealthCheck.Target';
  const target = balancer.read(path);
  if (target.kind === 'absent' || /^(TCP|SSL):/i.test(keyOf(target) ?? '')) {
    return opensConnection(balancer, path);
  }
  return property(balancer, path, {
    expected: 'a path of its own such as HTTP:80/health',
    otherwise: undefined,
    holds: (text) => /^https?:\d+\/.+/i.test(String(text)),
  });
}
