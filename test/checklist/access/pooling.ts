import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DefaultAuthScheme,
} from 'aws-cdk-lib/aws-rds';
import type { App } from 'aws-cdk-lib';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, notGiven, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  cluster,
  doesNotArise,
  from,
  fromWeb,
  functionWith,
  group,
  instance,
  noDatabase,
  proxy,
  rotating,
  service,
  targets,
} from './resources';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 });
const host = att('Db', 'Endpoint.Address');
const pool = att('Proxy', 'Endpoint');

/** A database behind a proxy, and the service `Web`, all of which may connect to each other in turn. */
const proxied = (changes: JsonObject = {}): JsonObject => ({
  Db: cluster(),
  Proxy: proxy(),
  Targets: targets(),
  DbGroup: group({ SecurityGroupIngress: [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') })] }),
  ProxyGroup: group({ SecurityGroupIngress: [fromWeb()] }),
  WebGroup: group(),
  ...changes,
});

const pooler = (
  image: string | JsonObject,
  environment: JsonObject[] = [{ Name: 'DB_HOST', Value: host }],
) => ({
  Name: 'pool',
  Image: image,
  Environment: environment,
});
/** The service `Web`, whose tasks run a pooler beside the application. */
const besides = (container: JsonObject, variables: JsonObject[] = []): JsonObject => ({
  Db: cluster(),
  Web: resource('ECS::Service', { TaskDefinition: ref('Task') }),
  Task: resource('ECS::TaskDefinition', {
    ContainerDefinitions: [{ Name: 'app', Image: 'shop:1', Environment: variables }, container],
  }),
});
const endpoint = (properties: JsonObject = {}) =>
  resource('RDS::DBProxyEndpoint', {
    DBProxyName: ref('Proxy'),
    TargetRole: 'READ_ONLY',
    VpcSecurityGroupIds: [ref('ProxyGroup')],
    ...properties,
  });

/** The CDK's proxy, and a service that is told some address. */
function appWith(address: (db: DatabaseCluster, endpoint: string) => string) {
  return (app: App): void => {
    const data = new Stack(app, 'Data');
    const vpc = new Vpc(data, 'Vpc');
    const db = new DatabaseCluster(data, 'Db', {
      engine,
      vpc,
      writer: ClusterInstance.provisioned('writer'),
    });
    const made = db.addProxy('Proxy', { vpc, defaultAuthScheme: DefaultAuthScheme.IAM_AUTH });
    const web = new Stack(app, 'Web');
    const taskDefinition = new FargateTaskDefinition(web, 'Task');
    const environment = { DATABASE_HOST: address(db, made.endpoint) };
    taskDefinition.addContainer('app', { image: ContainerImage.fromRegistry('shop'), environment });
    const made_ = new FargateService(web, 'Service', {
      cluster: new Cluster(web, 'Cluster', { vpc }),
      taskDefinition,
    });
    made_.connections.allowTo(made, Port.tcp(5432));
  };
}

const nobody =
  'unknown Db: the templates show no pool before Db; verify that its clients pool their connections themselves';
const alone = 'fail Db: Web is a function and connects to Db without a pool, expected a proxy';

export const pooled: ControlCases = {
  pass: [
    { name: 'a proxy before a cluster', resources: proxied() },
    {
      name: 'a proxy before an instance',
      resources: proxied({
        Db: instance(),
        Targets: targets({ DBClusterIdentifiers: [], DBInstanceIdentifiers: [ref('Db')] }),
      }),
    },
    { name: 'a proxy by its name', resources: proxied({ Targets: targets({ DBProxyName: 'shop' }) }) },
    {
      name: 'a cluster by its name',
      resources: proxied({
        Db: cluster({ DBClusterIdentifier: 'orders' }),
        Targets: targets({ DBClusterIdentifiers: ['Orders'] }),
      }),
    },
    { name: 'a pooler beside the application', resources: besides(pooler('edoburu/pgbouncer:1.23')) },
    {
      name: 'a pooler of a repository of our own',
      resources: besides(pooler(join(att('Repository', 'RepositoryUri'), '/pgbouncer:1'))),
    },
    {
      name: 'the Data API',
      resources: {
        Db: cluster({ EnableHttpEndpoint: true }),
        ...functionWith({ CLUSTER: att('Db', 'DBClusterArn') }),
      },
    },
    { name: 'what the CDK makes', app: appWith((_db, address) => address) },
  ],
  fail: [
    {
      name: 'a function that connects by itself',
      resources: { Db: cluster(), ...functionWith({ HOST: host }) },
      findings: [alone],
    },
    {
      name: 'a function and the proxy of another database',
      resources: proxied({
        Other: cluster(),
        Targets: targets({ DBClusterIdentifiers: [ref('Other')] }),
        ...functionWith({ HOST: host }),
      }),
      findings: [alone, 'pass Other: Proxy pools its connections'],
    },
    {
      name: 'a function and a proxy that is switched off',
      resources: { ...proxied(functionWith({ HOST: host })), Targets: targets({}, 'IsProd') },
      ...off,
      findings: [alone],
    },
    {
      name: 'no database at all',
      resources: {},
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a service with a pool of its own, or none',
      resources: { Db: cluster(), ...service({ HOST: host }) },
      findings: [nobody],
    },
    { name: 'nobody who is told the address', resources: { Db: cluster() }, findings: [nobody] },
    {
      name: 'a worker that is a function',
      resources: {
        Db: cluster(),
        Worker: resource('Lambda::Function', { Environment: { Variables: { HOST: host } } }),
        ...service(),
      },
      findings: [nobody],
    },
    { name: 'a proxy without a target', resources: { Db: cluster(), Proxy: proxy() }, findings: [nobody] },
    {
      name: 'a pooler that is not told of the database',
      resources: besides(pooler('edoburu/pgbouncer:1.23', [])),
      findings: [nobody],
    },
    {
      name: 'an image that only sounds like a pooler',
      resources: besides(pooler('shop/notpgbouncer2:1')),
      findings: [nobody],
    },
    {
      name: 'a function that is told the address in one branch',
      resources: { Db: cluster(), ...functionWith({ HOST: choose('IsProd', host, 'localhost') }) },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: ${alone.slice('fail Db: '.length)}`],
    },
    {
      name: 'a proxy that may be there',
      resources: proxied({ Targets: targets({}, 'IsProd') }),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Proxy pools its connections`],
    },
    {
      name: 'a proxy from outside',
      resources: proxied({ Targets: targets({ DBProxyName: 'other' }) }),
      findings: ['unknown Db: a proxy that the templates do not show pools its connections; verify it'],
    },
    {
      name: 'a proxy before a database that is not known',
      resources: proxied({ Targets: targets({ DBClusterIdentifiers: [ref('Given')] }) }),
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Db: whether a proxy pools its connections is not known (${notGiven('Given')})`],
    },
    {
      name: 'the Data API, which nobody is told of',
      resources: { Db: cluster({ EnableHttpEndpoint: true }), ...service() },
      findings: ['unknown Db: whether its clients use its Data API is not known'],
    },
  ],
  notApplicable: [
    {
      name: 'DynamoDB and DocumentDB, whose clients need no proxy',
      resources: { Orders: resource('DynamoDB::Table'), Db: resource('DocDB::DBCluster') },
      findings: [doesNotArise],
    },
    {
      name: 'no database, by declaration',
      resources: {},
      declaration: { databases: { none: 'static site' } },
      findings: ['notApplicable Stack1: declared: static site'],
    },
  ],
};

const around = (name: string) => `fail Db: ${name} is the address of Db itself, expected that of Proxy`;
const untold = 'unknown Db: no variable of a service leads to Proxy; verify that its clients connect to it';

export const used: ControlCases = {
  pass: [
    { name: 'a service that is told the address of the proxy', resources: proxied(service({ HOST: pool })) },
    {
      name: 'in the middle of a connection string',
      resources: proxied(service({ URL: join('postgres://shop@', pool, ':5432/shop') })),
    },
    { name: 'a function', resources: proxied(functionWith({ HOST: pool })) },
    {
      name: 'a read-only endpoint of the proxy',
      resources: proxied({
        Reader: endpoint(),
        ...service({ HOST: pool, READ_HOST: att('Reader', 'Endpoint') }),
      }),
    },
    {
      name: 'an address in Parameter Store',
      resources: proxied({
        Stored: resource('SSM::Parameter', { Value: pool, Type: 'String' }),
        ...service({}, { HOST: ref('Stored') }),
      }),
    },
    {
      name: 'the port of the database, which is no address',
      resources: proxied(service({ HOST: pool, PORT: att('Db', 'Endpoint.Port') })),
    },
    {
      name: 'a task that is no service, straight to the database',
      resources: proxied({
        ...service({ HOST: pool }),
        Migration: resource('ECS::TaskDefinition', {
          ContainerDefinitions: [{ Name: 'm', Environment: [{ Name: 'HOST', Value: host }] }],
        }),
      }),
    },
    {
      name: 'a pooler, which alone is told the address',
      resources: besides(pooler('edoburu/pgbouncer:1.23')),
    },
    { name: 'what the CDK makes', app: appWith((_db, address) => address) },
  ],
  fail: [
    {
      name: 'a service that is told the address of the database',
      resources: proxied(service({ HOST: host })),
      findings: [around('HOST of container app')],
    },
    {
      name: 'one of two addresses',
      resources: proxied(service({ HOST: pool, READ_HOST: att('Db', 'ReadEndpoint.Address') })),
      findings: [around('READ_HOST of container app')],
    },
    {
      name: 'the address of an instance of the cluster',
      resources: proxied({
        Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db') }),
        ...service({ HOST: att('Writer', 'Endpoint.Address') }),
      }),
      findings: [around('HOST of container app')],
    },
    {
      name: 'in the middle of a connection string with a secret',
      resources: proxied({
        ...rotating(),
        ...service({
          URL: join(
            'postgres://shop:{{resolve:secretsmanager:',
            ref('Secret'),
            ':SecretString:password}}@',
            host,
            '/shop',
          ),
        }),
      }),
      findings: [around('URL of container app')],
    },
    {
      name: 'a function',
      resources: proxied(functionWith({ HOST: host })),
      findings: [around('HOST of Web')],
    },
    {
      name: 'a worker',
      resources: proxied({
        ...service({ HOST: pool }),
        Worker: resource('Lambda::Function', { Environment: { Variables: { HOST: host } } }),
      }),
      findings: [around('HOST of Worker')],
    },
    {
      name: 'the address in Parameter Store',
      resources: proxied({
        Stored: resource('SSM::Parameter', { Value: host, Type: 'String' }),
        ...service({}, { HOST: ref('Stored') }),
      }),
      findings: [around('HOST of container app')],
    },
    {
      name: 'the address that an attachment writes into a secret',
      resources: proxied({ ...rotating(), ...service({}, { HOST: join(ref('Attachment'), ':host::') }) }),
      findings: [around('HOST of container app')],
    },
    {
      name: 'around a pooler',
      resources: besides(pooler('edoburu/pgbouncer:1.23'), [{ Name: 'HOST', Value: host }]),
      findings: ['fail Db: HOST of container app is the address of Db itself, expected that of the pooler'],
    },
    {
      name: 'a proxy that does not admit the service',
      resources: proxied({ ProxyGroup: group(), ...service({ HOST: pool }) }),
      findings: ['fail Db: no security group rule lets Web connect to Proxy on port 5432, expected one'],
    },
    {
      name: 'a database that does not admit the proxy',
      resources: proxied({
        DbGroup: group({ SecurityGroupIngress: [fromWeb()] }),
        ...service({ HOST: pool }),
      }),
      findings: ['fail Db: no security group rule lets Proxy connect to Db on port 5432, expected one'],
    },
    {
      name: 'a function outside the network',
      resources: proxied(functionWith({ HOST: pool }, ref('AWS::NoValue'))),
      findings: ['fail Db: Web runs outside the network of Proxy, expected VpcConfig'],
    },
    {
      name: 'what the CDK makes of the cluster itself',
      app: appWith((db) => db.clusterEndpoint.hostname),
      findings: [
        'fail Db5D02A0A9: DATABASE_HOST of container app is the address of Db5D02A0A9 itself, expected that of DbProxy8FB1B91A',
      ],
    },
  ],
  unknown: [
    { name: 'nobody who is told any address', resources: proxied(service()), findings: [untold] },
    {
      name: 'an address in one branch',
      resources: proxied(service({ HOST: choose('IsProd', pool, host) })),
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: ${around('HOST of container app').slice('fail Db: '.length)}; ${stageUnknown}: HOST of container app is the address of Proxy; Proxy admits Web on port 5432; Db admits Proxy on port 5432`,
      ],
    },
    {
      name: 'a proxy that may not be there',
      resources: proxied({ Targets: targets({}, 'IsProd'), ...service({ HOST: host }) }),
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: ${around('HOST of container app').slice('fail Db: '.length)}; ${untold.slice('unknown Db: '.length)}`,
      ],
    },
    {
      name: 'a proxy in the default group',
      resources: proxied({
        Proxy: proxy({ VpcSecurityGroupIds: ref('AWS::NoValue') }),
        DbGroup: group({ SecurityGroupIngress: [from({ CidrIp: '0.0.0.0/0' })] }),
        ...service({ HOST: pool }),
      }),
      findings: [
        'unknown Db: VpcSecurityGroupIds of Proxy is not set, so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a port that a parameter gives',
      resources: proxied({ Db: cluster({ Port: ref('Port') }), ...service({ HOST: pool }) }),
      parameters: { Port: { Type: 'Number' } },
      findings: ['unknown Db: the port of Proxy or Db is not known'],
    },
  ],
  notApplicable: [
    noDatabase,
    { name: 'no pool', resources: { Db: cluster(), ...service({ HOST: host }) }, findings: [doesNotArise] },
  ],
};

export const poolTls: ControlCases = {
  pass: [{ name: 'a proxy that asks for it', resources: proxied() }],
  fail: [
    {
      name: 'a proxy that does not say',
      resources: { Proxy: resource('RDS::DBProxy') },
      findings: ['fail Proxy: RequireTLS is not set and so false, expected true'],
    },
    {
      name: 'a proxy that does not ask',
      resources: { Proxy: proxy({ RequireTLS: false }) },
      findings: ['fail Proxy: RequireTLS is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a parameter',
      resources: { Proxy: proxy({ RequireTLS: ref('Tls') }) },
      parameters: { Tls: { Type: 'String' } },
      findings: [`unknown Proxy: RequireTLS is not known (${notGiven('Tls')}), expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'no proxy',
      resources: { Db: cluster() },
      findings: ['notApplicable Stack1: no database proxy to judge'],
    },
  ],
};
