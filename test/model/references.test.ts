import type { Environment } from '../../lib/model/environment';
import type { Json, JsonObject } from '../../lib/model/input';
import { environmentOf, type PartialStack } from '../harness/environment';

const probe = 'Test::Probe';

/** A resource whose property `Target` is what a case is about. */
function probing(target: Json): JsonObject {
  return { Probe: { Type: probe, Properties: { Target: target } } };
}

/** Where `Target` of every probe leads, and why it may lead elsewhere: `Data/Db`, `Data/Db?` where it is not certain. */
function reached(environment: Environment): readonly string[] {
  const links = environment.links(probe, 'Target');
  return environment.of(probe).flatMap((from) => {
    const open = links.openFrom(from);
    const found = links.from(from).map(({ to, certain }) => `${to.key}${certain === true ? '' : '?'}`);
    return [...found, ...(open === undefined ? [] : [`open: ${open}`])];
  });
}

interface Case {
  readonly name: string;
  /** Value of `Target` in the stack Shop, or whole stacks, one of which holds probes. */
  readonly target: Json;
  readonly beside?: JsonObject;
  readonly template?: JsonObject;
  readonly shop?: Partial<PartialStack>;
  readonly others?: readonly PartialStack[];
  readonly leads: readonly string[];
}

function run({ target, beside = {}, template = {}, shop = {}, others = [] }: Case): readonly string[] {
  const Resources = { ...probing(target), ...beside };
  return reached(environmentOf({ id: 'Shop', template: { Resources, ...template }, ...shop }, ...others));
}

function check(cases: readonly Case[]): void {
  test.each(cases)('$name', (one) => {
    expect(run(one)).toEqual(one.leads);
  });
}

const topic: JsonObject = { Type: 'AWS::SNS::Topic' };
const Db: JsonObject = { Type: 'AWS::RDS::DBCluster' };
const balancer: JsonObject = {
  Alb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
  AdminAlb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Alb' } },
  },
  AdminListener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'AdminAlb' } },
  },
  Blue: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
};
const ireland = { account: '111111111111', region: 'eu-west-1' };
const virginia = { account: '111111111111', region: 'us-east-1' };
const otherAccount = { account: '222222222222', region: 'eu-west-1' };

/** What the CDK makes of a listener's ARN for the dimension `LoadBalancer`. */
function fullNameOf(listener: string): Json {
  const piece = (i: number): Json => ({ 'Fn::Select': [i, { 'Fn::Split': ['/', { Ref: listener }] }] });
  return { 'Fn::Join': ['', [piece(1), '/', piece(2), '/', piece(3)]] };
}

