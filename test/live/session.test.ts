import { BackupClient, GetBackupPlanCommand } from '@aws-sdk/client-backup';
import { ECSClient, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { callFailed, CallFailed } from '../../lib/live/call-failed';
import { Session, withActions, type SessionOptions } from '../../lib/live/session';
import { account, now, region } from './account';
import { breaksOff, hangs, inTurn, serviceError, startService, type Answers, type Service } from './service';
import { onlyTimers, quickly } from './time';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
const running: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A session that asks a service with these answers. */
async function asking(
  answers: Answers,
  options: SessionOptions = {},
): Promise<{ session: Session; service: Service }> {
  const service = await startService(answers);
  const session = new Session({ endpoint: service.url, credentials, ...options });
  running.push(
    () => session.close(),
    () => service.stop(),
  );
  return { session, service };
}

function clusters(session: Session, name = 'shop', inRegion = region): Promise<unknown> {
  const client = session.aws({ account, region: inRegion }, now).client(RDSClient);
  return client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: name }));
}

function failing(promise: Promise<unknown>): Promise<CallFailed> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => {
      if (error instanceof CallFailed) return error;
      throw error;
    },
  );
}

describe('calls that fail for a moment are made again', () => {
  beforeEach(() => void jest.useFakeTimers(onlyTimers));
  afterEach(() => void jest.useRealTimers());

  test.each([
    ['Throttling', 400],
    ['ThrottlingException', 400],
    ['RequestLimitExceeded', 503],
    ['TooManyRequestsException', 429],
    ['InternalFailure', 500],
    ['ServiceUnavailable', 503],
  ])('%s (%i)', async (code, status) => {
    const error = serviceError(code, 'Rate exceeded', status);
    const { session, service } = await asking({
      'rds:DescribeDBClusters': inTurn(error, error, { DBClusters: [] }),
    });
    await expect(quickly(clusters(session))).resolves.toMatchObject({ DBClusters: [] });
    expect(service.calls).toHaveLength(3);
  });

  test('a connection that breaks off', async () => {
    const { session, service } = await asking({
      'rds:DescribeDBClusters': inTurn(breaksOff, { DBClusters: [] }),
    });
    await expect(quickly(clusters(session))).resolves.toMatchObject({ DBClusters: [] });
    expect(service.calls).toHaveLength(2);
  });

  test('six times and no more', async () => {
    const { session, service } = await asking({ 'rds:DescribeDBClusters': serviceError('Throttling') });
    const { failure, message } = await quickly(failing(clusters(session)));
    expect(failure).toBe('throttled');
    expect(message).toBe('AWS throttled rds:DescribeDBClusters until all attempts were used up');
    expect(service.calls).toHaveLength(6);
  });

  test('a service that never answers is given up', async () => {
    const { session } = await asking({ 'rds:DescribeDBClusters': hangs });
    const started = Date.now();
    const { failure, message } = await quickly(failing(clusters(session)));
    expect(failure).toBe('unreachable');
    expect(message).toBe('rds:DescribeDBClusters was not answered (TimeoutError)');
    expect(Date.now() - started).toBeLessThan(180_000);
  });

  // The errors of Node's own sockets are not those of the realm of a test, so these are not made by real ones.
  test.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('nobody at the address: %s', (code) => {
    const { failure, message } = callFailed(
      'rds:DescribeDBClusters',
      Object.assign(new Error('secret'), { code }),
    );
    expect([failure, message]).toEqual(['unreachable', `rds:DescribeDBClusters was not answered (${code})`]);
  });
});

test('an answer that is none of the service shows its status', () => {
  const error = Object.assign(new SyntaxError('<html>secret'), { $metadata: { httpStatusCode: 502 } });
  expect(callFailed('backup:ListBackupJobs', error).message).toBe(
    'backup:ListBackupJobs was not answered (502)',
  );
});

