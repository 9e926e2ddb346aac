import { ofAlarms } from '../../rules/alarms/reach/alerts';
import { firesWithin } from '../../rules/alarms/reach/latency';
import { alarmsOfSeverity, isRoutedApart, pages, reachesSomebody } from '../../rules/alarms/reach/routes';
import type { IncidentSeverity } from '../../rules/alarms/reach/severities';
import { judgeAny, type Judgement } from '../../rules/finding';
import type { Workload } from '../../rules/workload';
import { group } from '../item';
import { severities } from '../thresholds';

function firesInTime({ environment }: Workload, severity: IncidentSeverity): Judgement {
  const { detectWithinMinutes } = severities[severity];
  return judgeAny(alarmsOfSeverity(environment, severity), (alarm) =>
    firesWithin(alarm, detectWithinMinutes),
  );
}

/** Items under "Severity Levels" of the checklist. */
export const severityLevels = group({
  phase: 'Incident Response',
  section: 'Severity Levels',
  group: '',
  items: [
    {
      id: 'P0',
      text: 'P0 (Critical): System down, data loss risk | Response: <5 minutes | Resolution: <1 hour | Team: All hands',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'pager analytics T-90d',
      controls: [
        {
          id: 'P0.paged',
          title: 'P0 alarm pages whoever is on call',
          severity: 'error',
          why: 'The shop is down all night because the alarm of it went to a mailbox that nobody reads before nine.',
          fix: 'Begin AlarmDescription with P0: and notify a topic to which an on-call service subscribes, or use SeverityTopics.',
          check: (w) => pages(w.environment, 'P0'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
        },
        {
          id: 'P0.routed',
          title: 'P0 alarm notifies topics that hear of P0 alone',
          severity: 'error',
          why: 'On a topic that hears of everything, the one page in a hundred that matters is snoozed with the rest.',
          fix: 'Give each severity a topic of its own, as SeverityTopics does, and let each alarm notify one of them.',
          check: (w) =>
            judgeAny(
              alarmsOfSeverity(w.environment, 'P0'),
              ofAlarms((alarm) => isRoutedApart(alarm, 'P0')),
            ),
          docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html',
        },
        {
          id: 'P0.latency',
          title: 'P0 alarm fires within 2.5 minutes',
          severity: 'error',
          why: 'An alarm that takes fifteen minutes to fire has used up a response time of five before anybody knows.',
          fix: 'Lower Period and DatapointsToAlarm: two datapoints of 60 seconds, for instance.',
          check: (w) => firesInTime(w, 'P0'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html',
        },
      ],
    },
    {
      id: 'P1',
      text: 'P1 (High): Major feature broken | Response: <15 minutes | Resolution: <4 hours | Team: On-call + lead',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'pager analytics T-90d',
      controls: [
        {
          id: 'P1.paged',
          title: 'P1 alarm pages whoever is on call',
          severity: 'error',
          why: 'Nobody can pay any more, and the team learns of it from a customer the next morning.',
          fix: 'Begin AlarmDescription with P1: and notify a topic to which an on-call service subscribes, or use SeverityTopics.',
          check: (w) => pages(w.environment, 'P1'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
        },
        {
          id: 'P1.routed',
          title: 'P1 alarm notifies topics that hear of P1 alone',
          severity: 'error',
          why: 'Where P1 shares a topic with what can wait, whoever is on call learns to wait.',
          fix: 'Give each severity a topic of its own, as SeverityTopics does, and let each alarm notify one of them.',
          check: (w) =>
            judgeAny(
              alarmsOfSeverity(w.environment, 'P1'),
              ofAlarms((alarm) => isRoutedApart(alarm, 'P1')),
            ),
          docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html',
        },
        {
          id: 'P1.latency',
          title: 'P1 alarm fires within 15 minutes',
          severity: 'error',
          why: 'With three datapoints of ten minutes, the response time of fifteen minutes is over before the first page.',
          fix: 'Lower Period and DatapointsToAlarm: three datapoints of 60 seconds, for instance.',
          check: (w) => firesInTime(w, 'P1'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html',
        },
      ],
    },
    {
      id: 'P2',
      text: 'P2 (Medium): Minor feature issue | Response: <1 hour | Resolution: <24 hours | Team: On-call',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'pager analytics T-90d',
      controls: [
        {
          id: 'P2.heard',
          title: 'P2 alarm reaches a person',
          severity: 'error',
          why: 'A feature fails for days, and the only trace of it is the red square on a dashboard that nobody opens.',
          fix: 'Begin AlarmDescription with P2: and notify a topic with a mail, chat or pager behind it, or use SeverityTopics.',
          check: (w) => reachesSomebody(w.environment, 'P2'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
        },
        {
          id: 'P2.routed',
          title: 'P2 alarm notifies topics that hear of P2 alone',
          severity: 'error',
          why: 'A P2 alarm on the topic of the pager wakes people for what a ticket could tell them, until they mute it.',
          fix: 'Give each severity a topic of its own, as SeverityTopics does, and let each alarm notify one of them.',
          check: (w) =>
            judgeAny(
              alarmsOfSeverity(w.environment, 'P2'),
              ofAlarms((alarm) => isRoutedApart(alarm, 'P2')),
            ),
          docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html',
        },
        {
          id: 'P2.latency',
          title: 'P2 alarm fires within the hour',
          severity: 'warning',
          why: 'An alarm that looks at half a day tells of a failure when the people who could explain it have gone home.',
          fix: 'Lower Period and DatapointsToAlarm: three datapoints of 300 seconds, for instance.',
          check: (w) => firesInTime(w, 'P2'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html',
        },
      ],
    },
    {
      id: 'P3',
      text: 'P3 (Low): Cosmetic issues | Response: <4 hours | Resolution: <1 week | Team: Regular rotation',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'pager analytics T-90d',
      controls: [
        {
          id: 'P3.heard',
          title: 'P3 alarm reaches a person',
          severity: 'error',
          why: 'What is small when it begins, a disk that fills or a certificate that ends, is found when it is P0.',
          fix: 'Begin AlarmDescription with P3: and notify a topic with a mail, chat or pager behind it, or use SeverityTopics.',
          check: (w) => reachesSomebody(w.environment, 'P3'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
        },
        {
          id: 'P3.routed',
          title: 'P3 alarm notifies topics that hear of P3 alone',
          severity: 'error',
          why: 'A cosmetic flaw that pages at night costs the attention that the next outage needs.',
          fix: 'Give each severity a topic of its own, as SeverityTopics does, and let each alarm notify one of them.',
          check: (w) =>
            judgeAny(
              alarmsOfSeverity(w.environment, 'P3'),
              ofAlarms((alarm) => isRoutedApart(alarm, 'P3')),
            ),
          docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html',
        },
        {
          id: 'P3.latency',
          title: 'P3 alarm fires within 4 hours',
          severity: 'warning',
          why: 'An alarm on datapoints of a day tells of today what should have been mended yesterday.',
          fix: 'Lower Period and DatapointsToAlarm: three datapoints of 300 seconds, for instance.',
          check: (w) => firesInTime(w, 'P3'),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html',
        },
      ],
    },
  ],
});
