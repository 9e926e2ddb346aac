import { member } from '../../model/evaluate';
import { and, isUndecided, or } from '../../model/tri';
import { itemsOf, keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { test } from '../reading';
import { precedes, type TriedRule } from './acl-rules';

const expected = 'expected a session cookie, an API key or a token label as the sole key';

/** Whether a rate-based statement counts the requests of each user apart; undefined where it counts by something else. */
export function countsUsers(rate: Value, rule: TriedRule, rules: readonly TriedRule[]): Answer | undefined {
  const type = member(rate, 'AggregateKeyType');
  if (type.kind === 'known' && type.value !== 'CUSTOM_KEYS') return undefined;
  if (type.kind !== 'known')
    return unknown(`AggregateKeyType is not known (${whyNotKnown(type) ?? 'it is not set'})`);
  return eitherWay(member(rate, 'CustomKeys'), (list) => {
    const keys = itemsOf(list);
    const [key, ...others] = keys;
    if (!key) return no(`CustomKeys is empty, ${expected}`);
    // The keys of one rule are counted together: a user who changes one of them begins anew.
    if (others.length > 0) {
      const names = keys.flatMap(optionsOf).map(({ option }) => nameOf(option));
      const together = and([isStated(key), or(others.map(isStated))]);
      return given(together, no(`it counts by ${names.join(' and ')} together, ${expected}`));
    }
    return eitherWay(key, (only) => carriesUser(only, rule, rules));
  });
}

function kindOf(key: Value): string {
  return key.kind === 'map' ? (Object.keys(key.entries)[0] ?? '') : '';
}

function nameOf(key: Value): string {
  const kind = kindOf(key);
  const name = member(member(key, kind), 'Name');
  return name.kind === 'absent' ? kind : `${kind} ${show(name)}`;
}

function carriesUser(key: Value, rule: TriedRule, rules: readonly TriedRule[]): Answer {
  const kind = kindOf(key);
  const settings = member(key, kind);
  switch (kind) {
    case 'Cookie':
    case 'Header':
    case 'QueryArgument':
      return eitherWay(member(settings, 'Name'), (name) => namesUser(kind, name));
    case 'LabelNamespace':
      return eitherWay(member(settings, 'Namespace'), (namespace) => labelsUser(namespace, rule, rules));
    case '':
      return unknown(`by what it counts is not known (${whyNotKnown(key) ?? 'its key cannot be read'})`);
    default:
      return no(`it counts by ${kind}, ${expected}`);
  }
}

/** Names of what tells one user from another, whoever gives it out. */
const identifying = /sess|sid$|^sid|user|uid|auth|token|jwt|api[-_]?key|account|login|client[-_]?id|subject/i;

/** What every browser or proxy sends, and what says where a request comes from rather than from whom. */
const anonymous =
  /^(user-agent|host|origin|referer|accept.*|content-.*|connection|cache-control|x-forwarded-.*|forwarded|x-real-ip|true-client-ip|cf-connecting-ip|via|awsalb.*|_ga.*|_gid|_fbp|lang|locale|theme|consent)$/i;

function namesUser(kind: string, name: Value): Answer {
  const text = keyOf(name);
  const seen = `it counts by ${kind} ${show(name)}`;
  if (name.kind !== 'known' || text === undefined) return unknown(`${seen}, which is not known, ${expected}`);
  if (anonymous.test(text)) return no(`${seen}, which names no user, ${expected}`);
  if (kind === 'Header' && /^authorization$/i.test(text)) {
    return unknown(
      `${seen}, whose token changes at every refresh and can be made up by the sender; ` +
        'verify that invalid tokens are refused before, or count by a session cookie or an API key',
    );
  }
  if (identifying.test(text)) return yes(seen);
  return unknown(`${seen}; verify that it tells one user from another`);
}

const tokenLabels = 'awswaf:managed:token:id:';
const isTokenLabel = /^awswaf:managed:token:id:?$/;

/** Managed groups that label each request with the token of its session; no others do. */
const tokenGroups = [
  'AWSManagedRulesBotControlRuleSet',
  'AWSManagedRulesATPRuleSet',
  'AWSManagedRulesACFPRuleSet',
];

/** Labels of one's own rules are the same for everybody whom they match. */
function labelsUser(namespace: Value, rule: TriedRule, rules: readonly TriedRule[]): Answer {
  const text = keyOf(namespace);
  if (namespace.kind !== 'known')
    return unknown(`by which labels it counts is not known (${whyNotKnown(namespace)})`);
  const seen = `it counts by label ${text}`;
  if (!isTokenLabel.test(text ?? '')) return no(`${seen}, which carries no user, expected ${tokenLabels}`);
  const sources = rules.map((other) => {
    const group = member(member(other.statement, 'ManagedRuleGroupStatement'), 'Name');
    const setsIt = test(group, undefined, (name) => tokenGroups.includes(String(name)));
    return and([setsIt, other.certain, precedes(other, rule)]);
  });
  if (sources.includes(true)) return yes(seen);
  const doubt = sources.find(isUndecided);
  const missing = `no rule before it sets that label, expected one of ${tokenGroups.join(', ')}`;
  return doubt
    ? unknown(`whether an earlier rule sets label ${text} is not known (${doubt.why})`)
    : no(`${seen}, but ${missing}`);
}
