import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  paginateListStacks,
  StackStatus,
  type Parameter,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { DeployedResource, DeployedStack } from '../../model/deployed';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';

/** How deep stacks may nest, and how many may be nested in one, before the rest of them is left out. */
const limits = { depth: 10, stacks: 500 };

/** A stack that is deployed by itself, with those nested in it; undefined where the location has no such stack. */
export function readStack(nameOrArn: string, aws: Aws): Promise<DeployedStack | undefined> {
  return read(nameOrArn, aws, { depth: 0, tally: { stacks: 0 } });
}

/** Names of the stacks that are deployed by themselves, in alphabetical order. */
export async function stackNames(aws: Aws): Promise<readonly string[]> {
  const client = aws.client(CloudFormationClient);
  const StackStatusFilter = Object.values(StackStatus).filter((status) => status !== 'DELETE_COMPLETE');
  const stacks = await everyPage(
    paginateListStacks({ client }, { StackStatusFilter }),
    (page) => page.StackSummaries,
  );
  const names = stacks.flatMap(({ StackName, ParentId }) =>
    ParentId === undefined && StackName !== undefined ? [StackName] : [],
  );
  return [...new Set(names)].sort();
}

interface Nesting {
  readonly depth: number;
  readonly tally: { stacks: number };
}

async function read(nameOrArn: string, aws: Aws, nesting: Nesting): Promise<DeployedStack | undefined> {
  const client = aws.client(CloudFormationClient);
  const described = await ifFound(
    client.send(new DescribeStacksCommand({ StackName: nameOrArn })),
    'ValidationError',
  );
  const stack = described?.Stacks?.[0];
  if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined;
  const StackName = stack.StackId ?? nameOrArn;
  const [template, summaries] = await Promise.all([
    templateOf(stack, StackName, client),
    everyPage(paginateListStackResources({ client }, { StackName }), (page) => page.StackResourceSummaries),
  ]);
  const named = summaries.filter(({ LogicalResourceId }) => LogicalResourceId);
  const resources = named.map(resourceOf);
  return {
    ...basics(stack, aws),
    template,
    resources,
    unnamed: summaries.length - named.length,
    nested: await nestedIn(resources, aws, nesting),
  };
}

/** A stack of which there is only a change set that nobody executed has no template. */
async function templateOf(stack: Stack, StackName: string, client: CloudFormationClient): Promise<string> {
  if (stack.StackStatus === 'REVIEW_IN_PROGRESS') return '{}';
  const command = new GetTemplateCommand({ StackName, TemplateStage: 'Processed' });
  return (await client.send(command)).TemplateBody ?? '{}';
}

async function nestedIn(
  resources: readonly DeployedResource[],
  aws: Aws,
  { depth, tally }: Nesting,
): Promise<Readonly<Record<string, DeployedStack>>> {
  const found: [string, DeployedStack][] = [];
  for (const { logicalId, physicalId, type, status } of resources) {
    if (type !== 'AWS::CloudFormation::Stack' || physicalId === undefined || status.startsWith('DELETE_')) {
      continue;
    }
    if (depth === limits.depth || tally.stacks === limits.stacks) break;
    tally.stacks += 1;
    const stack = await read(physicalId, aws, { depth: depth + 1, tally });
    if (stack) found.push([logicalId, stack]);
  }
  return Object.fromEntries(found);
}

function resourceOf(summary: StackResourceSummary): DeployedResource {
  return {
    logicalId: summary.LogicalResourceId ?? '',
    ...(summary.PhysicalResourceId ? { physicalId: summary.PhysicalResourceId } : {}),
    type: summary.ResourceType ?? '',
    status: summary.ResourceStatus ?? '',
    drift: summary.DriftInformation?.StackResourceDriftStatus ?? 'NOT_CHECKED',
  };
}

type Described = Omit<DeployedStack, 'template' | 'resources' | 'unnamed' | 'nested'>;

function basics(stack: Stack, aws: Aws): Described {
  const id = stack.StackId ?? '';
  const [, , , region = aws.region, account = aws.account] = id.split(':');
  const { StackDriftStatus: status = 'NOT_CHECKED', LastCheckTimestamp } = stack.DriftInformation ?? {};
  return {
    name: stack.StackName ?? '',
    id,
    account,
    region,
    status: stack.StackStatus ?? '',
    terminationProtection: stack.EnableTerminationProtection,
    ...parametersOf(stack.Parameters ?? []),
    tags: Object.fromEntries((stack.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    notificationArns: stack.NotificationARNs ?? [],
    drift: { status, checkedAt: LastCheckTimestamp?.toISOString() },
  };
}

/** What CloudFormation shows in place of the value of a NoEcho parameter. */
const mask = /^\*{4,}$/;

function parametersOf(
  parameters: readonly Parameter[],
): Pick<DeployedStack, 'parameters' | 'storedValues' | 'undisclosed'> {
  const values: [string, string][] = [];
  const stored: [string, string][] = [];
  const undisclosed: string[] = [];
  for (const { ParameterKey: name, ParameterValue: value, ResolvedValue: read } of parameters) {
    if (name === undefined) continue;
    if (value === undefined || mask.test(value)) undisclosed.push(name);
    else values.push([name, value]);
    if (read !== undefined) stored.push([name, read]);
  }
  return {
    parameters: Object.fromEntries(values),
    storedValues: Object.fromEntries(stored),
    undisclosed,
  };
}
