import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  paginateDescribeDBInstances,
  RDSClient,
} from '@aws-sdk/client-rds';
import { pass, type Answer } from '../../lib/live/answer';
import type { Aws } from '../../lib/live/aws';
import { everyPage } from '../../lib/live/call-failed';
import type { Probe } from '../../lib/live/probe';
import { run, type Question } from '../../lib/live/run';
import { Session } from '../../lib/live/session';
import type { Target } from '../../lib/live/target';
import { account, now, region } from './account';
import { breaksOff, hangs, serviceError, startService, type Answers, type Service } from './service';
import { onlyTimers, quickly } from './time';

const at = now.toISOString();
let service: Service;
let session: Session;
afterEach(async () => {
  jest.useRealTimers();
  session.close();
  await service.stop();
});

/** Runs questions against a service with these answers, and shows the replies as `outcome: message`. */
async function replies(
  answers: Answers,
  questions: readonly Question[],
  { signal, onQuestion }: { signal?: AbortSignal; onQuestion?: (question: Question) => void } = {},
): Promise<readonly string[]> {
  service = await startService(answers);
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  session = new Session({ endpoint: service.url, credentials, signal });
  const aws = (location: { account: string; region: string }): Aws => session.aws(location, now);
  const ran = await run(questions, { aws, clock: () => now, signal, onQuestion });
  if (ran.fault instanceof Error) throw ran.fault;
  expect(ran.replies.map((reply) => [reply.probe, reply.target, reply.at])).toEqual(
    questions.map(({ probe, target }) => [probe, target, at]),
  );
  return ran.replies.map(({ answer }) => `${answer.outcome}: ${answer.message}`);
}

function question(ask: (target: Target, aws: Aws) => Promise<Answer>, id = 'shop'): Question {
  const probe: Probe = {
    id: 'ENV5.example',
    title: 'DB cluster is an example',
    severity: 'error',
    why: '',
    fix: '',
    docs: '',
    about: { of: 'region' },
    actions: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
    ask: () => ask,
  };
  return { probe, target: { account, region, type: 'AWS::RDS::DBCluster', id } };
}

async function hasCluster({ id }: Target, aws: Aws): Promise<Answer> {
  await aws.client(RDSClient).send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }));
  return pass(`DB cluster ${id} is there`, []);
}

async function countsInstances(_target: Target, aws: Aws): Promise<Answer> {
  const pages = paginateDescribeDBInstances({ client: aws.client(RDSClient) }, {});
  const instances = await everyPage(pages, ({ DBInstances }) => DBInstances);
  return pass(`${instances.length} instances`, []);
}

test('what is denied leaves its own question open and names the action', async () => {
  const answers: Answers = {
    'rds:DescribeDBClusters': { DBClusters: [] },
    'rds:DescribeDBInstances': serviceError(
      'AccessDenied',
      'User: arn:aws:iam::123456789012:user/eve is not',
      403,
    ),
  };
  expect(await replies(answers, [question(countsInstances), question(hasCluster)])).toEqual([
    'unknown: the credentials may not call rds:DescribeDBInstances; allow it (cdk-readiness verify --print-policy ' +
      'prints all that is needed) and run verify again',
    'pass: DB cluster shop is there',
  ]);
});

test('credentials that expire on the way leave the rest open', async () => {
  const answers: Answers = {
    'rds:DescribeDBClusters': ({ DBClusterIdentifier }) =>
      DBClusterIdentifier === 'first' ? { DBClusters: [] } : serviceError('ExpiredToken', 'expired', 403),
  };
  expect(await replies(answers, [question(hasCluster, 'first'), question(hasCluster, 'second')])).toEqual([
    'pass: DB cluster first is there',
    'unknown: the credentials were not accepted for rds:DescribeDBClusters (ExpiredToken); log in again and run ' +
      'verify again',
  ]);
});

describe('half an answer is none', () => {
  const oneThen = (rest: ReturnType<typeof serviceError> | typeof breaksOff): Answers => ({
    'rds:DescribeDBInstances': ({ Marker }) =>
      Marker === undefined ? { DBInstances: [{ DBInstanceIdentifier: 'shop-1' }], Marker: '2' } : rest,
  });

  test('the second page is denied', async () => {
    expect(
      await replies(oneThen(serviceError('AccessDenied', '', 403)), [question(countsInstances)]),
    ).toEqual([expect.stringMatching(/^unknown: the credentials may not call rds:DescribeDBInstances/)]);
  });

  test('the connection of the second page breaks off', async () => {
    jest.useFakeTimers(onlyTimers);
    const [reply] = await quickly(replies(oneThen(breaksOff), [question(countsInstances)]));
    expect(reply).toMatch(/^unknown: /);
  });
});

test('an interruption leaves what was answered, and says of the rest that it was not asked', async () => {
  const interruption = new AbortController();
  const answers: Answers = {
    'rds:DescribeDBClusters': ({ DBClusterIdentifier }) => {
      if (DBClusterIdentifier === 'first') return { DBClusters: [] };
      setTimeout(() => interruption.abort(), 50);
      return hangs;
    },
  };
  const names = ['first', ...Array.from({ length: 30 }, (_, i) => `c${i}`)];
  const shown = await replies(
    answers,
    names.map((name) => question(hasCluster, name)),
    { signal: interruption.signal },
  );
  expect(shown[0]).toBe('pass: DB cluster first is there');
  expect(shown[1]).toBe('unknown: rds:DescribeDBClusters was interrupted; run verify again');
  expect(shown.at(-1)).toBe('unknown: it was not asked: the run was interrupted before; run verify again');
  expect(shown.filter((each) => !each.startsWith('unknown'))).toHaveLength(1);
});

test('a fault of a probe is ours, and leaves the other answers', async () => {
  const questions = [question(() => Promise.reject(new TypeError('x is undefined'))), question(hasCluster)];
  service = await startService({ 'rds:DescribeDBClusters': { DBClusters: [] } });
  session = new Session({ endpoint: service.url, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  const ran = await run(questions, { aws: (location) => session.aws(location, now), clock: () => now });
  expect(ran.fault).toEqual(new TypeError('x is undefined'));
  expect(ran.replies.map(({ answer }) => `${answer.outcome}: ${answer.message}`)).toEqual([
    'unknown: it could not be judged, by a fault of cdk-readiness: x is undefined',
    'pass: DB cluster shop is there',
  ]);
});

test('questions are told of, and have their replies in order, however long each takes', async () => {
  const told: string[] = [];
  const names = Array.from({ length: 20 }, (_, i) => `c${i}`);
  const answers: Answers = {
    'rds:DescribeDBClusters': async ({ DBClusterIdentifier = '' }) => {
      await new Promise((resolve) => setTimeout(resolve, 40 - 2 * Number(DBClusterIdentifier.slice(1))));
      return { DBClusters: [] };
    },
  };
  const questions = names.map((name) => question(hasCluster, name));
  const shown = await replies(answers, questions, { onQuestion: ({ target }) => told.push(target.id) });
  expect(shown).toEqual(names.map((name) => `pass: DB cluster ${name} is there`));
  expect(told).toEqual(names);
});

test('a probe may not call what it does not declare', async () => {
  const undeclared = question(async (_target, aws) => {
    await aws.client(RDSClient).send(new DescribeDBInstancesCommand({}));
    return pass('', []);
  });
  const asked = replies({}, [
    { ...undeclared, probe: { ...undeclared.probe, actions: ['rds:DescribeDBClusters'] } },
  ]);
  await expect(asked).rejects.toThrow('rds:DescribeDBInstances is called and not declared');
  expect(service.calls).toEqual([]);
});
