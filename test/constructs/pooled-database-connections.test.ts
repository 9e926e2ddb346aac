import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  PooledDatabaseConnections,
  ReplicatedDatabase,
  type PooledDatabaseConnectionsProps,
} from '../../constructs';
import { judge, shown, type Subject } from '../harness/judge';
import { ShopStack, templateOf } from './fixture';

const postgres = rds.DatabaseClusterEngine.auroraPostgres({
  version: rds.AuroraPostgresEngineVersion.VER_17_7,
});

function pool(stack: ShopStack, props: Partial<PooledDatabaseConnectionsProps> = {}) {
  const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc: stack.vpc });
  return new PooledDatabaseConnections(stack, 'Pool', { vpc: stack.vpc, cluster, ...props });
}

/** A service of the shop that connects through the pool alone. */
function shop(stack: ShopStack): void {
  const made = pool(stack);
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', {
    image: ecs.ContainerImage.fromRegistry('shop'),
    environment: { DATABASE_HOST: made.endpoint, DATABASE_READ_HOST: made.readerEndpoint! },
  });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc });
  const service = new ecs.FargateService(stack, 'Service', { cluster, taskDefinition });
  service.connections.allowToDefaultPort(made);
  made.grantConnect(taskDefinition.taskRole, 'shop');
}

describe('the pool of a cluster', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf(shop);
  });

  test('asks for TLS and IAM, keeps connections back for administration, and lets nobody wait for long', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', {
      Auth: Match.absent(),
      DefaultAuthScheme: 'IAM_AUTH',
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
    });
    template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: { ConnectionBorrowTimeout: 10, MaxConnectionsPercent: 90 },
    });
  });

  test('has an endpoint to read from, in its own security group', () => {
    template.hasResourceProperties('AWS::RDS::DBProxyEndpoint', {
      TargetRole: 'READ_ONLY',
      VpcSecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^PoolSecurityGroup'), 'GroupId'] }],
    });
  });

  test('logs in to the database as the user that logs in to it', () => {
    const user = (owner: string) => ({
      Action: 'rds-db:connect',
      Effect: 'Allow',
      Resource: Match.objectLike({
        'Fn::Join': [
          '',
          Match.arrayWith([
            Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp(owner), 'DBClusterResourceId'] }),
            '/shop',
          ]),
        ],
      }),
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [user('^DatabaseCluster')] },
      Roles: [{ Ref: Match.stringLikeRegexp('^PoolRole') }],
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'rds-db:connect', Effect: 'Allow' }] },
      Roles: [{ Ref: Match.stringLikeRegexp('^TaskTaskRole') }],
    });
  });

  test('connects to the database alone', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PoolSecurityGroup'), 'GroupId'] },
      DestinationSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseCluster'), 'GroupId'] },
    });
  });
});

test('the checklist finds what the pool and its database claim', () => {
  const stack = new ShopStack();
  shop(stack);
  const template = Template.fromStack(stack).toJSON();
  const subject: Subject = { stacks: [{ id: 'Shop', template, region: 'eu-west-1' }] };
  const claimed = [
    'SEC6.ingress',
    'SEC6.private',
    'SEC6.authentication',
    'SEC6.rotation',
    'SEC6.tls',
    'SEC6.master-user',
    'DATA5.pooled',
    'DATA5.used',
    'DATA5.tls',
  ] as const;
  const found = claimed.flatMap((id) =>
    shown(judge(id, subject)).map((line) => `${id} ${line.split(' ')[0]}`),
  );
  expect(found).toEqual(claimed.map((id) => `${id} pass`));
});

test('pools an instance of MySQL, on the port of its family', () => {
  const template = templateOf((stack) => {
    const instance = new rds.DatabaseInstance(stack, 'Db', {
      engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_4_7 }),
      vpc: stack.vpc,
      iamAuthentication: true,
    });
    const made = pool(stack, { cluster: undefined, instance });
    expect(made.readerEndpoint).toBeUndefined();
    const role = new Role(stack, 'App', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    made.grantConnect(role, 'shop');
    made.connections.allowDefaultPortInternally();
  });
  template.resourceCountIs('AWS::RDS::DBProxyEndpoint', 0);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 3306, ToPort: 3306 });
});

test('takes the size of the pool and the patience of its clients', () => {
  const template = templateOf((stack) =>
    pool(stack, { maxConnectionsPercent: 50, borrowTimeout: Duration.minutes(1), readOnlyEndpoint: false }),
  );
  template.resourceCountIs('AWS::RDS::DBProxyEndpoint', 0);
  template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
    ConnectionPoolConfigurationInfo: { ConnectionBorrowTimeout: 60, MaxConnectionsPercent: 50 },
  });
});

const problems = 'cannot make PooledDatabaseConnections Shop/Pool: ';
const imported = (stack: Stack, engine?: rds.IInstanceEngine) =>
  rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Imported', {
    instanceIdentifier: 'shop',
    instanceEndpointAddress: 'shop.example.com',
    port: 5432,
    securityGroups: [],
    engine,
  });

test.each<[string, (stack: ShopStack) => Partial<PooledDatabaseConnectionsProps>, string]>([
  [
    'no database',
    () => ({ cluster: undefined }),
    'neither cluster nor instance is given, expected one of them',
  ],
  [
    'two databases',
    (stack) => ({ instance: imported(stack) }),
    'both cluster and instance are given, expected one of them',
  ],
  [
    'an engine that is not known',
    (stack) => ({ cluster: undefined, instance: imported(stack) }),
    'the engine family is not known, expected MYSQL or POSTGRESQL',
  ],
  [
    'a database without IAM',
    (stack) => ({
      cluster: new rds.DatabaseCluster(stack, 'Other', {
        engine: postgres,
        vpc: stack.vpc,
        writer: rds.ClusterInstance.provisioned('w'),
      }),
    }),
    'iamAuthentication of the database is off, expected true',
  ],
  [
    'replicas of an instance',
    (stack) => ({
      cluster: undefined,
      instance: imported(stack, rds.DatabaseInstanceEngine.POSTGRES),
      readOnlyEndpoint: true,
    }),
    'readOnlyEndpoint is true, expected a cluster to read from',
  ],
  ['an empty pool', () => ({ maxConnectionsPercent: 0 }), 'maxConnectionsPercent is 0, expected 1 to 100'],
  [
    'endless patience',
    () => ({ borrowTimeout: Duration.hours(2) }),
    'seconds of borrowTimeout is 7200, expected 1 to 3600',
  ],
  [
    'one zone',
    () => ({ vpcSubnets: { availabilityZones: ['eu-west-1a'] } }),
    'the subnets lie in 1 availability zone(s), expected at least 2',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new ShopStack();
  expect(() => pool(stack, props(stack))).toThrow(new Error(problems + message));
});
