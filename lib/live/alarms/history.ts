import {
  CloudWatchClient,
  paginateDescribeAlarmHistory,
  type AlarmHistoryItem,
} from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { everyType } from './alarm';

/** The call that tells what an alarm did. */
export const describeHistory = 'cloudwatch:DescribeAlarmHistory';

/** A change of state. */
export interface Change {
  readonly at: Date;
  readonly from?: string;
  readonly to?: string;
}

/** What an alarm tried to do. */
export interface Attempt {
  readonly at: Date;
  readonly resource?: string;
  /** `open` where CloudWatch does not say, or has not tried yet. */
  readonly outcome: 'done' | 'failed' | 'open';
  readonly reason?: string;
}

/** Changes of state since some time, newest first. */
export async function changesSince(since: Date, name: string, aws: Aws): Promise<readonly Change[]> {
  const items = await historyOf({ name, type: 'StateUpdate', since }, aws);
  return items.flatMap(({ Timestamp: at, HistorySummary = '', HistoryData }) => {
    if (!at) return [];
    const [, summaryFrom, summaryTo] = /from (\w+) to (\w+)/.exec(HistorySummary) ?? [];
    const data = parsed(HistoryData);
    const from = textIn(data, 'oldState', 'stateValue') ?? summaryFrom;
    return [{ at, from, to: textIn(data, 'newState', 'stateValue') ?? summaryTo }];
  });
}

/** What an alarm tried to do, as far back as CloudWatch remembers, newest first. */
export async function attemptsOf(name: string, aws: Aws): Promise<readonly Attempt[]> {
  const items = await historyOf({ name, type: 'Action' }, aws);
  return items.flatMap(({ Timestamp: at, HistorySummary = '', HistoryData }) => {
    if (!at) return [];
    const data = parsed(HistoryData);
    const [, verb, arn] =
      /^(Successfully executed|Failed to execute) action (\S+?)\.?(\s|$)/.exec(HistorySummary) ?? [];
    const state = textIn(data, 'actionState') ?? verb ?? '';
    const reason = textIn(data, 'error') ?? /Received error: "?(.+?)"?$/s.exec(HistorySummary)?.[1];
    return [{ at, resource: textIn(data, 'notificationResource') ?? arn, outcome: outcomeOf(state), reason }];
  });
}

function outcomeOf(state: string): Attempt['outcome'] {
  if (/^succe/i.test(state)) return 'done';
  return /^fail/i.test(state) ? 'failed' : 'open';
}

interface Question {
  readonly name: string;
  readonly type: 'Action' | 'StateUpdate';
  readonly since?: Date;
}

/** What CloudWatch remembers; an alarm of that name may have been deleted and made again since. */
async function historyOf({ name, type, since }: Question, aws: Aws): Promise<readonly AlarmHistoryItem[]> {
  const client = aws.client(CloudWatchClient);
  const input = {
    AlarmName: name,
    AlarmTypes: everyType,
    HistoryItemType: type,
    ScanBy: 'TimestampDescending' as const,
    ...(since && { StartDate: since }),
  };
  const items = await everyPage(
    paginateDescribeAlarmHistory({ client }, input),
    (page) => page.AlarmHistoryItems,
  );
  const own = items.filter(
    ({ AlarmName = name, HistoryItemType = type }) => AlarmName === name && HistoryItemType === type,
  );
  return [...own].sort((a, b) => (b.Timestamp?.getTime() ?? 0) - (a.Timestamp?.getTime() ?? 0));
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return undefined;
  }
}

function textIn(data: unknown, ...path: readonly string[]): string | undefined {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}
