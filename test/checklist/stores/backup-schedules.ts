import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref } from '../serving/resources';
import { plan, planned, rule, selection, shortLived, short, everything } from './backups';

const rules = (...of: JsonObject[]): JsonObject => ({ Db: shortLived(), ...planned(everything, ...of) });

export const bySchedule: ControlCases = {
  pass: [
    {
      name: 'the schedule and the lifecycle that AWS assumes',
      resources: rules(rule({ ScheduleExpression: nothing, Lifecycle: nothing })),
    },
    { name: 'several times a day', resources: rules(rule({ ScheduleExpression: 'cron(0 0/6 ? * * *)' })) },
    { name: 'a rate', resources: rules(rule({ ScheduleExpression: 'rate(12 hours)' })) },
    { name: 'kept for a week', resources: rules(rule({ Lifecycle: { DeleteAfterDays: '7' } })) },
    {
      name: 'a daily rule beside a monthly one',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 1 * ? *)' }), rule()),
    },
    {
      name: 'schedules of a condition that are both daily',
      resources: rules(rule({ ScheduleExpression: choose('IsProd', 'cron(0 5 * * ? *)', 'rate(1 day)') })),
      ...undecided,
    },
    {
      name: 'a time that cannot be too short',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: ref('Days') } })),
      parameters: { Days: { Type: 'Number', MinValue: 7 } },
    },
    {
      name: 'one plan of two',
      resources: {
        ...rules(rule({ ScheduleExpression: 'cron(0 5 ? * SUN *)' })),
        OtherPlan: plan(rule()),
        Other: selection(everything, { BackupPlanId: ref('OtherPlan') }),
      },
    },
  ],
  fail: [
    {
      name: 'once a week',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 ? * SUN *)' })),
      findings: [`fail Db: ${short}; rule Nightly of Plan runs less than daily, expected at least daily`],
    },
    {
      name: 'every other day',
      resources: rules(rule({ ScheduleExpression: 'rate(2 days)', RuleName: nothing })),
      findings: [`fail Db: ${short}; a rule of Plan runs every 48 hours, expected at least daily`],
    },
    {
      name: 'kept for three days',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: 3 } })),
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 days, expected at least 7 days`,
      ],
    },
    {
      name: 'a short daily rule beside a long weekly one',
      resources: rules(
        rule({ Lifecycle: { DeleteAfterDays: 3 } }),
        rule({ RuleName: 'Weekly', ScheduleExpression: 'cron(0 5 ? * SUN *)' }),
      ),
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 days, expected at least 7 days; ` +
          'rule Weekly of Plan runs less than daily, expected at least daily',
      ],
    },
    {
      name: 'no rule',
      resources: { Db: shortLived(), Plan: plan(), Selection: selection(everything) },
      findings: [`fail Db: ${short}; Plan has no rule, expected a daily one`],
    },
    {
      name: 'times of a condition that are both too short',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: choose('IsProd', 3, 1) } })),
      ...undecided,
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 or 1 days, expected at least 7 days`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a schedule that a parameter gives',
      resources: rules(rule({ ScheduleExpression: ref('Schedule') })),
      parameters: { Schedule: { Type: 'String' } },
      findings: [
        `unknown Db: Selection selects it, but rule Nightly of Plan runs at times that are not known ` +
          `(${notGiven('Schedule')}), expected at least daily`,
      ],
    },
    {
      name: 'a schedule that cannot be read',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 * * *)' })),
      findings: [
        'unknown Db: Selection selects it, but rule Nightly of Plan runs at times that are not known ' +
          '(cron(0 5 * * *) cannot be read), expected at least daily',
      ],
    },
    {
      name: 'schedules of a condition of which one is daily',
      resources: rules(rule({ ScheduleExpression: choose('IsProd', 'rate(1 day)', 'rate(7 days)') })),
      ...undecided,
      findings: [
        `unknown Db: Selection selects it, but rule Nightly of Plan ${stageUnknown}: ` +
          'runs every 168 hours, expected at least daily',
      ],
    },
    {
      name: 'a time that a parameter gives',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: ref('Days') } })),
      parameters: { Days: { Type: 'Number' } },
      findings: [
        'unknown Db: Selection selects it, but rule Nightly of Plan keeps backups for a time that is not known ' +
          `(${notGiven('Days')}), expected at least 7 days`,
      ],
    },
  ],
};
