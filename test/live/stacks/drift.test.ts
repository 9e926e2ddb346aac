import type {
  DescribeStackDriftDetectionStatusOutput,
  StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { driftActions } from '../../../lib/live/stacks/actions';
import { withDrift, type DriftOptions } from '../../../lib/live/stacks/drift';
import type { DeployedStack } from '../../../lib/model/deployed';
import { account, region } from '../account';
import { inTurn, serviceError, startService, type Answers } from '../service';

const at = new Date('2026-03-01T04:10:31Z');

function arn(name: string): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/1b2c3d4e`;
}

function stackOf(name: string, more: Partial<DeployedStack> = {}): DeployedStack {
  return {
    name,
    id: arn(name),
    account,
    region,
    status: 'UPDATE_COMPLETE',
    template: '{}',
    parameters: {},
    storedValues: {},
    undisclosed: [],
    tags: {},
    notificationArns: [],
    resources: [],
    unnamed: 0,
    nested: {},
    drift: { status: 'NOT_CHECKED' },
    ...more,
  };
}

function statusOf(
  DetectionStatus: DescribeStackDriftDetectionStatusOutput['DetectionStatus'],
  more: Partial<DescribeStackDriftDetectionStatusOutput> = {},
): DescribeStackDriftDetectionStatusOutput {
  return { StackId: arn('Shop'), StackDriftDetectionId: 'd1', DetectionStatus, Timestamp: at, ...more };
}

const running = statusOf('DETECTION_IN_PROGRESS');
const complete = statusOf('DETECTION_COMPLETE', { StackDriftStatus: 'DRIFTED' });

function driftOf(LogicalResourceId: string, more: Partial<StackResourceDrift> = {}): StackResourceDrift {
  return {
    StackId: arn('Shop'),
    LogicalResourceId,
    ResourceType: 'AWS::SQS::Queue',
    StackResourceDriftStatus: 'MODIFIED',
    Timestamp: at,
    ...more,
  };
}

const healthy: Answers = {
  'cloudformation:DetectStackDrift': { StackDriftDetectionId: 'd1' },
  'cloudformation:DescribeStackDriftDetectionStatus': complete,
  'cloudformation:DescribeStackResourceDrifts': { StackResourceDrifts: [] },
};

async function checked(answers: Answers, stack = stackOf('Shop'), options: DriftOptions = {}) {
  const service = await startService({ ...healthy, ...answers });
  try {
    const found = await withDrift(stack, service.aws(), { pause: () => Promise.resolve(), ...options });
    return { found, calls: service.calls };
  } finally {
    await service.stop();
  }
}

test('a check is waited for, and what it found is kept as it was said', async () => {
  const differences = [
    {
      PropertyPath: '/DelaySeconds',
      ExpectedValue: '120',
      ActualValue: '20',
      DifferenceType: 'NOT_EQUAL' as const,
    },
  ];
  const waits: number[] = [];
  const progress: string[] = [];
  const { found, calls } = await checked(
    {
      'cloudformation:DescribeStackDriftDetectionStatus': inTurn(running, running, complete),
      'cloudformation:DescribeStackResourceDrifts': {
        StackResourceDrifts: [
          driftOf('Orders', {
            PropertyDifferences: differences,
            ExpectedProperties: '{"DelaySeconds":120}',
            ActualProperties: '{"DelaySeconds":20}',
          }),
          driftOf('Gone', { StackResourceDriftStatus: 'DELETED' }),
          driftOf('Odd', { StackResourceDriftStatus: 'UNKNOWN' }),
          driftOf('Same', { StackResourceDriftStatus: 'IN_SYNC' }),
        ],
      },
    },
    stackOf('Shop'),
    {
      onProgress: (name, seconds) => progress.push(`${name} ${seconds}`),
      pause: (seconds) => Promise.resolve(void waits.push(seconds)),
    },
  );
  expect(found.drift).toEqual({
    status: 'DRIFTED',
    checkedAt: '2026-03-01T04:10:31.000Z',
    found: [
      {
        logicalId: 'Orders',
        type: 'AWS::SQS::Queue',
        status: 'MODIFIED',
        differences: [{ path: '/DelaySeconds', kind: 'NOT_EQUAL', expected: '120', actual: '20' }],
        expected: '{"DelaySeconds":120}',
        actual: '{"DelaySeconds":20}',
      },
      { logicalId: 'Gone', type: 'AWS::SQS::Queue', status: 'DELETED', differences: [] },
      { logicalId: 'Odd', type: 'AWS::SQS::Queue', status: 'UNKNOWN', differences: [] },
    ],
  });
  expect(waits).toEqual([5, 5]);
  expect(progress).toEqual(['Shop 0', 'Shop 5', 'Shop 10']);
  expect(driftActions).toEqual(expect.arrayContaining(calls.map(({ action }) => action)));
});

test('all pages of drift are read', async () => {
  const { found } = await checked({
    'cloudformation:DescribeStackResourceDrifts': ({ NextToken }) =>
      NextToken === undefined
        ? { StackResourceDrifts: [driftOf('A')], NextToken: 'more' }
        : { StackResourceDrifts: [driftOf('B')] },
  });
  expect(found.drift.found?.map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
});

test('a check that does not end is given up', async () => {
  const { found } = await checked(
    { 'cloudformation:DescribeStackDriftDetectionStatus': running },
    stackOf('Shop'),
    {
      patience: 20,
    },
  );
  expect(found.drift).toEqual({ status: 'NOT_CHECKED', failure: 'it was not finished after 20 seconds' });
});

test('a check that failed for some resources tells what it found, and that there may be more', async () => {
  const status = statusOf('DETECTION_FAILED', {
    StackDriftStatus: 'DRIFTED',
    DetectionStatusReason: 'secret',
  });
  const { found } = await checked({
    'cloudformation:DescribeStackDriftDetectionStatus': status,
    'cloudformation:DescribeStackResourceDrifts': { StackResourceDrifts: [driftOf('A')] },
  });
  expect(found.drift).toMatchObject({
    failure: 'CloudFormation could not check every resource',
    found: [{ logicalId: 'A' }],
  });
});

test('a check without a status is of unknown outcome', async () => {
  const { found } = await checked({
    'cloudformation:DescribeStackDriftDetectionStatus': statusOf('DETECTION_COMPLETE'),
  });
  expect(found.drift).toMatchObject({ status: 'UNKNOWN', found: [] });
});

test.each<[string, Answers, string]>([
  [
    'is not allowed',
    { 'cloudformation:DetectStackDrift': serviceError('AccessDenied', 'no', 403) },
    'the credentials may not call cloudformation:DetectStackDrift; the stack is UPDATE_COMPLETE',
  ],
  [
    'is refused',
    {
      'cloudformation:DetectStackDrift': serviceError(
        'ValidationError',
        'Drift detection is already in progress',
      ),
    },
    'cloudformation:DetectStackDrift was refused (ValidationError); the stack is UPDATE_COMPLETE',
  ],
  [
    'cannot be looked at',
    { 'cloudformation:DescribeStackResourceDrifts': serviceError('AccessDenied', 'no', 403) },
    'the credentials may not call cloudformation:DescribeStackResourceDrifts; the stack is UPDATE_COMPLETE',
  ],
])('a check that %s leaves what was known, with the reason', async (_how, answers, failure) => {
  const drift = { status: 'IN_SYNC', checkedAt: '2026-02-01T00:00:00.000Z' };
  const { found } = await checked(answers, stackOf('Shop', { drift }));
  expect(found.drift).toEqual({ ...drift, failure });
});

test('nested stacks are checked by themselves', async () => {
  const { found, calls } = await checked({}, stackOf('Shop', { nested: { Db: stackOf('Shop-Db') } }));
  const started = calls
    .filter(({ action }) => action === 'cloudformation:DetectStackDrift')
    .map(({ input }) => input);
  expect(started).toHaveLength(2);
  expect(started).toEqual(
    expect.arrayContaining([{ StackName: arn('Shop') }, { StackName: arn('Shop-Db') }]),
  );
  expect(found.nested.Db?.drift).toMatchObject({ status: 'DRIFTED', found: [] });
});
