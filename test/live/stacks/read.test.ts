import type { Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { stackActions } from '../../../lib/live/stacks/actions';
import { readStack, stackNames } from '../../../lib/live/stacks/read';
import type { DeployedStack } from '../../../lib/model/deployed';
import { account, region } from '../account';
import { serviceError, startService, type Answers } from '../service';

const created = new Date('2026-02-01T00:00:00Z');

function arn(name: string, where = region): string {
  return `arn:aws:cloudformation:${where}:${account}:stack/${name}/1b2c3d4e`;
}

function stackOf(StackName: string, more: Partial<Stack> = {}): Stack {
  return {
    StackName,
    StackId: arn(StackName),
    StackStatus: 'CREATE_COMPLETE',
    CreationTime: created,
    ...more,
  };
}

function summary(LogicalResourceId: string, more: Partial<StackResourceSummary> = {}): StackResourceSummary {
  return {
    LogicalResourceId,
    PhysicalResourceId: `${LogicalResourceId}-1`,
    ResourceType: 'AWS::SNS::Topic',
    ResourceStatus: 'CREATE_COMPLETE',
    LastUpdatedTimestamp: created,
    ...more,
  };
}

const absent = serviceError('ValidationError', 'Stack with id Shop does not exist');

async function asked<T>(answers: Answers, ask: (aws: ReturnType<Service['aws']>) => Promise<T>): Promise<T> {
  const service = await startService(answers);
  try {
    return await ask(service.aws());
  } finally {
    await service.stop();
  }
}

type Service = Awaited<ReturnType<typeof startService>>;

/** What was asked of the account. */
async function callsOf(answers: Answers, ask: (aws: ReturnType<Service['aws']>) => Promise<unknown>) {
  const service = await startService(answers);
  try {
    await ask(service.aws());
  } finally {
    await service.stop();
  }
  return service.calls;
}

function read(
  stack: Stack,
  resources: readonly StackResourceSummary[] = [],
): Promise<DeployedStack | undefined> {
  return asked(
    {
      'cloudformation:DescribeStacks': { Stacks: [stack] },
      'cloudformation:GetTemplate': { TemplateBody: '{"Resources":{}}' },
      'cloudformation:ListStackResources': { StackResourceSummaries: [...resources] },
    },
    (aws) => readStack(stack.StackName!, aws),
  );
}

test('a stack is read with its template, values, tags and resources', async () => {
  const stack = stackOf('Shop', {
    StackStatus: 'UPDATE_COMPLETE',
    EnableTerminationProtection: true,
    Tags: [{ Key: 'team', Value: 'shop' }],
    NotificationARNs: ['arn:aws:sns:eu-west-1:123456789012:events'],
    DriftInformation: { StackDriftStatus: 'DRIFTED', LastCheckTimestamp: created },
    Parameters: [
      { ParameterKey: 'Count', ParameterValue: '3' },
      { ParameterKey: 'Origin', ParameterValue: '*' },
      { ParameterKey: 'Password', ParameterValue: '****' },
      { ParameterKey: 'Token', ParameterValue: '*****' },
      { ParameterKey: 'Image', ParameterValue: '/shop/image', ResolvedValue: 'ami-0abc' },
    ],
  });
  const resources = [
    summary('Alerts', {
      DriftInformation: { StackResourceDriftStatus: 'MODIFIED', LastCheckTimestamp: created },
    }),
    summary('Orders', { PhysicalResourceId: '', ResourceStatus: 'CREATE_IN_PROGRESS' }),
  ];
  expect(await read(stack, resources)).toEqual({
    name: 'Shop',
    id: arn('Shop'),
    account,
    region,
    status: 'UPDATE_COMPLETE',
    terminationProtection: true,
    template: '{"Resources":{}}',
    parameters: { Count: '3', Origin: '*', Image: '/shop/image' },
    storedValues: { Image: 'ami-0abc' },
    undisclosed: ['Password', 'Token'],
    tags: { team: 'shop' },
    notificationArns: ['arn:aws:sns:eu-west-1:123456789012:events'],
    resources: [
      {
        logicalId: 'Alerts',
        physicalId: 'Alerts-1',
        type: 'AWS::SNS::Topic',
        status: 'CREATE_COMPLETE',
        drift: 'MODIFIED',
      },
      { logicalId: 'Orders', type: 'AWS::SNS::Topic', status: 'CREATE_IN_PROGRESS', drift: 'NOT_CHECKED' },
    ],
    unnamed: 0,
    nested: {},
    drift: { status: 'DRIFTED', checkedAt: '2026-02-01T00:00:00.000Z' },
  });
});

test('what CloudFormation leaves out is nothing, and a stack without a word on drift was not checked', async () => {
  expect(await read(stackOf('Shop'))).toMatchObject({
    parameters: {},
    storedValues: {},
    undisclosed: [],
    tags: {},
    notificationArns: [],
    drift: { status: 'NOT_CHECKED', checkedAt: undefined },
  });
});

test('the template is asked for as macros made it, by the ARN of the stack', async () => {
  const calls = await callsOf(
    {
      'cloudformation:DescribeStacks': { Stacks: [stackOf('Shop')] },
      'cloudformation:GetTemplate': { TemplateBody: '{}' },
      'cloudformation:ListStackResources': { StackResourceSummaries: [] },
    },
    (aws) => readStack('Shop', aws),
  );
  expect(calls.find(({ action }) => action === 'cloudformation:GetTemplate')?.input).toEqual({
    StackName: arn('Shop'),
    TemplateStage: 'Processed',
  });
  expect(stackActions).toEqual(expect.arrayContaining(calls.map(({ action }) => action)));
});

test('account and region are those of the ARN', async () => {
  const foreign = 'arn:aws-cn:cloudformation:cn-north-1:210987654321:stack/Shop/1';
  const stack = await read(stackOf('Shop', { StackId: foreign }));
  expect(stack).toMatchObject({ account: '210987654321', region: 'cn-north-1' });
});

test('what is listed without its name is counted, and is no resource', async () => {
  const stack = await read(stackOf('Shop'), [
    summary('A'),
    summary('', { PhysicalResourceId: '' }),
    summary(''),
  ]);
  expect(stack?.resources.map(({ logicalId }) => logicalId)).toEqual(['A']);
  expect(stack?.unnamed).toBe(2);
});

test('all pages of resources are read', async () => {
  const stack = await asked(
    {
      'cloudformation:DescribeStacks': { Stacks: [stackOf('Shop')] },
      'cloudformation:GetTemplate': { TemplateBody: '{}' },
      'cloudformation:ListStackResources': ({ NextToken }) =>
        NextToken === undefined
          ? { StackResourceSummaries: [summary('A')], NextToken: 'more' }
          : { StackResourceSummaries: [summary('B')] },
    },
    (aws) => readStack('Shop', aws),
  );
  expect(stack?.resources.map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
});

test.each<[string, Answers['cloudformation:DescribeStacks']]>([
  ['does not exist', absent],
  ['was deleted', { Stacks: [stackOf('Shop', { StackStatus: 'DELETE_COMPLETE' })] }],
  ['is not in the answer', { Stacks: [] }],
])('a stack that %s is none', async (_why, answer) => {
  expect(
    await asked({ 'cloudformation:DescribeStacks': answer }, (aws) => readStack('Shop', aws)),
  ).toBeUndefined();
});

test('a stack that may not be read is not taken for none', async () => {
  const answer = serviceError('AccessDenied', 'not authorized', 403);
  const reading = asked({ 'cloudformation:DescribeStacks': answer }, (aws) => readStack('Shop', aws));
  await expect(reading).rejects.toThrow('the credentials may not call cloudformation:DescribeStacks');
});

test('a stack of which there is only a change set has no template', async () => {
  const stack = await asked(
    {
      'cloudformation:DescribeStacks': { Stacks: [stackOf('Shop', { StackStatus: 'REVIEW_IN_PROGRESS' })] },
      'cloudformation:ListStackResources': { StackResourceSummaries: [] },
    },
    (aws) => readStack('Shop', aws),
  );
  expect(stack).toMatchObject({ status: 'REVIEW_IN_PROGRESS', template: '{}', resources: [] });
});

describe('nested stacks', () => {
  const Type = 'AWS::CloudFormation::Stack';
  const child = (LogicalResourceId: string, more: Partial<StackResourceSummary> = {}): StackResourceSummary =>
    summary(LogicalResourceId, { PhysicalResourceId: arn(LogicalResourceId), ResourceType: Type, ...more });

  function tree(children: Readonly<Record<string, readonly StackResourceSummary[]>>): Answers {
    const nameOf = (id: string | undefined): string => id?.split('/')[1] ?? id ?? '';
    return {
      'cloudformation:DescribeStacks': ({ StackName }) => ({ Stacks: [stackOf(nameOf(StackName))] }),
      'cloudformation:GetTemplate': { TemplateBody: '{}' },
      'cloudformation:ListStackResources': ({ StackName }) => ({
        StackResourceSummaries: [...(children[nameOf(StackName)] ?? [])],
      }),
    };
  }

  test('are read with the stack, however deep', async () => {
    const answers = tree({ Shop: [child('Data'), summary('Alerts')], Data: [child('Db')] });
    const stack = await asked(answers, (aws) => readStack('Shop', aws));
    expect(Object.keys(stack?.nested ?? {})).toEqual(['Data']);
    expect(stack?.nested.Data?.nested.Db).toMatchObject({ name: 'Db', id: arn('Db') });
  });

  test('that are gone, or not there yet, are left out', async () => {
    const answers = tree({
      Shop: [
        child('Gone', { ResourceStatus: 'DELETE_COMPLETE' }),
        child('Kept', { ResourceStatus: 'DELETE_SKIPPED' }),
        child('Soon', { PhysicalResourceId: undefined, ResourceStatus: 'CREATE_IN_PROGRESS' }),
        child('There', { ResourceStatus: 'UPDATE_FAILED' }),
      ],
    });
    const stack = await asked(answers, (aws) => readStack('Shop', aws));
    expect(Object.keys(stack?.nested ?? {})).toEqual(['There']);
  });

  test('are not followed in a circle', async () => {
    let stack = await asked(tree({ Shop: [child('Shop')] }), (aws) => readStack('Shop', aws));
    let depth = 0;
    for (; stack; stack = stack.nested.Shop) depth += 1;
    expect(depth).toBe(11);
  });
});

describe('names of stacks', () => {
  test('come from all pages, without nested stacks, each once and in order', async () => {
    const names = await asked(
      {
        'cloudformation:ListStacks': ({ NextToken }) =>
          NextToken === undefined
            ? { StackSummaries: [stackOf('Shop-Web'), stackOf('Shop-Data')], NextToken: 'more' }
            : { StackSummaries: [stackOf('Shop-Web'), stackOf('Nested', { ParentId: arn('Shop-Web') })] },
      },
      stackNames,
    );
    expect(names).toEqual(['Shop-Data', 'Shop-Web']);
  });

  test('are asked for in every state but that of a deleted stack', async () => {
    const calls = await callsOf({ 'cloudformation:ListStacks': { StackSummaries: [] } }, stackNames);
    const { StackStatusFilter: states } = calls[0]?.input as { StackStatusFilter: string[] };
    expect(states).toContain('UPDATE_ROLLBACK_FAILED');
    expect(states).toContain('DELETE_FAILED');
    expect(states).not.toContain('DELETE_COMPLETE');
  });
});
