import type { AlarmDefinition } from '../../../lib/rules/alarms/evaluation/definition';
import { alarmOnMath, simulated, type Shown } from './fixture';

// Load balancers publish the counts of errors only where there are some, and no count of requests without targets.
const metrics = ['requests', 'target5xx', 'elb5xx'];
const healthy: Shown = { requests: 1000, target5xx: [], elb5xx: [] };

const careful = alarmOnMath(
  'IF(FILL(requests,0)+FILL(elb5xx,0)>=20, 100*(FILL(target5xx,0)+FILL(elb5xx,0))/(FILL(requests,0)+FILL(elb5xx,0)), 0)',
  metrics,
  { threshold: 1, evaluationPeriods: 5, datapointsToAlarm: 3, missingData: 'notBreaching' },
);
const naive = alarmOnMath('100*target5xx/requests', metrics, {
  ...{ threshold: 1, evaluationPeriods: 5, datapointsToAlarm: 3 },
});

const stateAfter20Minutes = (alarm: AlarmDefinition, shown: Shown): string =>
  simulated(alarm, shown, 20).states.at(-1)!;

test.each<[string, Shown, string, string]>([
  ['1 000 requests, 1.5 % fail at the target', { ...healthy, target5xx: 15 }, 'ALARM', 'ALARM'],
  ['1 000 requests, 0.5 % fail', { ...healthy, target5xx: 5 }, 'OK', 'OK'],
  ['no traffic', { requests: [], target5xx: [], elb5xx: [] }, 'OK', 'INSUFFICIENT_DATA'],
  ['one request, which fails', { requests: 1, target5xx: 1, elb5xx: [] }, 'OK', 'ALARM'],
  // A missing count of errors is zero where it is divided by a count of requests.
  ['1 000 requests, no metric of errors', healthy, 'OK', 'OK'],
  ['all targets down', { requests: [], target5xx: [], elb5xx: 1000 }, 'ALARM', 'INSUFFICIENT_DATA'],
  ['30 % 502 from the load balancer', { ...healthy, requests: 700, elb5xx: 300 }, 'ALARM', 'OK'],
])('%s', (_name, shown, expected, expectedOfNaive) => {
  expect(stateAfter20Minutes(careful, shown)).toBe(expected);
  expect(stateAfter20Minutes(naive, shown)).toBe(expectedOfNaive);
});
