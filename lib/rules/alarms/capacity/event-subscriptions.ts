import { targetOf } from '../../../model/names';
import { samePlace } from '../../../model/place';
import type { Resource } from '../../../model/resource';
import { and, or, Undecided, type Tri } from '../../../model/tri';
import { alternatives, keyOf, show, whyNotKnown, type Value } from '../../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../../answer';
import { eitherWay } from '../../either-way';
import { proxyType } from '../../database/proxies';
import { isHeard } from '../../notification/subscriptions';
import { canPublish, type Publisher } from '../../notification/topics';
import { isOn } from '../../reading';
import { watchedOf } from './databases';

const subscriptionType = 'AWS::RDS::EventSubscription';

/** The events of RDS: the policy that a topic starts with lets it publish, for any resource of the account. */
const rdsEvents: Publisher = {
  service: 'events.rds.amazonaws.com',
  byDefault: true,
  toTopic: {
    'aws:sourcearn': new Undecided('which may be that of the database or of the subscription'),
    'aws:sourceaccount': true,
    'aws:sourceowner': true,
  },
  toKey: { 'aws:sourcearn': false, 'aws:sourceaccount': false, 'aws:sourceowner': false },
};

/** What a subscription may be about, by the type of the resource. */
const sourceTypes: Readonly<Record<string, string>> = {
  'AWS::RDS::DBCluster': 'db-cluster',
  'AWS::RDS::DBInstance': 'db-instance',
  [proxyType]: 'db-proxy',
};

/** Categories of events that say that clients lost their connections. */
const categories = ['availability', 'failover', 'failure'];

/** Whether somebody is called by the subscriptions to the events of a database, its instances and its proxies. */
export function subscriptionsTo(database: Resource): readonly Answer[] {
  return database.stack.environment.of(subscriptionType).flatMap((subscription) => {
    const concerned = and([subscription.exists, concerns(subscription, watchedOf(database))]);
    return concerned === false ? [] : [given(concerned, tellsOfFailures(subscription))];
  });
}

function concerns(subscription: Resource, watched: readonly Resource[]): Tri {
  const near = samePlace(subscription.stack, watched[0]!.stack);
  const type = subscription.read('SourceType');
  if (type.kind === 'absent') return near;
  const sources = watched.filter((resource) => sourceTypes[resource.type] === keyOf(type));
  if (keyOf(type) === undefined) return new Undecided(whyNotKnown(type) ?? 'its SourceType is not known');
  if (sources.length === 0) return false;
  const ids = subscription.each('SourceIds.*');
  return ids.length === 0 ? near : and([near, or(ids.map((id) => isAmong(sources, id, subscription)))]);
}

function isAmong(sources: readonly Resource[], id: Value, subscription: Resource): Tri {
  const { resources, open } = targetOf(id, subscription.stack);
  if (resources.some((resource) => sources.includes(resource)))
    return open === undefined || new Undecided(open);
  return resources.length > 0 ? false : new Undecided(open ?? `${show(id)} is not among the templates`);
}

function tellsOfFailures(subscription: Resource): Answer {
  const enabled = isOn(subscription, 'Enabled', true);
  return all([
    { ...enabled, message: enabled.is === 'yes' ? '' : `${subscription.logicalId}: ${enabled.message}` },
    includesFailures(subscription),
    eitherWay(subscription.read('SnsTopicArn'), (arn) => {
      const { resources, open } = targetOf(arn, subscription.stack);
      const [topic] = resources;
      const proof = cite(subscription, 'SnsTopicArn', arn);
      if (topic?.type !== 'AWS::SNS::Topic') {
        const why = open === undefined ? '' : ` (${open})`;
        return unknown(
          `${subscription.logicalId} tells ${show(arn)}${why}; verify that it calls a person`,
          proof,
        );
      }
      return given(
        and([topic.exists, open === undefined || new Undecided(open)]),
        all([yes('', proof), canPublish(rdsEvents, topic, subscription), isHeard(topic, 'page')]),
      );
    }),
  ]);
}

function includesFailures(subscription: Resource): Answer {
  const path = 'EventCategories';
  return eitherWay(subscription.read(path), (list) => {
    const proof = cite(subscription, path, list);
    if (list.kind === 'absent') return yes(`${subscription.logicalId} tells of every event`, proof);
    const items = list.kind === 'list' ? list.items : [list];
    const names = items.flatMap((item) => alternatives(item).map(keyOf));
    const included = names.find((name) => name !== undefined && categories.includes(name));
    if (included !== undefined && items.length === names.length)
      return yes(`${subscription.logicalId} tells of ${included}`, proof);
    const expected = `expected ${categories.join(', ')}`;
    const seen = `${subscription.logicalId} tells of ${show(list)}`;
    return names.includes(undefined) || included !== undefined
      ? unknown(`${seen}, ${expected}`, proof)
      : no(`${seen}, ${expected}`, proof);
  });
}
