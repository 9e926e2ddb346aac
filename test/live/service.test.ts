import { BackupClient, GetBackupPlanCommand } from '@aws-sdk/client-backup';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ECSClient, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { RDSClient, DescribeDBClustersCommand, paginateDescribeDBClusters } from '@aws-sdk/client-rds';
import { SNSClient, GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { SyntheticsClient, GetCanaryRunsCommand } from '@aws-sdk/client-synthetics';
import { WAFV2Client, GetWebACLForResourceCommand } from '@aws-sdk/client-wafv2';
import { everyPage, ifFound } from '../../lib/live/call-failed';
import { breaksOff, hangs, inTurn, serviceError, startService, type Answers, type Service } from './service';

let service: Service;
const start = async (answers: Answers): Promise<Service> => (service = await startService(answers));
afterEach(() => service.stop());
const time = new Date('2026-01-02T03:04:05Z');

describe('answers arrive in the shape of the SDK', () => {
  test('query protocol', async () => {
    const answer = {
      DBClusters: [
        {
          DBClusterIdentifier: 'shop & <son>',
          BackupRetentionPeriod: 7,
          MultiAZ: false,
          AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
          DBClusterMembers: [{ DBInstanceIdentifier: 'shop-1', IsClusterWriter: true }],
          EarliestRestorableTime: time,
        },
      ],
    };
    const { client } = (await start({ 'rds:DescribeDBClusters': answer })).aws();
    const filters = [{ Name: 'engine', Values: ['a', 'b'] }];
    const got = await client(RDSClient).send(
      new DescribeDBClustersCommand({ Filters: filters, MaxRecords: 20, IncludeShared: true }),
    );
    expect(got).toMatchObject(answer);
    expect(service.calls).toEqual([
      {
        action: 'rds:DescribeDBClusters',
        region: 'eu-west-1',
        input: { Filters: filters, MaxRecords: 20, IncludeShared: true },
      },
    ]);
  });

  test('query protocol: maps, and lists in structures', async () => {
    const attributes = { Attributes: { Policy: '{"a":"<b>"}', DisplayName: '' } };
    const balancers = {
      LoadBalancers: [{ State: { Code: 'active' as const }, AvailabilityZones: [{ ZoneName: 'a' }] }],
    };
    const { aws } = await start({
      'sns:GetTopicAttributes': attributes,
      'elasticloadbalancing:DescribeLoadBalancers': balancers,
    });
    const topic = await aws('us-east-1')
      .client(SNSClient)
      .send(new GetTopicAttributesCommand({ TopicArn: 'arn' }));
    expect(topic).toMatchObject(attributes);
    expect(service.calls[0]).toMatchObject({ region: 'us-east-1', input: { TopicArn: 'arn' } });
    const command = new DescribeLoadBalancersCommand({ LoadBalancerArns: ['x', 'y'] });
    expect(await aws().client(ElasticLoadBalancingV2Client).send(command)).toMatchObject(balancers);
    expect(service.calls[1]?.input).toEqual({ LoadBalancerArns: ['x', 'y'] });
  });

  test('JSON', async () => {
    const services = { services: [{ serviceName: 'shop', createdAt: time, desiredCount: 3 }] };
    const alarms = { MetricAlarms: [{ AlarmName: 'a', StateUpdatedTimestamp: time, Threshold: 0.5 }] };
    const acl = { WebACL: { Name: 'acl', Id: '1', ARN: 'arn', DefaultAction: { Allow: {} } } as never };
    const { aws } = await start({
      'ecs:DescribeServices': services,
      'cloudwatch:DescribeAlarms': alarms,
      'wafv2:GetWebACLForResource': acl,
    });
    const { client } = aws();
    const asked = { services: ['shop'], cluster: 'c' };
    expect(await client(ECSClient).send(new DescribeServicesCommand(asked))).toMatchObject(services);
    expect(
      await client(CloudWatchClient).send(new DescribeAlarmsCommand({ AlarmNames: ['a'] })),
    ).toMatchObject(alarms);
    const command = new GetWebACLForResourceCommand({ ResourceArn: 'arn' });
    expect(await client(WAFV2Client).send(command)).toMatchObject(acl);
    expect(service.calls.map(({ input }) => input)).toEqual([
      asked,
      { AlarmNames: ['a'] },
      { ResourceArn: 'arn' },
    ]);
  });

  test('JSON under paths', async () => {
    const plan = { BackupPlan: { BackupPlanName: 'p', Rules: [] }, CreationDate: time };
    const runs = { CanaryRuns: [{ Name: 'c', Timeline: { Completed: time } }] };
    const { aws } = await start({
      'backup:GetBackupPlan': plan,
      'guardduty:ListDetectors': { DetectorIds: ['d'] },
      'synthetics:GetCanaryRuns': runs,
    });
    const { client } = aws();
    expect(await client(BackupClient).send(new GetBackupPlanCommand({ BackupPlanId: 'a/b' }))).toMatchObject(
      plan,
    );
    const detectors = await client(GuardDutyClient).send(new ListDetectorsCommand({ MaxResults: 50 }));
    expect(detectors).toMatchObject({ DetectorIds: ['d'] });
    const command = new GetCanaryRunsCommand({ Name: 'c', MaxResults: 1 });
    expect(await client(SyntheticsClient).send(command)).toMatchObject(runs);
    expect(service.calls.map(({ input }) => input)).toEqual([
      { BackupPlanId: 'a/b' },
      { MaxResults: 50 },
      { Name: 'c', MaxResults: 1 },
    ]);
  });
});

describe('failures', () => {
  const describeClusters = (): Promise<unknown> =>
    service.client(RDSClient).send(new DescribeDBClustersCommand({}));

  test('a refusal has its code, in every protocol', async () => {
    const { client } = (
      await start({
        'rds:DescribeDBClusters': serviceError('DBClusterNotFoundFault', 'no such <cluster>', 404),
        'ecs:DescribeServices': serviceError('ClusterNotFoundException'),
        'backup:GetBackupPlan': () => {
          throw serviceError('ResourceNotFoundException', 'no such plan', 404);
        },
      })
    ).aws();
    const answers = [
      ifFound(client(RDSClient).send(new DescribeDBClustersCommand({})), 'DBClusterNotFoundFault'),
      ifFound(
        client(ECSClient).send(new DescribeServicesCommand({ services: [] })),
        'ClusterNotFoundException',
      ),
      ifFound(
        client(BackupClient).send(new GetBackupPlanCommand({ BackupPlanId: 'p' })),
        'ResourceNotFoundException',
      ),
    ];
    expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined]);
  });

  test('answers come in turn, and pages by token', async () => {
    await start({
      'rds:DescribeDBClusters': ({ Marker }) =>
        Marker === undefined
          ? { DBClusters: [{ DBClusterIdentifier: '1' }], Marker: 'next' }
          : { DBClusters: [{ DBClusterIdentifier: '2' }] },
    });
    const pages = paginateDescribeDBClusters({ client: service.aws().client(RDSClient) }, {});
    const clusters = await everyPage(pages, ({ DBClusters }) => DBClusters);
    expect(clusters.map(({ DBClusterIdentifier }) => DBClusterIdentifier)).toEqual(['1', '2']);
    await service.stop();
    await start({ 'rds:DescribeDBClusters': inTurn(serviceError('Throttling'), { DBClusters: [] }) });
    await expect(describeClusters()).rejects.toThrow('Throttling');
    await expect(describeClusters()).resolves.toMatchObject({ DBClusters: [] });
    await expect(describeClusters()).resolves.toMatchObject({ DBClusters: [] });
  });

  test('connections break off and hang', async () => {
    await start({ 'rds:DescribeDBClusters': breaksOff });
    await expect(describeClusters()).rejects.toThrow('aborted');
    await service.stop();
    await start({ 'rds:DescribeDBClusters': hangs });
    const asked = describeClusters();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(service.calls).toHaveLength(1);
    await service.stop();
    await expect(asked).rejects.toThrow('hang up');
  });

  test('what is not given, or is not of the shape of the SDK, fails the test', async () => {
    await start({ 'ecs:DescribeServices': { service: [] } as never });
    await expect(describeClusters()).rejects.toThrow();
    const { client } = service.aws();
    await expect(client(ECSClient).send(new DescribeServicesCommand({ services: [] }))).rejects.toThrow();
    await expect(service.stop()).rejects.toThrow(
      'the local service has no answer: rds:DescribeDBClusters was asked and is not given; ' +
        'DescribeServicesResponse has no member service',
    );
    await start({});
  });
});
