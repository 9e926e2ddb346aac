import {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DetectStackDriftCommand,
  paginateDescribeStackResourceDrifts,
  type DescribeStackDriftDetectionStatusOutput,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import type { DeployedStack, DriftCheck, ResourceDrift } from '../../model/deployed';
import type { Aws } from '../aws';
import { CallFailed, everyPage } from '../call-failed';

/** How a check of drift is waited for. */
export interface DriftOptions {
  /** Seconds after which the check of a stack is given up. @default 600 */
  readonly patience?: number;
  /** Told of each stack whose check is going on, with the seconds that it has taken. */
  readonly onProgress?: (stackName: string, seconds: number) => void;
  /** Waits for so many seconds. @default - as the clock goes */
  readonly pause?: (seconds: number) => Promise<void>;
}

/** Seconds between two looks at a check that goes on. */
const interval = 5;

/** The stack with the drift that CloudFormation now finds in it and in the stacks nested in it. */
export async function withDrift(
  stack: DeployedStack,
  aws: Aws,
  options: DriftOptions = {},
): Promise<DeployedStack> {
  const children = Object.entries(stack.nested).map(
    async ([logicalId, child]) => [logicalId, await withDrift(child, aws, options)] as const,
  );
  const [drift, nested] = await Promise.all([checked(stack, aws, options), Promise.all(children)]);
  return { ...stack, drift, nested: Object.fromEntries(nested) };
}

async function checked(stack: DeployedStack, aws: Aws, options: DriftOptions): Promise<DriftCheck> {
  try {
    return await check(stack, aws.client(CloudFormationClient), options);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return { ...stack.drift, failure: `${error.message}; the stack is ${stack.status}` };
  }
}

async function check(
  stack: DeployedStack,
  client: CloudFormationClient,
  options: DriftOptions,
): Promise<DriftCheck> {
  const StackName = stack.id;
  const { StackDriftDetectionId } = await client.send(new DetectStackDriftCommand({ StackName }));
  const status = await outcome(stack.name, StackDriftDetectionId, client, options);
  if (!status) {
    return { ...stack.drift, failure: `it was not finished after ${options.patience ?? patience} seconds` };
  }
  const drifts = await everyPage(
    paginateDescribeStackResourceDrifts(
      { client },
      { StackName, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED', 'UNKNOWN'] },
    ),
    (page) => page.StackResourceDrifts,
  );
  return {
    status: status.StackDriftStatus ?? 'UNKNOWN',
    checkedAt: status.Timestamp?.toISOString(),
    found: drifts.flatMap((drift) => driftOf(drift) ?? []),
    ...(status.DetectionStatus === 'DETECTION_COMPLETE'
      ? {}
      : { failure: 'CloudFormation could not check every resource' }),
  };
}

const patience = 600;

/** How the check ended; undefined where it did not. */
async function outcome(
  stackName: string,
  StackDriftDetectionId: string | undefined,
  client: CloudFormationClient,
  { patience: most = patience, onProgress, pause = seconds }: DriftOptions,
): Promise<DescribeStackDriftDetectionStatusOutput | undefined> {
  for (let spent = 0; spent <= most; spent += interval) {
    onProgress?.(stackName, spent);
    const status = await client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }));
    if (status.DetectionStatus !== 'DETECTION_IN_PROGRESS') return status;
    await pause(interval);
  }
  return undefined;
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}

function driftOf(drift: StackResourceDrift): ResourceDrift | undefined {
  const status = drift.StackResourceDriftStatus;
  if (status !== 'MODIFIED' && status !== 'DELETED' && status !== 'UNKNOWN') return undefined;
  return {
    logicalId: drift.LogicalResourceId ?? '',
    type: drift.ResourceType ?? '',
    status,
    differences: (drift.PropertyDifferences ?? []).map((difference) => ({
      path: difference.PropertyPath ?? '',
      kind: difference.DifferenceType ?? '',
      expected: difference.ExpectedValue ?? '',
      actual: difference.ActualValue ?? '',
    })),
    expected: drift.ExpectedProperties,
    actual: drift.ActualProperties,
  };
}
