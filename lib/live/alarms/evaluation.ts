import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { brief, clock } from '../metrics/show';
import { seenOf, type Alarm } from './alarm';
import { found, isClear, merged, type Found } from './found';

const minute = 60_000;

/** Whether CloudWatch evaluates an alarm: its state is a verdict, and the verdict is about what it reads. */
export function isEvaluated(alarm: Alarm, data: Found, aws: Aws): Found {
  return merged([data, trouble(alarm), state(alarm, data, aws)]);
}

/** Where CloudWatch says itself that it cannot tell. */
function trouble({ kind, name, of }: Alarm): Found {
  if (kind === 'composite' || of.EvaluationState === undefined) return found({});
  const seen = [{ call: 'cloudwatch:DescribeAlarms', path: 'EvaluationState', value: of.EvaluationState }];
  const reason = of.StateReason === undefined ? '' : ` (${brief(of.StateReason)})`;
  switch (of.EvaluationState) {
    case 'EVALUATION_ERROR':
      return found({
        problems: [`CloudWatch cannot evaluate ${name}${reason}, expected a definition without errors`],
        seen,
      });
    case 'PARTIAL_DATA':
      return found({
        problems: [`${name} is evaluated on a part of its data${reason}, expected all of it`],
        seen,
      });
    case 'EVALUATION_FAILURE':
      return found({ doubts: [`CloudWatch has trouble evaluating ${name} just now; ask again`], seen });
    default:
      return found({
        doubts: [`${name} is in ${String(of.EvaluationState)}; look at it in the console`],
        seen,
      });
  }
}

function state(alarm: Alarm, data: Found, aws: Aws): Found {
  const { name, of } = alarm;
  const since = of.StateTransitionedTimestamp ?? of.StateUpdatedTimestamp;
  const seen = seenOf(alarm, 'StateValue');
  const from = since ? ` since ${clock(since, aws.now)}` : '';
  switch (of.StateValue) {
    case 'OK':
    case 'ALARM':
      return found({ facts: [`${name} is ${of.StateValue === 'OK' ? 'OK' : 'in ALARM'}${from}`], seen });
    case 'INSUFFICIENT_DATA':
      return isUndecided(alarm, data, from, aws);
    default:
      return found({ doubts: [`CloudWatch does not say in which state ${name} is; ask again`], seen });
  }
}

/** Legitimate after a change, during a warm-up, and where silence is good and counts as missing. */
function isUndecided(alarm: Alarm, data: Found, from: string, aws: Aws): Found {
  const { name, of } = alarm;
  const seen = seenOf(alarm, 'StateValue', 'AlarmConfigurationUpdatedTimestamp');
  const settled = settledAt(alarm);
  if (settled && settled > aws.now) {
    const doubt = `${name} was changed at ${clock(of.AlarmConfigurationUpdatedTimestamp ?? settled, aws.now)} and has not been evaluated since; ask again after ${clock(settled, aws.now)}`;
    return found({ doubts: [doubt], seen });
  }
  if (isClear(data) && data.silentUntil !== undefined) {
    return found({ facts: [`${name} is INSUFFICIENT_DATA${from}, as what it counts did not happen`], seen });
  }
  const reason = of.StateReason === undefined ? '' : ` (${brief(of.StateReason)})`;
  const text = `${name} is INSUFFICIENT_DATA${from}${reason}`;
  // What keeps it from having data is said already, and stays as open.
  if (data.doubts.length > 0) return found({ doubts: [text], seen });
  return found({ problems: [`${text}, expected OK or ALARM`], seen });
}

/** When an alarm that was changed has been evaluated at the latest. */
function settledAt({ kind, of }: Alarm): Date | undefined {
  const changed = of.AlarmConfigurationUpdatedTimestamp?.getTime();
  if (changed === undefined) return undefined;
  const warmUp = kind === 'composite' ? 0 : (of.WarmUpConfiguration?.WarmUpPeriodDurationInMinutes ?? 0);
  const evaluation = kind === 'metric' ? evaluationMinutes(of) : 0;
  // Data takes some minutes to come in.
  return new Date(changed + (Math.max(warmUp, evaluation) + 5) * minute);
}

function evaluationMinutes({ Period, Metrics = [], EvaluationPeriods = 1 }: MetricAlarm): number {
  const periods = [Period, ...Metrics.flatMap(({ MetricStat, Period: own }) => [MetricStat?.Period, own])];
  return (Math.max(0, ...periods.map((period) => period ?? 0)) * EvaluationPeriods) / 60;
}
