import { answerOf, found, merged, type Found } from '../alarms/found';
import type { Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import {
  deafness,
  isConfirmed,
  isMissing,
  takesAlarms,
  topicArnIn,
  topicOf,
  type Listener,
  type Topic,
} from './topic';

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

/** What listeners are asked. */
interface Question {
  readonly judge: (listener: Listener) => Verdict;
  readonly does: string;
  readonly expected: string;
}

/** Whether a topic, or one subscription to it, wakes whoever is on call. */
export async function wakesSomebody(target: Target, aws: Aws): Promise<Answer> {
  return asked(target, { judge: wakes, does: 'wakes anybody', expected: 'an on-call service' }, aws);
}

/** Whether a topic, or one subscription to it, gets to a person, in their own time. */
export async function tellsSomebody(target: Target, aws: Aws): Promise<Answer> {
  return asked(target, { judge: tells, does: 'tells a person', expected: 'a mail, chat or pager' }, aws);
}

async function asked({ id }: Target, question: Question, aws: Aws): Promise<Answer> {
  if (!id.startsWith('arn:')) {
    const problem = 'the subscription awaits confirmation, expected it to be confirmed';
    return answerOf(found({ problems: [problem], seen: [{ call, path: 'SubscriptionArn', value: 'none' }] }));
  }
  const arn = topicArnIn(id);
  const topic = await topicOf(arn, aws);
  if (!topic) return answerOf(isMissing(arn, aws));
  const listeners = arn === id ? topic.listeners : topic.listeners.filter((listener) => listener.arn === id);
  if (arn !== id && listeners.length === 0) return answerOf(isUnlisted(topic));
  const own = { ...topic, listeners };
  const heard = listeners.some(hears) ? by(own, question) : found({});
  return answerOf(merged([takesAlarms(own), isConfirmed(own), heard]));
}

const call = 'sns:ListSubscriptionsByTopic';

/** While a subscription awaits confirmation, SNS lists it without its ARN. */
function isUnlisted({ name, listeners }: Topic): Found {
  const pending = listeners.filter(({ state }) => state === 'pending');
  const seen = [{ call, path: 'Subscriptions', value: `${pending.length} pending` }];
  const why =
    pending.length > 0
      ? `awaits confirmation, as the ${pending.map(({ label }) => label).join(', ')} does`
      : 'is gone';
  return found({ problems: [`a subscription of topic ${name} ${why}, expected it to be confirmed`], seen });
}

function hears(listener: Listener): boolean {
  return listener.state === 'confirmed' && deafness(listener) === undefined;
}

/** Whether a listener is who it should be; otherwise why it is not, or why that is open. */
type Verdict = { readonly is: 'yes' | 'no' | 'open'; readonly why: string };

function by(topic: Topic, { judge, does, expected }: Question): Found {
  const verdicts = topic.listeners.filter(hears).map(judge);
  const agreed = verdicts.find(({ is }) => is === 'yes');
  if (agreed) return found({ facts: [agreed.why] });
  const open = verdicts.filter(({ is }) => is === 'open').map(({ why }) => why);
  if (open.length > 0) return found({ doubts: open });
  const refused = verdicts.map(({ why }) => why).join(', ');
  return found({
    problems: [`nothing that listens to topic ${topic.name} ${does} (${refused}), expected ${expected}`],
  });
}

function isPager(host: string | undefined): boolean {
  return pagers.some((domain) => host === domain || host?.endsWith(`.${domain}`) === true);
}

function isChat(host: string | undefined): boolean {
  return host?.endsWith('.chatbot.amazonaws.com') === true;
}

function wakes({ protocol, label, host, attributes }: Listener): Verdict {
  switch (protocol) {
    case 'http':
    case 'https':
      if (isChat(host)) return { is: 'no', why: 'a chat wakes nobody' };
      if (!isPager(host))
        return { is: 'open', why: `whom the ${label} wakes is not known; send a test page` };
      if (attributes.RawMessageDelivery === 'true') {
        return {
          is: 'open',
          why: `the ${label} gets raw messages, which ${host} may not read; send a test page`,
        };
      }
      return { is: 'yes', why: `the ${label} pages` };
    case 'email':
    case 'email-json':
      return { is: 'no', why: 'a mail wakes nobody' };
    case 'firehose':
    case 'sqs':
      return { is: 'no', why: `${protocol} reaches no person` };
    default:
      return {
        is: 'open',
        why: `whether the ${label} wakes whoever is on call is not known; send a test page`,
      };
  }
}

function tells(listener: Listener): Verdict {
  const { protocol, label, host } = listener;
  if (['email', 'email-json', 'sms'].includes(protocol) || isChat(host))
    return { is: 'yes', why: `the ${label} tells a person` };
  return wakes(listener);
}
