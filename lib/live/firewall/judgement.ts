import { GetLoggingConfigurationCommand, WAFV2Client, type WebACL } from '@aws-sdk/client-wafv2';
import { requestRates } from '../../checklist/thresholds';
import { fail, pass, unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';
import { ofAcl } from './acls';
import {
  hiddenRules,
  leavesOut,
  letsInBefore,
  managedGroups,
  rateRules,
  stops,
  weakened,
  type RateRule,
} from './rules';

const asked = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];
const floodGroup = 'AWSManagedRulesAntiDDoSRuleSet';

/** Whether a web ACL blocks common attacks and known bad inputs now. */
export function blocksAttacks(target: Target, aws: Aws): Promise<Answer> {
  return ofAcl(target, aws, (acl) => {
    const answers = asked.map((group) => blocksWith(acl, group));
    return unless(
      {
        problems: answers.flatMap(({ problem }) => problem ?? []),
        doubts: answers.flatMap(({ doubt }) => doubt ?? []),
      },
      `web ACL ${acl.Name} blocks what ${asked.join(' and ')} find`,
      [],
    );
  });
}

interface Verdict {
  readonly problem?: string;
  readonly doubt?: string;
}

function blocksWith(acl: WebACL, group: string): Verdict {
  const running = managedGroups(acl).filter(({ statement }) => statement.Name === group);
  const [first] = running;
  const hidden = hiddenRules(acl);
  if (!first) {
    const missing = `web ACL ${acl.Name} does not run ${group}, expected it to block`;
    return hidden ? { doubt: `${missing}; the ${hidden} may do as much` } : { problem: missing };
  }
  const acting = running.find(({ counts }) => !counts);
  if (!acting)
    return {
      problem: `rule ${first.rule} of web ACL ${acl.Name} overrides ${group} to Count, expected it to block`,
    };
  const weak = weakened(acting.statement);
  if (weak.length > 0)
    return { doubt: `${weak.join(', ')} of ${group} do not block; verify that the application needs that` };
  if (leavesOut(acting.statement.ScopeDownStatement))
    return {
      doubt: `${group} inspects only a part of the requests; verify that the others need no inspection`,
    };
  const rule = (acl.Rules ?? []).find(({ Name }) => Name === acting.rule);
  const before = letsInBefore(acl, rule?.Priority ?? -1);
  return before
    ? {
        doubt: `rule ${before.Name} lets requests in before ${group} looks at them; verify that they need no inspection`,
      }
    : {};
}

/** Whether a web ACL logs what it does. */
export function logs(target: Target, aws: Aws): Promise<Answer> {
  return ofAcl(target, aws, async (acl) => {
    const global = acl.ARN?.includes(':global/');
    const client = aws.client(WAFV2Client, global ? 'us-east-1' : undefined);
    const command = new GetLoggingConfigurationCommand({ ResourceArn: acl.ARN });
    const found = await ifFound(client.send(command), 'WAFNonexistentItemException');
    const { LogDestinationConfigs = [], LoggingFilter } = found?.LoggingConfiguration ?? {};
    const call = 'wafv2:GetLoggingConfiguration';
    const seen = [{ call, path: 'LogDestinationConfigs', value: LogDestinationConfigs.join(', ') }];
    if (LogDestinationConfigs.length === 0)
      return fail(`web ACL ${acl.Name} logs nowhere, expected a destination`, seen);
    const keeps = LoggingFilter?.Filters?.some(({ Behavior }) => Behavior === 'KEEP');
    if (LoggingFilter?.DefaultBehavior === 'DROP' && !keeps)
      return fail(
        `the filter of web ACL ${acl.Name} drops every entry of its log, expected it to keep some`,
        seen,
      );
    return pass(`web ACL ${acl.Name} logs to ${LogDestinationConfigs.join(', ')}`, seen);
  });
}

/** Whether a web ACL stops addresses that send too many requests. */
export function limitsAddresses(target: Target, aws: Aws): Promise<Answer> {
  return ofAcl(target, aws, (acl) => limited(acl, 'address', ['IP', 'FORWARDED_IP']));
}

/** Whether a web ACL stops users that send too many requests; their limit may lie elsewhere. */
export function limitsUsers(target: Target, aws: Aws): Promise<Answer> {
  return ofAcl(target, aws, (acl) => {
    const answer = limited(acl, 'user', ['CUSTOM_KEYS']);
    if (rateRules(acl).some(({ rate }) => rate.AggregateKeyType === 'CUSTOM_KEYS')) return answer;
    return unknown(`${answer.message}; usage plans or the application may limit users`);
  });
}

/** Whether a web ACL turns floods of requests away. */
export function absorbsFloods(target: Target, aws: Aws): Promise<Answer> {
  return ofAcl(target, aws, (acl) => {
    const group = managedGroups(acl).find(({ statement }) => statement.Name === floodGroup);
    if (group && !group.counts && weakened(group.statement).length === 0)
      return pass(`web ACL ${acl.Name} runs ${floodGroup}`, []);
    const answer = limited(acl, 'address', ['IP', 'FORWARDED_IP']);
    return answer.outcome === 'fail'
      ? unknown(`${answer.message}; Shield Advanced may turn floods away, verify`)
      : answer;
  });
}

function limited(acl: WebACL, noun: string, types: readonly string[]): Answer {
  const rules = rateRules(acl).filter(({ rate }) => types.includes(rate.AggregateKeyType ?? ''));
  const verdicts = rules.map((rule) => limitOf(acl, rule));
  const good = rules.find((_, i) => !verdicts[i]!.problem && !verdicts[i]!.doubt);
  if (good) {
    const seen = `${good.rate.Limit} requests in ${windowOf(good)} seconds`;
    return pass(`rule ${good.rule.Name} of web ACL ${acl.Name} stops each ${noun} after ${seen}`, []);
  }
  const doubts = verdicts.flatMap(({ doubt }) => doubt ?? []);
  if (doubts.length > 0) return unknown(doubts.join('; '));
  const problems = verdicts.flatMap(({ problem }) => problem ?? []);
  const none = `no rule of web ACL ${acl.Name} limits each ${noun}, expected a rate-based rule that blocks`;
  const message = problems.join('; ') || none;
  const hidden = hiddenRules(acl);
  return hidden ? unknown(`${message}; the ${hidden} may do as much`) : fail(message, []);
}

/** Seconds in which a rule counts; AWS WAF counts in five minutes where nothing is stated. */
function windowOf({ rate }: RateRule): number {
  return rate.EvaluationWindowSec ?? 300;
}

function limitOf(acl: WebACL, limit: RateRule): Verdict {
  const { rule, rate } = limit;
  const name = `rule ${rule.Name} of web ACL ${acl.Name}`;
  if (!stops(rule.Action)) return { problem: `${name} only counts, expected Block, Challenge or Captcha` };
  const most = requestRates.clientPerSecond * windowOf(limit);
  if (rate.Limit === undefined) return { doubt: `the limit of ${name} is not told` };
  if (rate.Limit > most)
    return {
      problem: `${name} allows ${rate.Limit} requests in ${windowOf(limit)} seconds, expected at most ${most}`,
    };
  if (leavesOut(rate.ScopeDownStatement))
    return { doubt: `${name} counts only a part of the requests; verify which` };
  const before = letsInBefore(acl, rule.Priority);
  return before
    ? { doubt: `rule ${before.Name} lets requests in before ${name} counts them; verify which` }
    : {};
}
