import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, type Tri } from '../../model/tri';
import { itemsOf, partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { resourcesIn } from '../mentions';
import { test } from '../reading';

const loggingType = 'AWS::WAFv2::LoggingConfiguration';
/** AWS WAF delivers to no destination of another name. */
const prefix = 'aws-waf-logs-';

/** Where a destination of logs has its name. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
};

/** Whether a web ACL keeps a log of what it does. */
export function keepsLogs(acl: Resource): Answer {
  const links = acl.stack.environment.links(loggingType, 'ResourceArn');
  const answers = links.to(acl).map(({ from, certain }) => given(certain, delivers(from)));
  const missing = 'no logging configuration names it';
  if (answers.length === 0 && links.open !== undefined) {
    return unknown(`${missing} as far as the templates tell (${links.open})`, present(acl));
  }
  return any(answers, `${missing}, expected one`);
}

function delivers(logging: Resource): Answer {
  const path = 'LogDestinationConfigs';
  const proof = [cite(logging, path), cite(logging, 'ResourceArn')];
  const none = no(`${path} is not set, expected one destination`, ...proof);
  const delivered = eitherWay(logging.read(path), (list) => {
    const destinations = itemsOf(list).map((arn) =>
      eitherWay(arn, (option) => (option.kind === 'absent' ? none : isDestination(option, logging))),
    );
    return destinations.length > 0 ? all(destinations) : none;
  });
  return all([yes('it logs', ...proof), delivered, keepsSome(logging)]);
}

function isDestination(arn: Value, logging: Resource): Answer {
  const [made] = resourcesIn(arn).filter(({ type }) => Object.hasOwn(nameProperties, type));
  const found = made ?? targetOf(arn, logging.stack).resources[0];
  const path = found && nameProperties[found.type];
  const name = found && path ? found.read(path) : undefined;
  const expected = `expected a name that begins with ${prefix}`;
  if (found && name?.kind === 'absent')
    return no(`the name of ${found.logicalId} is generated, ${expected}`, present(found));
  const begins = name ? beginning(name).startsWith(prefix) : textIn(arn).includes(`:${prefix}`);
  if (begins) return yes('', ...(found && path ? [cite(found, path)] : []));
  const why = whyNotKnown(name ?? arn);
  return why === undefined
    ? no(`it logs to ${show(name ?? arn)}, ${expected}`, cite(logging, 'LogDestinationConfigs'))
    : unknown(`where it logs to is not known (${why}), ${expected}`, cite(logging, 'LogDestinationConfigs'));
}

/** The literal text that a value begins with. */
function beginning(value: Value): string {
  const [head] = partsOf(value) ?? [];
  return typeof head === 'string' ? head : '';
}

function textIn(value: Value): string {
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : '')).join('');
}

/** Whether a filter keeps anything: what it drops by default it must keep somewhere. */
function keepsSome(logging: Resource): Answer {
  const proof = cite(logging, 'LoggingFilter');
  const drops = (value: Value, otherwise: string): Tri => test(value, otherwise, (text) => text === 'DROP');
  const all = drops(logging.read('LoggingFilter.DefaultBehavior'), 'KEEP');
  const filters = logging.each('LoggingFilter.Filters.*.Behavior');
  const dropped = and([all, ...filters.map((behavior) => drops(behavior, 'DROP'))]);
  if (dropped === false) return yes('');
  const seen = no('its filter drops every entry, expected it to keep some', proof);
  return isUndecided(dropped) ? given(dropped, seen) : seen;
}
