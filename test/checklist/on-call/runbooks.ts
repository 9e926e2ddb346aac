import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { alarm, composite, paged, rule, silent, subscription } from '../../rules/alarms/notified';
import { choose, imported, notGiven, stageUnknown, sub, undecided } from '../expressions';

const described = (AlarmDescription: Json, changes: JsonObject = {}): JsonObject =>
  paged({ Errors: alarm({ AlarmDescription }), ...changes });
const runbook = 'https://wiki.example.com/runbook#errors';
const expected = 'expected the https address of its runbook';
const mail = { Pager: subscription('email', 'ops@example.com') };

export const runbooks: ControlCases = {
  pass: [
    { name: 'a link', resources: described(`P1: More than 1 % of the requests fail. ${runbook}`) },
    { name: 'a link in brackets', resources: described(`Errors (see <${runbook}>)`) },
    {
      name: 'a link whose host a parameter gives',
      resources: described(sub('https://${Wiki}/runbook')),
      parameters: { Wiki: { Type: 'String' } },
    },
    {
      name: 'a link that comes from a mapping or a default',
      resources: described(sub('See ${Url}')),
      parameters: { Url: { Type: 'String', Default: runbook } },
    },
    {
      name: 'the link of a composite alarm, whose children need none',
      resources: paged({
        Errors: silent({ AlarmDescription: 'No link.' }),
        Site: composite(rule`ALARM("${'Errors'}")`, { AlarmDescription: runbook }),
      }),
    },
    {
      name: 'a link of an alarm that may page',
      resources: paged({ Errors: alarm({ AlarmActions: [imported('Pager')], AlarmDescription: runbook }) }),
    },
  ],
  fail: [
    {
      name: 'no description',
      resources: paged(),
      findings: [`fail Errors: AlarmDescription of Errors is not set, ${expected}`],
    },
    {
      name: 'no link',
      resources: described('Errors. See the wiki.'),
      findings: [`fail Errors: AlarmDescription of Errors has no link, ${expected}`],
    },
    {
      name: 'a link without TLS',
      resources: described('See http://wiki.example.com/runbook'),
      findings: [
        `fail Errors: AlarmDescription of Errors links to http://wiki.example.com/runbook, ${expected}`,
      ],
    },
    {
      name: 'no host',
      resources: described('See https://'),
      findings: [`fail Errors: AlarmDescription of Errors has no link, ${expected}`],
    },
  ],
  unknown: [
    {
      name: 'a description that is not known',
      resources: described(sub('See ${Url}')),
      parameters: { Url: { Type: 'String' } },
      findings: [`unknown Errors: AlarmDescription of Errors is not known (${notGiven('Url')}), ${expected}`],
    },
    {
      name: 'a link that a condition chooses',
      resources: described(choose('IsProd', runbook, 'No link.')),
      ...undecided,
      findings: [`unknown Errors: ${stageUnknown}: AlarmDescription of Errors has no link, ${expected}`],
    },
    {
      name: 'no link of an alarm that may page',
      resources: paged({ Errors: alarm({ AlarmActions: [imported('Pager')] }) }),
      findings: [
        `unknown Errors: whether Errors pages is not known: AlarmDescription of Errors is not set, ${expected}`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'an alarm that wakes nobody',
      resources: paged(mail),
      findings: ['notApplicable Stack1: it does not arise for the alarm for people of this workload'],
    },
  ],
};
