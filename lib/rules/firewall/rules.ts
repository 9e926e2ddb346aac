import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, show, whyNotKnown, type Value } from '../../model/value';
import { isStated, optionsOf } from '../either-way';
import { numeric } from '../reading';

const groupType = 'AWS::WAFv2::RuleGroup';

/** A rule of a web ACL, or of a rule group. */
export interface Rule {
  /** What holds it: its `Rules` are the proof. */
  readonly owner: Resource;
  readonly name: string;
  /** Rules are tried in the order of their priorities; undefined where that is not known. */
  readonly priority: number | undefined;
  readonly settings: Value;
  readonly statement: Value;
  readonly certain: Tri;
}

/** The rules of a web ACL or rule group, first tried first. */
export function rulesOf(owner: Resource): readonly Rule[] {
  return owner
    .each('Rules.*')
    .flatMap(optionsOf)
    .map(({ option: settings, certain }) => {
      const priority = member(settings, 'Priority');
      return {
        owner,
        name: show(member(settings, 'Name')),
        priority: priority.kind === 'known' ? numeric(priority.value) : undefined,
        settings,
        statement: member(settings, 'Statement'),
        certain,
      };
    })
    .sort((left, right) => (left.priority ?? Infinity) - (right.priority ?? Infinity));
}

/** Actions that keep a request out, or out of reach of most machines. */
export const stops: readonly string[] = ['Block', 'Captcha', 'Challenge'];

/** Whether the action of a rule stops the requests that it matches. */
export function stopsRequests({ settings }: Rule): Tri {
  return hasAction(settings, 'Action', stops);
}

/** Whether the action of a rule lets the requests that it matches in, whatever the rules behind it say. */
export function letsIn({ settings }: Rule): Tri {
  return hasAction(settings, 'Action', ['Allow']);
}

/** Whether the rules of a group act as they are: an override to Count takes their effect away. */
export function keepsActions({ settings }: Rule): Tri {
  return hasAction(settings, 'OverrideAction', ['None']);
}

/** Whether an object holds one of several members that exclude one another. */
export function hasAction(settings: Value, path: string, names: readonly string[]): Tri {
  return isAction(member(settings, path), names);
}

/** Whether an action is one of several. */
export function isAction(action: Value, names: readonly string[]): Tri {
  const why = whyNotKnown(action) ?? 'the action is not known';
  // What comes from elsewhere may have any members, or none.
  const isHeld = (value: Value): Tri => (value.kind === 'text' ? new Undecided(why) : isStated(value));
  return unanimous(
    alternatives(action).map((option) => or(names.map((name) => isHeld(member(option, name))))),
    why,
  );
}

/** A rule group of the templates that a rule runs, or why it is not among them. */
export interface Reference {
  readonly group?: Resource;
  readonly open?: string;
  readonly certain: Tri;
}

/** The rule groups that a rule runs, or may run, by their ARN. */
export function groupsRunBy({ owner, statement }: Rule): readonly Reference[] {
  const arn = member(member(statement, 'RuleGroupReferenceStatement'), 'Arn');
  return optionsOf(arn).map(({ option, certain }) => {
    const { resources, open } = targetOf(option, owner.stack);
    const group = resources.find(({ type }) => type === groupType);
    const why = open ?? whyNotKnown(option) ?? `${show(option)} is no rule group`;
    return group ? { group, certain: and([certain, group.exists]) } : { open: why, certain };
  });
}

/** The rules that a web ACL tries, those of its rule groups in the place of the rule that runs them. */
export function allRulesOf(acl: Resource): readonly Rule[] {
  return rulesOf(acl).flatMap((rule) => {
    const groups = groupsRunBy(rule);
    return groups.length === 0 ? [rule] : groups.flatMap((reference) => rulesIn(reference, rule));
  });
}

function rulesIn({ group, certain }: Reference, rule: Rule): readonly Rule[] {
  const runs = and([rule.certain, keepsActions(rule), certain]);
  if (!group || runs === false) return [];
  return rulesOf(group).map((inner) => ({
    ...inner,
    priority: rule.priority,
    certain: and([runs, inner.certain]),
  }));
}

/** Why a web ACL may have rules that the templates do not show. */
export function hiddenRules(acl: Resource): string | undefined {
  return rulesOf(acl)
    .flatMap(groupsRunBy)
    .map(({ open }) => open)
    .find((why) => why !== undefined);
}
