import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../lib/assess/report';
import { serviceError, startService, type Answers } from '../../live/service';
import { command, type Ran } from '../console';

jest.setTimeout(30_000);

const account = '123456789012';
const caller = { Account: account, Arn: `arn:aws:iam::${account}:user/somebody`, UserId: 'AIDA' };
const environment = { ...process.env };
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'readiness-'));
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_REGION;
  delete process.env.AWS_DEFAULT_REGION;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_CONFIG_FILE: join(cwd, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(cwd, { recursive: true, force: true });
});

/** What `verify` does where an account answers so. */
async function verify(answers: Answers, ...args: readonly string[]): Promise<Ran> {
  const service = await startService({ 'sts:GetCallerIdentity': caller, ...answers });
  process.env.AWS_ENDPOINT_URL = service.url;
  try {
    return await command(['verify', ...args], { cwd });
  } finally {
    await service.stop();
  }
}

function refused(line: string): Ran {
  return { status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` };
}

const here = ['--region', 'eu-west-1'];
const noStack = serviceError('ValidationError', 'Stack with id Shop does not exist');

/** A stack as CloudFormation tells it, with its template. */
function deployed(name: string, resources: object): Answers {
  const StackId = `arn:aws:cloudformation:eu-west-1:${account}:stack/${name}/1`;
  const CreationTime = new Date('2026-02-01T09:00:00Z');
  const ids = Object.entries(resources as Record<string, { Type: string }>);
  return {
    'cloudformation:DescribeStacks': ({ StackName }) =>
      StackName === name || StackName === StackId
        ? { Stacks: [{ StackName: name, StackId, CreationTime, StackStatus: 'CREATE_COMPLETE' }] }
        : noStack,
    'cloudformation:GetTemplate': { TemplateBody: JSON.stringify({ Resources: resources }) },
    'cloudformation:ListStackResources': {
      StackResourceSummaries: ids.map(([LogicalResourceId, { Type }]) => ({
        LogicalResourceId,
        PhysicalResourceId: `${name}-${LogicalResourceId}`,
        ResourceType: Type,
        ResourceStatus: 'CREATE_COMPLETE',
        LastUpdatedTimestamp: CreationTime,
      })),
    },
  };
}

describe('refused in one line', () => {
  test('without stacks, and without an assembly to take them from', async () => {
    expect(await verify({}, ...here)).toEqual(
      refused(
        'name the stacks to verify: --stack Shop-Data, --stack "Shop-*", or --against an assembly folder; or name resources in readiness.yaml',
      ),
    );
  });

  test('without a region', async () => {
    expect(await verify({}, '--stack', 'Shop')).toEqual(
      refused('no region is named: give --region eu-west-1, or set AWS_REGION'),
    );
  });

  test.each([
    [['--region', 'Ireland'], '"Ireland" is no region, expected one such as eu-west-1'],
    [
      ['--role', `arn:aws:iam::${account}:role/r`, '--profile', 'a', '--profile', 'b', ...here],
      '--role takes its credentials from one profile, and several are given',
    ],
    [['--watch', 'often', ...here], '--watch takes a time such as 90s, 15m or 4h, got "often"'],
    [['--watch', '15m', '--for', '4', ...here], '--for takes a time such as 90s, 15m or 4h, got "4"'],
  ])('%j', async (args, line) => {
    expect(await verify({}, '--stack', 'Shop', ...args)).toEqual(refused(line));
  });

  test('a stack that is nowhere', async () => {
    expect(await verify({ 'cloudformation:DescribeStacks': noStack }, '--stack', 'Shop', ...here)).toEqual(
      refused(`there is no stack "Shop" in ${account}/eu-west-1`),
    );
  });

  test('a pattern that fits no stack', async () => {
    const answers = { 'cloudformation:ListStacks': { StackSummaries: [] } };
    expect(await verify(answers, '--stack', 'Shop-*', ...here)).toEqual(
      refused(`there is no stack "Shop-*" in ${account}/eu-west-1`),
    );
  });

  test('a stack that nobody may read, with the action', async () => {
    const answers = { 'cloudformation:DescribeStacks': serviceError('AccessDenied', 'no', 403) };
    expect(await verify(answers, '--stack', 'Shop', ...here)).toEqual(
      refused(
        `stack Shop in ${account}/eu-west-1 could not be read: the credentials may not call cloudformation:DescribeStacks`,
      ),
    );
  });

  test('credentials that are not accepted', async () => {
    const answers = { 'sts:GetCallerIdentity': serviceError('ExpiredToken', 'secret token expired', 403) };
    expect(await verify(answers, '--stack', 'Shop', ...here)).toEqual(
      refused(
        'the credentials of this environment cannot be used: the credentials were not accepted for sts:GetCallerIdentity (ExpiredToken); log in, or name others by --profile or --role',
      ),
    );
  });

  test('a profile that leads to another account than readiness.yaml says', async () => {
    writeFileSync(
      join(cwd, 'readiness.yaml'),
      "accounts:\n  '999999999999': { role: 'arn:aws:iam::999999999999:role/r' }\n",
    );
    const Credentials = {
      AccessKeyId: 'ASIA',
      SecretAccessKey: 's',
      SessionToken: 't',
      Expiration: new Date('2100-01-01T00:00:00Z'),
    };
    const { status, stderr } = await verify(
      { 'sts:AssumeRole': { Credentials } },
      '--stack',
      'Shop',
      ...here,
    );
    expect([status, stderr]).toEqual([
      2,
      `cdk-readiness: readiness.yaml:2:3: the role arn:aws:iam::999999999999:role/r leads to account ${account}, not to 999999999999\n`,
    ]);
  });
});

test('the policy is printed without asking anybody', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  const { status, stdout, stderr } = await command(['verify', '--print-policy', '--item', 'ENV5'], { cwd });
  expect([status, stderr]).toEqual([0, '']);
  const { Statement } = JSON.parse(stdout) as { Statement: readonly { Action: readonly string[] }[] };
  expect(Statement[0]?.Action).toContain('rds:DescribeDBClusters');
  expect(Statement[0]?.Action).not.toContain('sns:ListSubscriptionsByTopic');
});

const table = { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } } };

describe('what is deployed', () => {
  test('is judged by the same controls, and nothing is asked that does not arise', async () => {
    const args = ['--stack', 'Shop', '--item', 'ENV1', '--format', 'json', ...here];
    const { status, stdout, stderr } = await verify(deployed('Shop', table), ...args);
    expect([status, stderr]).toEqual([1, '']);
    const { items, asked } = JSON.parse(stdout) as Report;
    expect(items.map(({ id, outcome }) => [id, outcome])).toEqual([['ENV1', 'fail']]);
    expect(items[0]?.controls[0]?.findings[0]).toMatchObject({ outcome: 'fail', origin: 'account' });
    expect(asked).toEqual([
      { account, region: 'eu-west-1', at: '2026-03-01T09:00:00.000Z', stacks: ['Shop'] },
    ]);
  });

  test('may have in a stack that cannot be read what the others lack: no failure is certain then', async () => {
    const readable = deployed('Shop', table);
    const answers: Answers = {
      ...readable,
      'cloudformation:DescribeStacks': (input, call) => {
        if (input.StackName === 'Secret') return serviceError('AccessDenied', 'no', 403);
        const describe = readable['cloudformation:DescribeStacks'];
        return typeof describe === 'function' ? describe(input, call) : noStack;
      },
    };
    const args = ['--stack', 'Shop', '--stack', 'Secret', '--item', 'ENV1', '--format', 'json', ...here];
    const { status, stdout } = await verify(answers, ...args);
    expect(status).toBe(0);
    const { items, notices } = JSON.parse(stdout) as Report;
    expect(items[0]?.outcome).toBe('unknown');
    const reason = `stack Secret in ${account}/eu-west-1 could not be read: the credentials may not call cloudformation:DescribeStacks`;
    expect(items[0]?.controls[0]?.findings[0]?.message).toContain(reason);
    expect(notices).toContain(reason);
  });

  test('may lie in a stack that was not asked for: what readiness.yaml names there is a notice', async () => {
    writeFileSync(join(cwd, 'readiness.yaml'), 'workload:\n  databases: [Shop-Data.Db]\n');
    const args = ['--stack', 'Shop', '--item', 'ENV4', '--format', 'json', ...here];
    const { stdout } = await verify(deployed('Shop', table), ...args);
    expect((JSON.parse(stdout) as Report).notices).toContain(
      'readiness.yaml:2:15: Shop-Data.Db is in none of the stacks that were asked for',
    );
  });

  test('may be named by ARN alone, without any stack: what no template shows stays unknown', async () => {
    writeFileSync(
      join(cwd, 'readiness.yaml'),
      `elsewhere:\n  SEC8: ['arn:aws:guardduty:eu-west-1:${account}:detector/12abc']\nworkload:\n  databases: ['arn:aws:rds:eu-west-1:${account}:cluster:shop']\n`,
    );
    const { status, stdout, stderr } = await verify(
      { 'rds:DescribeDBClusters': { DBClusters: [] }, 'rds:DescribeDBInstances': { DBInstances: [] } },
      '--item',
      'ENV5,ENV1',
      '--format',
      'json',
    );
    expect([status, stderr]).toEqual([1, '']);
    const [env1, env5] = (JSON.parse(stdout) as Report).items;
    expect([env1?.outcome, env5?.outcome]).toEqual(['unknown', 'fail']);
    expect(env5?.probes.find(({ id }) => id === 'ENV5.members')?.findings[0]?.message).toBe(
      'DB cluster shop does not exist in eu-west-1',
    );
  });
});
