import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided } from '../../model/tri';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { isStated } from '../either-way';
import { hiddenBalancer, ifPublic, isPublic } from '../network/entries';
import { ownFirewall } from './attached';
import { frontsOf } from './fronts';
import { judgeFirewalls } from './inspection';
import { isLockedTo, signedAlone } from './lock';
import { blocksWith, floodGroup, leavesNobodyOut, runs } from './managed-groups';
import { allRulesOf, hiddenRules, rulesOf, stopsRequests, type Rule } from './rules';
import { isShielded } from './shield';

/** Whether a flood of requests to an entry is turned away: by its firewall, by Shield Advanced, or in front of it. */
export const absorbsFloods = ifPublic((entry): Answer | undefined => {
  if (isPublic(entry) === false) return undefined;
  if (hiddenBalancer(entry)) {
    return unknown(`${entry.type} makes or hides what answers; verify its protection in the account`);
  }
  const shielded = isShielded(entry);
  if (shielded.is === 'yes') return shielded;
  const signed = signedAlone(entry);
  if (signed) return signed;
  const fronts = frontsOf(entry);
  const fronted = fronts.length > 0 ? isLockedTo(entry, fronts) : undefined;
  // Where nothing else leads to it, the distributions in front are asked instead.
  if (fronted?.is === 'yes') return undefined;
  const guard = ownFirewall(entry);
  const limits = guard.is === 'yes' ? judgeFirewalls(entry, limitsRequests) : undefined;
  const own = limits ? all([guard, limits]) : guard;
  return any([own, shielded, ...(fronted ? [fronted] : [])], '');
});

/** Whether a web ACL blocks clients that send too many requests, or runs the group against floods. */
export function limitsRequests(acl: Resource): Answer {
  const limits = allRulesOf(acl).filter(
    ({ statement }) => member(statement, 'RateBasedStatement').kind !== 'absent',
  );
  const groups = rulesOf(acl).filter((rule) => runs(rule, floodGroup) !== false);
  const answers = [...limits.map(blocksFloods), ...groups.map((rule) => blocksWith(rule, floodGroup))];
  const open = hiddenRules(acl);
  if (open !== undefined) {
    answers.push(
      unknown(`no rate-based rule blocks as far as the templates tell (${open})`, cite(acl, 'Rules')),
    );
  }
  return answers.length > 0
    ? any(answers, '')
    : no(`no rate-based rule blocks, expected one, or ${floodGroup.name}`, present(acl));
}

/** Whether a rate-based rule stops who exceeds it, whatever is asked for. */
function blocksFloods(rule: Rule): Answer {
  const proof = cite(rule.owner, 'Rules');
  const blocks = stopsRequests(rule);
  const counting = no(`${rule.name} counts requests above its rate, expected Block`, proof);
  if (blocks === false) return counting;
  const rate = member(rule.statement, 'RateBasedStatement');
  const scope = member(rate, 'ScopeDownStatement');
  return given(
    and([rule.certain, isStated(rate)]),
    all([
      ...(isUndecided(blocks)
        ? [given(blocks, counting)]
        : [yes(`${rule.name} blocks above its rate`, proof)]),
      leavesNobodyOut(rule, scope, rule.name),
    ]),
  );
}
