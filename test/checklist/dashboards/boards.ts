import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { notGiven, off, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import { board, graph, maybe, ofAlb, shop } from './resources';

const none = 'fail Stack1: no dashboard is in the templates, expected at least one';
const something = 'something that the templates make';
const old = graph([['AWS/ApplicationELB', 'RequestCount', 'LoadBalancer', 'app/old/0123']]);

/** There is a dashboard, and it shows this application. */
export const boards: ControlCases = {
  pass: [
    { name: 'a metric of the load balancer', resources: shop(graph([ofAlb('RequestCount')])) },
    {
      name: 'one dashboard of two',
      resources: { ...shop(old), More: board([graph([ofAlb('RequestCount')])]) },
    },
  ],
  fail: [
    { name: 'no dashboard', resources: { Alb: balancer() }, findings: [none] },
    {
      name: 'a dashboard that is switched off',
      resources: { Alb: balancer(), Ops: board([graph([ofAlb('RequestCount')])], 'IsProd') },
      ...off,
      findings: [
        'fail Stack1: no dashboard is in the templates (Ops switched off by condition), expected at least one',
      ],
    },
    {
      name: 'a load balancer of yesterday',
      resources: shop(old),
      findings: [
        'fail Ops: Ops shows nothing that the templates make (its LoadBalancer is not known ' +
          `(app/old/0123 is not among the templates)), expected one that shows ${something}`,
      ],
    },
    {
      name: 'an empty dashboard',
      resources: shop(),
      findings: [`fail Ops: Ops shows nothing that the templates make, expected one that shows ${something}`],
    },
  ],
  unknown: [
    {
      name: 'a dashboard that may not exist',
      resources: { Alb: balancer(), Ops: board([graph([ofAlb('RequestCount')])], 'IsProd') },
      ...undecided,
      findings: [`unknown Ops: ${maybe(something, stageUnknown)}`],
    },
    {
      name: 'a body that a parameter gives',
      resources: { Ops: resource('CloudWatch::Dashboard', { DashboardBody: ref('Body') }) },
      parameters: { Body: { Type: 'String' } },
      findings: [`unknown Ops: ${maybe(something, `its body is not known (${notGiven('Body')})`)}`],
    },
    {
      name: 'a nested stack that is not there',
      resources: { Nested: resource('CloudFormation::Stack', { TemplateURL: 'https://x' }) },
      findings: [
        'unknown Stack1: no dashboard is in the templates, ' +
          'but the template of nested stack Nested of Stack1 is not among the files',
      ],
    },
  ],
};

const alarm = resource('CloudWatch::Alarm', { Threshold: 1 });
const status = (...alarms: readonly (string | JsonObject)[]): JsonObject => ({
  type: 'alarm',
  properties: { alarms: [...alarms] },
});
const states = 'the states of alarms';
const unseen = 'no dashboard shows the state of an alarm';

/** A dashboard shows alarms. */
export const alarms: ControlCases = {
  pass: [
    { name: 'a list of alarms', resources: { ...shop(status(att('Errors', 'Arn'))), Errors: alarm } },
    {
      name: 'a composite alarm',
      resources: {
        ...shop(status(att('All', 'Arn'))),
        All: resource('CloudWatch::CompositeAlarm', { AlarmRule: 'FALSE' }),
      },
    },
    {
      name: 'the graph of an alarm',
      resources: {
        ...shop({ type: 'metric', properties: { annotations: { alarms: [att('Errors', 'Arn')] } } }),
        Errors: alarm,
      },
    },
  ],
  fail: [
    {
      name: 'graphs alone',
      resources: { ...shop(graph([ofAlb('RequestCount')])), Errors: alarm },
      findings: [`fail Ops: ${unseen}, expected one that shows ${states}`],
    },
    {
      name: 'an alarm of yesterday',
      resources: { ...shop(status('arn:aws:cloudwatch:eu-west-1:111111111111:alarm:old')), Errors: alarm },
      findings: [
        `fail Ops: ${unseen} (the alarm arn:aws:cloudwatch:eu-west-1:111111111111:alarm:old ` +
          `is not among the templates), expected one that shows ${states}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'alarms that a parameter gives',
      resources: shop({ type: 'alarm', properties: { alarms: ref('Alarms') } }),
      parameters: { Alarms: { Type: 'String' } },
      findings: [`unknown Ops: ${maybe(states, notGiven('Alarms'))}`],
    },
    {
      name: 'an alarm that may not exist',
      resources: { ...shop(status(att('Errors', 'Arn'))), Errors: { ...alarm, Condition: 'IsProd' } },
      ...undecided,
      findings: [`unknown Ops: ${maybe(states, stageUnknown)}`],
    },
  ],
  notApplicable: [
    {
      name: 'no dashboard',
      resources: { Errors: alarm },
      findings: ['notApplicable Stack1: no dashboard to judge'],
    },
  ],
};
