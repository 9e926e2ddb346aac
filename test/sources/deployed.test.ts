import type { DeployedResource, DeployedStack, ResourceDrift } from '../../lib/model/deployed';
import { Environment } from '../../lib/model/environment';
import type { JsonObject } from '../../lib/model/input';
import { targetOf } from '../../lib/model/names';
import { textOfJson } from '../../lib/model/own';
import type { Resource } from '../../lib/model/resource';
import { Undecided } from '../../lib/model/tri';
import { known, show, type Value } from '../../lib/model/value';
import { readDeployed } from '../../lib/sources/deployed';
import { UnreadableFile } from '../../lib/sources/unreadable';

const account = '123456789012';
const region = 'eu-west-1';

function arn(name: string): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/1b2c3d4e`;
}

function resource(
  logicalId: string,
  type: string,
  physicalId?: string,
  status = 'CREATE_COMPLETE',
): DeployedResource {
  return {
    logicalId,
    type,
    status,
    drift: 'NOT_CHECKED',
    ...(physicalId === undefined ? {} : { physicalId }),
  };
}

type Given = Partial<Omit<DeployedStack, 'template'>> & { readonly template?: JsonObject | string };

/** A stack in which everything was created; what its template makes is listed unless the test lists it. */
function deployed(name: string, { template = {}, ...given }: Given = {}): DeployedStack {
  const resources = (typeof template === 'string' ? {} : (template.Resources ?? {})) as Record<
    string,
    JsonObject
  >;
  return {
    name,
    id: arn(name),
    account,
    region,
    status: 'UPDATE_COMPLETE',
    parameters: {},
    storedValues: {},
    undisclosed: [],
    tags: {},
    notificationArns: [],
    unnamed: 0,
    nested: {},
    drift: { status: 'IN_SYNC', checkedAt: '2026-02-28T10:00:00.000Z' },
    resources: Object.entries(resources).map(([id, { Type }]) =>
      resource(id, textOfJson(Type) ?? '', `${name}-${id}`),
    ),
    ...given,
    template: typeof template === 'string' ? template : JSON.stringify(template),
  };
}

function environmentOf(...stacks: readonly DeployedStack[]): Environment {
  return new Environment(readDeployed(stacks).environment);
}

function find(environment: Environment, logicalId: string): Resource {
  const found = [...environment.resources()].find((candidate) => candidate.logicalId === logicalId);
  if (!found) throw new Error(`no ${logicalId}`);
  return found;
}

function read(stack: DeployedStack, logicalId: string, property: string): Value {
  return find(environmentOf(stack), logicalId).read(property);
}

const topic = { Type: 'AWS::SNS::Topic' };

describe('the input of a stack', () => {
  const stack = deployed('Shop-Data', {
    template: {
      Resources: { Alerts: { ...topic, Metadata: { 'aws:cdk:path': 'Prod/Data/Alerts/Resource' } } },
    },
    tags: { team: 'shop' },
    notificationArns: ['arn:aws:sns:eu-west-1:123456789012:events'],
  });
  const [input] = readDeployed([stack]).environment.stacks;

  test('carries its name, place, tags and what is deployed, and no file', () => {
    expect(input).toMatchObject({
      id: 'Shop-Data',
      displayName: 'Shop-Data',
      stackName: 'Shop-Data',
      account,
      region,
      tags: { team: 'shop' },
      stackId: arn('Shop-Data'),
      physicalIds: { Alerts: 'Shop-Data-Alerts' },
    });
    expect(input).not.toHaveProperty('templateFile');
  });

  test('leads to constructs by the paths that the CDK wrote into the template', () => {
    expect(input?.constructs?.construct('Alerts')).toEqual({ path: 'Prod/Data/Alerts/Resource' });
    expect(input?.constructs?.construct('Other')).toBeUndefined();
    expect(input?.constructs?.construct('constructor')).toBeUndefined();
    expect(input?.constructs?.stack()).toBeUndefined();
    expect(input?.constructs?.acknowledgements()).toEqual([]);
  });

  test('knows the construct of the stack by that of its metadata resource', () => {
    const Metadata = { 'aws:cdk:path': 'Prod/Data/CDKMetadata/Default' };
    const template = { Resources: { CDKMetadata: { Type: 'AWS::CDK::Metadata', Metadata } } };
    const [made] = readDeployed([deployed('Shop', { template })]).environment.stacks;
    expect(made?.constructs?.stack()).toEqual({ path: 'Prod/Data' });
  });

  test('takes YAML with short tags, in flow style too', () => {
    for (const template of [
      'Resources:\n  Alerts:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref AWS::StackName}',
      '{Resources: {Alerts: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref AWS::StackName}}}}',
    ]) {
      const stack = deployed('Shop', { template, resources: [resource('Alerts', 'AWS::SNS::Topic', 'x')] });
      expect(show(read(stack, 'Alerts', 'TopicName'))).toBe('Shop');
    }
  });

  test.each([
    ['{"Resources": ', /^the template of stack Shop in eu-west-1:1:1[0-9]: /],
    ['[]', /^the template of stack Shop in eu-west-1: is a list; expected a template/],
    ['{"Resources": {"A": 1}}', /^the template of stack Shop in eu-west-1:1:\d+: resource 'A' is a number/],
    ['', /^the template of stack Shop in eu-west-1: is empty/],
  ])('names the stack whose template %j cannot be read', (template, message) => {
    expect(() => readDeployed([deployed('Shop', { template })])).toThrow(UnreadableFile);
    expect(() => readDeployed([deployed('Shop', { template })])).toThrow(message);
  });

  test('has its region, and its account, in its name where another one has the same', () => {
    const here = deployed('Shop');
    const there = { ...here, region: 'us-east-1' };
    const theirs = { ...here, account: '210987654321' };
    const names = (...stacks: DeployedStack[]): string[] =>
      readDeployed(stacks).environment.stacks.map(({ displayName }) => displayName);
    expect(names(there, here)).toEqual(['Shop (eu-west-1)', 'Shop (us-east-1)']);
    expect(names(theirs, here)).toEqual(['Shop (123456789012)', 'Shop (210987654321)']);
  });

  test('does not depend on the order given', () => {
    const stacks = ['B', 'A', 'C'].map((name) => deployed(name));
    expect(JSON.stringify(readDeployed([...stacks].reverse()))).toBe(JSON.stringify(readDeployed(stacks)));
  });
});

describe('nested stacks', () => {
  const child = deployed('Shop-Db-1ABC', {
    template: {
      Parameters: {
        Topic: { Type: 'String' },
        Zone: { Type: 'String', Default: 'none' },
        Key: { Type: 'String' },
      },
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            A: { Ref: 'Topic' },
            B: { Ref: 'Zone' },
            C: { Ref: 'AWS::StackName' },
            D: { Ref: 'Key' },
          },
        },
      },
    },
    parameters: { Topic: 'arn:aws:sns:eu-west-1:123456789012:Shop-Alerts', Zone: 'Z123' },
    undisclosed: ['Key'],
  });
  const Type = 'AWS::CloudFormation::Stack';
  const Parameters = { Topic: { Ref: 'Alerts' }, Zone: { 'Fn::ImportValue': 'Zone' } };
  const db = 'DbNestedStackDbNestedStackResource0A1B2C3D';
  const parent = deployed('Shop', {
    template: { Resources: { Alerts: topic, [db]: { Type, Properties: { Parameters } } } },
    nested: { [db]: child },
  });
  const environment = environmentOf(parent);

  test('are called after their parent', () => {
    expect(find(environment, 'Queue').stack.displayName).toBe('Shop/Db');
    expect(environment.hidden).toEqual([]);
  });

  test('get references to resources as such, and the values of all else as they were deployed', () => {
    expect(show(find(environment, 'Queue').read('A'))).toBe('${Alerts}');
    expect(show(find(environment, 'Queue').read('B'))).toBe('Z123');
    expect(show(find(environment, 'Queue').read('C'))).toBe('Shop-Db-1ABC');
  });

  test('never take a default for a value that is told to nobody', () => {
    expect(find(environment, 'Queue').read('D')).toMatchObject({
      parts: [{ why: 'the value of parameter Key of Shop/Db is told to nobody (NoEcho)' }],
    });
  });
});

describe('parameters', () => {
  const Stored = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/image' };
  const template = {
    Parameters: {
      Count: { Type: 'Number', Default: 1 },
      Password: { Type: 'String', NoEcho: true, Default: 'changeme' },
      Told: { Type: 'String', NoEcho: 'True' },
      Size: { Type: 'String', NoEcho: true, AllowedValues: ['small', 'large'] },
      Stored,
      Subnets: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/shop/subnets' },
    },
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: Object.fromEntries(
          [
            'Count',
            'Password',
            'Told',
            'Size',
            'Stored',
            'Subnets',
            'AWS::StackId',
            'AWS::NotificationARNs',
          ].map((name) => [name.replace('AWS::', ''), { Ref: name }]),
        ),
      },
    },
  };
  const stack = deployed('Shop', {
    template,
    parameters: { Count: '3', Told: 'secret', Stored: '/shop/image', Subnets: '/shop/subnets' },
    storedValues: { Stored: 'ami-0abc', Subnets: 'subnet-1,subnet-2' },
    undisclosed: ['Password', 'Size'],
    notificationArns: ['arn:aws:sns:eu-west-1:123456789012:events'],
  });

  test.each([
    ['Count', '3'],
    ['Password', '${Shop.Password}'],
    ['Size', 'small or large'],
    ['Stored', 'ami-0abc'],
    ['Subnets', '[subnet-1, subnet-2]'],
    ['Told', '${Shop.Told}'],
    ['StackId', arn('Shop')],
    ['NotificationARNs', '[arn:aws:sns:eu-west-1:123456789012:events]'],
  ])('%s is %s', (property, value) => {
    expect(show(read(stack, 'Queue', property))).toBe(value);
  });

  test('read from Parameter Store lead to what a template stores there, and else are what was read', () => {
    const stores = (Value: JsonObject | string): DeployedStack =>
      deployed('Base', {
        template: {
          Resources: {
            Image: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/image', Value } },
            Alerts: topic,
          },
        },
      });
    const of = (base: DeployedStack): string =>
      show(find(environmentOf(stack, base), 'Queue').read('Stored'));
    expect(of(stores({ Ref: 'Alerts' }))).toBe('${Alerts}');
    expect(of(stores('ami-new'))).toBe('ami-0abc');
  });
});

describe('what exists', () => {
  const conditional = (Condition: string): JsonObject => ({ ...topic, Condition });
  const template = {
    Parameters: { Env: { Type: 'String', NoEcho: true }, Open: { Type: 'String' } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
      IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      IsOpen: { 'Fn::Equals': [{ Ref: 'Env' }, 'open'] },
    },
    Resources: {
      Prod: conditional('IsProd'),
      Test: conditional('IsTest'),
      Plain: {
        ...topic,
        Properties: {
          DisplayName: { 'Fn::If': ['IsProd', 'live', 'trial'] },
          TopicName: { 'Fn::If': ['IsOpen', 'a', 'b'] },
        },
      },
    },
  };
  const stack = deployed('Shop', {
    template,
    undisclosed: ['Env'],
    resources: [resource('Prod', 'AWS::SNS::Topic', 'p'), resource('Plain', 'AWS::SNS::Topic', 'q')],
  });

  test('is what the stack lists, whatever the conditions say', () => {
    const environment = environmentOf(stack);
    const existing = [...environment.resources()].map(({ logicalId, exists }) => [logicalId, exists]);
    expect(existing).toEqual([
      ['Prod', true],
      ['Test', false],
      ['Plain', true],
    ]);
    expect(find(environment, 'Prod').physicalId).toBe('p');
    expect(find(environment, 'Test').physicalId).toBeUndefined();
  });

  test('tells how conditions turned out that ask for a value that is told to nobody', () => {
    expect(show(read(stack, 'Plain', 'DisplayName'))).toBe('live');
    expect(show(read(stack, 'Plain', 'TopicName'))).toBe('a or b');
  });

  test('is open, where something is listed without its name', () => {
    const environment = environmentOf({ ...stack, unnamed: 1 });
    expect(find(environment, 'Prod').exists).toBe(true);
    expect(find(environment, 'Test').exists).toBe(false);
    const open = environmentOf({ ...stack, unnamed: 1, resources: [] });
    expect(find(open, 'Prod').exists).toEqual(
      new Undecided('the value of parameter Env of Shop is told to nobody (NoEcho)'),
    );
    expect(find(open, 'Plain').exists).toBe(true);
    expect(readDeployed([{ ...stack, unnamed: 2 }]).notices).toEqual([
      'Shop: CloudFormation lists 2 resources without saying which; what it does not name is judged by the template',
    ]);
  });

  test.each<[string, JsonObject, string | undefined]>([
    ['AWS::RDS::DBCluster', { DBClusterIdentifier: 'shop' }, 'shop'],
    ['AWS::CloudWatch::Alarm', { AlarmName: { 'Fn::Sub': 'shop-${AWS::Region}' } }, 'shop-eu-west-1'],
    ['AWS::RDS::DBCluster', { DBClusterIdentifier: { Ref: 'Name' } }, undefined],
    ['AWS::RDS::DBCluster', {}, undefined],
    ['AWS::SNS::Topic', { TopicName: 'shop' }, undefined],
    ['AWS::ECS::Service', { ServiceName: 'shop' }, undefined],
  ])('of which only %s %j is known has the id %s', (Type, Properties, id) => {
    const given = { template: { Resources: { Thing: { Type, Properties } } }, resources: [] };
    expect(find(environmentOf(deployed('Shop', { ...given, unnamed: 1 })), 'Thing').physicalId).toBe(id);
    expect(find(environmentOf(deployed('Shop', given)), 'Thing').physicalId).toBeUndefined();
  });

  test.each([
    ['CREATE_COMPLETE', 'a', true],
    ['CREATE_COMPLETE', undefined, true],
    ['CREATE_IN_PROGRESS', 'a', true],
    ['CREATE_IN_PROGRESS', undefined, false],
    ['CREATE_FAILED', 'a', false],
    ['UPDATE_FAILED', 'a', true],
    ['UPDATE_ROLLBACK_COMPLETE', 'a', true],
    ['IMPORT_COMPLETE', 'a', true],
    ['IMPORT_FAILED', 'a', false],
    ['DELETE_COMPLETE', 'a', false],
    ['DELETE_SKIPPED', 'a', false],
    ['DELETE_IN_PROGRESS', 'a', false],
    ['DELETE_FAILED', 'a', false],
    ['EXPORT_COMPLETE', 'a', false],
  ])('of a resource that is %s and has the id %s: %s', (status, id, exists) => {
    const listed = deployed('Shop', {
      template: { Resources: { Alerts: topic } },
      resources: [resource('Alerts', 'AWS::SNS::Topic', id, status)],
    });
    expect(find(environmentOf(listed), 'Alerts').exists).toBe(exists);
  });

  test('shows as hidden what the template lacks, and not what a macro made', () => {
    const made = { Transform: 'AWS::Serverless-2016-10-31', Resources: { Alerts: topic } };
    expect(environmentOf(deployed('Shop', { template: made })).hidden).toEqual([]);
    const more = deployed('Shop', { template: made, resources: [resource('Other', 'AWS::SQS::Queue', 'x')] });
    expect(environmentOf(more).hidden).toEqual(['Shop has Other, which its template does not show']);
  });

  test('leaves modules hidden', () => {
    const template = { Resources: { Net: { Type: 'Org::Net::Vpc::MODULE' } } };
    const stack = deployed('Shop', { template, resources: [] });
    expect(environmentOf(stack).hidden).toEqual(['Net of Shop makes resources that no template shows']);
  });
});

describe('names', () => {
  const lb = `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/Shop-Alb-1X/50dc6c495c0c9188`;
  const group = `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/Shop-Blue-1X/73e2d6bc24d8a067`;
  const service = `arn:aws:ecs:${region}:${account}:service/shop/Shop-Web-1X`;
  const ids: readonly (readonly [string, string, string])[] = [
    ['Alb', 'AWS::ElasticLoadBalancingV2::LoadBalancer', lb],
    ['Blue', 'AWS::ElasticLoadBalancingV2::TargetGroup', group],
    ['Web', 'AWS::ECS::Service', service],
    ['Alerts', 'AWS::SNS::Topic', `arn:aws:sns:${region}:${account}:Shop-Alerts-1X`],
    ['Orders', 'AWS::SQS::Queue', `https://sqs.${region}.amazonaws.com/${account}/Shop-Orders-1X`],
    ['Db', 'AWS::RDS::DBCluster', 'shop-db-1x'],
    ['Cluster', 'AWS::ECS::Cluster', 'shop'],
    ['Role', 'AWS::IAM::Role', 'shop'],
    ['Firewall', 'AWS::EC2::SecurityGroup', 'sg-0abc'],
    ['Key', 'AWS::KMS::Key', 'e3e70682-c209-4cac-629f-6fbed82c07cd'],
    ['Files', 'AWS::S3::Bucket', 'shop-files-1x'],
    [
      'Login',
      'AWS::SecretsManager::Secret',
      `arn:aws:secretsmanager:${region}:${account}:secret:Shop/Login-AbCdEf`,
    ],
    ['Rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', lb.replace('loadbalancer', 'listener-rule')],
  ];
  const Resources = Object.fromEntries(ids.map(([id, Type]) => [id, { Type }]));
  const base = deployed('Base', {
    template: { Resources },
    resources: ids.map(([id, type, physicalId]) => resource(id, type, physicalId)),
  });
  const asker = deployed('Asker', { template: { Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm' } } } });

  function namedBy(text: string, from: DeployedStack = asker): readonly string[] {
    const environment = environmentOf(base, from);
    const { resources, open } = targetOf(known(text), find(environment, 'Alarm').stack);
    return [...resources.map(({ logicalId }) => logicalId), ...(open === undefined ? [] : [`? ${open}`])];
  }

  test.each<readonly [string, string]>([
    ...ids.filter(([, , id]) => id.startsWith('arn:')).map(([id, , physicalId]) => [physicalId, id] as const),
    ['Shop-Alb-1X', 'Alb'],
    ['app/Shop-Alb-1X/50dc6c495c0c9188', 'Alb'],
    ['targetgroup/Shop-Blue-1X/73e2d6bc24d8a067', 'Blue'],
    ['Shop-Blue-1X', 'Blue'],
    ['Shop-Web-1X', 'Web'],
    ['Shop-Alerts-1X', 'Alerts'],
    [`https://sqs.${region}.amazonaws.com/${account}/Shop-Orders-1X`, 'Orders'],
    [`arn:aws:sqs:${region}:${account}:Shop-Orders-1X`, 'Orders'],
    ['shop-db-1x', 'Db'],
    ['SHOP-DB-1X', 'Db'],
    [`arn:aws:rds:${region}:${account}:cluster:shop-db-1x`, 'Db'],
    [`arn:aws:ecs:${region}:${account}:cluster/shop`, 'Cluster'],
    ['shop', 'Cluster'],
    ['sg-0abc', 'Firewall'],
    [`arn:aws:kms:${region}:${account}:key/e3e70682-c209-4cac-629f-6fbed82c07cd`, 'Key'],
    ['arn:aws:s3:::shop-files-1x', 'Files'],
    ['Shop/Login', 'Login'],
  ])('%s leads to %s', (text, logicalId) => {
    expect(namedBy(text)).toEqual([logicalId]);
  });

  test.each([
    'Shop-db-2x',
    'shop-alerts-1x',
    `arn:aws:rds:${region}:${account}:db:shop-db-1x`,
    `arn:aws:rds:us-east-1:${account}:cluster:shop-db-1x`,
    `arn:aws:rds:${region}:210987654321:cluster:shop-db-1x`,
    `arn:aws:sns:us-east-1:${account}:Shop-Alerts-1X`,
  ])('%s leads to nothing', (text) => {
    expect(namedBy(text)).toEqual([expect.stringMatching(/^\? .* is not among the templates$/)]);
  });

  test('of another region are not the same, but ARNs are', () => {
    const elsewhere = { ...asker, region: 'us-east-1' };
    expect(namedBy('shop-db-1x', elsewhere)).toEqual(['? shop-db-1x is not among the templates']);
    expect(namedBy(lb, elsewhere)).toEqual(['Alb']);
  });

  test('of what is not deployed lead nowhere', () => {
    const gone = { ...base, resources: base.resources.filter(({ logicalId }) => logicalId !== 'Db') };
    const { resources } = targetOf(known('shop-db-1x'), find(environmentOf(gone, asker), 'Alarm').stack);
    expect(resources).toEqual([]);
  });
});

describe('states', () => {
  const notices = (status: string): readonly string[] => readDeployed([deployed('Shop', { status })]).notices;

  test.each([
    ['CREATE_COMPLETE', []],
    ['UPDATE_COMPLETE', []],
    ['IMPORT_COMPLETE', []],
    ['UPDATE_IN_PROGRESS', ['it is changing while it is judged; verify again when it is done']],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ['what it replaced is still being deleted']],
    ['REVIEW_IN_PROGRESS', ['it is only a change set that nobody executed, nothing is deployed']],
    ['ROLLBACK_COMPLETE', ['its creation failed and was undone; delete it and deploy it again']],
    ['ROLLBACK_FAILED', ['its last deployment failed; its resources may be of either version']],
    ['CREATE_FAILED', ['its last deployment failed; its resources may be of either version']],
    [
      'UPDATE_ROLLBACK_COMPLETE',
      ['its last update failed and was undone; what is judged is the state before it'],
    ],
    [
      'UPDATE_ROLLBACK_FAILED',
      ['its last update failed and could not be undone; its resources may be of either version'],
    ],
    ['UPDATE_ROLLBACK_IN_PROGRESS', ['it is changing while it is judged; verify again when it is done']],
    ['DELETE_FAILED', ['its deletion began, so what it made may be gone']],
  ])('%s', (status, expected) => {
    expect(notices(status)).toEqual(expected.map((text) => `Shop is ${status}: ${text}`));
  });

  test('resources that failed are named', () => {
    const stack = deployed('Shop', {
      resources: [resource('Db', 'AWS::RDS::DBCluster', 'x', 'UPDATE_FAILED')],
    });
    expect(readDeployed([stack]).notices).toEqual(['Shop: Db (AWS::RDS::DBCluster) is UPDATE_FAILED']);
  });
});

