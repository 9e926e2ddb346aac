import type { Json, JsonObject } from '../../../lib/model/input';
import { undecided } from '../../checklist/expressions';
import { ref, resource } from '../../checklist/serving/resources';
import { alarm, answerOf, heard, paged } from './notified';

describe('mute rules', () => {
  const muted = (expression: Json, duration: string, properties: JsonObject = {}): JsonObject =>
    paged({
      Quiet: resource('CloudWatch::AlarmMuteRule', {
        Rule: { Schedule: { Expression: expression, Duration: duration } },
        MuteTargets: { AlarmNames: [ref('Errors')] },
        ...properties,
      }),
    });

  test.each<[name: string, resources: JsonObject, answer: string]>([
    ['two hours a week', muted('cron(0 2 * * SUN)', 'PT2H'), heard],
    ['once', muted('at(2026-05-10T14:00)', 'P7D'), heard],
    ['another alarm', muted('cron(0 18 * * *)', 'PT12H', { MuteTargets: { AlarmNames: ['other'] } }), heard],
    [
      'every night',
      muted('cron(0 18 * * *)', 'PT12H'),
      'no: Quiet mutes it 50 % of the time, expected at most 5 %',
    ],
    [
      'weekends',
      muted('cron(0 18 * * FRI)', 'P2DT12H'),
      'no: Quiet mutes it 36 % of the time, expected at most 5 %',
    ],
    [
      'every night by its name',
      {
        ...muted('cron(0 18 * * *)', 'PT12H', { MuteTargets: { AlarmNames: ['errors'] } }),
        Errors: alarm({ AlarmName: 'errors' }),
      },
      'no: Quiet mutes it 50 % of the time, expected at most 5 %',
    ],
    [
      'every night for some months',
      muted('cron(0 18 * * *)', 'PT12H', { ExpireDate: '2026-06-01T00:00' }),
      'unknown: Quiet mutes it 50 % of the time until 2026-06-01T00:00; verify that this is over',
    ],
    [
      'nobody knows when',
      muted(ref('Stage'), 'PT12H'),
      'unknown: how long Quiet mutes it is not known (${Stack1.Stage} for PT12H)',
    ],
  ])('%s', (_, resources, answer) => {
    expect(answerOf({ resources, parameters: undecided.parameters })).toBe(answer);
  });
});
