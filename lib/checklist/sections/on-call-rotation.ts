import { alarmsForPeople, ofAlarms } from '../../rules/alarms/reach/alerts';
import { pagesSomebody } from '../../rules/alarms/reach/paging';
import { tellsOfAlarm } from '../../rules/alarms/reach/reach';
import { judgeAny } from '../../rules/finding';
import { hidesItsKey, keepsUndelivered, pagers } from '../../rules/notification/pagers';
import type { Item } from '../item';

/** Who is on call, under "Monitoring & Alerting" of the checklist. */
export const onCallRotation = {
  id: 'MON11',
  text: 'Configure PagerDuty/on-call rotation',
  evidence: ['synth', 'live', 'attest'],
  infrastructure: true,
  freshness: 'SRE lead T-30d (oncall export)',
  controls: [
    {
      id: 'MON11.paged',
      title: 'Alarm pages whoever is on call',
      severity: 'error',
      why: 'Mails and chats wake nobody: the outage of the night is found by the first customer of the morning.',
      fix: 'Subscribe an on-call service to the topic of the alarms that cannot wait, with OnCallPager or SeverityTopics.',
      check: (w) => pagesSomebody(w.environment),
      docs: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_event_response_event_incident_problem_process.html',
    },
    {
      id: 'MON11.heard',
      title: 'Alarm is heard by a person',
      severity: 'error',
      why: 'An alarm that fires where nobody listens is worse than none: everybody believes that it would tell.',
      fix: 'Let the alarm notify a topic of SeverityTopics: notification.notify(alarm, AlarmSeverity.P2), or remove it.',
      check: (w) =>
        judgeAny(
          alarmsForPeople(w.environment),
          ofAlarms((alarm) => tellsOfAlarm(alarm, 'ticket')),
        ),
      docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    },
    {
      id: 'MON11.secret',
      title: 'On-call service is addressed by a key that the template does not hold',
      severity: 'error',
      why: 'Whoever reads the repository can page the team all night with the key, or resolve an incident while it lasts.',
      fix: 'Read the key from Secrets Manager at deployment, as OnCallPager does, and replace the one that was written.',
      check: (w) => judgeAny(pagers(w.environment), hidesItsKey),
      docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
    },
    {
      id: 'MON11.undelivered',
      title: 'Page that cannot be delivered is kept',
      severity: 'warning',
      why: 'While the on-call service is down, SNS gives up after some tries, and nobody can tell what was missed.',
      fix: 'Give the subscription a dead-letter queue that SNS may send to, as OnCallPager does.',
      check: (w) => judgeAny(pagers(w.environment), keepsUndelivered),
      docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
    },
  ],
} as const satisfies Item;
