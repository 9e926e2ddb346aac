import type { AlarmHistoryItem, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmProbes } from '../../../lib/live/probes/alarms';
import { testProbes, type ProbeCases } from '../asking';
import type { Answers } from '../service';
import {
  alarms,
  at,
  balancerAlone,
  data,
  errorRate,
  green,
  groups,
  nothing,
  outage,
  target,
  traffic,
  unmuted,
} from './setup';

const rate: Partial<MetricAlarm> = {
  MetricName: 'RequestCount',
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold',
};
const having = (changes: Partial<MetricAlarm>, ...others: readonly Answers[]): Answers =>
  Object.assign({}, alarms({ ...errorRate, ...changes }), traffic, unmuted, ...others) as Answers;
const change = (time: string, from: string, to: string): AlarmHistoryItem => ({
  AlarmName: 'ErrorRate',
  HistoryItemType: 'StateUpdate',
  Timestamp: at(time),
  HistorySummary: `Alarm updated from ${from} to ${to}`,
  HistoryData: JSON.stringify({
    version: '1.0',
    oldState: { stateValue: from },
    newState: { stateValue: to },
  }),
});
const history = (...AlarmHistoryItems: readonly AlarmHistoryItem[]): Answers => ({
  'cloudwatch:DescribeAlarmHistory': { AlarmHistoryItems: [...AlarmHistoryItems] },
});
const justNow = { StateTransitionedTimestamp: at('11:55') };
const fires = data({ HTTPCode_Target_5XX_Count: [31, '11:59'] });
const noAlarm = 'alarm ErrorRate does not exist in eu-west-1, expected it as the template has it';
const noRequests =
  'AWS/ApplicationELB RequestCount has no data in the last 24 hours, and neither has anything else for LoadBalancer=app/shop/1; check that app/shop/1 exists, use it once, and ask again';

const met: ProbeCases = {
  target,
  pass: [
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having({ ...green, StateValue: 'INSUFFICIENT_DATA' }, balancerAlone, groups()),
      message:
        'HTTPCode_Target_5XX_Count has no data in the last 24 hours, as target group green is idle, while RequestCount of shop has data until 11:58 UTC; ErrorRate is INSUFFICIENT_DATA since 08:00 UTC, as what it counts did not happen',
    },
    {
      name: 'OK for hours',
      answers: having({}, data({ HTTPCode_Target_5XX_Count: [2, '11:58'] })),
      message: 'ErrorRate (> 10) is OK since 08:00 UTC, 2 at 11:58 UTC',
    },
    {
      name: 'OK for minutes, after having had no data',
      answers: having(justNow, history(change('11:55', 'INSUFFICIENT_DATA', 'OK'))),
      message: 'ErrorRate (> 10) is OK since 11:55 UTC',
    },
    {
      name: 'no data, where errors count as missing and requests come in',
      answers: having({ StateValue: 'INSUFFICIENT_DATA', TreatMissingData: 'missing' }),
      message:
        'HTTPCode_Target_5XX_Count has no data in the last 24 hours, as is good, while RequestCount of the same resource has data until 11:58 UTC; ErrorRate is INSUFFICIENT_DATA since 08:00 UTC, as what it counts did not happen',
    },
  ],
  fail: [
    {
      name: 'in ALARM',
      answers: having({ StateValue: 'ALARM', StateTransitionedTimestamp: at('11:56') }, fires),
      message: 'ErrorRate (> 10) is in ALARM since 11:56 UTC, 31 at 11:59 UTC, expected it to be OK',
    },
    {
      name: 'in ALARM since yesterday',
      answers: having(
        { StateValue: 'ALARM', StateTransitionedTimestamp: new Date('2026-02-28T23:00:00Z') },
        nothing,
      ),
      message: 'ErrorRate (> 10) is in ALARM since 2026-02-28 23:00 UTC, expected it to be OK',
    },
    {
      name: 'OK again since a moment ago',
      answers: having(justNow, history(change('11:55', 'ALARM', 'OK'))),
      message: 'ErrorRate left ALARM at 11:55 UTC, expected it to be quiet for 15 minutes',
    },
    {
      name: 'in ALARM between, as a summary without data tells on the second page',
      answers: having(justNow, {
        'cloudwatch:DescribeAlarmHistory': ({ NextToken }) =>
          NextToken === undefined
            ? { NextToken: 'more', AlarmHistoryItems: [] }
            : {
                AlarmHistoryItems: [
                  {
                    Timestamp: at('11:50'),
                    HistorySummary: 'Alarm updated from OK to ALARM',
                    HistoryData: '{',
                  },
                ],
              },
      }),
      message: 'ErrorRate went into ALARM at 11:50 UTC, expected it to be quiet for 15 minutes',
    },
  ],
  unknown: [
    {
      name: 'an alarm that is not there asks for no rollback',
      answers: alarms(),
      message: 'alarm ErrorRate does not exist in eu-west-1, so nothing asks for a rollback; deploy it',
    },
    {
      name: 'no state and no data is no reason to roll back',
      answers: having({ ...rate, StateValue: 'INSUFFICIENT_DATA', StateReason: undefined }, nothing),
      message: `${noRequests}; ErrorRate is INSUFFICIENT_DATA since 08:00 UTC`,
    },
    {
      name: 'no state for certain is no reason either',
      answers: having({ ...rate, StateValue: 'INSUFFICIENT_DATA', StateReason: undefined }),
      message: 'ErrorRate is INSUFFICIENT_DATA since 08:00 UTC, expected OK or ALARM',
    },
    {
      name: 'a count of our own that nobody publishes',
      answers: having({ Namespace: 'Shop', StateValue: undefined }, nothing, {
        'cloudwatch:ListMetrics': {},
      }),
      message:
        'Shop HTTPCode_Target_5XX_Count has no data in the last 24 hours, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again; CloudWatch does not say in which state ErrorRate is; ask again',
    },
  ],
};

