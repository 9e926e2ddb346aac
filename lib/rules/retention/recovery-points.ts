import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { isUndecided, or } from '../../model/tri';
import { show, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isStated, optionsOf } from '../either-way';
import { numeric, test } from '../reading';
import type { Workload } from '../workload';

const planTypes = ['AWS::Backup::BackupPlan'];

/** The plans of AWS Backup. */
export function backupPlans({ environment }: Workload): Candidates {
  return candidates(environment, 'backup plan', environment.of(...planTypes), planTypes);
}

const rulesPath = 'BackupPlan.BackupPlanRule';

/**
 * Whether every rule of a plan of AWS Backup ends what it makes; undefined where it has no rule. Copies without a
 * lifecycle of their own end with what they were made from.
 */
export function limitsBackups(plan: Resource): Answer | undefined {
  const rules = plan.each(`${rulesPath}.*`).flatMap(optionsOf);
  if (rules.length === 0) return undefined;
  const proof = cite(plan, rulesPath);
  return all(rules.map(({ option, certain }) => given(certain, endsBackups(option, proof))));
}

function endsBackups(rule: Value, proof: Evidence): Answer {
  const name = member(rule, 'RuleName');
  const subject = name.kind === 'absent' ? 'a rule' : `rule ${show(name)}`;
  const lifecycle = member(rule, 'Lifecycle');
  const days = member(lifecycle, 'DeleteAfterDays');
  // AWS Backup takes -1 for no end.
  const ends = test(days, undefined, (value) => numeric(value) > 0, true);
  if (ends === true) return yes(`${subject} keeps backups for ${show(days)} days`, proof);
  const copied = isStated(member(lifecycle, 'DeleteAfterEvent'));
  if (copied === true) return yes(`${subject} keeps backups until they are copied`, proof);
  const expected = 'expected DeleteAfterDays';
  const limited = or([ends, copied]);
  return isUndecided(limited)
    ? unknown(`how long ${subject} keeps backups is not known (${limited.why}), ${expected}`, proof)
    : no(`${subject} keeps backups for ever, ${expected}`, proof);
}
