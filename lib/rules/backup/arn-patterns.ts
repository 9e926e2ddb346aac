import { arnFields, arnOf, layoutOf } from '../../model/arn';
import { matchesGlob, same } from '../../model/compare';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, unanimous, Undecided, type Tri } from '../../model/tri';
import {
  absent,
  alternatives,
  keyOf,
  partsOf,
  show,
  soleToken,
  textOf,
  whyNotKnown,
  type Value,
} from '../../model/value';

/** Whether an entry of a selection, an ARN that may hold wildcards, names a resource. */
export function namesResource(entry: Value, resource: Resource): Tri {
  const truths = alternatives(entry).map((option) => option.kind !== 'absent' && namesOne(option, resource));
  return unanimous(truths, whyNotKnown(entry) ?? 'it is not known');
}

function namesOne(entry: Value, resource: Resource): Tri {
  const token = soleToken(entry);
  if (token?.kind === 'attribute') return token.resource === resource;
  if (keyOf(entry) === '*') return true;
  const layout = layoutOf(resource.type);
  const own = arnOf(resource);
  const ownFields = own && arnFields(own);
  if (!layout || !ownFields) return new Undecided(`the ARN of ${resource.logicalId} is not known`);
  const fields = arnFields(entry);
  const named = fields
    ? and([
        matches(fields.service, ownFields.service),
        layout.global ? true : matches(fields.region, ownFields.region),
        layout.global ? true : matches(fields.account, ownFields.account),
        namesId(fields.resource, layout, resource),
      ])
    : mayName(entry, layout.service);
  // A wildcard may also stand for several fields: `arn:aws:rds:*`.
  const wide =
    named !== true && entry.kind === 'known' && matchesGlob(pastPartition(entry), pastPartition(own));
  return wide || named;
}

/** An ARN without `arn:` and its partition, which is the same for everything that an application has. */
function pastPartition(arn: Value): string {
  return (keyOf(arn) ?? '').replace(/^arn:(\0[^\0]*\0|[^:]*):/, '');
}

/** What is no ARN of six fields names nothing of another service; beyond that it tells nothing. */
function mayName(entry: Value, service: string): Tri {
  const [first = ''] = pastPartition(entry).split(':');
  if (
    entry.kind === 'known' &&
    /^[a-z0-9-]+$/.test(first) &&
    keyOf(entry)?.startsWith('arn:') &&
    first !== service
  )
    return false;
  return new Undecided(whyNotKnown(entry) ?? `${show(entry)} is no ARN`);
}

/** Whether a field with wildcards matches; a literal matches what our side does not know. */
function matches(pattern: Value, own: Value): Tri {
  if (keyOf(pattern) === keyOf(own)) return true;
  if (pattern.kind !== 'known') return new Undecided(whyNotKnown(pattern) ?? 'its ARN is not known');
  return own.kind !== 'known' || matchesGlob(String(pattern.value), String(own.value));
}

function namesId(
  pattern: Value,
  { prefix, service }: { prefix: string; service: string },
  resource: Resource,
): Tri {
  if (pattern.kind === 'known') {
    // RDS keeps names in small letters.
    const fold = (text: string): string => (service === 'rds' ? text.toLowerCase() : text);
    return matchesId(fold(String(pattern.value)), prefix, nameOf(resource), fold, resource);
  }
  const [head, ...rest] = partsOf(pattern) ?? [];
  if (typeof head !== 'string') return new Undecided(whyNotKnown(pattern) ?? 'its ARN is not known');
  if (!head.startsWith(prefix)) {
    return prefix.startsWith(head) && new Undecided(whyNotKnown(pattern) ?? 'its ARN is not known');
  }
  const id = textOf([head.slice(prefix.length), ...rest]);
  const { resources, open } = targetOf(id, resource.stack);
  if (resources.length > 0) return resources.includes(resource);
  const name = nameOf(resource);
  const comparable =
    name.kind !== 'absent' && ![head, ...rest].some((part) => typeof part === 'string' && part.includes('*'));
  return comparable ? same(id, name) : new Undecided(open ?? 'its ARN is not known');
}

function matchesId(
  pattern: string,
  prefix: string,
  name: Value,
  fold: (text: string) => string,
  resource: Resource,
): Tri {
  if (name.kind === 'known') return matchesGlob(pattern, `${prefix}${fold(String(name.value))}`);
  // Whatever the name is, a wildcard in its place matches it.
  if (matchesGlob(pattern, `${prefix}\0name\0`)) return true;
  const [literal = ''] = pattern.split('*');
  if (!prefix.startsWith(literal) && !literal.startsWith(prefix)) return false;
  return new Undecided(`the name of ${resource.logicalId} is generated`);
}

/** The name given by hand, absent where there is none. */
function nameOf(resource: Resource): Value {
  const properties = ['DBClusterIdentifier', 'DBInstanceIdentifier', 'TableName'];
  return (
    properties.map((property) => resource.read(property)).find(({ kind }) => kind !== 'absent') ?? absent
  );
}