const quiet: ProbeCases = {
  target,
  pass: [
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having(green, balancerAlone, groups()),
      message:
        'ErrorRate (> 10) is OK since 08:00 UTC; HTTPCode_Target_5XX_Count has no data in the last 24 hours, as target group green is idle, while RequestCount of shop has data until 11:58 UTC',
    },
    {
      name: 'OK by a value of this minute',
      answers: having(rate),
      message: 'ErrorRate (< 1) is OK since 08:00 UTC, 1200 at 11:58 UTC',
    },
    {
      name: 'no errors, while requests come in',
      answers: having({}),
      message:
        'ErrorRate (> 10) is OK since 08:00 UTC; HTTPCode_Target_5XX_Count has no data in the last 24 hours, as is good, while RequestCount of the same resource has data until 11:58 UTC',
    },
    {
      name: 'a value of a minute ago of long periods',
      answers: having({ ...rate, Period: 3600 }, data({ RequestCount: [9, '10:00'] })),
      message: 'ErrorRate (< 1) is OK since 08:00 UTC, 9 at 10:00 UTC',
    },
    {
      name: 'a composite alarm, whose alarms have values of this minute',
      target: { id: 'Outage' },
      answers: {
        ...having({}),
        ...alarms({ ...errorRate, ...rate }, { ...errorRate, AlarmName: 'Latency' }, outage),
      },
      message:
        'Outage is OK since 08:00 UTC; RequestCount was 1200 at 11:58 UTC; HTTPCode_Target_5XX_Count has no data in the last 24 hours, as is good, while RequestCount of the same resource has data until 11:58 UTC',
    },
  ],
  fail: [
    { name: 'an alarm that is not there', answers: alarms(), message: noAlarm },
    {
      name: 'in ALARM',
      answers: having({ StateValue: 'ALARM' }, fires),
      message: 'ErrorRate (> 10) is in ALARM since 08:00 UTC, 31 at 11:59 UTC, expected it to be OK',
    },
    {
      name: 'OK without any data',
      answers: having({ Namespace: 'AWS/ECS', Dimensions: [] }),
      message:
        'AWS/ECS HTTPCode_Target_5XX_Count has no data in the last 24 hours, expected some: nothing publishes it',
    },
    {
      name: 'no state',
      answers: having({ ...rate, StateValue: 'INSUFFICIENT_DATA', StateReason: undefined }),
      message: 'ErrorRate is INSUFFICIENT_DATA since 08:00 UTC, expected OK or ALARM',
    },
  ],
  unknown: [
    {
      name: 'OK by data of an hour ago',
      answers: having(rate, data({ RequestCount: [9, '11:00'] })),
      message:
        'ErrorRate has had no data since 11:00 UTC, so that its state says nothing of the last 15 minutes; send requests, and ask again',
    },
    {
      name: 'OK without errors, where requests ended an hour ago',
      answers: having({}, data({ RequestCount: [9, '11:00'] })),
      message:
        'ErrorRate has had no data since 11:00 UTC, so that its state says nothing of the last 15 minutes; send requests, and ask again',
    },
    {
      name: 'what seldom happens',
      answers: having({ Namespace: 'Shop', Dimensions: [] }, nothing, {
        'cloudwatch:ListMetrics': {
          Metrics: [{ Namespace: 'Shop', MetricName: 'HTTPCode_Target_5XX_Count' }],
        },
      }),
      message:
        'ErrorRate has had no data, so that its state says nothing of the last 15 minutes; send requests, and ask again',
    },
    {
      name: 'a composite alarm, one of whose alarms has old data',
      target: { id: 'Outage' },
      answers: {
        ...having({}),
        ...alarms({ ...errorRate, ...rate }, { ...errorRate, ...rate, AlarmName: 'Latency' }, outage),
        ...data({ RequestCount: [9, '11:00'] }),
      },
      message:
        'ErrorRate has had no data since 11:00 UTC, so that its state says nothing of the last 15 minutes; send requests, and ask again; Latency has had no data since 11:00 UTC, so that its state says nothing of the last 15 minutes; send requests, and ask again',
    },
  ],
  notApplicable: [
    {
      name: 'an alarm that scales',
      answers: having({ AlarmActions: ['arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:x'] }),
      message: 'ErrorRate scales or mends something, and is for no person',
    },
  ],
};

