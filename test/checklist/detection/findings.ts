import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { alerted, detector, pattern, rule, topic } from './resources';

const severity = (...matchers: Json[]): JsonObject =>
  alerted({ Rule: rule({ EventPattern: pattern({ severity: matchers }) }) });

/** Numbers with one decimal between two, both included. */
const tenths = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) * 10) + 1 }, (_, i) => Math.round(from * 10 + i) / 10);

const asking = (changes: JsonObject): JsonObject =>
  alerted({ Rule: rule({ EventPattern: { ...pattern(), ...changes } }) });

const sendingTo = (...targets: Json[]): JsonObject => alerted({ Rule: rule({ Targets: targets }) });

/** A rule of Security Hub that asks something of the imported findings. */
const imported = (
  findings: JsonObject,
  hub: JsonObject = { Hub: resource('SecurityHub::Hub') },
): JsonObject =>
  alerted({
    Rule: rule({
      EventPattern: {
        source: ['aws.securityhub'],
        'detail-type': ['Security Hub Findings - Imported'],
        detail: { findings },
      },
    }),
    ...hub,
  });

const noRule = 'fail Detector: no rule passes the findings of GuardDuty on, expected one that a person hears';
const leavesOut =
  'fail Detector: Rule leaves out GuardDuty findings of severity 7.0, expected every finding from 7.0 on';

