import { alarmsThatDo, type Alarm } from '../alarms/alarm';
import { answerOf, found } from '../alarms/found';
import { attemptsOf, describeHistory, type Attempt } from '../alarms/history';
import { unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { brief, clock } from '../metrics/show';
import { inRegion } from '../metrics/elsewhere';
import { getMetricData, seriesOf } from '../metrics/series';
import type { Target } from '../target';
import { regionOf, topicArnIn, topicName } from './topic';

/** What one alarm did to a topic the last time. */
interface Delivery extends Attempt {
  readonly alarm: string;
}

/** Whether alarms published to a topic when they last tried; in what CloudWatch remembers, which is some weeks. */
export async function alarmsDelivered(target: Target, aws: Aws): Promise<Answer> {
  const topic = topicArnIn(target.id);
  const name = topicName(topic);
  const alarms = (await alarmsThatDo(topic, aws)).filter((alarm) => actionsOf(alarm).includes(topic));
  if (alarms.length === 0) {
    return unknown(
      `no alarm of ${target.region} notifies topic ${name}; check who should, and name it in readiness.yaml`,
    );
  }
  const last = (await Promise.all(alarms.map((alarm) => lastDelivery(alarm.name, topic, aws)))).flat();
  const seen: Seen[] = last.map((each) => ({
    call: describeHistory,
    path: each.alarm,
    value: `${each.outcome} at ${each.at.toISOString()}`,
  }));
  const failed = last.filter(({ outcome }) => outcome === 'failed');
  const [done] = last
    .filter(({ outcome }) => outcome === 'done')
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  if (failed.length > 0)
    return answerOf(found({ problems: failed.map((each) => failure(each, name, aws)), seen }));
  if (done) {
    const fact = `${done.alarm} notified topic ${name} at ${clock(done.at, aws.now)}`;
    return answerOf(found({ facts: [fact], seen }));
  }
  const tryIt = `aws cloudwatch set-alarm-state --alarm-name '${alarms[0]?.name}' --state-value ALARM --state-reason test`;
  return unknown(
    `no alarm has notified topic ${name} as far back as CloudWatch remembers; test it with ${tryIt}`,
    seen,
  );
}

function actionsOf({ of }: Alarm): readonly string[] {
  return [...(of.AlarmActions ?? []), ...(of.OKActions ?? []), ...(of.InsufficientDataActions ?? [])];
}

async function lastDelivery(alarm: string, topic: string, aws: Aws): Promise<readonly Delivery[]> {
  const attempts = await attemptsOf(alarm, aws);
  const last = attempts.find(({ resource, outcome }) => resource === topic && outcome !== 'open');
  return last ? [{ ...last, alarm }] : [];
}

/** The reason is that of SNS or KMS: it names resources and holds no message. */
function failure({ alarm, at, reason }: Delivery, topic: string, aws: Aws): string {
  const why = reason === undefined ? '' : `: ${brief(reason)}`;
  return `${alarm} could not notify topic ${topic} at ${clock(at, aws.now)}${why}, expected it to be let in`;
}

/** Whether SNS got messages to those who listen to a topic, in the last day. */
export async function messagesArrived(target: Target, aws: Aws): Promise<Answer> {
  const name = topicName(target.id);
  const counts = ['NumberOfNotificationsFailed', 'NumberOfNotificationsDelivered'];
  const queries = counts.map((MetricName, i) => ({
    Id: `n${i}`,
    MetricStat: {
      Metric: { Namespace: 'AWS/SNS', MetricName, Dimensions: [{ Name: 'TopicName', Value: name }] },
      Period: 300,
      Stat: 'Sum',
    },
  }));
  const series = await seriesOf(queries, inRegion(regionOf(target.id) ?? target.region, aws));
  const total = (id: string): number =>
    (series.get(id)?.points ?? []).reduce((sum, { value = 0 }) => sum + value, 0);
  const [failed, delivered] = [total('n0'), total('n1')];
  const seen = [
    { call: getMetricData, path: 'NumberOfNotificationsFailed', value: String(failed) },
    { call: getMetricData, path: 'NumberOfNotificationsDelivered', value: String(delivered) },
  ];
  const lately = 'in the last 24 hours';
  if (failed > 0) {
    const problem = `SNS gave up on ${failed} of ${failed + delivered} messages from topic ${name} ${lately}, expected all to arrive`;
    return answerOf(found({ problems: [problem], seen }));
  }
  const trouble = [...series.values()].find((each) => each.trouble !== undefined)?.trouble;
  if (trouble !== undefined || delivered === 0) {
    const why =
      trouble === undefined ? `topic ${name} delivered nothing ${lately}` : `CloudWatch said ${trouble}`;
    return answerOf(
      found({ doubts: [`${why}, so that nothing shows that messages arrive; publish a test message`], seen }),
    );
  }
  return answerOf(
    found({ facts: [`topic ${name} delivered ${delivered} messages ${lately}, and failed none`], seen }),
  );
}
