import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AlarmSuite,
  type AlarmSuiteProps,
  HealthCheckedLoadBalancer,
  HighlyAvailableCache,
  HighlyAvailableService,
  PooledDatabaseConnections,
  RenewingCertificate,
  ReplicatedDatabase,
} from '../../constructs';
import { ShopStack, somebodyOnCall } from './fixture';
import { passes, verdicts } from './verdicts';

/** The parts of a shop. */
function partsOf(
  stack: ShopStack,
): Required<
  Pick<
    AlarmSuiteProps,
    | 'loadBalancer'
    | 'targetGroups'
    | 'service'
    | 'databaseCluster'
    | 'databaseProxy'
    | 'cache'
    | 'certificate'
    | 'queues'
  >
> {
  const { vpc, zone: hostedZone } = stack;
  const domainName = 'shop.example.com';
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29');
  const service = new HighlyAvailableService(stack, 'Api', { vpc, image });
  const { certificate } = new RenewingCertificate(stack, 'Certificate', { hostedZone, domainName });
  const entry = new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, hostedZone, domainName, certificate });
  const group = entry.addService('Targets', { target: service, healthCheckPath: '/healthz' });
  const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc, databaseName: 'shop' });
  const deadLetterQueue = { queue: new Queue(stack, 'FailedJobs'), maxReceiveCount: 3 };
  return {
    loadBalancer: entry.loadBalancer,
    targetGroups: [group],
    service: service.service,
    databaseCluster: cluster,
    databaseProxy: new PooledDatabaseConnections(stack, 'Pool', { vpc, cluster }).proxy,
    cache: new HighlyAvailableCache(stack, 'Cache', { vpc }).replicationGroup,
    certificate,
    queues: [new Queue(stack, 'Jobs', { deadLetterQueue })],
  };
}

/** Controls that ask about parts which the shop does not have. */
const otherJobs = ['MON8.started'];

test('provides its controls for the parts that it is given', () => {
  const stack = new ShopStack();
  new AlarmSuite(stack, 'Alarms', { ...somebodyOnCall(stack), ...partsOf(stack) });
  const claimed = AlarmSuite.CONTROLS.filter((id) => !otherJobs.includes(id));
  expect(verdicts(stack, claimed)).toEqual(passes(claimed));
});

test('names the alarms after what they watch', () => {
  const stack = new ShopStack();
  const { alarms } = new AlarmSuite(stack, 'Alarms', { ...somebodyOnCall(stack), ...partsOf(stack) });
  const names = alarms.map(({ node }) => node.path);
  expect(names).toMatchInlineSnapshot(`
   [
     "Shop/Alarms/Entry/ErrorRate",
     "Shop/Alarms/Entry/SlowResponses",
     "Shop/Alarms/Entry/TooFewServers",
     "Shop/Alarms/Service/CpuUtilization",
     "Shop/Alarms/Service/MemoryUtilization",
     "Shop/Alarms/Database/TooManyConnections",
     "Shop/Alarms/Database/CpuUtilization",
     "Shop/Alarms/Database/MemoryUtilization",
     "Shop/Alarms/Database/NoConnections",
     "Shop/Alarms/Database/FailedConnections",
     "Shop/Alarms/Cache/Node001/CpuUtilization",
     "Shop/Alarms/Cache/Node001/MemoryUsage",
     "Shop/Alarms/Cache/Node002/CpuUtilization",
     "Shop/Alarms/Cache/Node002/MemoryUsage",
     "Shop/Alarms/Certificate/Expiry",
     "Shop/Alarms/Jobs/JobsDeadLetters",
     "Shop/Alarms/Jobs/JobsStalled",
   ]
  `);
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', names.length);
});

test('a part alone', () => {
  const stack = new ShopStack();
  const { service } = partsOf(stack);
  const suite = new AlarmSuite(stack, 'Alarms', { ...somebodyOnCall(stack), service });
  expect(suite.alarms).toHaveLength(2);
  expect([suite.entryAlarms, suite.databaseAlarms]).toEqual([undefined, undefined]);
});

test('refuses to watch nothing, and a proxy without its database', () => {
  const stack = new ShopStack();
  const common = somebodyOnCall(stack);
  expect(() => new AlarmSuite(stack, 'Nothing', common)).toThrow(
    'cannot make AlarmSuite Shop/Nothing: nothing is given to watch, expected a part of the workload',
  );
  const databaseProxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyArn: 'arn:aws:rds:eu-west-1:111111111111:db-proxy:prx-0',
    dbProxyName: 'shop',
    endpoint: 'shop.proxy.example.com',
    securityGroups: [],
  });
  expect(() => new AlarmSuite(stack, 'Proxied', { ...common, databaseProxy })).toThrow(
    'cannot make AlarmSuite Shop/Proxied: nothing is given to watch, expected a part of the workload; databaseCluster is missing, expected it beside databaseProxy',
  );
});
