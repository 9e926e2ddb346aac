import { member } from '../../model/evaluate';
import type { Link } from '../../model/links';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { absent, itemsOf, keyOf, type Value } from '../../model/value';
import { optionsOf } from '../either-way';
import { perEnvironment } from '../per-environment';
import { isTrue, numeric, test } from '../reading';

export const queueType = 'AWS::SQS::Queue';
export const ruleType = 'AWS::Events::Rule';
export const scheduleType = 'AWS::Scheduler::Schedule';
export const mappingType = 'AWS::Lambda::EventSourceMapping';
const subscriptionType = 'AWS::SNS::Subscription';

/** Properties by which something starts a function that nobody waits for. */
const starters = [
  [ruleType, 'Targets.*.Arn'],
  [scheduleType, 'Target.Arn'],
  [subscriptionType, 'Endpoint'],
  ['AWS::S3::Bucket', 'NotificationConfiguration.LambdaConfigurations.*.Function'],
  [
    'Custom::S3BucketNotifications',
    'NotificationConfiguration.LambdaFunctionConfigurations.*.LambdaFunctionArn',
  ],
  ['AWS::SES::ReceiptRule', 'Rule.Actions.*.LambdaAction.FunctionArn'],
] as const;

/** Kinds of events of the Serverless Application Model that start a function and wait for nothing. */
const eventKinds = ['Schedule', 'ScheduleV2', 'CloudWatchEvent', 'EventBridgeRule', 'SNS', 'S3', 'IoTRule'];

/** Those that hand batches of records to a function. */
const sourceKinds = ['Kinesis', 'DynamoDB', 'MSK', 'SelfManagedKafka', 'MQ', 'DocumentDB', 'SQS'];

/** Whether something starts a function that nobody waits for: an event, a schedule, a file, a message. */
export function isStarted(fn: Resource): Tri {
  const links = starters.flatMap(([type, path]) => linksTo(fn, type, path));
  const started = links.map(({ from, certain }) =>
    from.type === subscriptionType && isForOperations(from) ? false : and([certain, isInUse(from)]),
  );
  const events = eventsOf(fn, eventKinds).map(({ certain }) => certain);
  return or([...started, ...events]);
}

/** A source that hands batches of records to a function: its mapping, or the event that states it. */
export interface Source {
  /** The queue or stream; absent where nothing states it. */
  readonly from: Value;
  /** What is stated beside it: what happens to a batch that fails. */
  readonly settings: Value;
  readonly owner: Resource;
  readonly certain: Tri;
}

/** The queues, streams and topics that a function takes batches from. */
export function sourcesOf(fn: Resource): readonly Source[] {
  const mappings = linksTo(fn, mappingType, 'FunctionName').map(({ from, certain }) => {
    const isOn = test(from.read('Enabled'), true, isTrue);
    const settings = from.read('');
    return { from: from.read('EventSourceArn'), settings, owner: from, certain: and([certain, isOn]) };
  });
  const events = eventsOf(fn, sourceKinds).map(({ settings, certain }) => {
    const source = ['Queue', 'Stream']
      .map((name) => member(settings, name))
      .find(({ kind }) => kind !== 'absent');
    return { from: source ?? absent, settings, owner: fn, certain };
  });
  return [...mappings, ...events].filter(({ certain }) => certain !== false);
}

/** Rules and schedules that are switched off start nothing. */
function isInUse(from: Resource): Tri {
  return from.type === ruleType || from.type === scheduleType ? isEnabled(from) : true;
}

export function isEnabled(starter: Resource): Tri {
  return test(starter.read('State'), 'ENABLED', (state) => String(state).startsWith('ENABLED'));
}

/** What sends to topics by which operations are told and servers are drained. */
const operations = [
  ['AWS::CloudWatch::Alarm', 'AlarmActions'],
  ['AWS::CloudWatch::CompositeAlarm', 'AlarmActions'],
  ['AWS::AutoScaling::LifecycleHook', 'NotificationTargetARN'],
] as const;

/** Whether the topic of a subscription is there for operations: what hears of them does no job of the application. */
function isForOperations(subscription: Resource): boolean {
  const { environment } = subscription.stack;
  const topics = environment.links(subscriptionType, 'TopicArn').from(subscription);
  return topics.some(({ to }) =>
    operations.some(([type, path]) => environment.links(type, path).to(to).length > 0),
  );
}

/** References to a function, or to an alias or a version of it. */
function linksTo(fn: Resource, type: string, path: string): readonly Link[] {
  const links = fn.stack.environment.links(type, path);
  const names = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].flatMap((named) =>
    fn.stack.environment.links(named, 'FunctionName').to(fn),
  );
  return [
    ...links.to(fn),
    ...names.flatMap(({ from, certain }) =>
      links.to(from).map((link) => ({ ...link, certain: and([link.certain, certain]) })),
    ),
  ];
}

interface Event {
  readonly settings: Value;
  readonly certain: Tri;
}

/** The events of certain kinds that a function of the Serverless Application Model states. */
function eventsOf(fn: Resource, kinds: readonly string[]): readonly Event[] {
  return optionsOf(fn.read('Events')).flatMap(({ option: events, certain }) => {
    if (events.kind !== 'map') return [];
    return Object.keys(events.entries).flatMap((name) => {
      const event = member(events, name);
      const settings = member(event, 'Properties');
      return optionsOf(member(event, 'Type')).flatMap((kind) =>
        kinds.includes(keyOf(kind.option) ?? '')
          ? [{ settings, certain: and([fn.exists, certain, kind.certain, isOn(settings)]) }]
          : [],
      );
    });
  });
}

function isOn(settings: Value): Tri {
  if (settings.kind !== 'map') return settings.kind === 'absent' || new Undecided('its events are not known');
  return test(member(settings, 'Enabled'), true, isTrue);
}

/** The queue of the templates that a source stands for. */
export function queueIn({ from, owner }: Source): Resource | undefined {
  return targetOf(from, owner.stack).resources.find(({ type }) => type === queueType);
}

/** A function that takes the messages of a queue. */
export interface Consumer {
  readonly fn: Resource;
  readonly source: Source;
}

const consumers = perEnvironment((environment) => {
  const table = new Map<Resource, Consumer[]>();
  for (const fn of environment.of('AWS::Lambda::Function', 'AWS::Serverless::Function')) {
    for (const source of sourcesOf(fn)) {
      const queue = queueIn(source);
      if (queue) table.set(queue, [...(table.get(queue) ?? []), { fn, source }]);
    }
  }
  return table;
});

/** The functions that take the messages of a queue. */
export function consumersOf(queue: Resource): readonly Consumer[] {
  return consumers(queue.stack.environment).get(queue) ?? [];
}

/** Whether a function reports the records that failed, and so ends without an error. */
export function reportsFailures({ settings }: Source): Tri {
  return or(
    itemsOf(member(settings, 'FunctionResponseTypes')).map((type) =>
      test(type, undefined, (name) => name === 'ReportBatchItemFailures'),
    ),
  );
}

/** Whether Lambda gives a batch up before it expires. */
export function givesUp({ settings }: Source): Tri {
  return test(member(settings, 'MaximumRetryAttempts'), -1, (attempts) => numeric(attempts) >= 0);
}

/** Where else than at itself it is said what happens to events at which a function fails. */
export function invokeConfigsOf(fn: Resource): readonly Link[] {
  return linksTo(fn, 'AWS::Lambda::EventInvokeConfig', 'FunctionName');
}
