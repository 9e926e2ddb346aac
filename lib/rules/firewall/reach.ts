import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { alternatives, itemsOf, keyOf, type Value } from '../../model/value';

/**
 * How many of all requests a statement matches: none; those of named addresses; some part, which may be any; a crowd,
 * such as a country, or everybody but a part; all. Unclear is what the templates do not decide.
 */
export type Reach = 'nothing' | 'addresses' | 'unclear' | 'part' | 'crowd' | 'everything';

/** From the fewest to the most. What is unclear lies where neither of two may hide the other's harm. */
const order: readonly Reach[] = ['nothing', 'addresses', 'part', 'unclear', 'crowd', 'everything'];

const opposite: Readonly<Record<Reach, Reach>> = {
  nothing: 'everything',
  addresses: 'crowd',
  unclear: 'unclear',
  part: 'crowd',
  crowd: 'crowd',
  everything: 'nothing',
};

/** The most prefix bits of an address range that is no longer a list of known addresses. */
const broadPrefix = 8;

/** The requests that a statement matches; those that it does not match where it is negated. */
export function reachOf(statement: Value, owner: Resource, negated = false): Reach {
  const found = new Set(alternatives(statement).map((option) => reachOfOption(option, owner, negated)));
  const [sole] = found;
  return sole !== undefined && found.size === 1 ? sole : 'unclear';
}

function reachOfOption(statement: Value, owner: Resource, negated: boolean): Reach {
  if (statement.kind !== 'map') return 'unclear';
  const inner = member(member(statement, 'NotStatement'), 'Statement');
  if (inner.kind !== 'absent') return reachOf(inner, owner, !negated);
  for (const [name, isUnion] of [
    ['AndStatement', false],
    ['OrStatement', true],
  ] as const) {
    const parts = itemsOf(member(member(statement, name), 'Statements'));
    if (parts.length === 0) continue;
    const found = parts.map((part) => order.indexOf(reachOf(part, owner, negated)));
    return order[isUnion !== negated ? Math.max(...found) : Math.min(...found)]!;
  }
  const reach = single(statement, owner);
  return negated ? opposite[reach] : reach;
}

/** Statements that match a part of the requests or all, and how each is read. */
const readers: readonly (readonly [name: string, read: (statement: Value, owner: Resource) => Reach])[] = [
  ['GeoMatchStatement', () => 'crowd'],
  ['IPSetReferenceStatement', addressesOf],
  ['ByteMatchStatement', textReach],
  ['RegexMatchStatement', regexReach],
  ['SizeConstraintStatement', sizeReach],
];

function single(statement: Value, owner: Resource): Reach {
  for (const [name, read] of readers) {
    const stated = member(statement, name);
    if (stated.kind !== 'absent') return stated.kind === 'map' ? read(stated, owner) : 'unclear';
  }
  return 'part';
}

/** Ranges as wide as half of the internet are how a set of addresses names everybody. */
function addressesOf(reference: Value, owner: Resource): Reach {
  const arn = member(reference, 'Arn');
  if (arn.kind === 'choice') return 'unclear';
  const [set] = targetOf(arn, owner.stack).resources;
  const ranges = set?.each('Addresses.*') ?? [];
  const isBroad = ranges.some((range) => Number(keyOf(range)?.split('/')[1]) <= broadPrefix);
  if (isBroad) return 'crowd';
  return ranges.some(({ kind }) => kind === 'choice') ? 'unclear' : 'addresses';
}

/** Every path begins with a slash. */
function textReach(match: Value): Reach {
  const plain = member(match, 'SearchString');
  const text = plain.kind === 'absent' ? member(match, 'SearchStringBase64') : plain;
  const constraint = member(match, 'PositionalConstraint');
  if ([text, constraint, pathOf(match)].some(({ kind }) => kind === 'choice')) return 'unclear';
  const isSlash = ['/', 'Lw=='].includes(keyOf(text) ?? '') && isPath(match);
  const isAnywhere = ['STARTS_WITH', 'CONTAINS'].includes(keyOf(constraint) ?? '');
  return keyOf(text) === '' || (isSlash && isAnywhere) ? 'everything' : 'part';
}

function isPath(match: Value): boolean {
  return pathOf(match).kind !== 'absent';
}

function pathOf(match: Value): Value {
  return member(member(match, 'FieldToMatch'), 'UriPath');
}

/** Ways to write a regular expression that every path matches. */
const anyPath = /^\^?\/?(\.[*+])?\$?$/;

function regexReach(match: Value): Reach {
  const pattern = member(match, 'RegexString');
  if ([pattern, pathOf(match)].some(({ kind }) => kind === 'choice')) return 'unclear';
  const text = keyOf(pattern) ?? '';
  return isPath(match) && anyPath.test(text) && !['^$', '^/$', '/$', '$'].includes(text)
    ? 'everything'
    : 'part';
}

function sizeReach(constraint: Value): Reach {
  const [size, operator] = [member(constraint, 'Size'), member(constraint, 'ComparisonOperator')];
  if (size.kind === 'choice' || operator.kind === 'choice') return 'unclear';
  return keyOf(size) === '0' && keyOf(operator) === 'GE' ? 'everything' : 'part';
}
