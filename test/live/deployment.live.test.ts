import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { everyPage } from '../../lib/live/call-failed';
import { Deployment } from './deployment';
import { startMoto, type Moto } from './moto';
import { referenceStacks } from './reference';

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

test('the reference environment is deployed to moto, with references that lead across stacks', async () => {
  const deployment = new Deployment(moto, referenceStacks());
  await deployment.deploy();
  const { DBClusters } = await moto.client(RDSClient).send(new DescribeDBClustersCommand({}));
  expect(DBClusters?.map(({ DBClusterMembers }) => DBClusterMembers?.length)).toEqual([3]);
  const alarms = await everyPage(
    paginateDescribeAlarms({ client: moto.client(CloudWatchClient) }, {}),
    ({ MetricAlarms }) => MetricAlarms,
  );
  const topics = [...new Set(alarms.flatMap(({ AlarmActions }) => AlarmActions ?? []))].filter((arn) =>
    arn.includes(':sns:'),
  );
  expect(topics.length).toBeGreaterThan(2);
  for (const TopicArn of topics) {
    const pages = paginateListSubscriptionsByTopic({ client: moto.client(SNSClient) }, { TopicArn });
    expect(await everyPage(pages, ({ Subscriptions }) => Subscriptions)).toHaveLength(1);
  }
});
