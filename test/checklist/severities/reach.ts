import type { IncidentSeverity } from '../../../lib/rules/alarms/reach/severities';
import type { ControlCases } from '../../harness/judge';
import {
  alarm,
  byPager,
  composite,
  paged,
  published,
  rule,
  silent,
  topic,
} from '../../rules/alarms/notified';
import { choose, stageUnknown, sub, undecided } from '../expressions';
import { ref } from '../serving/resources';
import { mail, rated, rolledBackBy, watched } from './resources';

const label = 'begin AlarmDescription with P0: to P3:, or set the tag severity';
const heard = `${published}; ${byPager}`;

/** Ways to say of what severity an alarm is. */
const stated = (severity: IncidentSeverity, word: string): ControlCases['pass'] => [
  { name: 'by how the description begins', resources: watched(severity) },
  { name: 'in brackets', resources: watched(`[${severity}]`) },
  {
    name: 'before what is not known',
    resources: watched('', { Errors: alarm({ AlarmDescription: sub(`${severity}: \${Stage}`) }) }),
    ...undecided,
  },
  {
    name: 'by a tag',
    resources: paged({ Errors: alarm({ Tags: [{ Key: 'Severity', Value: severity.toLowerCase() }] }) }),
  },
  {
    name: 'by a tag in words',
    resources: paged({ Errors: alarm({ Tags: [{ Key: 'severity', Value: word }] }) }),
  },
  {
    name: 'by the name of the topic',
    resources: paged({ Errors: alarm(), Ops: topic({ TopicName: `shop-${severity.toLowerCase()}-alarms` }) }),
  },
  {
    name: 'by the display name of the topic',
    resources: paged({ Errors: alarm(), Ops: topic({ DisplayName: `${severity} alarms` }) }),
  },
  {
    name: 'of a composite alarm',
    resources: paged({
      Errors: silent(),
      Site: composite(rule`ALARM("${'Errors'}")`, { AlarmDescription: `${severity}: The site is down.` }),
    }),
  },
];

/** What makes P0 and P1, and what makes P2 and P3, the same. */
const unlabelled = (severity: IncidentSeverity, other: IncidentSeverity): ControlCases['unknown'] => [
  {
    name: 'an alarm that does not say its severity',
    resources: paged(),
    findings: [`unknown Stack1: the severity of Errors is not known; ${label}`],
  },
  {
    name: 'several that do not, and others that do',
    resources: watched(severity, {
      Slow: alarm(),
      Full: alarm({ AlarmDescription: 'P4: Disk' }),
      Other: rated(other),
    }),
    findings: [
      `pass Errors: ${heard}`,
      `unknown Stack1: the severity of Slow (and 1 more) is not known; ${label}`,
    ],
  },
  {
    name: 'a severity in the middle of a description, or of a word',
    resources: watched('', {
      Errors: alarm({ AlarmDescription: 'Escalates to P0: see the wiki.' }),
      Ops: topic({ TopicName: 'shop0p1' }),
    }),
    findings: [`unknown Stack1: the severity of Errors is not known; ${label}`],
  },
  {
    name: 'a severity that a condition chooses',
    resources: watched('', { Errors: alarm({ AlarmDescription: choose('IsProd', 'P0: a', 'P3: b') }) }),
    ...undecided,
    findings: [`unknown Stack1: the severity of Errors is not known; ${label}`],
  },
  {
    name: 'an alarm that may not be there, to nobody',
    resources: { Errors: rated(severity, {}, 'IsProd'), Ops: topic() },
    ...undecided,
    findings: [`unknown Errors: ${stageUnknown}: nobody subscribes to Ops, expected a person`],
  },
];

export const paging = (severity: IncidentSeverity, word: string, other: IncidentSeverity): ControlCases => ({
  pass: stated(severity, word),
  fail: [
    {
      name: 'no alarm',
      resources: {},
      findings: [`fail Stack1: no ${severity} alarm is in the templates, expected at least one`],
    },
    {
      name: 'alarms of another severity alone',
      resources: watched(other),
      findings: [`fail Stack1: no ${severity} alarm is in the templates, expected at least one`],
    },
    {
      name: 'mail',
      resources: watched(severity, mail),
      findings: ['fail Errors: the email subscription of Ops wakes nobody, expected a service that pages'],
    },
    {
      name: 'nobody, and a deployment that reads the alarm',
      resources: { Errors: rated(severity, { AlarmActions: [] }), Web: rolledBackBy('Errors') },
      findings: ['fail Errors: Errors has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'one of two',
      resources: watched(severity, {
        Slow: rated(severity, { AlarmActions: [ref('Other')] }),
        Other: topic(),
      }),
      findings: [`pass Errors: ${heard}`, 'fail Slow: nobody subscribes to Other, expected a person'],
    },
  ],
  unknown: unlabelled(severity, other),
});

export const telling = (severity: IncidentSeverity, word: string, other: IncidentSeverity): ControlCases => ({
  pass: [...stated(severity, word), { name: 'mail', resources: watched(severity, mail) }],
  fail: [
    {
      name: 'nobody',
      resources: { Errors: rated(severity), Ops: topic() },
      findings: ['fail Errors: nobody subscribes to Ops, expected a person'],
    },
  ],
  unknown: unlabelled(severity, other),
  notApplicable: [
    {
      name: 'no alarm',
      resources: {},
      findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
    },
    {
      name: 'alarms of another severity alone',
      resources: watched(other),
      findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
    },
  ],
});
