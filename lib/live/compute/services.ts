import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListClusters,
  paginateListTasks,
  type Deployment,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import { fail, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import type { Target } from '../target';

/** Where an ECS service is found. */
export interface Place {
  readonly cluster: string;
  readonly name: string;
}

/** An ECS service as it runs, and where it was found. */
export interface Found {
  readonly service: Service;
  readonly place: Place;
}

/** What the description of a service said. */
export function inService(path: string, value: unknown): Seen {
  return { call: 'ecs:DescribeServices', path, value: String(value) };
}

/** The answer about a service that is there and active; one that is not fails. */
export async function ofService(
  target: Target,
  aws: Aws,
  judge: (found: Found) => Answer | Promise<Answer>,
): Promise<Answer> {
  const found = await findService(target, aws);
  if (!found) {
    const gone = `ECS service ${nameIn(target.id)} does not exist in ${target.region}`;
    return fail(gone, [inService('failures', 'MISSING')]);
  }
  const { status } = found.service;
  if (status === 'ACTIVE') return judge(found);
  const seen = status === 'DRAINING' ? 'is being deleted' : 'was deleted';
  return fail(`ECS service ${found.place.name} ${seen} (${status}), expected it to be ACTIVE`, [
    inService('status', status),
  ]);
}

async function findService({ id }: Target, aws: Aws): Promise<Found | undefined> {
  const client = aws.client(ECSClient);
  const [, cluster, name] = pathOf(id);
  if (cluster !== undefined && name !== undefined) return describe({ cluster, name }, client);
  // ARNs of services that are older than 2021 may leave out the cluster.
  for (const each of await everyPage(paginateListClusters({ client }, {}), (page) => page.clusterArns)) {
    const found = await describe({ cluster: each, name: nameIn(id) }, client);
    if (found?.service.serviceArn === id) return found;
  }
  return undefined;
}

async function describe(place: Place, client: ECSClient): Promise<Found | undefined> {
  const command = new DescribeServicesCommand({ cluster: place.cluster, services: [place.name] });
  const answer = await ifFound(client.send(command), 'ClusterNotFoundException');
  const service = answer?.services?.[0];
  return service && { service, place };
}

/** The name of a service, at the end of its ARN. */
function nameIn(id: string): string {
  return pathOf(id).at(-1) ?? id;
}

/** The fields of `service/<cluster>/<name>`. */
function pathOf(id: string): readonly string[] {
  return (id.split(':').at(-1) ?? id).split('/');
}

/** How Application Auto Scaling calls a service. */
export function scalableId({ cluster, name }: Place): string {
  return `service/${cluster.split('/').at(-1)}/${name}`;
}

/** The tasks of a service that ECS means to run, whatever they do now. */
export async function tasksOf({ cluster, name }: Place, aws: Aws): Promise<readonly Task[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListTasks({ client }, { cluster, serviceName: name });
  const arns = await everyPage(pages, (page) => page.taskArns);
  const tasks: Task[] = [];
  for (let first = 0; first < arns.length; first += 100) {
    const some = arns.slice(first, first + 100);
    const page = await client.send(new DescribeTasksCommand({ cluster, tasks: some }));
    tasks.push(...(page.tasks ?? []));
  }
  return tasks;
}

/** The deployment of a service that ECS works towards. */
export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments?.find(({ status }) => status === 'PRIMARY');
}

/** Why what a service runs now is about to change; undefined where it is not. */
export function changing(service: Service): string | undefined {
  const primary = primaryOf(service);
  if (primary?.rolloutState === 'FAILED') return undefined;
  const isReplacing = service.deployments?.some(({ status }) => status === 'ACTIVE') ?? false;
  const isShifting = service.taskSets?.some(({ status }) => status === 'ACTIVE') ?? false;
  if (primary?.rolloutState !== 'IN_PROGRESS' && !isReplacing && !isShifting) return undefined;
  const since = primary?.createdAt === undefined ? '' : ` since ${clockTime(primary.createdAt)}`;
  return `a deployment has been in progress${since}`;
}

/** A moment as reports have it: to the minute, in UTC. */
export function clockTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
