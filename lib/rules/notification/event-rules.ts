import { arnFields } from '../../model/arn';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, Undecided } from '../../model/tri';
import { keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, optionsOf } from '../either-way';
import { property } from '../reading';
import { isHeard, isPager, type Urgency } from './subscriptions';
import { canPublish, eventBridge } from './topics';

/** Whether a person hears of the events that a rule of EventBridge matches on the bus of AWS's own events. */
export function tellsSomebody(rule: Resource, urgency: Urgency): Answer {
  const targets = rule
    .each('Targets.*')
    .flatMap(optionsOf)
    .map(({ option, certain }) => given(certain, isToldBy(option, rule, urgency)));
  const told = any(targets, `${rule.logicalId} has no target, expected a topic that a person hears`);
  return all([isEnabled(rule), listensToAws(rule), withProof(told, rule)]);
}

function withProof(told: Answer, rule: Resource): Answer {
  return { ...told, evidence: [cite(rule, 'Targets'), ...told.evidence] };
}

function isEnabled(rule: Resource): Answer {
  const answer = property(rule, 'State', {
    expected: 'ENABLED',
    otherwise: 'ENABLED',
    holds: (state) => String(state).startsWith('ENABLED'),
  });
  return { ...answer, message: answer.is === 'yes' ? '' : `${rule.logicalId}: ${answer.message}` };
}

/** Services of AWS send their events to the default bus of the account. */
function listensToAws(rule: Resource): Answer {
  return eitherWay(rule.read('EventBusName'), (bus) => {
    if (bus.kind === 'absent') return yes('');
    const proof = cite(rule, 'EventBusName', bus);
    const literal = keyOf(arnFields(bus)?.resource ?? bus)?.replace(/^event-bus\//, '');
    if (literal === 'default') return yes('', proof);
    const { resources, open } = targetOf(bus, rule.stack);
    const expected = 'expected the default bus';
    const seen = `${rule.logicalId} listens to the bus ${show(bus)}`;
    if (bus.kind === 'known' || resources.length > 0) return no(`${seen}, ${expected}`, proof);
    return unknown(`${seen}, which is not known (${open ?? 'no bus'}), ${expected}`, proof);
  });
}

/** Services that keep or move events, and tell nobody. */
const silent = ['firehose', 'kinesis', 'kinesisfirehose', 'logs', 'sqs'];

function isToldBy(target: Value, rule: Resource, urgency: Urgency): Answer {
  return eitherWay(member(target, 'Arn'), (arn) => {
    const { resources, open } = targetOf(arn, rule.stack);
    const [resource] = resources;
    const leads = open === undefined || new Undecided(open);
    const from = `${rule.logicalId} sends to ${resource?.logicalId ?? show(arn)}`;
    if (resource?.type === 'AWS::SNS::Topic')
      return given(and([resource.exists, leads]), tellsByTopic(resource, target, rule, urgency));
    if (resource?.type === 'AWS::Events::ApiDestination')
      return given(and([resource.exists, leads]), tellsByApi(resource, from, rule));
    const service = serviceOf(arn, resource);
    if (service !== undefined && silent.includes(service)) {
      return no(`${from}, which tells nobody, expected a topic that a person hears`);
    }
    const why = resource ? undefined : (open ?? whyNotKnown(arn));
    return unknown(`${from}${why === undefined ? '' : ` (${why})`}; verify that it tells a person`);
  });
}

function tellsByTopic(topic: Resource, target: Value, rule: Resource, urgency: Urgency): Answer {
  const heard = isHeard(topic, urgency);
  const published = eitherWay(member(target, 'RoleArn'), (role) =>
    role.kind === 'absent'
      ? canPublish(eventBridge, topic, rule)
      : unknown(
          `${rule.logicalId} publishes to ${topic.logicalId} as the role ${show(role)}; verify that it may`,
        ),
  );
  return all([published, heard]);
}

function tellsByApi(destination: Resource, from: string, rule: Resource): Answer {
  const endpoint = destination.read('InvocationEndpoint');
  return isPager(endpoint)
    ? yes(`${from}, which pages`, cite(destination, 'InvocationEndpoint'))
    : unknown(`${from}; verify that it tells a person`, present(rule));
}

function serviceOf(arn: Value, resource: Resource | undefined): string | undefined {
  const service = arnFields(arn)?.service;
  return resource ? resource.type.split('::')[1]?.toLowerCase() : service && keyOf(service);
}
