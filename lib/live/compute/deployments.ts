import {
  DescribeServiceDeploymentsCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { clockTime, type Place } from './services';

/** What ECS remembers of the deployments of a service: those of the last 90 days, the latest first. */
export async function deploymentsOf(
  { cluster, name }: Place,
  aws: Aws,
): Promise<readonly ServiceDeploymentBrief[]> {
  const client = aws.client(ECSClient);
  const all: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListServiceDeploymentsCommand({ cluster, service: name, nextToken }));
    all.push(...(page.serviceDeployments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return all.sort((a, b) => startOf(b) - startOf(a));
}

function startOf({ createdAt, startedAt }: ServiceDeploymentBrief): number {
  return (createdAt ?? startedAt)?.getTime() ?? 0;
}

/** All that ECS knows of the latest deployment of a service; undefined where it remembers none. */
export async function latestDeployment(place: Place, aws: Aws): Promise<ServiceDeployment | undefined> {
  const [latest] = await deploymentsOf(place, aws);
  if (latest?.serviceDeploymentArn === undefined) return latest;
  const command = new DescribeServiceDeploymentsCommand({
    serviceDeploymentArns: [latest.serviceDeploymentArn],
  });
  // Deployments of versions from before October 2024 are listed and not described.
  return (await aws.client(ECSClient).send(command)).serviceDeployments?.[0] ?? latest;
}

/** What the description of a deployment said. */
export function inDeployment(path: string, value: unknown): Seen {
  return { call: 'ecs:DescribeServiceDeployments', path, value: String(value) };
}

/** When a deployment ended, or began where it has not ended. */
export function momentOf({ finishedAt, stoppedAt, startedAt, createdAt }: ServiceDeployment): string {
  const ended = finishedAt ?? stoppedAt;
  if (ended) return `of ${clockTime(ended)}`;
  const began = startedAt ?? createdAt;
  return began ? `that began ${clockTime(began)}` : 'of a time that ECS does not tell';
}
