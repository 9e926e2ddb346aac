import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, unanimous, Undecided, type Tri } from '../../model/tri';
import { keyOf, show, type Value } from '../../model/value';
import { all, cite, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { isAdmitted, type Request, type SourceKey } from '../policies/service-access';
import { policiesOf, statementsOf, type Policy } from '../policies/statements';

/** A service that publishes to topics, as their policies know it. */
export interface Publisher {
  /** `events.amazonaws.com`. */
  readonly service: string;
  /** Whether the policy that every topic starts with, for its owner's account, lets it publish. */
  readonly byDefault: boolean;
  /** What it tells the policy of a topic, and that of the topic's key. */
  readonly toTopic: Request['sends'];
  readonly toKey: Request['sends'];
}

const nothing: Readonly<Record<SourceKey, Tri>> = {
  'aws:sourcearn': false,
  'aws:sourceaccount': false,
  'aws:sourceowner': false,
};

/** EventBridge: a topic's policy must name it, and with an encrypted topic it states no source to the key. */
export const eventBridge: Publisher = {
  service: 'events.amazonaws.com',
  byDefault: false,
  toTopic: {
    ...nothing,
    'aws:sourcearn': true,
    'aws:sourceaccount': new Undecided('which EventBridge has not always sent'),
  },
  toKey: nothing,
};

/** The alarms of CloudWatch. */
export const cloudWatch: Publisher = {
  service: 'cloudwatch.amazonaws.com',
  byDefault: true,
  toTopic: { 'aws:sourcearn': true, 'aws:sourceaccount': true, 'aws:sourceowner': true },
  toKey: { ...nothing, 'aws:sourcearn': true, 'aws:sourceaccount': true },
};

const topicPolicyTypes = [
  ['AWS::SNS::TopicPolicy', 'Topics'],
  ['AWS::SNS::TopicInlinePolicy', 'TopicArn'],
] as const;

/** Whether a service can publish to a topic on behalf of a rule or an alarm: its policy and its key let it. */
export function canPublish(publisher: Publisher, topic: Resource, source: Resource): Answer {
  return all([policyAdmits(publisher, topic, source), keyAdmits(publisher, topic, source)]);
}

function policyAdmits({ service, byDefault, toTopic }: Publisher, topic: Resource, source: Resource): Answer {
  const policies = topicPolicyTypes.flatMap(([type, path]) => policiesOf(topic, type, path));
  const request = { service, action: 'sns:publish', resource: topic, source, sends: toTopic };
  const truths = policies.map((policy) => isAdmitted(statementsOf({ ...policy, certain: true }), request));
  const truth = whicheverStands(policies, truths, byDefault);
  const proof = policies.map(({ policy }) => cite(policy, 'PolicyDocument'));
  const seen = `${topic.logicalId} lets ${service} publish`;
  if (isUndecided(truth)) return unknown(`whether ${seen} is not known (${truth.why})`, ...proof);
  if (truth) return yes(seen, ...proof);
  const expected = 'expected a topic policy that allows sns:Publish';
  const [first] = policies;
  if (!first)
    return no(`${topic.logicalId} has no policy that lets ${service} publish, ${expected}`, present(topic));
  return no(
    `${first.policy.logicalId} does not let ${service} publish to ${topic.logicalId}, ${expected}`,
    ...proof,
  );
}

/** A policy takes the place of the one that every topic starts with, and of any other of the same topic. */
function whicheverStands(policies: readonly Policy[], truths: readonly Tri[], byDefault: boolean): Tri {
  const standing = truths.filter((_, i) => policies[i]?.certain === true);
  const why = 'which of its policies stands is not known';
  const certain = standing.length > 0 ? unanimous(standing, why) : byDefault;
  const doubtful = policies.flatMap((policy, i) =>
    policy.certain === true || truths[i] === certain
      ? []
      : [isUndecided(policy.certain) ? policy.certain : new Undecided(why)],
  );
  return doubtful[0] ?? certain;
}

const keyProperty = 'KmsMasterKeyId';

/** Whether the key that encrypts a topic lets a service use it. The key that AWS manages lets none. */
function keyAdmits(publisher: Publisher, topic: Resource, source: Resource): Answer {
  return eitherWay(topic.read(keyProperty), (id) => {
    if (id.kind === 'absent') return yes('');
    const proof = cite(topic, keyProperty, id);
    if (/(^|:)alias\/aws\/sns$/.test(keyOf(id) ?? '')) {
      const seen = `${keyProperty} of ${topic.logicalId} is ${show(id)}, which ${publisher.service} cannot use`;
      return no(`${seen}, expected a key of your own that lets it`, proof);
    }
    const key = keyOfTopic(id, topic);
    if (typeof key !== 'string') return all([usable(key, publisher, source), yes('', proof)]);
    const unseen = `the key of ${topic.logicalId} is not in the templates (${key})`;
    return unknown(`${unseen}; verify that it lets ${publisher.service} use it`, proof);
  });
}

/** The key that an id, an ARN or an alias names, or why it is not known. */
function keyOfTopic(id: Value, asker: Resource): Resource | string {
  const { resources, open } = targetOf(id, asker.stack);
  const [named] = resources.filter(({ type }) => type === 'AWS::KMS::Key' || type === 'AWS::KMS::Alias');
  if (!named) return open ?? `${show(id)} is no key`;
  if (isUndecided(named.exists)) return named.exists.why;
  return named.type === 'AWS::KMS::Key' ? named : keyOfTopic(named.read('TargetKeyId'), named);
}

function usable(key: Resource, { service, toKey }: Publisher, source: Resource): Answer {
  const statements = statementsOf({ policy: key, certain: key.exists }, 'KeyPolicy');
  const truth = and(
    ['kms:decrypt', 'kms:generatedatakey'].map((action) =>
      isAdmitted(statements, { service, action, source, sends: toKey }),
    ),
  );
  const proof = cite(key, 'KeyPolicy');
  const seen = `${key.logicalId} lets ${service} use it`;
  if (truth === true) return yes(seen, proof);
  if (isUndecided(truth)) return unknown(`whether ${seen} is not known (${truth.why})`, proof);
  return no(
    `${key.logicalId} does not let ${service} use it, expected kms:Decrypt and kms:GenerateDataKey*`,
    proof,
  );
}
