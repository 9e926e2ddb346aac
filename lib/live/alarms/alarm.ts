import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  paginateDescribeAlarms,
  type AlarmType,
  type CompositeAlarm,
  type DescribeAlarmsOutput,
  type LogAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { found, type Found } from './found';

/** An alarm as CloudWatch describes it. */
export type Alarm =
  | { readonly kind: 'metric'; readonly name: string; readonly of: MetricAlarm }
  | { readonly kind: 'composite'; readonly name: string; readonly of: CompositeAlarm }
  | { readonly kind: 'log'; readonly name: string; readonly of: LogAlarm };

/** The call that describes alarms, as proof names it. */
export const describeAlarms = 'cloudwatch:DescribeAlarms';

/** Where they are not named, CloudWatch leaves out composite alarms and log alarms without a word. */
export const everyType: AlarmType[] = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];

/** The name of an alarm, given as a name or an ARN. */
export function nameOf(id: string): string {
  return /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/s.exec(id)?.[1] ?? id;
}

/** The alarm of that name; CloudWatch simply leaves out one that does not exist. */
export async function alarmCalled(id: string, aws: Aws): Promise<Alarm | undefined> {
  const name = nameOf(id);
  const client = aws.client(CloudWatchClient);
  const answer = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: everyType }));
  return alarmsIn(answer).find((alarm) => alarm.name === name);
}

/** The alarms of a region that take an action, in whichever state. */
export async function alarmsThatDo(action: string, aws: Aws): Promise<readonly Alarm[]> {
  const client = aws.client(CloudWatchClient);
  return everyPage(
    paginateDescribeAlarms({ client }, { ActionPrefix: action, AlarmTypes: everyType }),
    alarmsIn,
  );
}

/** The composite alarms of a region. */
export async function compositeAlarms(aws: Aws): Promise<readonly CompositeAlarm[]> {
  const client = aws.client(CloudWatchClient);
  return everyPage(
    paginateDescribeAlarms({ client }, { AlarmTypes: ['CompositeAlarm'] }),
    (page) => page.CompositeAlarms,
  );
}

function alarmsIn(answer: DescribeAlarmsOutput): readonly Alarm[] {
  const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] } = answer;
  return [
    ...MetricAlarms.map((of) => ({ kind: 'metric' as const, name: of.AlarmName ?? '', of })),
    ...CompositeAlarms.map((of) => ({ kind: 'composite' as const, name: of.AlarmName ?? '', of })),
    ...LogAlarms.map((of) => ({ kind: 'log' as const, name: of.AlarmName ?? '', of })),
  ];
}

/** What speaks against an alarm that is not there. */
export function isMissing({ id, region }: Target): Found {
  return found({
    problems: [`alarm ${nameOf(id)} does not exist in ${region}, expected it as the template has it`],
    seen: [{ call: describeAlarms, path: 'AlarmName', value: 'none' }],
  });
}

/** What CloudWatch says about an alarm, as proof. */
export function seenOf(
  alarm: Alarm,
  ...paths: readonly (keyof CompositeAlarm & keyof MetricAlarm)[]
): Found['seen'] {
  return paths.map((path) => ({
    call: describeAlarms,
    path,
    value: textOf(alarm.of[path]),
  }));
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : 'none';
}
