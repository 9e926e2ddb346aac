import { CloudWatchClient, paginateListAlarmMuteRules, type StateValue } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import { brief, clock } from '../metrics/show';
import { canTell } from '../notification/topic';
import { alarmCalled, compositeAlarms, nameOf, seenOf, type Alarm } from './alarm';
import { found, fromAllSides, isClear, merged, type Found } from './found';
import { ruleOf, type Rule } from './rule';

/** Services that act on machines, or look into it by themselves, and tell nobody. */
const machines = ['aiops', 'application-autoscaling', 'automate', 'autoscaling', 'ec2', 'swf'];

/** The actions by which an alarm tells somebody that it went into ALARM. */
export function tellingActions({ of }: Alarm): readonly string[] {
  return (of.AlarmActions ?? []).filter((arn) => !machines.includes(arn.split(':')[2] ?? ''));
}

/** Whether an alarm scales or mends something, and is not meant for people. */
export function isForMachines(alarm: Alarm): boolean {
  return (alarm.of.AlarmActions ?? []).length > 0 && tellingActions(alarm).length === 0;
}

/** Whether somebody hears of it when an alarm goes into ALARM: by its own actions, or by a composite alarm above it. */
export async function isHeard(alarm: Alarm, aws: Aws, below: readonly string[] = []): Promise<Found> {
  const own = tellingActions(alarm).length > 0 ? await speaks(alarm, aws) : undefined;
  if (own && isClear(own)) return own;
  const { above, doubts, readers } = await readersOf(alarm, aws);
  const heard = own ? [own] : [];
  for (const voice of above.filter(({ name }) => !below.includes(name))) {
    const one = await isHeard(voice, aws, [...below, alarm.name]);
    if (isClear(one)) return one;
    heard.push(one);
  }
  if (heard.length > 0) return merged(heard);
  const seen = seenOf(alarm, 'AlarmActions');
  if (doubts.length > 0) return found({ doubts, seen });
  if (readers.length > 0) return found({ facts: [`${alarm.name} is read by ${readers.join(', ')}`], seen });
  return found({ problems: [`${says(alarm)}, expected an action that tells somebody`], seen });
}

function says({ name, of }: Alarm): string {
  const when = 'when it goes into ALARM';
  const actions = of.AlarmActions ?? [];
  if (actions.length === 0) return `${name} does nothing ${when}`;
  return `${name} triggers ${actions.map(serviceOf).join(', ')} ${when}, which tells nobody`;
}

function serviceOf(arn: string): string {
  return arn.split(':')[2] ?? arn;
}

interface Readers {
  /** Composite alarms that go into ALARM with an alarm. */
  readonly above: readonly Alarm[];
  /** What is to be said of those that may tell of it, and may not. */
  readonly doubts: readonly string[];
  /** Names of those that read it to be quiet. */
  readonly readers: readonly string[];
}

/** Whether a composite alarm reads an alarm, for whatever purpose. */
export async function isRead(alarm: Alarm, aws: Aws): Promise<boolean> {
  const { above, doubts, readers } = await readersOf(alarm, aws);
  return above.length + doubts.length + readers.length > 0;
}

async function readersOf({ name, of }: Alarm, aws: Aws): Promise<Readers> {
  const above: Alarm[] = [];
  const doubts: string[] = [];
  const readers: string[] = [];
  for (const composite of await compositeAlarms(aws)) {
    const { AlarmName = '', AlarmRule = '', ActionsSuppressor = '' } = composite;
    if (AlarmName === name) continue;
    const rule = ruleOf(AlarmRule, nameOf);
    const reads = rule?.alarms.includes(name) === true;
    if (rule && reads && turns(rule, name, 'OK')) {
      above.push({ kind: 'composite', name: AlarmName, of: composite });
    } else if (rule && reads && turns(rule, name, 'ALARM')) {
      doubts.push(
        `${AlarmName} stays OK when ${name} alone is in ALARM, and nothing else tells of it; check whether that is meant`,
      );
    } else if (!rule && AlarmRule.includes(name)) {
      doubts.push(`the AlarmRule of ${AlarmName} cannot be read; look at it in the console`);
    } else if (reads || [name, of.AlarmArn].includes(ActionsSuppressor)) readers.push(AlarmName);
  }
  return { above, doubts, readers };
}

