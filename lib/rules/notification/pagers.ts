import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import { own, ownObject } from '../../model/own';
import type { Resource } from '../../model/resource';
import { isUndecided, type Tri } from '../../model/tri';
import { alternatives, known, labelOf, partsOf, type Token, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { eitherWay } from '../either-way';
import { isAdmitted } from '../policies/service-access';
import { policiesOf, statementsOf } from '../policies/statements';
import { isTrue } from '../reading';
import { hostOf, isPager, subscriptionsIn, subscriptionType, topicType } from './subscriptions';

/** The subscriptions of services that call whoever is on call, and the topics in which such subscriptions stand. */
export function pagers(environment: Environment): Candidates {
  const owners = environment
    .of(subscriptionType, topicType)
    .filter((owner) => subscriptionsIn(owner).some(({ option }) => mayPage(option)));
  return candidates(environment, 'subscription of an on-call service', owners, [subscriptionType]);
}

/** Whether a subscription leads to an on-call service, or may: its address is not known. */
function mayPage(subscription: Value): boolean {
  const protocols = alternatives(member(subscription, 'Protocol'));
  if (!protocols.some((protocol) => protocol.kind === 'known' && protocol.value === 'https')) return false;
  return alternatives(member(subscription, 'Endpoint')).some(
    (endpoint) => isPager(endpoint) || (endpoint.kind !== 'known' && hostOf(endpoint) === undefined),
  );
}

/** Puts a question to each subscription of an on-call service that a resource makes. */
function ofPagers(owner: Resource, question: (subscription: Value) => Answer): Answer {
  const subscriptions = subscriptionsIn(owner).filter(({ option }) => mayPage(option));
  return all(subscriptions.map(({ option, certain }) => given(certain, question(option))));
}

/** Whether the address of an on-call service, which holds a key, keeps it out of the template. */
export function hidesItsKey(owner: Resource): Answer {
  return ofPagers(owner, (subscription) =>
    eitherWay(member(subscription, 'Endpoint'), (endpoint) => {
      if (endpoint.kind === 'absent') return unknown(`${owner.logicalId} has no Endpoint`, present(owner));
      const host = hostOf(endpoint);
      const [token] = (partsOf(endpoint) ?? []).filter((part) => typeof part === 'object');
      const property = owner.type === topicType ? 'Subscription' : 'Endpoint';
      // What is written there would show the key in reports.
      const proof = cite(owner, property, token ? endpoint : known('(not shown)'));
      return token
        ? isHidden(token, owner, host, proof)
        : no(`the key for ${host} is written in the template, ${expected}`, proof);
    }),
  );
}

const expected = 'expected a secret of Secrets Manager or a NoEcho parameter';

function isHidden(token: Token, owner: Resource, host: string | undefined, proof: Evidence): Answer {
  const where = host ?? 'an address that is not known';
  const seen = `the key for ${where} is ${labelOf(token)}`;
  const source = token.kind === 'opaque' ? token.source : undefined;
  if (source?.service === 'ssm-secure')
    return no(`${seen}, which CloudFormation does not read here, ${expected}`, proof);
  if (source) return yes(`the key for ${where} is read at deployment`, proof);
  const parameter = token.kind === 'opaque' ? parameterCalled(token.key, owner) : undefined;
  if (parameter === undefined) return unknown(`${seen}; verify that no template holds it`, proof);
  if (parameter) return yes(`the key for ${where} is a parameter that CloudFormation does not show`, proof);
  return host === undefined
    ? unknown(`${seen}, which CloudFormation shows; verify that it holds no key, ${expected}`, proof)
    : no(`${seen}, which CloudFormation shows, ${expected}`, proof);
}

/** Whether a parameter of a template is NoEcho; undefined where there is none of that key. */
function parameterCalled(key: string, { stack }: Resource): boolean | undefined {
  const [, id, name = ''] = /^(.*)\.(.*)$/s.exec(key) ?? [];
  const owner = stack.environment.stacks.find((candidate) => candidate.id === id);
  const definition = owner && ownObject(ownObject(owner.input.template, 'Parameters'), name);
  if (!definition || Object.keys(definition).length === 0) return undefined;
  const hides = own(definition, 'NoEcho');
  return typeof hides === 'boolean' || typeof hides === 'string' ? isTrue(hides) : false;
}

/** Whether what could not be delivered to an on-call service is kept in a queue that SNS may send to. */
export function keepsUndelivered(owner: Resource): Answer {
  return ofPagers(owner, (subscription) =>
    eitherWay(member(subscription, 'RedrivePolicy'), (policy) => {
      const lacks = `${owner.logicalId} has no dead-letter queue, expected one for what cannot be delivered`;
      if (policy.kind === 'absent') return no(lacks, cite(owner, 'RedrivePolicy'));
      if (policy.kind !== 'map')
        return unknown(
          `the RedrivePolicy of ${owner.logicalId} cannot be read; verify that it names a dead-letter queue`,
          cite(owner, 'RedrivePolicy'),
        );
      return eitherWay(member(policy, 'deadLetterTargetArn'), (arn) => {
        if (arn.kind === 'absent') return no(lacks, cite(owner, 'RedrivePolicy'));
        const { resources, open } = targetOf(arn, owner.stack);
        const queue = resources.find(({ type }) => type === 'AWS::SQS::Queue');
        return queue && open === undefined
          ? given(queue.exists, takesFromSns(queue, owner))
          : unknown(
              `the dead-letter queue of ${owner.logicalId} is not in the templates (${open ?? 'it is no queue'}); verify that SNS may send to it`,
              cite(owner, 'RedrivePolicy'),
            );
      });
    }),
  );
}

function takesFromSns(queue: Resource, owner: Resource): Answer {
  const [topic = owner] =
    owner.type === topicType ? [] : targetOf(owner.read('TopicArn'), owner.stack).resources;
  const policies = policiesOf(queue, 'AWS::SQS::QueuePolicy', 'Queues');
  const truth: Tri = isAdmitted(
    policies.flatMap((policy) => statementsOf(policy)),
    {
      service: 'sns.amazonaws.com',
      action: 'sqs:sendmessage',
      resource: queue,
      source: topic,
      sends: { 'aws:sourcearn': true, 'aws:sourceaccount': true, 'aws:sourceowner': false },
    },
  );
  const proof = [
    cite(owner, 'RedrivePolicy'),
    ...policies.map(({ policy }) => cite(policy, 'PolicyDocument')),
  ];
  if (truth === true) return yes(`${queue.logicalId} keeps what cannot be delivered`, ...proof);
  if (isUndecided(truth))
    return unknown(`whether SNS may send to ${queue.logicalId} is not known (${truth.why})`, ...proof);
  return no(
    `${queue.logicalId} does not let SNS send to it, expected a queue policy that allows sqs:SendMessage`,
    present(queue),
    ...proof,
  );
}
