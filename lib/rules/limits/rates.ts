import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided } from '../../model/tri';
import { keyOf, show, type Value } from '../../model/value';
import { all, any, cite, given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { numeric, test } from '../reading';
import { hiddenRules, stops } from '../firewall/rules';
import { bypassOf, takes, triedRules, type TriedRule } from './acl-rules';
import { matches, type Request } from './requests';

/** What a limit must be to count. */
export interface Limit {
  /** `address`, `user`, as messages name whom it limits. */
  readonly noun: string;
  /** Whether a rate-based statement counts the requests of each of them apart; undefined where it means to do else. */
  readonly counts: (rate: Value, rule: TriedRule, rules: readonly TriedRule[]) => Answer | undefined;
  /** Requests that it must not leave out. */
  readonly requests: readonly Request[];
  /** Requests per second that it may let through at most. */
  readonly mostPerSecond: number;
}

/** Whether a web ACL stops those who send more requests than a limit allows. */
export function limits(acl: Resource, limit: Limit): Answer {
  const rules = triedRules(acl);
  const answers = rules.flatMap((rule) => {
    const rate = member(rule.statement, 'RateBasedStatement');
    if (rate.kind === 'absent') return [];
    const counts = limit.counts(rate, rule, rules);
    if (!counts) return [];
    const parts = [counts, acts(rule), hasRate(rate, limit), ...reaches(rate, rule, rules, limit)];
    return [named(rule, given(rule.certain, all(parts)), limit)];
  });
  const none = `no rule of ${acl.logicalId} limits each ${limit.noun}`;
  const judged = any(answers, `${none}, expected a rate-based rule that does`);
  const hidden = hiddenRules(acl);
  if (judged.is !== 'no' || hidden === undefined) return judged;
  return unknown(
    `${none}, but its rules are not all in the templates (${hidden}); verify them`,
    cite(acl, 'Rules'),
  );
}

/** An answer about a rule, with the rule's name before what is wrong with it. */
function named({ name, proof }: TriedRule, answer: Answer, { noun }: Limit): Answer {
  if (answer.is === 'yes') return yes(`rule ${name} limits each ${noun}: ${answer.message}`, ...proof);
  return { ...answer, message: `rule ${name}: ${answer.message}`, evidence: proof };
}

function acts(rule: TriedRule): Answer {
  const acting = takes(rule, ...stops);
  const expected = 'expected Block, Challenge or Captcha';
  if (acting === true) return yes('');
  if (isUndecided(acting)) return unknown(`its action is not known (${acting.why}), ${expected}`);
  const seen = rule.action.kind === 'map' ? show(rule.action).slice(1, -1) : 'to count only';
  return no(`its action is ${seen}, ${expected}`);
}

/** Windows that the firewall can count in, the first one where nothing is stated. */
const windows = [300, 60, 120, 600];
/** The lowest limit that the firewall takes. */
const least = 10;

function hasRate(rate: Value, { mostPerSecond }: Limit): Answer {
  return eitherWay(member(rate, 'EvaluationWindowSec'), (stated) => {
    const seconds = stated.kind === 'absent' ? windows[0]! : numeric(keyOf(stated) ?? '');
    if (stated.kind === 'text') return unknown('EvaluationWindowSec is not known');
    if (!windows.includes(seconds))
      return no(`EvaluationWindowSec is ${show(stated)}, expected 60, 120, 300 or 600`);
    const most = mostPerSecond * seconds;
    const value = member(rate, 'Limit');
    const fits = and([
      test(value, undefined, (limit) => numeric(limit) >= least, true),
      test(value, undefined, (limit) => numeric(limit) <= most, true),
    ]);
    const expected = `expected ${least} to ${most} in ${seconds} seconds`;
    if (fits === true) return yes(`${show(value)} requests in ${seconds} seconds`);
    if (fits === false) return no(`Limit is ${show(value)}, ${expected}`);
    return unknown(`Limit is not known (${fits.why}), ${expected}`);
  });
}

/** Whether a rule gets to see the requests that it should count. */
function reaches(
  rate: Value,
  rule: TriedRule,
  rules: readonly TriedRule[],
  { requests }: Limit,
): readonly Answer[] {
  return requests.map((request) => {
    const counted = matches(member(rate, 'ScopeDownStatement'), request, rule.owner.stack);
    const which = request.path ?? 'requests of the API';
    if (counted === false) return no(`its scope-down statement leaves out ${which}`);
    if (isUndecided(counted))
      return unknown(`whether its scope-down statement leaves out ${which} is not known (${counted.why})`);
    const bypass = bypassOf(rule, rules, request);
    if (!bypass) return yes('');
    const seen = `rule ${bypass.rule.name}, which comes before it, lets in ${which}`;
    return isUndecided(bypass.certain)
      ? unknown(`whether ${seen} is not known (${bypass.certain.why})`)
      : no(seen);
  });
}
