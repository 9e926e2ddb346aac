import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { member } from '../../model/evaluate';
import { isStated } from '../either-way';
import { named } from '../network/balancing';
import { allOf } from '../possible';
import { firewallsOf } from './attachment';
import {
  badInputsGroup,
  blocksWith,
  commonGroup,
  managedStatement,
  runs,
  type ManagedGroup,
} from './managed-groups';
import { reachOf } from './reach';
import { hiddenRules, keepsActions, letsIn, rulesOf, stopsRequests, allRulesOf, type Rule } from './rules';

/** Puts a question to every firewall of an entry; undefined where it has none of its own to ask. */
export function judgeFirewalls(entry: Resource, question: (acl: Resource) => Answer): Answer | undefined {
  const { firewalls, open } = firewallsOf(entry);
  const possible = firewalls.map(({ acl, certain }) => ({ certain, answer: named(acl, question(acl)) }));
  const hidden = unknown(
    `the rules of its web ACL are not among the templates (${open}); verify them in the account`,
  );
  if (open !== undefined) possible.push({ certain: true, answer: hidden });
  return possible.length > 0 ? allOf(possible) : undefined;
}

/** Whether the firewalls of an entry stop the attacks that every web application meets. */
export function stopsCommonAttacks(entry: Resource): Answer | undefined {
  return judgeFirewalls(entry, (acl) => {
    const nobody = admitsAddressesAlone(acl);
    if (nobody === true)
      return yes('it admits known addresses alone', cite(acl, 'DefaultAction'), cite(acl, 'Rules'));
    const groups = [commonGroup, badInputsGroup];
    const answer = all([...groups.map((group) => runsBlocking(acl, group)), ...bypasses(acl, groups)]);
    return isUndecided(nobody) && answer.is === 'no' ? given(nobody, answer) : answer;
  });
}

/** Whether a web ACL runs a managed group that blocks. */
export function runsBlocking(acl: Resource, group: ManagedGroup): Answer {
  const rules = rulesOf(acl);
  const running = rules.filter((rule) => runs(rule, group) !== false).map((rule) => blocksWith(rule, group));
  const missing = `no rule runs ${group.name}`;
  if (running.length > 0) return any(running, '');
  const doubt = whatMayDoTheSame(acl, rules);
  return doubt === undefined
    ? no(`${missing}, expected it to block`, present(acl))
    : unknown(`${missing}; verify that ${doubt}`, cite(acl, 'Rules'));
}

/** Rules that may stop the same attacks as a group of AWS: those of other vendors, of other templates, of one's own. */
function whatMayDoTheSame(acl: Resource, rules: readonly Rule[]): string | undefined {
  const open = hiddenRules(acl);
  if (open !== undefined) return `its rule groups stop the same attacks (${open})`;
  const vendors = rules.find((rule) => {
    const vendor = member(managedStatement(rule), 'VendorName');
    return vendor.kind !== 'absent' && !(vendor.kind === 'known' && vendor.value === 'AWS');
  });
  if (vendors && keepsActions(vendors) !== false) return `${vendors.name} stops the same attacks`;
  const own = allRulesOf(acl).find(
    (rule) =>
      stopsRequests(rule) !== false &&
      inspections.some((name) => member(rule.statement, name).kind !== 'absent'),
  );
  return own && `${own.name} and its like stop the same attacks`;
}

/** Statements that look for an attack in what is sent. */
const inspections = ['XssMatchStatement', 'SqliMatchStatement', 'RegexPatternSetReferenceStatement'];

/** Whether nobody comes in but from known addresses. */
function admitsAddressesAlone(acl: Resource): Tri {
  return and([
    isStated(acl.read('DefaultAction.Block')),
    hiddenRules(acl) === undefined,
    ...allRulesOf(acl).map((rule) => or([not(and([rule.certain, letsIn(rule)])), isHarmless(rule)])),
  ]);
}

function isHarmless(rule: Rule): Tri {
  const reach = reachOf(rule.statement, rule.owner);
  if (reach === 'unclear') return new Undecided(`whom ${rule.name} lets in is not known`);
  return reach === 'nothing' || reach === 'addresses';
}

/** What is wrong with rules that let requests in before the groups have looked at them. */
function bypasses(acl: Resource, groups: readonly ManagedGroup[]): readonly Answer[] {
  const rules = allRulesOf(acl);
  const running = rules
    .map((rule) => ({ rule, certain: and([rule.certain, or(groups.map((group) => runs(rule, group)))]) }))
    .filter(({ certain }) => certain !== false);
  return rules.flatMap((rule) => {
    const letting = and([
      letsIn(rule),
      or(running.map((group) => and([group.certain, precedes(rule, group.rule)]))),
    ]);
    const harmless = isHarmless(rule);
    if (letting === false || harmless === true) return [];
    const seen = `${rule.name} lets requests in before the managed rules look at them`;
    const proof = cite(rule.owner, 'Rules');
    const isPart = isUndecided(harmless) || reachOf(rule.statement, rule.owner) === 'part';
    const answer = isPart
      ? unknown(`${seen}; verify that they need no inspection`, proof)
      : no(`${seen}, expected known addresses alone`, proof);
    return [given(and([rule.certain, letting]), answer)];
  });
}

/** Whether a web ACL tries one rule before another. */
function precedes(rule: Rule, other: Rule): Tri {
  for (const { name, priority } of [rule, other]) {
    if (priority === undefined) return new Undecided(`the priority of ${name} is not known`);
  }
  return rule.priority! < other.priority!;
}