export const findings: ControlCases = {
  pass: [
    { name: 'severity from 7 on', resources: alerted() },
    { name: 'severity from 4 on', resources: severity({ numeric: ['>=', 4] }) },
    { name: 'severity above 6.9, with a bound', resources: severity({ numeric: ['>', 6.9, '<=', 10] }) },
    { name: 'every severity', resources: asking({ detail: nothing }) },
    { name: 'every event of the service', resources: asking({ detail: nothing, 'detail-type': nothing }) },
    { name: 'a list of severities', resources: severity(...tenths(4, 10)) },
    { name: 'everything but low severities', resources: severity({ 'anything-but': [1, 2, 3] }) },
    { name: 'sources by prefix', resources: asking({ source: [{ prefix: 'aws.guard' }] }) },
    {
      name: 'findings that are not archived',
      resources: asking({ detail: { service: { archived: [false] } } }),
    },
    {
      name: 'severities that a condition chooses, both sufficient',
      resources: severity({ numeric: ['>=', choose('IsProd', 7, 4)] }),
      ...undecided,
    },
    {
      name: 'Security Hub, high and critical',
      resources: imported({ Severity: { Label: ['HIGH', 'CRITICAL'] }, Workflow: { Status: ['NEW'] } }),
    },
    {
      name: 'Security Hub, normalized',
      resources: imported({ Severity: { Normalized: [{ numeric: ['>=', 70] }] } }),
    },
    { name: 'the default bus by name', resources: alerted({ Rule: rule({ EventBusName: 'default' }) }) },
    {
      name: 'a rule of another stack',
      app: (app) => {
        const audit = new Stack(app, 'Audit');
        new CfnDetector(audit, 'Detector', { enable: true });
        const ops = new Topic(new Stack(app, 'Ops'), 'Topic');
        ops.addSubscription(new EmailSubscription('ops@example.com'));
        new Rule(new Stack(app, 'Rules'), 'Rule', {
          eventPattern: { source: ['aws.guardduty'], detail: { severity: Match.greaterThanOrEqual(7) } },
          targets: [new SnsTopic(ops, { maxEventAge: Duration.hours(2) })],
        });
      },
    },
    {
      name: 'a rule of findings without a detector, which may be that of the organization',
      resources: alerted({ Detector: resource('SNS::Topic') }),
    },
    {
      name: 'a service that pages, called by EventBridge',
      resources: alerted({
        Rule: rule({ Targets: [{ Id: 'page', Arn: att('Pager', 'Arn'), RoleArn: att('Role', 'Arn') }] }),
        Pager: resource('Events::ApiDestination', {
          InvocationEndpoint: 'https://events.pagerduty.com/v2/enqueue',
        }),
        Role: resource('IAM::Role'),
      }),
    },
    {
      name: 'a target that nobody hears beside one that somebody does',
      resources: sendingTo({ Id: 'log', Arn: att('Log', 'Arn') }, { Id: 'ops', Arn: ref('Ops') }),
    },
    {
      name: 'a rule that is not enough beside one that is',
      resources: {
        ...alerted(),
        Other: rule({ EventPattern: pattern({ severity: [{ numeric: ['>=', 9] }] }) }),
      },
    },
  ],
  fail: [
    { name: 'a detector and nothing else', resources: { Detector: detector() }, findings: [noRule] },
    { name: 'severity from 8.9 on', resources: severity({ numeric: ['>=', 8.9] }), findings: [leavesOut] },
    { name: 'severity above 7', resources: severity({ numeric: ['>', 7] }), findings: [leavesOut] },
    {
      name: 'high severity without the critical one',
      resources: severity(...tenths(7, 8.9)),
      findings: [
        'fail Detector: Rule leaves out GuardDuty findings of severity 9.0, expected every finding from 7.0 on',
      ],
    },
    {
      name: 'medium severity alone',
      resources: severity({ numeric: ['>=', 4, '<', 7] }),
      findings: [leavesOut],
    },
    { name: 'one number', resources: severity(8), findings: [leavesOut] },
    {
      name: 'archived findings',
      resources: asking({ detail: { service: { archived: ['true'] } } }),
      findings: [leavesOut],
    },
    { name: 'another service', resources: asking({ source: ['aws.inspector2'] }), findings: [noRule] },
    {
      name: 'another kind of event',
      resources: asking({ 'detail-type': ['GuardDuty Malware Scan'] }),
      findings: [noRule],
    },
    {
      name: 'Security Hub, critical alone',
      resources: imported({ Severity: { Label: ['CRITICAL'] } }),
      findings: [
        'fail Detector: Rule leaves out Security Hub findings of severity HIGH, expected every finding from HIGH on',
      ],
    },
    {
      name: 'a rule that is switched off',
      resources: alerted({ Rule: rule({ State: 'DISABLED' }) }),
      findings: ['fail Detector: Rule: State is DISABLED, expected ENABLED'],
    },
    {
      name: 'a rule under a condition that is off by default',
      resources: alerted({ Rule: rule({}, 'IsProd') }),
      ...off,
      findings: [noRule],
    },
    {
      name: 'a bus of its own',
      resources: alerted({
        Rule: rule({ EventBusName: ref('Bus') }),
        Bus: resource('Events::EventBus', { Name: 'shop' }),
      }),
      findings: ['fail Detector: Rule listens to the bus ${Bus}, expected the default bus'],
    },
    {
      name: 'no target',
      resources: sendingTo(),
      findings: ['fail Detector: Rule has no target, expected a topic that a person hears'],
    },
    {
      name: 'a log and a queue',
      resources: alerted({
        Rule: rule({
          Targets: [
            { Id: 'log', Arn: 'arn:aws:logs:eu-west-1:1:log-group:findings' },
            { Id: 'queue', Arn: att('Queue', 'Arn') },
          ],
        }),
        Queue: resource('SQS::Queue'),
      }),
      findings: [
        'fail Detector: Rule sends to arn:aws:logs:eu-west-1:1:log-group:findings, which tells nobody, expected a topic that a person hears; Rule sends to Queue, which tells nobody, expected a topic that a person hears',
      ],
    },
    {
      name: 'a rule of another region',
      stacks: [
        { id: 'Audit', region: 'eu-west-1', template: { Resources: { Detector: detector() } } },
        { id: 'Rules', region: 'us-east-1', template: { Resources: alerted({ Detector: topic() }) } },
      ],
      findings: [noRule],
    },
    {
      name: 'a schedule',
      resources: alerted({ Rule: rule({ EventPattern: nothing, ScheduleExpression: 'rate(1 day)' }) }),
      findings: [noRule],
    },
  ],
  unknown: [
    {
      name: 'no detector and no rule',
      resources: {},
      findings: [
        'unknown Stack1: no GuardDuty detector is in the templates; verify in the account that a person hears of its findings',
      ],
    },
    {
      name: 'a rule without a detector that tells nobody',
      resources: { Rule: rule(), Ops: topic() },
      findings: [
        'unknown Stack1: no GuardDuty detector is in the templates; verify in the account that a person hears of its findings',
      ],
    },
    {
      name: 'a detector that may not exist, of which nobody hears',
      resources: { Detector: detector({}, 'IsProd') },
      ...undecided,
      findings: [
        `unknown Detector: ${stageUnknown}: no rule passes the findings of GuardDuty on, expected one that a person hears`,
      ],
    },
    {
      name: 'a rule that may not exist',
      resources: alerted({ Rule: rule({}, 'IsProd') }),
      ...undecided,
      findings: [
        `unknown Detector: ${stageUnknown}: Rule takes in every GuardDuty finding from severity 7.0 on; Ops lets events.amazonaws.com publish; the email subscription of Ops reaches a person`,
      ],
    },
    {
      name: 'severities that a condition chooses',
      resources: severity({ numeric: ['>=', choose('IsProd', 7, 9)] }),
      ...undecided,
      findings: [
        `unknown Detector: which GuardDuty findings Rule takes in is not known (${stageUnknown}), expected every finding from 7.0 on`,
      ],
    },
    {
      name: 'a severity that a parameter gives',
      resources: severity({ numeric: ['>=', ref('Least')] }),
      parameters: { Least: { Type: 'Number' } },
      findings: [
        `unknown Detector: which GuardDuty findings Rule takes in is not known (${notGiven('Least')}), expected every finding from 7.0 on`,
      ],
    },
    {
      name: 'findings of some types',
      resources: asking({ detail: { type: [{ prefix: 'CryptoCurrency' }] } }),
      findings: [
        'unknown Detector: which GuardDuty findings Rule takes in is not known (it also filters by type), expected every finding from 7.0 on',
      ],
    },
    {
      name: 'a state that a parameter gives',
      resources: alerted({ Rule: rule({ State: ref('State') }) }),
      parameters: { State: { Type: 'String' } },
      findings: [`unknown Detector: Rule: State is not known (${notGiven('State')}), expected ENABLED`],
    },
    {
      name: 'Security Hub that another stack switches on',
      resources: imported({ Severity: { Label: ['HIGH', 'CRITICAL'] } }, {}),
      findings: [
        'unknown Detector: Security Hub is not in the templates; verify in the account that it is on',
      ],
    },
    {
      name: 'a function',
      resources: sendingTo({ Id: 'f', Arn: att('Forward', 'Arn') }),
      findings: [
        'unknown Detector: Rule sends to ${Stack1.Forward.Arn} (Stack1 has no resource Forward); verify that it tells a person',
      ],
    },
    {
      name: 'a topic from elsewhere',
      resources: sendingTo({ Id: 'ops', Arn: 'arn:aws:sns:eu-west-1:1:company-ops' }),
      findings: [
        'unknown Detector: Rule sends to arn:aws:sns:eu-west-1:1:company-ops (company-ops is not among the templates); verify that it tells a person',
      ],
    },
    {
      name: 'the bus of a central account',
      resources: sendingTo({
        Id: 'central',
        Arn: 'arn:aws:events:eu-west-1:2:event-bus/central',
        RoleArn: 'arn:aws:iam::1:role/put',
      }),
      findings: [
        'unknown Detector: Rule sends to arn:aws:events:eu-west-1:2:event-bus/central (central is not among the templates); verify that it tells a person',
      ],
    },
    {
      name: 'a topic that the rule publishes to as a role',
      resources: sendingTo({ Id: 'ops', Arn: ref('Ops'), RoleArn: 'arn:aws:iam::1:role/publish' }),
      findings: [
        'unknown Detector: Rule publishes to Ops as the role arn:aws:iam::1:role/publish; verify that it may',
      ],
    },
    {
      name: 'User Notifications',
      resources: {
        Detector: detector(),
        Notify: resource('Notifications::EventRule', { Source: 'aws.guardduty' }),
      },
      findings: [
        'unknown Detector: no rule passes the findings of GuardDuty on, expected one that a person hears, but Notify may notify of them; verify that a person does',
      ],
    },
    {
      name: 'a nested stack that is not among the files',
      resources: {
        Detector: detector(),
        Child: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com/t' }),
      },
      findings: [
        'unknown Detector: no rule passes the findings of GuardDuty on, expected one that a person hears, but the template of nested stack Child of Stack1 is not among the files',
      ],
    },
  ],
};