describe('within a template', () => {
  const beside = { Alerts: topic, Alert: topic, ...balancer, Db };
  check([
    { name: 'Ref', target: { Ref: 'Alerts' }, beside, leads: ['Shop/Alerts'] },
    {
      name: 'Fn::GetAtt with a list',
      target: { 'Fn::GetAtt': ['Db', 'DBClusterArn'] },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::GetAtt with a dot',
      target: { 'Fn::GetAtt': 'Db.Endpoint.Address' },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::GetAtt of an attribute with a dot',
      target: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::GetAtt whose attribute is a parameter',
      target: { 'Fn::GetAtt': ['Db', { Ref: 'Attribute' }] },
      beside,
      template: { Parameters: { Attribute: { Type: 'String', Default: 'DBClusterArn' } } },
      leads: ['Shop/Db'],
    },
    { name: 'Fn::Sub of a resource', target: { 'Fn::Sub': '${Alerts}' }, beside, leads: ['Shop/Alerts'] },
    {
      name: 'Fn::Sub of an attribute',
      target: { 'Fn::Sub': '${Db.DBClusterArn}' },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::Sub of a variable',
      target: { 'Fn::Sub': ['${It}', { It: { 'Fn::GetAtt': ['Db', 'DBClusterArn'] } }] },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::Sub of a variable that hides a resource',
      target: { 'Fn::Sub': ['${Alerts}', { Alerts: { Ref: 'Alert' } }] },
      beside,
      leads: ['Shop/Alert'],
    },
    {
      name: 'Fn::Sub with `${!x}`, which is no variable',
      target: { 'Fn::Sub': '${!Alerts}' },
      beside,
      leads: ['open: ${Alerts} is not among the templates'],
    },
    {
      name: 'Fn::Join of one',
      target: { 'Fn::Join': ['', [{ Ref: 'Alerts' }]] },
      beside,
      leads: ['Shop/Alerts'],
    },
    {
      name: 'a list',
      target: [{ Ref: 'Alerts' }, { Ref: 'Alert' }],
      beside,
      leads: ['Shop/Alerts', 'Shop/Alert'],
    },
    {
      name: 'Fn::Select of a list',
      target: { 'Fn::Select': [1, [{ Ref: 'Alerts' }, { Ref: 'Alert' }]] },
      beside,
      leads: ['Shop/Alert'],
    },
    {
      name: 'Fn::Split of Fn::Join',
      target: {
        'Fn::Split': [
          '|',
          { 'Fn::Join': ['|', [{ Ref: 'Db' }, { 'Fn::GetAtt': ['Blue', 'TargetGroupName'] }]] },
        ],
      },
      beside,
      leads: ['Shop/Db', 'Shop/Blue'],
    },
    {
      name: 'the full name of a load balancer out of its listener',
      target: fullNameOf('Listener'),
      beside,
      leads: ['Shop/Alb'],
    },
    {
      name: 'the full name of the other load balancer',
      target: fullNameOf('AdminListener'),
      beside,
      leads: ['Shop/AdminAlb'],
    },
    {
      name: 'the full name of a load balancer as an attribute',
      target: { 'Fn::GetAtt': ['Alb', 'LoadBalancerFullName'] },
      beside,
      leads: ['Shop/Alb'],
    },
    {
      name: 'the full name of a target group out of its ARN',
      target: { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Blue' }] }] },
      beside,
      leads: ['Shop/Blue'],
    },
    {
      name: 'the name of a load balancer out of its ARN',
      target: { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'Alb' }] }] },
      beside,
      leads: ['Shop/Alb'],
    },
    {
      name: 'a resource whose name only begins alike',
      target: { Ref: 'AlertsOfOthers' },
      beside,
      leads: ['open: Shop has no resource or parameter AlertsOfOthers'],
    },
    {
      name: 'Fn::GetAtt of a resource that is not there',
      target: { 'Fn::GetAtt': ['Gone', 'Arn'] },
      beside,
      leads: ['open: Shop has no resource Gone'],
    },
    {
      name: 'a piece of a text that only begins with a reference',
      target: { 'Fn::Sub': '${Db}-copy' },
      beside,
      leads: ['open: ${Db} is known only after deployment'],
    },
    { name: 'nothing at all', target: { Ref: 'AWS::NoValue' }, beside, leads: [] },
  ]);
});

describe('what a web ACL or queue is called is not taken apart', () => {
  const beside = {
    Acl: { Type: 'AWS::WAFv2::WebACL' },
    Queue: { Type: 'AWS::SQS::Queue' },
    Shop: { Type: 'Custom::Lookup' },
  };
  check([
    {
      name: 'Ref of a web ACL is name, id and scope',
      target: { 'Fn::Select': [1, { 'Fn::Split': ['|', { Ref: 'Acl' }] }] },
      beside,
      leads: ['open: ${Acl} is known only after deployment'],
    },
    {
      name: 'Ref of a queue is a URL',
      target: { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'Queue' }] }] },
      beside,
      leads: ['open: ${Queue} is known only after deployment'],
    },
    {
      name: 'what a custom resource returns may be anything',
      target: { 'Fn::Select': [0, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Shop', 'Id'] }] }] },
      beside,
      leads: ['open: ${Shop.Id} is known only after deployment'],
    },
  ]);
});

