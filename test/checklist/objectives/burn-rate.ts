import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { alarm, burnRate, goal, math, measured, objective, paired, pager, pages } from './resources';

const fast = paired(14.4, 60, 5);
const slow = paired(6, 360, 30);
const both: JsonObject = { ...pager, Fast: fast, Slow: slow };

/** An alarm on one window, which a composite alarm may be above. */
const single = (rate: number, minutes: number, properties: JsonObject = {}) =>
  alarm({
    AlarmName: `burn-${minutes}`,
    Metrics: [burnRate('b', minutes, true)],
    Threshold: rate,
    ...properties,
  });

const above = (rule: Json, properties: JsonObject = pages) =>
  resource('CloudWatch::CompositeAlarm', { AlarmRule: rule, ...properties });

/** Alarms on one window each, that tell nobody by themselves. */
const windows: JsonObject = {
  Hour: single(14.4, 60),
  Minutes: single(14.4, 5),
  Hours: single(6, 360),
  HalfHour: single(6, 30),
};

const shop = (others: JsonObject, properties: JsonObject = {}) => ({
  ...measured(properties),
  ...pager,
  ...others,
});
const pace = 'errors that use up what Slo allows';

export const burns: ControlCases = {
  pass: [
    { name: 'two alarms of two windows each', resources: shop({ Fast: fast, Slow: slow }) },
    {
      name: 'composite alarms above an alarm on each window',
      resources: shop({
        ...windows,
        Fast: above('ALARM("burn-60") AND ALARM("burn-5")'),
        Slow: above('ALARM("burn-360") AND ALARM("burn-30")'),
      }),
    },
    {
      name: 'one composite alarm for both paces',
      resources: shop({
        ...windows,
        Burn: above('(ALARM("burn-60") AND ALARM("burn-5")) OR (ALARM("burn-360") AND ALARM("burn-30"))'),
      }),
    },
    {
      name: 'the smaller of both rates',
      resources: shop({
        Fast: alarm({
          Metrics: math('MIN([long, short])', burnRate('long', 60), burnRate('short', 5)),
          Threshold: 14.4,
          ...pages,
        }),
        Slow: slow,
      }),
    },
    { name: 'bounds that are lower', resources: shop({ Fast: paired(10, 60, 5), Slow: paired(4, 360, 30) }) },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: measured(),
      findings: [
        `fail Alb: no alarm reads the burn rate of Slo, expected one that notices ${pace} 14.4 times too fast; ` +
          `no alarm reads the burn rate of Slo, expected one that notices ${pace} 6 times too fast`,
      ],
    },
    {
      name: 'nobody hears the fast one',
      resources: shop({ Fast: paired(14.4, 60, 5, {}), Slow: slow }),
      findings: ['fail Alb: Fast has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'no alarm on slow burns',
      resources: shop({ Fast: fast }),
      findings: [
        'fail Alb: with errors that are 6.12 times what is allowed, ' +
          'Fast stays OK (it compares 0 with > 14.4), expected ALARM within 370 minutes',
      ],
    },
    {
      name: 'the short window alone, which a moment sets off',
      resources: shop({ Fast: single(14.4, 5, pages), Slow: slow }),
      findings: [
        'fail Alb: with many errors for two minutes, ' +
          'Fast fires after 2 minutes (it compares 20.2 with > 14.4), expected it to stay quiet',
      ],
    },
    {
      name: 'the long window alone, which goes on when all is over',
      resources: shop({ Fast: single(14.4, 60, pages), Slow: slow }),
      findings: [
        'fail Alb: with many errors for half an hour, which ended 40 minutes ago, ' +
          'Fast fires after 1 minute (it compares 31.7 with > 14.4), expected it to stay quiet',
      ],
    },
    {
      name: 'windows that the objective does not calculate',
      resources: shop(
        { Fast: fast, Slow: slow },
        { BurnRateConfigurations: [{ LookBackWindowMinutes: 60 }] },
      ),
      findings: [
        'fail Alb: with errors that are 14.7 times what is allowed, Fast stays OK (it has no data), ' +
          'expected ALARM within 70 minutes; with errors that are 14.7 times what is allowed, ' +
          'Slow stays OK (it has no data), expected ALARM within 70 minutes; ' +
          'with errors that are 6.12 times what is allowed, Fast stays OK (it has no data), ' +
          'expected ALARM within 370 minutes; with errors that are 6.12 times what is allowed, ' +
          'Slow stays OK (it has no data), expected ALARM within 370 minutes',
      ],
    },
    {
      name: 'a composite alarm that one window is enough for',
      resources: shop({
        ...windows,
        Burn: above('ALARM("burn-60") OR ALARM("burn-5")'),
        Slow: above('ALARM("burn-360") AND ALARM("burn-30")'),
      }),
      findings: ['fail Alb: with many errors for two minutes, Burn fires, expected it to stay quiet'],
    },
    {
      name: 'alarms on another objective',
      resources: {
        ...measured({ Name: 'entry' }),
        ...both,
        Other: objective({ RequestBasedSli: ref('AWS::NoValue'), Goal: { ...goal, AttainmentGoal: 99 } }),
      },
      findings: [
        `fail Alb: no alarm reads the burn rate of Slo, expected one that notices ${pace} 14.4 times too fast; ` +
          `no alarm reads the burn rate of Slo, expected one that notices ${pace} 6 times too fast`,
      ],
    },
  ],
  unknown: [
    {
      name: 'windows that a parameter gives',
      resources: shop(
        { Fast: fast, Slow: slow },
        { BurnRateConfigurations: [{ LookBackWindowMinutes: ref('Window') }] },
      ),
      parameters: { Window: { Type: 'Number' } },
      findings: [`unknown Alb: BurnRateConfigurations of Slo is not known (${notGiven('Window')})`],
    },
    {
      name: 'an alarm that may not exist',
      resources: shop({ Fast: { ...fast, Condition: 'IsProd' }, Slow: slow }),
      ...undecided,
      findings: [`unknown Alb: ${stageUnknown}: Fast notices ${pace} 14.4 times too fast`],
    },
    {
      name: 'a composite rule that a condition chooses',
      resources: shop({
        ...windows,
        Fast: above(choose('IsProd', 'ALARM("burn-60") AND ALARM("burn-5")', 'FALSE')),
        Slow: slow,
      }),
      ...undecided,
      findings: [
        'unknown Alb: what Fast does with errors that are 14.7 times what is allowed is not known: ' +
          'its AlarmRule is not known',
      ],
    },
    {
      name: 'an objective that may not ask for enough',
      resources: shop(
        { Fast: paired(14.4, 60, 5, {}), Slow: slow },
        { Goal: { ...goal, AttainmentGoal: ref('Goal') } },
      ),
      parameters: { Goal: { Type: 'Number' } },
      findings: [
        `unknown Alb: Slo: Goal.AttainmentGoal is not known (${notGiven('Goal')}), expected at least 99.9: ` +
          'Fast has no AlarmActions, expected a topic that a person hears',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no objective that asks for enough',
      resources: { ...measured({ Goal: { AttainmentGoal: 99 } }), ...both },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