/** Whether a rule begins to hold when an alarm goes into ALARM, while all others are in some state. */
function turns(rule: Rule, name: string, others: StateValue): boolean {
  const holds = (own: StateValue): boolean => rule.holds((other) => (other === name ? own : others));
  return !holds('OK') && holds('ALARM');
}

/** Whether what an alarm does reaches somebody now. */
async function speaks(alarm: Alarm, aws: Aws): Promise<Found> {
  return fromAllSides([
    isEnabled(alarm),
    isNotMuted(alarm, aws),
    isNotSuppressed(alarm, aws),
    reachesSomebody(alarm, aws),
  ]);
}

function isEnabled(alarm: Alarm): Found {
  const { name, of } = alarm;
  const seen = seenOf(alarm, 'ActionsEnabled');
  if (of.ActionsEnabled === true) return found({ facts: [`${name} acts`], seen });
  if (of.ActionsEnabled === false) {
    return found({ problems: [`the actions of ${name} are disabled, expected them to be enabled`], seen });
  }
  return found({
    doubts: [`CloudWatch does not say whether the actions of ${name} are enabled; ask again`],
    seen,
  });
}

/** What CloudWatch says where it does not know mute rules, so that none is active. */
const withoutMuteRules = ['InvalidAction', 'UnknownOperationException'];

/** A mute rule keeps an alarm silent while ActionsEnabled says that it acts. */
export async function isNotMuted({ name }: Alarm, aws: Aws): Promise<Found> {
  const call = 'cloudwatch:ListAlarmMuteRules';
  const client = aws.client(CloudWatchClient);
  const input = { AlarmName: name, Statuses: ['ACTIVE' as const] };
  const listed = everyPage(
    paginateListAlarmMuteRules({ client }, input),
    (page) => page.AlarmMuteRuleSummaries,
  );
  const rules = (await ifFound(listed, ...withoutMuteRules)) ?? [];
  const active = rules.filter(({ Status }) => Status === undefined || Status === 'ACTIVE');
  const seen = [
    { call, path: 'AlarmMuteRuleSummaries', value: active.length === 0 ? 'none' : `${active.length} active` },
  ];
  if (active.length === 0) return found({ seen });
  const problems = active.map(({ AlarmMuteRuleArn = '', ExpireDate }) => {
    const rule = /:alarm-mute-rule:(.+)$/.exec(AlarmMuteRuleArn)?.[1] ?? 'a mute rule';
    const until = ExpireDate ? ` (which expires at ${clock(ExpireDate, aws.now)})` : '';
    return `${name} is muted by ${rule}${until}, expected it to be heard`;
  });
  return found({ problems, seen });
}

async function isNotSuppressed({ kind, name, of }: Alarm, aws: Aws): Promise<Found> {
  if (kind !== 'composite' || of.ActionsSuppressor === undefined) return found({});
  const suppressor = nameOf(of.ActionsSuppressor);
  const call = 'cloudwatch:DescribeAlarms';
  if (of.ActionsSuppressedBy !== undefined) {
    const reason = of.ActionsSuppressedReason === undefined ? '' : `: ${brief(of.ActionsSuppressedReason)}`;
    return found({
      problems: [`the actions of ${name} are suppressed by ${suppressor}${reason}, expected it to be heard`],
      seen: [{ call, path: 'ActionsSuppressedBy', value: of.ActionsSuppressedBy }],
    });
  }
  const state = (await alarmCalled(suppressor, aws))?.of.StateValue;
  const seen = [{ call, path: 'ActionsSuppressor', value: state ?? 'none' }];
  if (state !== 'ALARM') return found({ seen });
  const problem = `${suppressor} is in ALARM and suppresses what ${name} does, expected it to be heard`;
  return found({ problems: [problem], seen });
}

/** Each topic is meant to tell somebody. Whether code or a ticket does, nobody can see here. */
async function reachesSomebody(alarm: Alarm, aws: Aws): Promise<Found> {
  const actions = tellingActions(alarm);
  const topics = actions.filter((arn) => serviceOf(arn) === 'sns');
  if (topics.length > 0) return fromAllSides(topics.map((topic) => canTell(topic, aws)));
  const services = actions.map(serviceOf).join(', ');
  const doubt = `${alarm.name} triggers ${services}, and whether that tells a person is not known; test it with aws cloudwatch set-alarm-state`;
  return found({ doubts: [doubt], seen: seenOf(alarm, 'AlarmActions') });
}
