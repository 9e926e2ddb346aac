import type { Resource } from '../../../model/resource';
import { and } from '../../../model/tri';
import { show } from '../../../model/value';
import { cite, given, no, unknown, type Answer } from '../../answer';
import { eitherWay } from '../../either-way';
import { perResource } from '../../per-environment';
import { muteShare } from './mute-schedule';

const muteRuleType = 'AWS::CloudWatch::AlarmMuteRule';
const expressionProperty = 'Rule.Schedule.Expression';
const durationProperty = 'Rule.Schedule.Duration';

/** Share of the time for which nobody may be told of an alarm: some eight hours a week. */
const mutedAtMost = 0.05;

/** For each mute rule about an alarm, why nobody hears of the alarm while it is active, where that is too long. */
export function mutesOf(alarm: Resource): readonly Answer[] {
  return alarm.stack.environment
    .links(muteRuleType, 'MuteTargets.AlarmNames')
    .to(alarm)
    .map(({ from, certain }) => given(and([certain]), mutes(from)))
    .filter(({ is }) => is !== 'yes');
}

const mutes = perResource((rule: Resource): Answer =>
  eitherWay(rule.read(expressionProperty), (expression) =>
    eitherWay(rule.read(durationProperty), (duration) => {
      const proof = [cite(rule, expressionProperty, expression), cite(rule, durationProperty, duration)];
      const share = muteShare(show(expression), show(duration));
      if (share === undefined)
        return unknown(
          `how long ${rule.logicalId} mutes it is not known (${show(expression)} for ${show(duration)})`,
          ...proof,
        );
      const seen = `${rule.logicalId} mutes it ${(share * 100).toFixed(0)} % of the time`;
      const expected = `expected at most ${mutedAtMost * 100} %`;
      if (share <= mutedAtMost) return { is: 'yes', message: '', evidence: [] };
      const expires = rule.read('ExpireDate');
      return expires.kind === 'absent'
        ? no(`${seen}, ${expected}`, ...proof)
        : unknown(`${seen} until ${show(expires)}; verify that this is over`, ...proof);
    }),
  ),
);
