import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { absent, choice, itemsOf, type Value } from '../../model/value';
import { cite, type Evidence } from '../answer';
import { optionsOf, type Option } from '../either-way';
import { groupsRunBy, hasAction, isAction, rulesOf, type Rule } from '../firewall/rules';
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
  const counts = hasAction(taker.settings, 'OverrideAction', ['Count']);
  const action = overridden(member(taker.statement, 'RuleGroupReferenceStatement'), inner);
  return {
    ...inner,
    action: either(counts, absent, action),
    order: [...taker.order, ...inner.order],
    certain: and([taker.certain, inner.certain, runs]),
    proof: [...taker.proof, ...inner.proof],
  };
}

/** The action of a rule of a group, after what the ACL says about that rule. */
function overridden(reference: Value, { settings, action }: TriedRule): Value {
  const named = (list: string): readonly Option[] =>
    itemsOf(member(reference, list))
      .flatMap(optionsOf)
      .map(({ option, certain }) => ({
        option,
        certain: and([certain, same(member(option, 'Name'), member(settings, 'Name'))]),
      }));
  const replaced = named('RuleActionOverrides').reduce(
    (before, { option, certain }) => either(certain, member(option, 'ActionToUse'), before),
    action,
  );
  const excluded = or(named('ExcludedRules').map(({ certain }) => certain));
  return either(excluded, absent, replaced);
}

/** One value where something holds, another one where it does not; a choice where that is open. */
function either(holds: Tri, then: Value, otherwise: Value): Value {
  if (isUndecided(holds)) return choice([then, otherwise], holds.why);
  return holds ? then : otherwise;
}

/** Whether a rule takes one of some actions. */
export function takes({ action }: TriedRule, ...names: readonly string[]): Tri {
  return isAction(action, names);
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
