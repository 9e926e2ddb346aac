import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { isUndecided, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { any, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, optionsOf, type Option } from '../either-way';
import { isTrue, test } from '../reading';

/** How soon somebody must hear: a page wakes a person, a ticket waits until one looks. */
export type Urgency = 'page' | 'ticket';

/** Domains of services that call whoever is on call. */
const pagers = [
  'alertops.com',
  'atlassian.com',
  'atlassian.net',
  'betterstack.com',
  'firehydrant.com',
  'firehydrant.io',
  'grafana.net',
  'ilert.com',
  'incident.io',
  'opsgenie.com',
  'pagerduty.com',
  'pagertree.com',
  'rootly.com',
  'signl4.com',
  'squadcast.com',
  'victorops.com',
  'xmatters.com',
  'zenduty.com',
];

export const topicType = 'AWS::SNS::Topic';
export const subscriptionType = 'AWS::SNS::Subscription';

const chatTypes = [
  'AWS::Chatbot::SlackChannelConfiguration',
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration',
] as const;

/** One way on from a topic. */
interface Subscription {
  readonly owner: Resource;
  readonly certain: Tri;
  readonly body: Value;
}

/** The subscriptions that a resource makes: itself, or those that stand in a topic. */
export function subscriptionsIn(owner: Resource): readonly Option[] {
  return owner.type === topicType
    ? owner.each('Subscription.*').flatMap(optionsOf)
    : [{ option: owner.read(''), certain: true }];
}

/** Whether a person hears what is published to a topic. */
export function isHeard(topic: Resource, urgency: Urgency): Answer {
  const { environment } = topic.stack;
  const answers = [
    ...subscriptionsOf(topic).map((subscription) =>
      given(subscription.certain, reachesSomebody(subscription, urgency, topic)),
    ),
    ...chatTypes.flatMap((type) =>
      environment
        .links(type, 'SnsTopicArns')
        .to(topic)
        .map(({ from, certain }) => given(certain, reachesChat(from, urgency))),
    ),
  ];
  const seen = `nobody subscribes to ${topic.logicalId}`;
  const why = environment.links(subscriptionType, 'TopicArn').open ?? environment.hidden[0];
  if (why !== undefined && answers.every(({ is }) => is === 'no')) {
    return unknown(`${seen} in the templates, but ${why}`, present(topic));
  }
  return any(answers, `${seen}, expected a person`);
}

function subscriptionsOf(topic: Resource): readonly Subscription[] {
  const links = topic.stack.environment.links(subscriptionType, 'TopicArn');
  const beside = links.to(topic).map(({ from, certain }) => ({ owner: from, certain, body: from.read('') }));
  const inside = subscriptionsIn(topic).map(({ option, certain }) => ({
    owner: topic,
    certain,
    body: option,
  }));
  return [...beside, ...inside];
}

function reachesSomebody({ owner, body }: Subscription, urgency: Urgency, topic: Resource): Answer {
  return eitherWay(member(body, 'Protocol'), (protocol) => {
    const name = `${show(protocol)} subscription of ${topic.logicalId}`;
    const passes = passesFilter(body);
    if (passes !== false) return given(passes, reachedBy(protocol, body, name, { owner, urgency }));
    return no(
      `the ${name} filters by attributes that such messages lack, expected no filter`,
      present(owner),
    );
  });
}

function reachedBy(
  protocol: Value,
  body: Value,
  name: string,
  { owner, urgency }: { readonly owner: Resource; readonly urgency: Urgency },
): Answer {
  const proof = present(owner);
  switch (protocol.kind === 'known' ? protocol.value : undefined) {
    case 'http':
    case 'https':
      return eitherWay(member(body, 'Endpoint'), (endpoint) =>
        isChat(endpoint) ? reachesChat(owner, urgency) : reachesPager(endpoint, body, name, owner),
      );
    case 'sms':
      return urgency === 'ticket'
        ? yes(`the ${name} reaches a phone`, proof)
        : unknown(`the ${name} reaches a phone; verify that whoever is on call holds it`, proof);
    case 'email':
    case 'email-json':
      return urgency === 'ticket'
        ? yes(`the ${name} reaches a person`, proof)
        : no(`the ${name} wakes nobody, expected a service that pages`, proof);
    case 'sqs':
    case 'firehose':
      return no(`the ${name} reaches no person, expected one that does`, proof);
    default:
      return unknown(`whom the ${name} reaches is not known; verify that it tells a person`, proof);
  }
}

function reachesPager(endpoint: Value, body: Value, name: string, owner: Resource): Answer {
  const proof = present(owner);
  const host = hostOf(endpoint);
  if (!isPager(endpoint)) {
    const where = host ?? show(endpoint);
    return unknown(`the ${name} leads to ${where}; verify that it tells a person`, proof);
  }
  const raw = test(member(body, 'RawMessageDelivery'), false, isTrue);
  const answer = yes(`the ${name} leads to ${host}, which pages`, proof);
  if (raw === false) return answer;
  return given(new Undecided(isUndecided(raw) ? raw.why : `${host} may not read raw messages`), answer);
}

/** Whether an address is that of a service that calls whoever is on call. */
export function isPager(endpoint: Value): boolean {
  const host = hostOf(endpoint);
  return pagers.some((domain) => host === domain || host?.endsWith(`.${domain}`));
}

/** Whether an address is that by which Amazon Q shows messages in chats. */
export function isChat(endpoint: Value): boolean {
  return hostOf(endpoint)?.endsWith('.chatbot.amazonaws.com') === true;
}

/** The host of an address whose beginning is literal: what follows, such as a key, may be known only later. */
export function hostOf(endpoint: Value): string | undefined {
  const [first, ...others] = partsOf(endpoint) ?? [];
  const match = typeof first === 'string' ? /^https?:\/\/([^/?#:]+)([/?#:]|$)/i.exec(first) : null;
  if (!match) return undefined;
  return match[2] === '' && others.length > 0 ? undefined : match[1]?.toLowerCase();
}

/** A chat channel shows a message, and wakes nobody. */
function reachesChat(channel: Resource, urgency: Urgency): Answer {
  return urgency === 'ticket'
    ? yes(`${channel.logicalId} shows it in a chat`, present(channel))
    : no(`${channel.logicalId} shows it in a chat, expected a service that pages`, present(channel));
}

/** Whether a filter lets through messages without attributes, as AWS services publish them. */
function passesFilter(body: Value): Tri {
  const filter = member(body, 'FilterPolicy');
  const scope = test(
    member(body, 'FilterPolicyScope'),
    'MessageAttributes',
    (name) => name === 'MessageAttributes',
  );
  const passes = alternatives(filter).map((option): Tri => {
    if (option.kind === 'absent') return true;
    if (option.kind !== 'map') return new Undecided(whyNotKnown(option) ?? 'its FilterPolicy is not known');
    const names = Object.keys(option.entries);
    if (names.length === 0) return true;
    const demands = names.some((name) => isDemand(member(option, name)));
    return scope === true && demands ? false : new Undecided('it filters messages');
  });
  return unanimous(passes, whyNotKnown(filter) ?? 'its FilterPolicy is not known');
}

/** Whether a filter asks for one of some values; `{ exists: false }` among them would ask for none. */
function isDemand(matchers: Value): boolean {
  return matchers.kind === 'list' && matchers.items.every(({ kind }) => kind === 'known');
}
