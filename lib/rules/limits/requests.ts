import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Stack } from '../../model/stack';
import { and, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { test } from '../reading';
import { coversApi, meets, type Condition } from './paths';

/** A request by somebody unknown to us, as far as a firewall looks at it. */
export interface Request {
  /** Undefined stands for every path of the API. */
  readonly path?: string;
  readonly method: string;
}

/** Requests that every client of an API sends; a limit that misses one of them is none. */
export const apiRequests: readonly Request[] = [{ method: 'GET' }, { method: 'POST' }];

/**
 * Whether a statement of a firewall matches a request, found out by trying it. `otherwise` is what a statement means
 * that is not there: nothing to narrow, or nothing to match.
 */
export function matches(statement: Value, request: Request, asker: Stack, otherwise: Tri = true): Tri {
  const single = (option: Value): Tri => {
    if (option.kind === 'absent') return otherwise;
    if (option.kind !== 'map') return new Undecided(whyNotKnown(option) ?? 'a statement is not known');
    return matchesOne(option, request, asker);
  };
  return unanimous(alternatives(statement).map(single), whyNotKnown(statement) ?? 'a statement is not known');
}

function matchesOne(statement: Value & { kind: 'map' }, request: Request, asker: Stack): Tri {
  const kind = Object.keys(statement.entries)[0] ?? '';
  const body = member(statement, kind);
  const each = (otherwise: boolean): readonly Tri[] =>
    itemsOf(member(body, 'Statements')).map((inner) => matches(inner, request, asker, otherwise));
  switch (kind) {
    case 'AndStatement':
      return and(each(true));
    case 'OrStatement':
      return or(each(false));
    case 'NotStatement':
      return not(matches(member(body, 'Statement'), request, asker));
    case 'ByteMatchStatement':
      return meetsField(body, byteCondition(body), request);
    case 'RegexMatchStatement':
      return meetsField(body, regexCondition(body), request);
    case 'IPSetReferenceStatement':
      return includesStrangers(member(body, 'Arn'), asker);
    default:
      return new Undecided(`whom its ${kind} matches is not known`);
  }
}

/** Transformations that leave a plain path or method as it is, or put it in lower case. */
const harmless = [
  'NONE',
  'LOWERCASE',
  'URL_DECODE',
  'URL_DECODE_UNI',
  'NORMALIZE_PATH',
  'COMPRESS_WHITE_SPACE',
];

function meetsField(body: Value, condition: Condition | undefined, request: Request): Tri {
  const field = member(body, 'FieldToMatch');
  const name = field.kind === 'map' ? (Object.keys(field.entries)[0] ?? '') : '';
  const transformations = itemsOf(member(body, 'TextTransformations')).map((one) =>
    keyOf(member(one, 'Type')),
  );
  const readable = transformations.every((type) => type !== undefined && harmless.includes(type));
  if (!condition || !readable || !['UriPath', 'Method'].includes(name))
    return new Undecided(`which requests match by their ${name || 'contents'} is not known`);
  const seen = (text: string): string => (transformations.includes('LOWERCASE') ? text.toLowerCase() : text);
  if (name === 'Method') return meets(seen(request.method), condition);
  return request.path === undefined ? coversApi(condition) : meets(seen(request.path), condition);
}

function byteCondition(body: Value): Condition | undefined {
  const plain = keyOf(member(body, 'SearchString'));
  const encoded = keyOf(member(body, 'SearchStringBase64'));
  const text = plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
  const position = keyOf(member(body, 'PositionalConstraint'));
  const isKnown = text !== undefined && !text.includes('\u0000') && position !== undefined;
  return isKnown ? { text, position } : undefined;
}

/** A regular expression that is plain text but for its ends. Others are not tried: a hostile one may take for ever. */
const plainRegex = /^(\^?)((?:[\w/ -]|\\[/.-])*)((?:\.\*)?)(\$?)$/;

function regexCondition(body: Value): Condition | undefined {
  const [, start, escaped, rest, end] = plainRegex.exec(keyOf(member(body, 'RegexString')) ?? '\n') ?? [];
  if (escaped === undefined) return undefined;
  const text = escaped.replaceAll('\\', '');
  const open = end === '' || rest !== '';
  if (start === '') return { text, position: open ? 'CONTAINS' : 'ENDS_WITH' };
  return { text, position: open ? 'STARTS_WITH' : 'EXACTLY' };
}

/** An IP set names addresses that we know; that it holds those of strangers too takes very wide ranges. */
function includesStrangers(arn: Value, asker: Stack): Tri {
  const { resources, open } = targetOf(arn, asker);
  const set = resources.find(({ type }) => type === 'AWS::WAFv2::IPSet');
  if (!set) return new Undecided(open ?? `which addresses ${show(arn)} holds is not known`);
  const narrow = set.each('Addresses.*').map((range) => test(range, undefined, isNarrow));
  return and(narrow) === true
    ? false
    : new Undecided(`whether ${set.logicalId} holds the addresses of strangers is not known`);
}

/** Narrower than what any one organisation has. */
function isNarrow(range: string | number | boolean): boolean {
  const [address = '', bits = ''] = String(range).split('/');
  return Number(bits) >= (address.includes(':') ? 20 : 8);
}