const isGreen: ProbeCases = {
  target,
  pass: [
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having(green, balancerAlone, groups()),
      message: 'ErrorRate (> 10) is OK since 08:00 UTC',
    },
    {
      name: 'OK, and not muted',
      answers: having(rate),
      message: 'ErrorRate (< 1) is OK since 08:00 UTC, 1200 at 11:58 UTC',
    },
    {
      name: 'an alarm without actions that nothing reads',
      answers: having({ ...rate, AlarmActions: [] }),
      message: 'ErrorRate (< 1) is OK since 08:00 UTC, 1200 at 11:58 UTC',
    },
  ],
  fail: [
    { name: 'an alarm that is not there', answers: alarms(), message: noAlarm },
    {
      name: 'in ALARM, and muted',
      answers: having({ StateValue: 'ALARM' }, fires, {
        'cloudwatch:ListAlarmMuteRules': {
          AlarmMuteRuleSummaries: [
            {
              AlarmMuteRuleArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm-mute-rule:deploy',
              Status: 'ACTIVE',
            },
          ],
        },
      }),
      message:
        'ErrorRate (> 10) is in ALARM since 08:00 UTC, 31 at 11:59 UTC, expected it to be OK; ErrorRate is muted by deploy, expected it to be heard',
    },
    {
      name: 'no state',
      answers: having({
        ...rate,
        StateValue: 'INSUFFICIENT_DATA',
        StateReason: 'Unchecked: Initial alarm creation',
      }),
      message:
        'ErrorRate is INSUFFICIENT_DATA since 08:00 UTC (Unchecked: Initial alarm creation), expected OK or ALARM',
    },
  ],
  unknown: [
    { name: 'no requests', answers: having(rate, nothing), message: noRequests },
    {
      name: 'a count of our own that nobody publishes',
      answers: having({ Namespace: 'Shop' }, nothing, { 'cloudwatch:ListMetrics': {} }),
      message:
        'Shop HTTPCode_Target_5XX_Count has no data in the last 24 hours, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again',
    },
  ],
  notApplicable: [
    {
      name: 'an alarm that only a composite alarm reads',
      answers: { ...having({}), ...alarms({ ...errorRate, AlarmActions: [], StateValue: 'ALARM' }, outage) },
      message: 'ErrorRate is read by another alarm, which speaks for it',
    },
  ],
};

const stable: ProbeCases = {
  target,
  pass: [
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having(green, balancerAlone, groups()),
      message: 'ErrorRate (> 10) is OK since 08:00 UTC',
    },
    {
      name: 'OK for hours',
      answers: having(rate),
      message: 'ErrorRate (< 1) is OK since 08:00 UTC, 1200 at 11:58 UTC',
    },
  ],
  fail: [
    {
      name: 'OK again for twenty minutes',
      answers: having(
        { ...rate, StateTransitionedTimestamp: at('11:40') },
        history(change('11:40', 'ALARM', 'OK')),
      ),
      message: 'ErrorRate left ALARM at 11:40 UTC, expected it to be quiet for 30 minutes',
    },
  ],
  unknown: [
    {
      name: 'a count of our own that nobody publishes',
      answers: having({ Namespace: 'Shop' }, nothing, { 'cloudwatch:ListMetrics': {} }),
      message:
        'Shop HTTPCode_Target_5XX_Count has no data in the last 24 hours, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again',
    },
  ],
};

const overnight: ProbeCases = {
  target,
  pass: [
    {
      name: 'not once',
      answers: having({}, history(change('03:00', 'INSUFFICIENT_DATA', 'OK'))),
      message: 'ErrorRate did not fire in the last 15 hours',
    },
    {
      name: 'twice',
      answers: having(
        {},
        history(
          change('03:10', 'OK', 'ALARM'),
          change('02:00', 'ALARM', 'OK'),
          change('01:00', 'OK', 'ALARM'),
        ),
      ),
      message: 'ErrorRate fired 2 times in the last 15 hours (03:10 UTC, 01:00 UTC); review why',
    },
  ],
  fail: [{ name: 'an alarm that is not there', answers: alarms(), message: noAlarm }],
};

const table = {
  'TRIG1.met': met,
  'LIVE3.quiet': quiet,
  'POST5.green': isGreen,
  'ROLL5.stable': stable,
  'MORN1.overnight': overnight,
};
testProbes(
  alarmProbes.filter(({ id }) => Object.hasOwn(table, id)),
  table,
);

test('alarms of every item are asked in the same ways', () => {
  const byId = new Map(alarmProbes.map((probe) => [probe.id as string, probe]));
  for (const probe of alarmProbes.filter(({ id }) => /[.](met|quiet)$/.test(id))) {
    const same = byId.get(probe.rollback ? 'TRIG1.met' : 'LIVE3.quiet');
    expect([probe.id, probe.ask(), probe.actions]).toEqual([probe.id, same?.ask(), same?.actions]);
  }
});