describe('ARNs made of pieces', () => {
  const beside = {
    Db,
    Table: { Type: 'AWS::DynamoDB::Table' },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Alb: balancer.Alb!,
  };
  const arn = (...pieces: Json[]): Json => ({ 'Fn::Join': ['', pieces] });
  check([
    {
      name: 'Fn::Join around Ref',
      target: arn('arn:', { Ref: 'AWS::Partition' }, ':rds:eu-west-1:111111111111:cluster:', { Ref: 'Db' }),
      beside,
      shop: ireland,
      leads: ['Shop/Db'],
    },
    {
      name: 'Fn::Sub around Ref',
      target: { 'Fn::Sub': 'arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Db}' },
      beside,
      leads: ['Shop/Db'],
    },
    {
      name: 'a table',
      target: { 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}' },
      beside,
      leads: ['Shop/Table'],
    },
    {
      name: 'a bucket',
      target: { 'Fn::Sub': 'arn:aws:s3:::${Bucket}' },
      beside,
      shop: ireland,
      leads: ['Shop/Bucket'],
    },
    {
      name: 'a load balancer by its full name',
      target: {
        'Fn::Sub':
          'arn:aws:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:loadbalancer/${Alb.LoadBalancerFullName}',
      },
      beside,
      leads: ['Shop/Alb'],
    },
    {
      name: 'another kind with the same name',
      target: { 'Fn::Sub': 'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster-snapshot:${Db}' },
      beside,
      leads: ['open: cluster-snapshot:${Db} names something else'],
    },
    {
      name: 'the same name in another region',
      target: { 'Fn::Sub': 'arn:aws:rds:us-east-1:${AWS::AccountId}:cluster:${Db}' },
      beside,
      shop: ireland,
      leads: ['open: cluster:${Db} names something else'],
    },
    {
      name: 'the same name in another account',
      target: { 'Fn::Sub': 'arn:aws:rds:${AWS::Region}:222222222222:cluster:${Db}' },
      beside,
      shop: ireland,
      leads: ['open: cluster:${Db} names something else'],
    },
    {
      name: 'objects of a bucket are not the bucket',
      target: { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/backups' },
      beside,
      leads: ['open: backups is not among the templates'],
    },
  ]);
});

describe('names and ARNs written by hand', () => {
  const named = (type: string, property: string, name: Json): JsonObject => ({
    Type: type,
    Properties: { [property]: name },
  });
  const cluster = (name: Json): JsonObject => named('AWS::RDS::DBCluster', 'DBClusterIdentifier', name);
  const arn = (region: string, account: string, resource: string): string =>
    `arn:aws:rds:${region}:${account}:${resource}`;
  const beside = { Db: cluster('shop') };
  check([
    { name: 'a name', target: 'shop', beside, leads: ['Shop/Db'] },
    { name: 'a name in another case, where AWS does not care', target: 'SHOP', beside, leads: ['Shop/Db'] },
    {
      name: 'a name in another case, where AWS cares',
      target: 'orders',
      beside: { Table: named('AWS::DynamoDB::Table', 'TableName', 'Orders') },
      leads: ['open: orders is not among the templates'],
    },
    {
      name: 'a name that only begins alike',
      target: 'shop-2',
      beside,
      leads: ['open: shop-2 is not among the templates'],
    },
    {
      name: 'a name that is the beginning',
      target: 'sho',
      beside,
      leads: ['open: sho is not among the templates'],
    },
    {
      name: 'a name that a parameter makes',
      target: { 'Fn::Sub': '${Env}-shop' },
      beside: { Db: cluster({ 'Fn::Join': ['-', [{ Ref: 'Env' }, 'shop']] }) },
      template: { Parameters: { Env: { Type: 'String' } } },
      leads: ['Shop/Db'],
    },
    {
      name: 'a name that may be the one a parameter makes',
      target: 'prod-shop',
      beside: { Db: cluster({ 'Fn::Sub': '${Env}-shop' }) },
      template: { Parameters: { Env: { Type: 'String' } } },
      leads: ['open: prod-shop is not among the templates'],
    },
    {
      name: 'a resource whose name is generated',
      target: 'shop-db-1abcd',
      beside: { Db },
      leads: ['open: shop-db-1abcd is not among the templates'],
    },
    {
      name: 'a name that several types share',
      target: 'shop',
      beside: { ...beside, Servers: named('AWS::ECS::Cluster', 'ClusterName', 'shop') },
      leads: ['Shop/Servers', 'Shop/Db'],
    },
    {
      name: 'a name that two resources of one type have',
      target: 'shop',
      beside: { ...beside, Copy: cluster('shop') },
      leads: ['Shop/Db?', 'Shop/Copy?', 'open: several resources are called shop'],
    },
    {
      name: 'an ARN',
      target: arn('eu-west-1', '111111111111', 'cluster:shop'),
      beside,
      shop: ireland,
      leads: ['Shop/Db'],
    },
    {
      name: 'an ARN told apart by its kind',
      target: arn('eu-west-1', '111111111111', 'cluster:shop'),
      beside: { ...beside, One: named('AWS::RDS::DBInstance', 'DBInstanceIdentifier', 'shop') },
      shop: ireland,
      leads: ['Shop/Db'],
    },
    {
      name: 'an ARN of another kind',
      target: arn('eu-west-1', '111111111111', 'db:shop'),
      beside,
      shop: ireland,
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'an ARN of another service',
      target: 'arn:aws:ecs:eu-west-1:111111111111:cluster/shop',
      beside,
      shop: ireland,
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'an ARN in another region',
      target: arn('us-east-1', '111111111111', 'cluster:shop'),
      beside,
      shop: ireland,
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'an ARN in another account',
      target: arn('eu-west-1', '222222222222', 'cluster:shop'),
      beside,
      shop: ireland,
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'an ARN in a region that is fixed, of a stack whose region is not',
      target: arn('eu-west-1', '111111111111', 'cluster:shop'),
      beside,
      shop: { account: '111111111111' },
      leads: ['Shop/Db?', 'open: one region of two is not fixed'],
    },
    {
      name: 'an ARN whose region is a parameter',
      target: { 'Fn::Sub': 'arn:aws:rds:${Elsewhere}:${AWS::AccountId}:cluster:shop' },
      beside,
      template: { Parameters: { Elsewhere: { Type: 'String' } } },
      leads: ['open: parameter Elsewhere of Shop has no default and was given no value'],
    },
    {
      name: 'a bucket, whose name is the same everywhere',
      target: 'arn:aws:s3:::assets',
      shop: ireland,
      others: [
        {
          id: 'Data',
          ...virginia,
          template: { Resources: { Bucket: named('AWS::S3::Bucket', 'BucketName', 'assets') } },
        },
      ],
      leads: ['Data/Bucket'],
    },
    {
      name: 'a name in another region',
      target: 'shop',
      shop: ireland,
      others: [{ id: 'Data', ...virginia, template: { Resources: beside } }],
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'a name in another account',
      target: 'shop',
      shop: ireland,
      others: [{ id: 'Data', ...otherAccount, template: { Resources: beside } }],
      leads: ['open: shop is not among the templates'],
    },
    {
      name: 'a name in another stack of the same place',
      target: 'shop',
      shop: ireland,
      others: [{ id: 'Data', ...ireland, template: { Resources: beside } }],
      leads: ['Data/Db'],
    },
    {
      name: 'the same name in two regions',
      target: 'shop',
      shop: ireland,
      others: [
        { id: 'Data', ...ireland, template: { Resources: beside } },
        { id: 'Far', ...virginia, template: { Resources: beside } },
      ],
      leads: ['Data/Db'],
    },
    {
      name: '`__proto__` and `constructor` name nothing',
      target: ['__proto__', 'constructor'],
      beside,
      leads: ['open: constructor is not among the templates'],
    },
  ]);
});

describe('between stacks', () => {
  const exporting = (
    id: string,
    place: object,
    value: Json = { Ref: 'Alerts' },
    more: JsonObject = {},
  ): PartialStack => ({
    id,
    ...place,
    template: {
      Resources: { Alerts: topic },
      Outputs: { Alerts: { Value: value, Export: { Name: 'alerts' }, ...more } },
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    },
  });
  const imported: Json = { 'Fn::ImportValue': 'alerts' };
  const output = (more: JsonObject = {}): Json => ({
    'Fn::GetStackOutput': { StackName: 'Ops', OutputName: 'Alerts', ...more },
  });
  const ops = (id: string, place: object): PartialStack => ({ ...exporting(id, place), stackName: 'Ops' });
  check([
    { name: 'Fn::ImportValue', target: imported, others: [exporting('Ops', {})], leads: ['Ops/Alerts'] },
    {
      name: 'Fn::ImportValue of a name made of pieces',
      target: { 'Fn::ImportValue': { 'Fn::Sub': '${Net}:alerts' } },
      template: { Parameters: { Net: { Type: 'String', Default: 'Ops' } } },
      others: [
        exporting(
          'Ops',
          {},
          { Ref: 'Alerts' },
          { Export: { Name: { 'Fn::Join': [':', ['Ops', 'alerts']] } } },
        ),
      ],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'an export whose name only begins alike',
      target: { 'Fn::ImportValue': 'alert' },
      others: [exporting('Ops', {})],
      leads: ['open: Shop imports a value that none of the templates exports'],
    },
    {
      name: 'an import of a value that is itself imported',
      target: imported,
      others: [
        exporting('Ops', {}, { 'Fn::ImportValue': 'deep' }),
        {
          id: 'Deep',
          template: {
            Resources: { Alerts: topic },
            Outputs: { It: { Value: { Ref: 'Alerts' }, Export: { Name: 'deep' } } },
          },
        },
      ],
      leads: ['Deep/Alerts'],
    },
    {
      name: 'the same export in another region',
      target: imported,
      shop: ireland,
      others: [exporting('Ops', ireland), exporting('Far', virginia)],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'the same export in another account',
      target: imported,
      shop: ireland,
      others: [exporting('Ops', otherAccount), exporting('Home', ireland)],
      leads: ['Home/Alerts'],
    },
    {
      name: 'an export of another region alone',
      target: imported,
      shop: ireland,
      others: [exporting('Far', virginia)],
      leads: ['open: Shop imports a value that none of the templates exports'],
    },
    {
      name: 'two exports of one name',
      target: imported,
      others: [exporting('A', {}), exporting('B', {})],
      leads: ['A/Alerts?', 'B/Alerts?'],
    },
    {
      name: 'an export that is switched off',
      target: imported,
      others: [exporting('A', {}, { Ref: 'Alerts' }, { Condition: 'Never' }), exporting('B', {})],
      leads: ['B/Alerts'],
    },
    { name: 'Fn::GetStackOutput', target: output(), others: [ops('Ops', {})], leads: ['Ops/Alerts'] },
    {
      name: 'Fn::GetStackOutput of an output that is not there',
      target: output({ OutputName: 'Alert' }),
      others: [ops('Ops', {})],
      leads: ['open: Shop reads output Alert of a stack that is not among the templates'],
    },
    {
      name: 'Fn::GetStackOutput from another region',
      target: output({ Region: 'us-east-1' }),
      shop: ireland,
      others: [ops('Near', ireland), ops('Far', virginia)],
      leads: ['Far/Alerts'],
    },
    {
      name: 'Fn::GetStackOutput from its own region',
      target: output(),
      shop: ireland,
      others: [ops('Near', ireland), ops('Far', virginia)],
      leads: ['Near/Alerts'],
    },
    {
      name: 'Fn::GetStackOutput from its own account',
      target: output(),
      shop: ireland,
      others: [ops('Home', ireland), ops('Theirs', otherAccount)],
      leads: ['Home/Alerts'],
    },
    {
      name: 'Fn::GetStackOutput from the account of a role',
      target: output({ RoleArn: 'arn:aws:iam::222222222222:role/Reader' }),
      shop: ireland,
      others: [ops('Home', ireland), ops('Theirs', otherAccount)],
      leads: ['Theirs/Alerts'],
    },
  ]);

  test('a value that the CDK carries to another region', () => {
    const writer = (region: string): JsonObject => ({
      Type: 'Custom::CrossRegionExportWriter',
      Properties: { WriterProps: { region, exports: { '/cdk/exports/Shop/alerts': { Ref: 'Alerts' } } } },
    });
    const read: Json = { 'Fn::GetAtt': ['Reader', '/cdk/exports/Shop/alerts'] };
    const shop: PartialStack = {
      id: 'Shop',
      ...virginia,
      template: { Resources: { ...probing(read), Reader: { Type: 'Custom::CrossRegionExportReader' } } },
    };
    const from = (id: string, place: object, region: string): PartialStack => ({
      id,
      ...place,
      template: { Resources: { Alerts: topic, Writer: writer(region) } },
    });
    expect(reached(environmentOf(shop, from('Ops', ireland, 'us-east-1')))).toEqual(['Ops/Alerts']);
    expect(
      reached(
        environmentOf(shop, from('Ops', ireland, 'us-east-1'), from('Theirs', otherAccount, 'us-east-1')),
      ),
    ).toEqual(['Ops/Alerts']);
    expect(reached(environmentOf(shop, from('Ops', ireland, 'us-west-2')))).toEqual([
      'open: Shop reads /cdk/exports/Shop/alerts from a stack that is not among the templates',
    ]);
    expect(
      reached(environmentOf(shop, from('A', ireland, 'us-east-1'), from('B', ireland, 'us-east-1'))),
    ).toEqual(['A/Alerts?', 'B/Alerts?']);
  });
});

describe('parameters in Parameter Store', () => {
  const stored = (id: string, value: Json, place: object = {}, more: JsonObject = {}): PartialStack => ({
    id,
    ...place,
    template: {
      Parameters: { Maybe: { Type: 'String' } },
      Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Maybe' }, 'yes'] } },
      Resources: {
        Alerts: topic,
        Stored: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/alerts', Value: value }, ...more },
      },
    },
  });
  const parameter = (type: string): JsonObject => ({
    Parameters: { Alerts: { Type: `AWS::SSM::Parameter::Value<${type}>`, Default: '/alerts' } },
  });
  check([
    {
      name: 'by a parameter of the template',
      target: { Ref: 'Alerts' },
      template: parameter('String'),
      others: [stored('Ops', { Ref: 'Alerts' })],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'by a list of values',
      target: { Ref: 'Alerts' },
      template: parameter('List<String>'),
      others: [stored('Ops', 'one,two')],
      leads: ['open: two is not among the templates'],
    },
    {
      name: 'by a dynamic reference',
      target: '{{resolve:ssm:/alerts}}',
      others: [stored('Ops', { Ref: 'Alerts' })],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'by a dynamic reference with a version',
      target: '{{resolve:ssm:/alerts:3}}',
      others: [stored('Ops', { Ref: 'Alerts' })],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'by a dynamic reference that is put together',
      target: { 'Fn::Sub': '{{resolve:ssm:/${What}}}' },
      template: { Parameters: { What: { Type: 'String', Default: 'alerts' } } },
      others: [stored('Ops', { Ref: 'Alerts' })],
      leads: ['Ops/Alerts'],
    },
    {
      name: 'in another region',
      target: '{{resolve:ssm:/alerts}}',
      shop: ireland,
      others: [stored('Ops', { Ref: 'Alerts' }, virginia)],
      leads: ['open: it is read from Parameter Store or Secrets Manager at deployment'],
    },
    {
      name: 'a parameter that another template makes',
      target: { Ref: 'Alerts' },
      template: parameter('String'),
      leads: ['open: parameter Alerts of Shop is read from Parameter Store at deployment'],
    },
    {
      name: 'a parameter that may not be made',
      target: '{{resolve:ssm:/alerts}}',
      others: [stored('Ops', { Ref: 'Alerts' }, {}, { Condition: 'Maybe' })],
      leads: ['Ops/Alerts?', 'open: whether Ops makes Stored is not decided'],
    },
    {
      name: 'two parameters of one name',
      target: '{{resolve:ssm:/alerts}}',
      others: [stored('A', { Ref: 'Alerts' }), stored('B', { Ref: 'Alerts' })],
      leads: ['A/Alerts?', 'B/Alerts?'],
    },
    {
      name: 'a parameter whose value is itself',
      target: '{{resolve:ssm:/alerts}}',
      others: [stored('Ops', '{{resolve:ssm:/alerts}}')],
      leads: ['open: an expression of Ops refers to itself'],
    },
    {
      name: 'a secret',
      target: '{{resolve:secretsmanager:shop:SecretString:arn}}',
      leads: ['open: it is read from Parameter Store or Secrets Manager at deployment'],
    },
  ]);
});

describe('nested stacks', () => {
  const nestedType = 'AWS::CloudFormation::Stack';
  const nest = (
    parameters: JsonObject,
    child: Partial<PartialStack>,
    resources: JsonObject = {},
  ): PartialStack => ({
    id: 'Shop',
    template: {
      Resources: {
        Alerts: topic,
        Alert: topic,
        Child: { Type: nestedType, Properties: { Parameters: parameters } },
        ...resources,
      },
    },
    nested: { Child: { id: 'Shop/Child', displayName: 'Shop/Child', template: {}, ...child } },
  });
  const receives = (type: string, more: JsonObject = {}): JsonObject => ({
    Parameters: { It: { Type: type, ...more } },
    Resources: probing({ Ref: 'It' }),
  });

  test('a value passed down', () => {
    expect(reached(environmentOf(nest({ It: { Ref: 'Alerts' } }, { template: receives('String') })))).toEqual(
      ['Shop/Alerts'],
    );
  });

  test('a default, where nothing is passed', () => {
    expect(reached(environmentOf(nest({}, { template: receives('String', { Default: 'x' }) })))).toEqual([
      'open: x is not among the templates',
    ]);
    const nothing: Json = { 'Fn::If': ['Maybe', { Ref: 'Alerts' }, { Ref: 'AWS::NoValue' }] };
    const shop = nest({ It: nothing }, { template: receives('String', { Default: 'x' }) });
    expect(reached(environmentOf(shop))).toEqual(['Shop/Alerts?', 'open: x is not among the templates']);
  });

  test('a list passed as one text', () => {
    const list: Json = {
      'Fn::Join': [
        ',',
        [{ 'Fn::GetAtt': ['Alerts', 'TopicName'] }, { 'Fn::GetAtt': ['Alert', 'TopicName'] }],
      ],
    };
    expect(reached(environmentOf(nest({ It: list }, { template: receives('CommaDelimitedList') })))).toEqual([
      'Shop/Alerts',
      'Shop/Alert',
    ]);
    expect(reached(environmentOf(nest({ It: list }, { template: receives('List<String>') })))).toEqual([
      'Shop/Alerts',
      'Shop/Alert',
    ]);
  });

  test('a value passed up', () => {
    const child = { Resources: { Inner: topic }, Outputs: { Out: { Value: { Ref: 'Inner' } } } };
    const up = (attribute: Json): PartialStack =>
      nest({}, { template: child }, probing({ 'Fn::GetAtt': attribute }));
    expect(reached(environmentOf(up(['Child', 'Outputs.Out'])))).toEqual(['Shop/Child/Inner']);
    expect(reached(environmentOf(up('Child.Outputs.Out')))).toEqual(['Shop/Child/Inner']);
    expect(reached(environmentOf(up(['Child', 'Outputs.Other'])))).toEqual([
      'open: nested stack Child has no output Other',
    ]);
    const missing = { ...up(['Child', 'Outputs.Out']), nested: {} };
    expect(reached(environmentOf(missing))).toEqual([
      'open: the template of nested stack Child is not among the files',
    ]);
  });

  test('an output that is switched off', () => {
    const child = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Inner: topic },
      Outputs: { Out: { Condition: 'Never', Value: { Ref: 'Inner' } } },
    };
    const shop = nest({}, { template: child }, probing({ 'Fn::GetAtt': ['Child', 'Outputs.Out'] }));
    expect(reached(environmentOf(shop))).toEqual(['open: nested stack Child has no output Out']);
  });

  test('two levels down, across and up again', () => {
    const inner = {
      id: 'Inner',
      displayName: 'Inner',
      template: { ...receives('String'), Outputs: { Out: { Value: { Ref: 'It' } } } },
    };
    const middle = {
      template: {
        Parameters: { Middle: { Type: 'String' } },
        Resources: { Inner: { Type: nestedType, Properties: { Parameters: { It: { Ref: 'Middle' } } } } },
        Outputs: { Out: { Value: { 'Fn::GetAtt': ['Inner', 'Outputs.Out'] } } },
      },
      nested: { Inner: inner },
    };
    const shop = nest(
      { Middle: { Ref: 'Alerts' } },
      middle,
      probing({ 'Fn::GetAtt': ['Child', 'Outputs.Out'] }),
    );
    expect(reached(environmentOf(shop))).toEqual(['Shop/Alerts', 'Shop/Alerts']);
  });

  test('an output that is exported', () => {
    const child = {
      Resources: { Inner: topic },
      Outputs: { Out: { Value: { Ref: 'Inner' }, Export: { Name: 'inner' } } },
    };
    const reader: PartialStack = {
      id: 'Web',
      template: { Resources: probing({ 'Fn::ImportValue': 'inner' }) },
    };
    expect(reached(environmentOf(nest({}, { template: child }), reader))).toEqual(['Shop/Child/Inner']);
  });

  test('a stack that passes itself its own output', () => {
    const child = {
      Parameters: { It: { Type: 'String' } },
      Resources: probing({ Ref: 'It' }),
      Outputs: { Out: { Value: { Ref: 'It' } } },
    };
    const shop = nest({ It: { 'Fn::GetAtt': ['Child', 'Outputs.Out'] } }, { template: child });
    expect(reached(environmentOf(shop))).toEqual(['open: an expression of Shop/Child refers to itself']);
  });
});

