import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  UpdateStackCommand,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import { readStack, stackNames } from '../../../lib/live/stacks/read';
import { Environment } from '../../../lib/model/environment';
import type { JsonObject } from '../../../lib/model/input';
import { targetOf } from '../../../lib/model/names';
import type { Resource } from '../../../lib/model/resource';
import { Undecided } from '../../../lib/model/tri';
import { known, show } from '../../../lib/model/value';
import { readDeployed } from '../../../lib/sources/deployed';
import { differences } from '../../../lib/sources/differences';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterEach(() => moto.reset());
afterAll(() => moto.stop());

function client(region?: string): CloudFormationClient {
  return moto.client(CloudFormationClient, region);
}

async function create(
  StackName: string,
  template: JsonObject,
  Parameters: Parameter[] = [],
  region?: string,
) {
  const TemplateBody = JSON.stringify(template);
  const Tags = [{ Key: 'team', Value: 'shop' }];
  await client(region).send(new CreateStackCommand({ StackName, TemplateBody, Parameters, Tags }));
}

async function environmentOf(...names: readonly string[]): Promise<Environment> {
  const stacks = await Promise.all(names.map((name) => readStack(name, moto.aws())));
  return new Environment(readDeployed(stacks.flatMap((stack) => stack ?? [])).environment);
}

function find(environment: Environment, logicalId: string): Resource {
  return [...environment.resources()].find((each) => each.logicalId === logicalId)!;
}

const data: JsonObject = {
  Parameters: {
    Env: { Type: 'String', Default: 'test' },
    Secret: { Type: 'String', NoEcho: true, Default: 'changeme' },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    IsLocked: { 'Fn::Equals': [{ Ref: 'Secret' }, 'locked'] },
  },
  Resources: {
    Alerts: { Type: 'AWS::SNS::Topic', Metadata: { 'aws:cdk:path': 'Prod/Data/Alerts/Resource' } },
    Orders: {
      Type: 'AWS::SQS::Queue',
      Condition: 'IsProd',
      Properties: { DelaySeconds: { 'Fn::If': ['IsLocked', 10, 20] } },
    },
    Locked: { Type: 'AWS::SQS::Queue', Condition: 'IsLocked' },
  },
  Outputs: { Topic: { Value: { Ref: 'Alerts' }, Export: { Name: 'Topic' } } },
};

const values = [
  { ParameterKey: 'Env', ParameterValue: 'prod' },
  { ParameterKey: 'Secret', ParameterValue: 'open' },
];

test('a deployed stack is what its parameters made of it', async () => {
  await create('Shop-Data', data, values);
  const environment = await environmentOf('Shop-Data');
  const orders = find(environment, 'Orders');
  expect(orders.exists).toBe(true);
  // The one resource that moto lists without its name.
  expect(find(environment, 'Locked').exists).toBeInstanceOf(Undecided);
  expect(show(orders.read('DelaySeconds'))).toBe('10 or 20');
  expect(find(environment, 'Alerts').physicalId).toMatch(/^arn:aws:sns:eu-west-1:\d{12}:Shop-Data-Alerts-/);
  expect(orders.physicalId).toMatch(/^https?:.*\/Shop-Data-Orders-/);
  expect(orders.stack.region).toBe('eu-west-1');
  expect(orders.stack.tags).toEqual({ team: 'shop' });
  expect(find(environment, 'Alerts').stack.input.constructs?.construct('Alerts')).toEqual({
    path: 'Prod/Data/Alerts/Resource',
  });
  expect(environment.hidden).toEqual([]);
});

test('no value of a secret parameter arrives', async () => {
  await create('Shop-Data', data, values);
  const stack = (await readStack('Shop-Data', moto.aws()))!;
  const [input] = readDeployed([stack]).environment.stacks;
  expect(input?.parameters).toEqual({ Env: 'prod' });
  expect(input?.undisclosed).toEqual(['Secret']);
});

test('what one stack names, another one has', async () => {
  await create('Shop-Data', data, values);
  const topic = find(await environmentOf('Shop-Data'), 'Alerts').physicalId!;
  const Resources = {
    Mail: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: topic, Protocol: 'sqs', Endpoint: { 'Fn::ImportValue': 'Topic' } },
    },
  };
  await create('Shop-Web', { Resources });
  const environment = await environmentOf('Shop-Data', 'Shop-Web');
  const mail = find(environment, 'Mail');
  for (const path of ['TopicArn', 'Endpoint']) {
    const links = environment.links('AWS::SNS::Subscription', path).from(mail);
    expect(links.map(({ to, certain }) => [to.logicalId, certain])).toEqual([['Alerts', true]]);
  }
  expect(targetOf(known('Shop-Other'), mail.stack).resources).toEqual([]);
});

test('names are those of the region, without deleted stacks', async () => {
  const empty = { Resources: { Alerts: { Type: 'AWS::SNS::Topic' } } };
  await create('Shop-Web', empty);
  await create('Shop-Old', empty);
  await create('Shop-Edge', empty, [], 'us-east-1');
  await client().send(new DeleteStackCommand({ StackName: 'Shop-Old' }));
  expect(await stackNames(moto.aws())).toEqual(['Shop-Web']);
  expect(await stackNames(moto.aws('us-east-1'))).toEqual(['Shop-Edge']);
  expect(await readStack('Shop-Old', moto.aws())).toBeUndefined();
  expect(await readStack('Shop-Edge', moto.aws())).toBeUndefined();
  expect(await readStack('Shop-Edge', moto.aws('us-east-1'))).toMatchObject({ region: 'us-east-1' });
});

test('what an update took away is not there any more, nor what it brought missing', async () => {
  await create('Shop-Data', {
    Resources: { Old: { Type: 'AWS::SNS::Topic' }, Kept: { Type: 'AWS::SNS::Topic' } },
  });
  const Resources = { Kept: { Type: 'AWS::SNS::Topic' }, New: { Type: 'AWS::SNS::Topic' } };
  const TemplateBody = JSON.stringify({ Resources });
  await client().send(new UpdateStackCommand({ StackName: 'Shop-Data', TemplateBody }));
  const environment = await environmentOf('Shop-Data');
  expect(environment.of('AWS::SNS::Topic').map(({ logicalId }) => logicalId)).toEqual(['Kept', 'New']);
  expect(environment.hidden).toEqual([]);
});

test('more resources than fit on a page are all read', async () => {
  const ids = Array.from({ length: 120 }, (_, index) => `Topic${index}`);
  const Resources = Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::SNS::Topic' }]));
  await create('Shop-Many', { Resources });
  const environment = await environmentOf('Shop-Many');
  expect(environment.of('AWS::SNS::Topic').length).toBe(120);
});

test('a stack is compared with its template', async () => {
  await create('Shop-Data', data, values);
  const stack = (await readStack('Shop-Data', moto.aws()))!;
  const assembled = { id: 'a', displayName: 'Prod/Data', stackName: 'Shop-Data', template: data };
  const parameters = { Env: 'prod' };
  expect(differences(stack, { ...assembled, parameters })).toEqual([]);
  expect(differences(stack, assembled)).toEqual(['Shop-Data: parameter Env is prod (test in the assembly)']);
});
