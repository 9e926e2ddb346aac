import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { found, fromAllSides, type Found } from '../alarms/found';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';

/** A subscription as it stands. */
export interface Listener {
  readonly arn: string;
  readonly protocol: string;
  /** `https subscription to events.pagerduty.com`: never the address itself, which may hold a key or a person's name. */
  readonly label: string;
  readonly host?: string;
  readonly state: 'confirmed' | 'pending' | 'deleted';
  readonly attributes: Readonly<Record<string, string>>;
}

/** What SNS says of a topic. */
export interface Topic {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly listeners: readonly Listener[];
}

const notFound = ['NotFound', 'NotFoundException'];

/** The name of a topic. */
export function topicName(arn: string): string {
  return arn.split(':')[5] ?? arn;
}

/** The topic of an ARN; undefined where there is none. */
export async function topicOf(arn: string, aws: Aws): Promise<Topic | undefined> {
  const client = aws.client(SNSClient, regionOf(arn) ?? aws.region);
  const answer = await ifFound(client.send(new GetTopicAttributesCommand({ TopicArn: arn })), ...notFound);
  if (!answer) return undefined;
  const listed = everyPage(
    paginateListSubscriptionsByTopic({ client }, { TopicArn: arn }),
    (page) => page.Subscriptions,
  );
  const subscriptions = (await ifFound(listed, ...notFound)) ?? [];
  return {
    name: topicName(arn),
    attributes: answer.Attributes ?? {},
    listeners: await Promise.all(subscriptions.map((each) => listenerOf(each, client))),
  };
}

/** The ARN of the topic that an ARN is of: its own, or that of a subscription to it. */
export function topicArnIn(arn: string): string {
  return arn.split(':').slice(0, 6).join(':');
}

/** The region of an ARN. */
export function regionOf(arn: string): string | undefined {
  return arn.startsWith('arn:') ? arn.split(':')[3] || undefined : undefined;
}

async function listenerOf(subscription: Subscription, client: SNSClient): Promise<Listener> {
  const { SubscriptionArn = '', Protocol = 'unknown', Endpoint = '' } = subscription;
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@]+)/i.exec(Endpoint)?.[1]?.toLowerCase();
  const label = `${Protocol} subscription${host === undefined ? '' : ` to ${host}`}`;
  const base = { arn: SubscriptionArn, protocol: Protocol, label, ...(host !== undefined && { host }) };
  if (!SubscriptionArn.startsWith('arn:')) {
    return { ...base, state: SubscriptionArn === 'Deleted' ? 'deleted' : 'pending', attributes: {} };
  }
  const command = new GetSubscriptionAttributesCommand({ SubscriptionArn });
  const answer = await ifFound(client.send(command), ...notFound);
  if (!answer) return { ...base, state: 'deleted', attributes: {} };
  const attributes = answer.Attributes ?? {};
  return { ...base, state: attributes.PendingConfirmation === 'true' ? 'pending' : 'confirmed', attributes };
}

/** Why a subscription does not get what alarms publish, or may not; undefined where it does. */
export function deafness({
  label,
  attributes,
}: Listener): { readonly why: string; readonly open: boolean } | undefined {
  const filter = filterIn(attributes.FilterPolicy);
  if (filter === undefined) return undefined;
  if (attributes.FilterPolicyScope === 'MessageBody') {
    return { why: `the ${label} filters messages by their text`, open: true };
  }
  const mayLack = /"exists"\s*:\s*false/.test(filter);
  return mayLack
    ? { why: `the ${label} filters by attributes which may be missing`, open: true }
    : { why: `the ${label} filters by attributes, which alarms do not send`, open: false };
}

/** A filter policy that asks for anything. */
function filterIn(policy: string | undefined): string | undefined {
  return policy === undefined || /^\s*(\{\s*\})?\s*$/.test(policy) ? undefined : policy;
}

/** Whether what is published to a topic gets to anybody who confirmed that they want it. */
export async function canTell(arn: string, aws: Aws): Promise<Found> {
  const topic = await topicOf(arn, aws);
  if (!topic) return isMissing(arn, aws);
  return fromAllSides([takesAlarms(topic), isConfirmed(topic)]);
}

/** What speaks against a topic that is not there. */
export function isMissing(arn: string, aws: Aws): Found {
  return found({
    problems: [`topic ${topicName(arn)} does not exist in ${regionOf(arn) ?? aws.region}, expected it to`],
    seen: [{ call: 'sns:GetTopicAttributes', path: 'TopicArn', value: 'none' }],
  });
}

/** CloudWatch may not use the key that AWS manages for SNS. */
export function takesAlarms({ name, attributes }: Topic): Found {
  const key = attributes.KmsMasterKeyId;
  if (key === undefined || !key.endsWith('alias/aws/sns')) return found({});
  return found({
    problems: [
      `topic ${name} is encrypted with alias/aws/sns, which CloudWatch may not use, expected a key of your own that lets it`,
    ],
    seen: [{ call: 'sns:GetTopicAttributes', path: 'KmsMasterKeyId', value: 'alias/aws/sns' }],
  });
}

/** Whether somebody confirmed that they want to hear, and nobody has still to. */
export function isConfirmed({ name, listeners }: Topic): Found {
  const there = listeners.filter(({ state }) => state !== 'deleted');
  const confirmed = there.filter(({ state }) => state === 'confirmed');
  const hearing = confirmed.filter((listener) => deafness(listener) === undefined);
  const pending = there.filter(({ state }) => state === 'pending');
  const call = 'sns:ListSubscriptionsByTopic';
  const seen = [
    { call, path: 'Subscriptions', value: `${confirmed.length} confirmed, ${pending.length} pending` },
  ];
  const problems = pending.map(
    ({ label }) => `the ${label} of topic ${name} awaits confirmation, expected it to be confirmed`,
  );
  if (there.length === 0) {
    return found({ problems: [`nobody subscribes to topic ${name}, expected somebody`], seen });
  }
  if (confirmed.length === 0) return found({ problems, seen });
  if (hearing.length > 0) {
    return found({
      problems,
      facts: [`topic ${name} has a confirmed ${hearing.map(({ label }) => label).join(', ')}`],
      seen,
    });
  }
  const reasons = confirmed.map(deafness).filter((reason) => reason !== undefined);
  const isOpen = reasons.some(({ open }) => open);
  const text = `nobody may hear from topic ${name}: ${reasons.map(({ why }) => why).join(', ')}`;
  return isOpen && problems.length === 0
    ? found({ doubts: [`${text}; send a test with aws cloudwatch set-alarm-state`], seen })
    : found({ problems: [...problems, `${text}, expected no filter`], seen });
}