describe('what is switched off', () => {
  const template = {
    Parameters: { Env: { Type: 'String' } },
    Conditions: {
      Never: { 'Fn::Equals': ['a', 'b'] },
      Prod: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    },
  };
  const beside = {
    Off: { ...topic, Condition: 'Never' },
    Maybe: { ...topic, Condition: 'Prod' },
    Alerts: topic,
  };
  check([
    {
      name: 'a reference to it',
      target: { Ref: 'Off' },
      template,
      beside,
      leads: ['open: Off is switched off by its condition'],
    },
    {
      name: 'a reference to what may be',
      target: { Ref: 'Maybe' },
      template,
      beside,
      leads: ['Shop/Maybe?'],
    },
    {
      name: 'a branch that is not taken',
      target: { 'Fn::If': ['Never', { Ref: 'Off' }, { Ref: 'Alerts' }] },
      template,
      beside,
      leads: ['Shop/Alerts'],
    },
    {
      name: 'branches that are not decided',
      target: { 'Fn::If': ['Prod', { Ref: 'Maybe' }, { Ref: 'Alerts' }] },
      template,
      beside,
      leads: ['Shop/Maybe?', 'Shop/Alerts?'],
    },
    {
      name: 'branches that lead to the same',
      target: { 'Fn::If': ['Prod', { Ref: 'Alerts' }, { 'Fn::Sub': '${Alerts}' }] },
      template,
      beside,
      leads: ['Shop/Alerts'],
    },
    {
      name: 'a member that one branch has',
      target: { 'Fn::If': ['Prod', [{ Ref: 'Alerts' }, { Ref: 'Maybe' }], [{ Ref: 'Alerts' }]] },
      template,
      beside,
      leads: ['Shop/Alerts', 'Shop/Maybe?'],
    },
  ]);
});