describe('drift', () => {
  const checkedAt = '2026-03-01T04:10:31.000Z';

  function drifted(template: JsonObject, ...found: readonly ResourceDrift[]): DeployedStack {
    return deployed('Shop', { template, drift: { status: 'DRIFTED', checkedAt, found } });
  }

  function modified(logicalId: string, type: string, drift: Partial<ResourceDrift>): ResourceDrift {
    return { logicalId, type, status: 'MODIFIED', differences: [], ...drift };
  }

  const type = 'AWS::RDS::DBCluster';
  const cluster: JsonObject = {
    Type: type,
    Properties: {
      BackupRetentionPeriod: 14,
      MasterUserPassword: 'x',
      Tags: [{ Key: 'a', Value: { Ref: 'Alerts' } }],
    },
  };
  const template = { Resources: { Db: cluster, Alerts: topic } };

  test('is applied, and told in words', () => {
    const drift = modified('Db', type, {
      differences: [
        { path: '/BackupRetentionPeriod', kind: 'NOT_EQUAL', expected: '14', actual: '1' },
        { path: '/MasterUserPassword', kind: 'NOT_EQUAL', expected: 'x', actual: 'hunter2' },
        { path: '/DeletionProtection', kind: 'ADD', expected: '', actual: 'true' },
        { path: '/Port', kind: 'REMOVE', expected: '5432', actual: '' },
      ],
    });
    const { environment, notices } = readDeployed([drifted(template, drift)]);
    expect(notices).toEqual([
      'Shop: Db drifted, as found at 2026-03-01 04:10 UTC: BackupRetentionPeriod is 1, the template says 14; ' +
        'MasterUserPassword is (not shown), the template says (not shown); ' +
        'DeletionProtection is true, the template has none; Port was removed, the template says 5432',
    ]);
    const db = find(new Environment(environment), 'Db');
    expect(db.read('BackupRetentionPeriod')).toEqual(known(1));
    expect(db.read('DeletionProtection')).toEqual(known(true));
  });

  test('of a resource that was deleted takes it away, and not its condition', () => {
    const conditional = {
      Parameters: { Env: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
      Resources: {
        Db: { ...cluster, Condition: 'IsProd' },
        Alerts: { ...topic, Properties: { TopicName: { 'Fn::If': ['IsProd', 'a', 'b'] } } },
      },
    };
    const gone: ResourceDrift = { logicalId: 'Db', type, status: 'DELETED', differences: [] };
    const { environment, notices } = readDeployed([drifted(conditional, gone)]);
    expect(notices).toEqual([
      'Shop: Db was deleted outside CloudFormation, as found at 2026-03-01 04:10 UTC',
    ]);
    const model = new Environment(environment);
    expect(find(model, 'Db').exists).toBe(false);
    expect(show(find(model, 'Alerts').read('TopicName'))).toBe('a or b');
  });

  test('of a list keeps the expressions of the members that are as they were', () => {
    const drift = modified('Db', type, {
      differences: [
        { path: '/Tags/0', kind: 'ADD', expected: '', actual: '{"Key":"b","Value":"c"}' },
        { path: '/Tags/1', kind: 'ADD', expected: '', actual: '{"Key":"d","Value":"e"}' },
      ],
      expected: JSON.stringify({ Tags: [{ Key: 'a', Value: 'arn' }] }),
      actual: JSON.stringify({
        Tags: [
          { Key: 'b', Value: 'c' },
          { Key: 'd', Value: 'e' },
          { Key: 'a', Value: 'arn' },
        ],
      }),
    });
    const { environment, notices } = readDeployed([drifted(template, drift)]);
    const db = find(new Environment(environment), 'Db');
    expect(db.each('Tags.*.Value').map(show)).toEqual(['c', 'e', '${Alerts}']);
    expect(notices).toEqual([
      'Shop: Db drifted, as found at 2026-03-01 04:10 UTC: Tags.0 was added; Tags.1 was added',
    ]);
  });

  test.each<[string, JsonObject, ResourceDrift['differences'][number], string | undefined, string]>([
    [
      'inside an object',
      { Scaling: { Min: 2, Max: { Ref: 'AWS::Region' } } },
      { path: '/Scaling/Min', kind: 'NOT_EQUAL', expected: '2', actual: '1' },
      undefined,
      '{"Scaling":{"Min":1,"Max":{"Ref":"AWS::Region"}}}',
    ],
    [
      'inside an expression',
      { Scaling: { 'Fn::If': ['IsProd', { Min: 2 }, { Min: 1 }] } },
      { path: '/Scaling/Min', kind: 'NOT_EQUAL', expected: '2', actual: '0' },
      '{"Scaling":{"Min":0}}',
      '{"Scaling":{"Min":0}}',
    ],
    [
      'inside an expression, the properties not told',
      { Scaling: { Ref: 'Scaling' } },
      { path: '/Scaling/Min', kind: 'NOT_EQUAL', expected: '2', actual: '0' },
      undefined,
      '{"Scaling":{"Fn::Transform":{"Name":"drift"}}}',
    ],
    [
      'of a list that is gone',
      { Tags: [{ Key: 'a', Value: 'b' }] },
      { path: '/Tags/0', kind: 'REMOVE', expected: '{}', actual: '' },
      '{}',
      '{}',
    ],
    [
      'of an object that the template has not',
      {},
      { path: '/Logging/Level', kind: 'ADD', expected: '', actual: 'INFO' },
      undefined,
      '{"Logging":{"Level":"INFO"}}',
    ],
    [
      'of text that looks like something else',
      { Account: '012345678901', Body: '{"a":1}' },
      { path: '/Body', kind: 'NOT_EQUAL', expected: '{"a":1}', actual: '{"a":2}' },
      '{"Body":"{\\"a\\":2}"}',
      '{"Account":"012345678901","Body":"{\\"a\\":2}"}',
    ],
    [
      'of an account id',
      { Account: '1' },
      { path: '/Account', kind: 'NOT_EQUAL', expected: '1', actual: '012345678901' },
      undefined,
      '{"Account":"012345678901"}',
    ],
    [
      'whose path has escapes',
      { 'a/b': { 'c~d': 1 } },
      { path: '/a~1b/c~0d', kind: 'REMOVE', expected: '1', actual: '' },
      undefined,
      '{"a/b":{}}',
    ],
    [
      'that names the prototype',
      {},
      { path: '/__proto__/polluted', kind: 'ADD', expected: '', actual: 'yes' },
      undefined,
      '{"__proto__":{"polluted":"yes"}}',
    ],
  ])('%s', (_name, Properties, difference, actual, expected) => {
    const Type = 'AWS::Any::Thing';
    const drift = modified('Thing', Type, { differences: [difference], actual });
    const { environment } = readDeployed([drifted({ Resources: { Thing: { Type, Properties } } }, drift)]);
    const things = environment.stacks[0]?.template.Resources as Record<string, JsonObject>;
    expect(JSON.stringify(things.Thing?.Properties)).toBe(expected);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('that could not be told is said', () => {
    const drift: ResourceDrift = { logicalId: 'Db', type, status: 'UNKNOWN', differences: [] };
    expect(readDeployed([drifted(template, drift)]).notices).toEqual([
      'Shop: CloudFormation could not tell whether Db drifted; it is judged by its template',
    ]);
  });

  test('in many properties is cut', () => {
    const differences = Array.from({ length: 7 }, (_, index) => ({
      path: `/P${index}`,
      kind: 'NOT_EQUAL',
      expected: 'a',
      actual: 'b',
    }));
    const [notice] = readDeployed([drifted(template, modified('Db', type, { differences }))]).notices;
    expect(notice).toMatch(/P4 is b, the template says a; and 2 more$/);
  });

  test.each([
    ['AWS::SSM::Parameter', '/Value', 'hello'],
    ['AWS::SNS::Subscription', '/Endpoint', 'x'],
    ['AWS::Lambda::Function', '/Environment/Variables/LEVEL', 'x'],
    ['AWS::Any::Thing', '/Owner', 'ops@example.com'],
    ['AWS::Any::Thing', '/Hook', 'https://example.com/key'],
    ['AWS::Any::Thing', '/OnCall', '+49 30 1234567'],
    ['AWS::Any::Thing', '/SecretString', 'x'],
    ['AWS::Any::Thing', '/Nested/ApiKey', 'x'],
  ])('of %s%s is not shown', (kind, path, actual) => {
    const difference = { path, kind: 'NOT_EQUAL', expected: actual, actual };
    const [notice] = readDeployed([
      drifted(template, modified('Db', kind, { differences: [difference] })),
    ]).notices;
    expect(notice).toMatch(/ is \(not shown\), the template says \(not shown\)$/);
    expect(notice).not.toContain(actual.length > 1 ? actual : ' x');
  });

  test('of a stack that was never checked, or by an earlier run, is a notice', () => {
    const never = { status: 'NOT_CHECKED' };
    const fresh = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => deployed(name, { drift: never }));
    expect(readDeployed(fresh).notices).toEqual([
      'whether resources were changed outside CloudFormation was never checked for A, B, C, D, E and 2 more; ' +
        '--drift checks it, and judges what is there',
    ]);
    const old = deployed('Shop', {
      drift: { status: 'DRIFTED', checkedAt },
      resources: [
        { ...resource('Db', type, 'x'), drift: 'MODIFIED' },
        { ...resource('Old', type, 'y'), drift: 'DELETED' },
        { ...resource('Same', type, 'z'), drift: 'IN_SYNC' },
      ],
    });
    const rest =
      'by the check at 2026-03-01 04:10 UTC, and is judged by its template; --drift judges it as it is';
    expect(readDeployed([old]).notices).toEqual([
      `Shop: Db was found drifted ${rest}`,
      `Shop: Old was found deleted ${rest}`,
    ]);
  });

  test('that could not be checked is a notice', () => {
    const failure =
      'the credentials may not call cloudformation:DetectStackDrift; the stack is UPDATE_COMPLETE';
    const stack = deployed('Shop', { drift: { status: 'NOT_CHECKED', failure } });
    expect(readDeployed([stack]).notices).toEqual([`Shop: its drift was not checked: ${failure}`]);
  });

  describe('of a rule in which ECS moves traffic', () => {
    const ruleType = 'AWS::ElasticLoadBalancingV2::ListenerRule';
    const Actions = [{ Type: 'forward', TargetGroupArn: 'blue' }];
    const rule = { Type: ruleType, Properties: { Actions, Priority: 1 } };
    const AdvancedConfiguration = {
      ProductionListenerRule: { Ref: 'Live' },
      TestListenerRule: { Ref: 'Trial' },
    };
    const service = {
      Type: 'AWS::ECS::Service',
      Properties: { LoadBalancers: [{ AdvancedConfiguration }] },
    };
    const rules = { Resources: { Live: rule, Trial: rule, Other: rule, Web: service } };
    const shift = {
      path: '/Actions/0/ForwardConfig/TargetGroups/0/Weight',
      kind: 'NOT_EQUAL',
      expected: '1',
      actual: '0',
    };

    function noticesOf(logicalId: string, ...differences: ResourceDrift['differences']): readonly string[] {
      return readDeployed([drifted(rules, modified(logicalId, ruleType, { differences }))]).notices;
    }

    test('is expected', () => {
      expect(noticesOf('Live', shift)).toEqual([]);
      expect(noticesOf('Trial', { ...shift, path: '/Actions/0/TargetGroupArn', kind: 'REMOVE' })).toEqual([]);
      expect(noticesOf('Live', { ...shift, path: '/Actions', actual: '[{"Type":"forward"}]' })).toEqual([]);
    });

    test('is not, where it is of something else', () => {
      expect(noticesOf('Other', shift)).toHaveLength(1);
      expect(noticesOf('Live', { ...shift, path: '/Priority' })).toHaveLength(1);
      expect(noticesOf('Live', { ...shift, path: '/Actions', actual: '[{"Type":"redirect"}]' })).toHaveLength(
        1,
      );
      expect(noticesOf('Live', { ...shift, path: '/Actions', actual: 'nonsense' })).toHaveLength(1);
      expect(noticesOf('Live', shift, { ...shift, path: '/Priority' })).toEqual([
        'Shop: Live drifted, as found at 2026-03-01 04:10 UTC: Priority is 0, the template says 1',
      ]);
    });
  });

  test('of nested stacks is their own', () => {
    const child = drifted(
      template,
      modified('Db', type, {
        differences: [{ path: '/BackupRetentionPeriod', kind: 'NOT_EQUAL', expected: '14', actual: '1' }],
      }),
    );
    const Type = 'AWS::CloudFormation::Stack';
    const parent = deployed('Root', {
      template: { Resources: { Child: { Type } } },
      nested: { Child: child },
    });
    const { environment, notices } = readDeployed([parent]);
    expect(notices).toEqual([
      'Root/Child: Db drifted, as found at 2026-03-01 04:10 UTC: BackupRetentionPeriod is 1, the template says 14',
    ]);
    expect(find(new Environment(environment), 'Db').read('BackupRetentionPeriod')).toEqual(known(1));
  });
});
