import { member } from '../../model/evaluate';
import { and, isUndecided, not, or, type Tri } from '../../model/tri';
import { itemsOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay, optionsOf, type Option } from '../either-way';
import { test } from '../reading';
import { reachOf } from './reach';
import { hasAction, keepsActions, stops, type Rule } from './rules';

/** A group of rules that AWS maintains, and the kinds of attacks for which it is asked. */
export interface ManagedGroup {
  readonly name: string;
  /** Beginnings of the names of its rules, of which each must stop requests in some part of them. */
  readonly attacks: readonly Attack[];
}

/** A kind of attack, and the parts of a request in which the group looks for it. */
export interface Attack {
  readonly rule: string;
  readonly parts: readonly string[];
}

function attack(rule: string, ...parts: readonly string[]): Attack {
  return { rule, parts };
}

export const commonGroup: ManagedGroup = {
  name: 'AWSManagedRulesCommonRuleSet',
  attacks: [
    attack('CrossSiteScripting', 'COOKIE', 'QUERYARGUMENTS', 'BODY', 'URIPATH'),
    attack('GenericLFI', 'QUERYARGUMENTS', 'URIPATH', 'BODY'),
    attack('GenericRFI', 'QUERYARGUMENTS', 'BODY', 'URIPATH'),
    attack('EC2MetaDataSSRF', 'BODY', 'COOKIE', 'URIPATH', 'QUERYARGUMENTS'),
  ],
};

export const badInputsGroup: ManagedGroup = {
  name: 'AWSManagedRulesKnownBadInputsRuleSet',
  attacks: [
    attack('JavaDeserializationRCE', 'HEADER', 'BODY', 'URIPATH', 'QUERYSTRING'),
    attack('Log4JRCE', 'HEADER', 'QUERYSTRING', 'BODY', 'URIPATH'),
    attack('ExploitablePaths', 'URIPATH'),
  ],
};

export const sqlGroup: ManagedGroup = {
  name: 'AWSManagedRulesSQLiRuleSet',
  attacks: [attack('SQLi', 'QUERYARGUMENTS', 'BODY', 'COOKIE', 'URIPATH')],
};

export const floodGroup: ManagedGroup = {
  name: 'AWSManagedRulesAntiDDoSRuleSet',
  attacks: [attack('DDoSRequests')],
};

/** The statement by which a rule runs a group that a vendor maintains. */
export function managedStatement({ statement }: Rule): Value {
  return member(statement, 'ManagedRuleGroupStatement');
}

/** Whether a rule runs a certain group of AWS. */
export function runs(rule: Rule, { name }: ManagedGroup): Tri {
  const statement = managedStatement(rule);
  return and([
    test(member(statement, 'Name'), undefined, (text) => text === name),
    test(member(statement, 'VendorName'), undefined, (text) => text === 'AWS'),
  ]);
}

/** Whether a rule lets a managed group stop what it finds, in all requests. */
export function blocksWith(rule: Rule, group: ManagedGroup): Answer {
  const { owner } = rule;
  const proof = cite(owner, 'Rules');
  const keeps = keepsActions(rule);
  const counting = no(`${rule.name} overrides ${group.name} to Count, expected OverrideAction None`, proof);
  if (keeps === false) return given(runs(rule, group), counting);
  const answers = [
    ...(isUndecided(keeps) ? [given(keeps, counting)] : []),
    stopsAttacks(rule, group),
    looksAtAll(rule, group),
  ];
  return given(and([rule.certain, runs(rule, group)]), all(answers));
}

/** Whether for each kind of attack some rule of the group still stops requests. */
function stopsAttacks(rule: Rule, { name, attacks }: ManagedGroup): Answer {
  const proof = cite(rule.owner, 'Rules');
  const overrides = overridesOf(rule);
  const answers = [
    ...overrides.flatMap(({ rule: called, open, allows }) => {
      if (open !== undefined)
        return [unknown(`which rules of ${name} are overridden is not known (${open})`, proof)];
      const seen = `${called} of ${name} is overridden to Allow, which skips every rule behind it`;
      return allows === false ? [] : [whereTrue(allows, no(`${seen}, expected Block`, proof))];
    }),
    ...attacks.flatMap((kind) => {
      const counted = and(rulesFor(kind).map((called) => isCounted(called, overrides)));
      const seen = `all rules ${kind.rule} of ${name} are overridden to Count, expected Block`;
      return counted === false ? [] : [whereTrue(counted, no(seen, proof))];
    }),
  ];
  return answers.length > 0 ? all(answers) : yes(`${name} blocks`, proof);
}

function whereTrue(truth: Tri, answer: Answer): Answer {
  return isUndecided(truth) ? given(truth, answer) : answer;
}

function rulesFor({ rule, parts }: Attack): readonly string[] {
  return parts.length > 0 ? parts.map((part) => `${rule}_${part}`) : [rule];
}

/** Another action for one rule of a group. */
interface Override {
  readonly rule: string;
  /** Why it may be that of any rule. */
  readonly open?: string;
  readonly counts: Tri;
  readonly allows: Tri;
}

function overridesOf(rule: Rule): readonly Override[] {
  const statement = managedStatement(rule);
  const options = (name: string): readonly Option[] => itemsOf(member(statement, name)).flatMap(optionsOf);
  return [
    ...options('RuleActionOverrides').map(({ option, certain }) => ({
      ...named(option),
      counts: and([certain, not(hasAction(option, 'ActionToUse', stops))]),
      allows: and([certain, hasAction(option, 'ActionToUse', ['Allow'])]),
    })),
    // The form that preceded it: what is excluded is counted.
    ...options('ExcludedRules').map(({ option, certain }) => ({
      ...named(option),
      counts: certain,
      allows: false,
    })),
  ];
}

function named(override: Value): Pick<Override, 'rule' | 'open'> {
  const name = member(override, 'Name');
  return {
    rule: show(name),
    open: name.kind === 'known' ? undefined : (whyNotKnown(name) ?? 'one has no name'),
  };
}

function isCounted(called: string, overrides: readonly Override[]): Tri {
  return or(overrides.filter(({ rule }) => rule === called).map(({ counts }) => counts));
}

/** Whether a group looks at all requests but those of known addresses. */
function looksAtAll(rule: Rule, { name }: ManagedGroup): Answer {
  return leavesNobodyOut(rule, member(managedStatement(rule), 'ScopeDownStatement'), name);
}

/** Whether a statement that narrows a rule leaves out no more than the requests of known addresses. */
export function leavesNobodyOut(rule: Rule, scope: Value, name: string): Answer {
  const proof = cite(rule.owner, 'Rules');
  return eitherWay(scope, (statement) => {
    if (statement.kind === 'absent') return yes('', proof);
    const leftOut = reachOf(statement, rule.owner, true);
    if (leftOut === 'nothing' || leftOut === 'addresses') return yes('', proof);
    return leftOut === 'part' || leftOut === 'unclear'
      ? unknown(`${name} leaves out some requests; verify that they need no inspection`, proof)
      : no(`${name} inspects only a part of the requests, expected all`, proof);
  });
}
