import type { IncidentSeverity } from '../../../lib/rules/alarms/reach/severities';
import type { ControlCases } from '../../harness/judge';
import { composite, rule, silent, topic } from '../../rules/alarms/notified';
import { choose, imported, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { rated, rolledBackBy, watched } from './resources';

export const routing = (severity: IncidentSeverity, other: IncidentSeverity): ControlCases => {
  const shared = (name: string) =>
    `${name} hears of ${severity} by Errors and of ${other} by Other, expected a topic for each severity`;
  return {
    pass: [
      { name: 'a topic of one severity', resources: watched(severity, { Slow: rated(severity) }) },
      {
        name: 'two topics of one severity',
        resources: watched(severity, {
          Errors: rated(severity, { AlarmActions: [ref('Ops'), ref('Chat')] }),
          Chat: topic(),
        }),
      },
      {
        name: 'a topic for each severity',
        resources: watched(severity, { Other: rated(other, { AlarmActions: [ref('Rest')] }), Rest: topic() }),
      },
      {
        name: 'a topic named for its severity',
        resources: watched(severity, { Ops: topic({ TopicName: `shop-${severity}` }) }),
      },
      {
        name: 'a scaling policy that alarms of two severities use',
        resources: watched(severity, {
          Errors: rated(severity, { AlarmActions: [ref('Ops'), ref('Out')] }),
          Other: rated(other, { AlarmActions: [ref('Out'), ref('Rest')] }),
          Out: resource('AutoScaling::ScalingPolicy'),
          Rest: topic(),
        }),
      },
      {
        name: 'topics of another template',
        resources: {
          Errors: rated(severity, { AlarmActions: [imported('Pager')] }),
          Other: rated(other, { AlarmActions: [imported('Mail')] }),
        },
      },
    ],
    fail: [
      {
        name: 'no topic',
        resources: watched(severity, { Errors: rated(severity, { AlarmActions: [] }) }),
        findings: [`fail Errors: Errors notifies no topic, expected one for ${severity}`],
      },
      {
        name: 'no topic, and a deployment that reads the alarm',
        resources: { Errors: rated(severity, { AlarmActions: [] }), Web: rolledBackBy('Errors') },
        findings: [`fail Errors: Errors notifies no topic, expected one for ${severity}`],
      },
      {
        name: 'one topic for two severities',
        resources: watched(severity, { Other: rated(other) }),
        findings: [`fail Errors: ${shared('Ops')}`],
      },
      {
        name: 'an alarm to topics of two severities',
        resources: watched(severity, {
          Errors: rated(severity, { AlarmActions: [ref('Ops'), ref('Rest')] }),
          Other: rated(other, { AlarmActions: [ref('Rest')] }),
          Rest: topic(),
        }),
        findings: [`fail Errors: ${shared('Rest')}`],
      },
      {
        name: 'a topic named for another severity',
        resources: watched(severity, { Ops: topic({ TopicName: `shop-${other}` }) }),
        findings: [
          `fail Errors: Errors is ${severity} and notifies Ops, which is named for ${other}, expected a topic for ${severity}`,
        ],
      },
      {
        name: 'one topic of another template for two severities',
        resources: {
          Errors: rated(severity, { AlarmActions: [imported('Pager')] }),
          Other: rated(other, { AlarmActions: [imported('Pager')] }),
        },
        findings: [`fail Errors: ${shared('${import Pager}')}`],
      },
    ],
    unknown: [
      {
        name: 'an alarm without a label beside it',
        resources: watched(severity, { Slow: rated('Slow') }),
        findings: [
          `unknown Errors: Ops hears of ${severity} by Errors and of Slow, whose severity is not known, expected a topic for each severity`,
        ],
      },
      {
        name: 'an alarm of another severity that may not be there',
        resources: watched(severity, { Other: rated(other, {}, 'IsProd') }),
        ...undecided,
        findings: [`unknown Errors: ${stageUnknown}: ${shared('Ops')}`],
      },
      {
        name: 'a name that a condition chooses',
        resources: watched(severity, {
          Ops: topic({ TopicName: choose('IsProd', `shop-${severity}`, `shop-${other}`) }),
        }),
        ...undecided,
        findings: [
          `unknown Errors: whether Ops is named for ${severity} is not known, expected a topic for it`,
        ],
      },
      {
        name: 'a topic that a condition adds',
        resources: watched(severity, {
          Errors: rated(severity, { AlarmActions: [ref('Ops'), choose('IsProd', ref('Rest'), nothing)] }),
          Other: rated(other, { AlarmActions: [ref('Rest')] }),
          Rest: topic(),
        }),
        ...undecided,
        findings: [`unknown Errors: ${stageUnknown}: ${shared('Rest')}`],
      },
    ],
    notApplicable: [
      {
        name: 'an alarm without a label that a deployment reads',
        resources: { Errors: silent(), Web: rolledBackBy('Errors') },
        findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
      },
      {
        name: 'an alarm without a topic that another alarm reads',
        resources: {
          Errors: rated(severity, { AlarmActions: [] }),
          Site: composite(rule`ALARM("${'Errors'}")`, { AlarmDescription: `${other}: The site is down.` }),
          Ops: topic(),
        },
        findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
      },
      {
        name: 'no alarm of the severity',
        resources: watched(other),
        findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
      },
    ],
  };
};