describe('calls that are refused are not made again', () => {
  test.each([
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['AuthorizationError', 403, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['ExpiredToken', 403, 'credentials'],
    ['ExpiredTokenException', 400, 'credentials'],
    ['InvalidClientTokenId', 403, 'credentials'],
    ['UnrecognizedClientException', 400, 'credentials'],
    ['SignatureDoesNotMatch', 403, 'credentials'],
    ['IncompleteSignature', 400, 'credentials'],
    ['OptInRequired', 403, 'credentials'],
    ['InvalidParameterValue', 400, 'refused'],
    ['DBClusterNotFoundFault', 404, 'refused'],
  ])('%s (%i) is %s, in each protocol', async (code, status, failure) => {
    const error = serviceError(
      code,
      'User: arn:aws:sts::123456789012:assumed-role/x is not authorized',
      status,
    );
    const { session, service } = await asking({
      'rds:DescribeDBClusters': error,
      'ecs:DescribeServices': error,
      'backup:GetBackupPlan': error,
    });
    const { client } = session.aws({ account, region }, now);
    const failures = await Promise.all([
      failing(client(RDSClient).send(new DescribeDBClustersCommand({}))),
      failing(client(ECSClient).send(new DescribeServicesCommand({ services: [] }))),
      failing(client(BackupClient).send(new GetBackupPlanCommand({ BackupPlanId: 'p' }))),
    ]);
    expect(failures.map((each) => [each.action, each.code, each.failure])).toEqual([
      ['rds:DescribeDBClusters', code, failure],
      ['ecs:DescribeServices', code, failure],
      ['backup:GetBackupPlan', code, failure],
    ]);
    expect(service.calls).toHaveLength(3);
  });

  test('in words for a person', async () => {
    const { session } = await asking({
      'rds:DescribeDBClusters': ({ DBClusterIdentifier }) => {
        throw serviceError(DBClusterIdentifier ?? '', 'secret', 400);
      },
    });
    const messages = ['AccessDenied', 'ExpiredToken', 'InvalidParameterValue'].map(
      async (code) => (await failing(clusters(session, code))).message,
    );
    expect(await Promise.all(messages)).toEqual([
      'the credentials may not call rds:DescribeDBClusters',
      'the credentials were not accepted for rds:DescribeDBClusters (ExpiredToken)',
      'rds:DescribeDBClusters was refused (InvalidParameterValue)',
    ]);
  });

  test('a machine without credentials', async () => {
    const { service } = await asking({});
    const session = new Session({
      endpoint: service.url,
      credentials: () =>
        Promise.reject(Object.assign(new Error('secret'), { name: 'CredentialsProviderError' })),
    });
    const { failure, message } = await failing(clusters(session));
    expect(failure).toBe('credentials');
    expect(message).toBe(
      'the credentials were not accepted for rds:DescribeDBClusters (CredentialsProviderError)',
    );
  });
});

describe('calls of one run', () => {
  test('are made once if they are equal, also when they fail', async () => {
    const told: string[] = [];
    const { session, service } = await asking(
      {
        'rds:DescribeDBClusters': ({ DBClusterIdentifier }) =>
          DBClusterIdentifier === 'none'
            ? serviceError('DBClusterNotFoundFault', '', 404)
            : { DBClusters: [] },
        'sns:GetTopicAttributes': {},
      },
      { onCall: (action) => told.push(action) },
    );
    await Promise.all([
      clusters(session),
      clusters(session),
      clusters(session, 'other'),
      failing(clusters(session, 'none')),
    ]);
    await Promise.all([
      clusters(session),
      clusters(session, 'shop', 'us-east-1'),
      failing(clusters(session, 'none')),
    ]);
    const topics = session.aws({ account, region }, now).client(SNSClient, 'us-east-1');
    await topics.send(new GetTopicAttributesCommand({ TopicArn: 'arn' }));
    const made = service.calls.map((call) => [call.region, ...Object.values(call.input)].join(' ')).sort();
    expect(made).toEqual([
      'eu-west-1 none',
      'eu-west-1 other',
      'eu-west-1 shop',
      'us-east-1 arn',
      'us-east-1 shop',
    ]);
    expect(told.sort()).toEqual(service.calls.map(({ action }) => action).sort());
  });

  test('are not shared between sessions', async () => {
    const { session, service } = await asking({ 'rds:DescribeDBClusters': { DBClusters: [] } });
    await clusters(session);
    await clusters(new Session({ endpoint: service.url, credentials }));
    expect(service.calls).toHaveLength(2);
  });

  test('are under way together, and never too many', async () => {
    let underWay = 0;
    let most = 0;
    const slowly = async <T>(answer: T): Promise<T> => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
      underWay--;
      return answer;
    };
    const { session } = await asking({
      'rds:DescribeDBClusters': () => slowly({ DBClusters: [] }),
      'sns:GetTopicAttributes': () => slowly({}),
    });
    const topics = session.aws({ account, region }, now).client(SNSClient);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => [
        clusters(session, `c${i}`),
        topics.send(new GetTopicAttributesCommand({ TopicArn: `t${i}` })),
      ]).flat(),
    );
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(16);
  });

  test('may be no others than those declared', async () => {
    const { session, service } = await asking({ 'rds:DescribeDBClusters': { DBClusters: [] } });
    await expect(withActions(['rds:DescribeDBInstances'], async () => clusters(session))).rejects.toThrow(
      'rds:DescribeDBClusters is called and not declared',
    );
    await withActions(['rds:DescribeDBClusters'], () => clusters(session));
    expect(service.calls).toHaveLength(1);
  });

  test('end when the run is interrupted', async () => {
    const interruption = new AbortController();
    const { session, service } = await asking(
      { 'rds:DescribeDBClusters': hangs },
      { signal: interruption.signal },
    );
    const call = failing(clusters(session));
    while (service.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    interruption.abort();
    expect([(await call).failure, (await call).message]).toEqual([
      'interrupted',
      'rds:DescribeDBClusters was interrupted',
    ]);
  });
});

test('no message of a failure repeats what was sent, what the service said, or where it was asked', async () => {
  const secret = fc.string({
    minLength: 8,
    unit: fc.constantFrom('a', 'b', 'Z', '0', '9', '+', '/', '=', '_', '-', '%', '<'),
  });
  const codes = fc.constantFrom('AccessDenied', 'ExpiredToken', 'ValidationError', 'a code with spaces', '');
  await fc.assert(
    fc.asyncProperty(secret, codes, async (hidden, code) => {
      const { session, service } = await asking({
        'sns:GetTopicAttributes': serviceError(code, `${hidden} is not authorized`, 403),
      });
      const endpoint = service.url.replace('http://', `http://user:${encodeURIComponent(hidden)}@`);
      const session2 = new Session({ endpoint, credentials: { ...credentials, secretAccessKey: hidden } });
      for (const each of [session, session2]) {
        const client = each.aws({ account, region }, now).client(SNSClient);
        const error = await failing(client.send(new GetTopicAttributesCommand({ TopicArn: hidden })));
        expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(hidden);
      }
      session2.close();
    }),
    { numRuns: 15 },
  );
});
