import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, unanimous, Undecided, type Tri } from '../../model/tri';
import { absent, alternatives, choice, itemsOf, keyOf, whyNotKnown, type Value } from '../../model/value';
import { cite, type Evidence } from '../answer';
import { groupsRunBy, rulesOf, type Rule } from '../firewall/rules';
import { matches, type Request } from './requests';

/** A rule as a web ACL tries it, be it the ACL's own or that of a group. */
export interface TriedRule extends Rule {
  /** What it does with the requests that it matches; absent where the ACL lets it count only. */
  readonly action: Value;
  /** Its priority in the ACL, or that of its group and its own in the group. */
  readonly order: readonly (number | undefined)[];
  readonly proof: readonly Evidence[];
}

/** The rules that a web ACL tries, those of its rule groups among them. */
export function triedRules(acl: Resource): readonly TriedRule[] {
  return rulesOf(acl).flatMap((rule) => {
    const own = tried(rule);
    const groups = groupsRunBy(rule);
    if (groups.length === 0) return [own];
    return groups.flatMap(({ group, certain }) =>
      group ? rulesOf(group).map((inner) => taken(tried(inner), own, certain)) : [own],
    );
  });
}

function tried(rule: Rule): TriedRule {
  return {
    ...rule,
    action: member(rule.settings, 'Action'),
    order: [rule.priority],
    proof: [cite(rule.owner, 'Rules')],
  };
}

/** A rule of a group, as far as the rule that takes the group up lets it act. */
function taken(inner: TriedRule, taker: TriedRule, runs: Tri): TriedRule {
  const count = member(member(taker.settings, 'OverrideAction'), 'Count');
  const action = overridden(member(taker.statement, 'RuleGroupReferenceStatement'), inner);
  return {
    ...inner,
    action:
      count.kind === 'absent'
        ? action
        : count.kind === 'choice'
          ? choice([absent, action], count.why)
          : absent,
    order: [...taker.order, ...inner.order],
    certain: and([taker.certain, inner.certain, runs]),
    proof: [...taker.proof, ...inner.proof],
  };
}

/** The action of a rule of a group, after what the ACL says about that rule. */
function overridden(reference: Value, { name, action }: TriedRule): Value {
  const named = (list: string): Value | undefined =>
    itemsOf(member(reference, list)).find((entry) => keyOf(member(entry, 'Name')) === name);
  if (named('ExcludedRules')) return absent;
  const override = named('RuleActionOverrides');
  return override ? member(override, 'ActionToUse') : action;
}

/** Whether a rule takes one of some actions. */
export function takes({ action }: TriedRule, ...names: readonly string[]): Tri {
  const single = (option: Value): Tri => {
    if (option.kind === 'text') return new Undecided(whyNotKnown(option) ?? 'its action is not known');
    return option.kind === 'map' && names.some((name) => member(option, name).kind !== 'absent');
  };
  return unanimous(alternatives(action).map(single), whyNotKnown(action) ?? 'its action is not known');
}

/** An earlier rule that lets a request in, so that a rule never sees it. */
export interface Bypass {
  readonly rule: TriedRule;
  readonly certain: Tri;
}

/** The earlier rule that lets a request in, for certain or at least maybe. */
export function bypassOf(rule: TriedRule, rules: readonly TriedRule[], request: Request): Bypass | undefined {
  const ways = rules
    .filter((other) => other !== rule)
    .map((other) => {
      const allows = and([takes(other, 'Allow'), other.certain, precedes(other, rule)]);
      const certain =
        allows === false ? false : and([allows, matches(other.statement, request, other.owner.stack)]);
      return { rule: other, certain };
    })
    .filter(({ certain }) => certain !== false);
  return ways.find(({ certain }) => certain === true) ?? ways[0];
}

/** Whether a rule is tried before another one: the lower priority first. */
export function precedes(first: TriedRule, second: TriedRule): Tri {
  for (const [i, mine] of first.order.entries()) {
    const other = second.order[i];
    if (mine === undefined || other === undefined)
      return new Undecided(`whether ${first.name} comes before ${second.name} is not known`);
    if (mine !== other) return mine < other;
  }
  return false;
}
