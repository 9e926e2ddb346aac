import type { Json, JsonObject } from '../../../lib/model/input';
import { choose, notGiven, stageUnknown, sub, undecided } from '../../checklist/expressions';
import { att, ref, resource } from '../../checklist/serving/resources';
import { answerOf, composite, heard, paged, rule, silent } from './notified';

describe('a composite alarm above it', () => {
  const under = (alarmRule: Json, changes: JsonObject = {}, properties: JsonObject = {}): JsonObject =>
    paged({
      Errors: silent(),
      Other: silent({ AlarmName: 'other' }),
      Site: composite(alarmRule, properties),
      ...changes,
    });
  const follows = heard.replace('yes: ', 'yes: Site follows Errors; ');
  const signal = (properties: JsonObject = {}) => ({
    Deploying: silent({ MetricName: 'Deployments', ...properties }),
  });
  const guard = (properties: JsonObject = {}) => ({
    Few: silent({
      Statistic: 'SampleCount',
      Threshold: 20,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      ...properties,
    }),
  });
  const unless = (name: string, proof: string): string =>
    heard.replace('yes: ', `yes: Site follows Errors unless \${${name}.Arn} is in ALARM; ${proof}; `);

  test.each<[name: string, resources: JsonObject, answer: string]>([
    ['the only alarm', under(rule`ALARM("${'Errors'}")`), follows],
    ['one of several', under(rule`ALARM("${'Errors'}") OR ALARM(other)`), follows],
    ['one of several, by percentage', under(rule`AT_LEAST(50%, ALARM, (${'Errors'}, other))`), follows],
    ['not healthy', under(rule`NOT OK("${'Errors'}")`), follows],
    ['by its name', under('ALARM("errors")', { Errors: silent({ AlarmName: 'errors' }) }), follows],
    [
      'through another one',
      under('ALARM("pair")', {
        Pair: composite(rule`ALARM("${'Errors'}")`, { AlarmName: 'pair', AlarmActions: [] }),
      }),
      heard.replace('yes: ', 'yes: Pair follows Errors; Site follows Pair; '),
    ],
    [
      'together with another alarm',
      under(rule`ALARM("${'Errors'}") AND ALARM("${'Other'}")`),
      'no: Site stays OK when Errors alone is in ALARM, expected it to follow',
    ],
    [
      'two of three',
      under(rule`AT_LEAST(2, ALARM, (${'Errors'}, other, third))`),
      'no: Site stays OK when Errors alone is in ALARM, expected it to follow',
    ],
    [
      'only while it is OK',
      under(rule`OK("${'Errors'}")`),
      'no: Site stays OK when Errors alone is in ALARM, expected it to follow',
    ],
    [
      'a composite alarm without actions',
      under(rule`ALARM("${'Errors'}")`, {}, { AlarmActions: [] }),
      'no: Site has no AlarmActions, expected a topic that a person hears',
    ],
    [
      'a composite alarm that is switched off',
      under(rule`ALARM("${'Errors'}")`, {}, { ActionsEnabled: false }),
      'no: Site: ActionsEnabled is false, expected true',
    ],
    [
      'unless a deployment is under way',
      under(rule`ALARM("${'Errors'}") AND NOT ALARM("${'Deploying'}")`, signal()),
      unless('Deploying', 'Deploying is in ALARM on a signal alone'),
    ],
    [
      'unless there are too few samples',
      under(rule`ALARM("${'Errors'}") AND NOT ALARM("${'Few'}")`, guard()),
      unless('Few', 'Few guards against too few samples'),
    ],
    [
      'unless another metric has few samples',
      under(rule`ALARM("${'Errors'}") AND NOT ALARM("${'Few'}")`, guard({ MetricName: 'Orders' })),
      'unknown: Few watches what is not known; verify in the account that Few is seldom in ALARM',
    ],
    [
      'unless there is traffic',
      under(
        rule`ALARM("${'Errors'}") AND NOT ALARM("${'Deploying'}")`,
        signal({ Namespace: 'AWS/ApplicationELB' }),
      ),
      'unknown: Deploying watches what is not known; verify in the account that Deploying is seldom in ALARM',
    ],
    [
      'unless an alarm that is always on is',
      under(
        rule`ALARM("${'Errors'}") AND NOT ALARM("${'Deploying'}")`,
        signal({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 0 }),
      ),
      'no: Deploying is in ALARM whatever its metric shows, so that it silences for ever, expected one that is seldom in ALARM',
    ],
    [
      'unless an alarm is that nobody knows',
      under(rule`ALARM("${'Errors'}") AND NOT ALARM("maintenance")`),
      'unknown: maintenance is not among the templates; verify in the account that maintenance is seldom in ALARM',
    ],
    [
      'suppressed by a signal',
      under(rule`ALARM("${'Errors'}")`, signal(), { ActionsSuppressor: att('Deploying', 'Arn') }),
      heard.replace('yes: ', 'yes: Site follows Errors; ') + '; Deploying is in ALARM on a signal alone',
    ],
    [
      'suppressed while all is well',
      under(
        rule`ALARM("${'Errors'}")`,
        { Calm: composite(rule`OK("${'Other'}")`, { AlarmName: 'calm' }) },
        { ActionsSuppressor: ref('Calm') },
      ),
      'no: Calm is in ALARM while all is well, so that it silences for ever, expected one that is seldom in ALARM',
    ],
    [
      'suppressed by other alarms',
      under(
        rule`ALARM("${'Errors'}")`,
        { Busy: composite(rule`ALARM("${'Other'}")`, { AlarmName: 'busy' }) },
        { ActionsSuppressor: ref('Busy') },
      ),
      'unknown: Busy combines other alarms; verify in the account that Busy is seldom in ALARM',
    ],
    [
      'suppressed by a query',
      under(
        rule`ALARM("${'Errors'}")`,
        { Logs: resource('CloudWatch::LogAlarm') },
        { ActionsSuppressor: ref('Logs') },
      ),
      'unknown: Logs runs a query; verify in the account that Logs is seldom in ALARM',
    ],
    [
      'suppressed by an alarm of which something is not known',
      under(rule`ALARM("${'Errors'}")`, signal({ Threshold: ref('Stage') }), {
        ActionsSuppressor: ref('Deploying'),
      }),
      `unknown: its Threshold is not known (${notGiven('Stage')}); verify in the account that Deploying is seldom in ALARM`,
    ],
    [
      'no rule',
      under(rule`ALARM "${'Errors'}"`),
      'unknown: Errors has no AlarmActions, expected a topic that a person hears, but Site may depend on it (its AlarmRule cannot be read)',
    ],
    [
      'alarms that depend on each other',
      under(rule`ALARM("${'Errors'}") OR ALARM(second)`, {
        Site: composite(rule`ALARM("${'Errors'}") OR ALARM(second)`, { AlarmActions: [] }),
        Second: composite('ALARM(site)', { AlarmName: 'second', AlarmActions: [] }),
      }),
      'no: Site depends on itself',
    ],
  ])('%s', (_, resources, answer) => {
    expect(answerOf({ resources, parameters: undecided.parameters })).toBe(answer);
  });

  test('a rule that a condition chooses', () => {
    const either = choose('IsProd', rule`ALARM("${'Errors'}")`, rule`ALARM("${'Other'}")`);
    expect(answerOf({ resources: under(either), ...undecided })).toBe(
      `unknown: ${stageUnknown}: Site stays OK when Errors alone is in ALARM, expected it to follow`,
    );
  });

  test('a composite alarm that may not be there', () => {
    const site = composite(rule`ALARM("${'Errors'}")`, {}, 'IsProd');
    expect(answerOf({ resources: under('', { Site: site }), ...undecided })).toBe(
      `unknown: ${stageUnknown}: ${follows.slice(5)}`,
    );
  });

  test('a rule whose alarms are not known', () => {
    const resources = under(sub('ALARM("${Stage}")'));
    expect(answerOf({ resources, ...undecided })).toBe(
      `unknown: Errors has no AlarmActions, expected a topic that a person hears, but Site may depend on it (${stageUnknown})`,
    );
  });
});
