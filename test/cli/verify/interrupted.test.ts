import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Report } from '../../../lib/assess/report';
import { environmentAt } from '../../live/command';
import { hangs, startService } from '../../live/service';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../../..');
const node = ['--import', `file://${require.resolve('tsx')}`, resolve(root, 'bin', 'cdk-readiness.ts')];
const stackId = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/1';
const at = new Date('2026-02-01T09:00:00Z');

test('Ctrl-C ends what is being asked, and the report holds what is known', async () => {
  let asked = (): void => undefined;
  const reached = new Promise<void>((done) => (asked = done));
  const cluster = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } };
  const service = await startService({
    'sts:GetCallerIdentity': { Account: '123456789012' },
    'cloudformation:DescribeStacks': {
      Stacks: [{ StackName: 'Shop', StackId: stackId, CreationTime: at, StackStatus: 'CREATE_COMPLETE' }],
    },
    'cloudformation:GetTemplate': { TemplateBody: JSON.stringify({ Resources: { Db: cluster } }) },
    'cloudformation:ListStackResources': {
      StackResourceSummaries: [
        {
          LogicalResourceId: 'Db',
          PhysicalResourceId: 'shop',
          ResourceType: cluster.Type,
          ResourceStatus: 'CREATE_COMPLETE',
          LastUpdatedTimestamp: at,
        },
      ],
    },
    'rds:DescribeDBClusters': () => {
      asked();
      return hangs;
    },
    'rds:DescribeDBInstances': hangs,
    'rds:DescribeGlobalClusters': hangs,
  });
  const args = ['verify', '--stack', 'Shop', '--region', 'eu-west-1', '--item', 'ENV5', '--format', 'json'];
  const env = { PATH: process.env.PATH, ...environmentAt({ AWS_ENDPOINT_URL: service.url }) };
  const child = spawn(process.execPath, [...node, ...args], { cwd: __dirname, env });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (written.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (written.stderr += text.toString()));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  await reached;
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  await service.stop();
  expect(written.stderr).toBe('\ncdk-readiness: interrupted, writing what is known (again to end at once)\n');
  const [item] = (JSON.parse(written.stdout) as Report).items;
  const members = item?.probes.find(({ id }) => id === 'ENV5.members');
  expect(members?.findings).toMatchObject([
    { outcome: 'unknown', message: 'rds:DescribeDBClusters was interrupted; run verify again' },
  ]);
  expect(item?.controls.find(({ id }) => id === 'ENV5.replicas')?.outcome).toBe('fail');
});
