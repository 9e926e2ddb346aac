import {
  DescribeServicesCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { servingShares, type Route } from './routes';

/**
 * Whether a route is there for tests of a new version, which between deployments may lead nowhere. A service that ECS
 * deploys names it. CodeDeploy keeps it to itself: there, it may be a route beside that of the version that serves.
 */
export async function isForTests(
  { ruleArn, listenerArn, shares }: Route,
  others: readonly Route[],
  aws: Aws,
): Promise<'yes' | 'perhaps' | 'no'> {
  const services = await everyService(aws);
  const named = services.flatMap(({ loadBalancers = [] }) =>
    loadBalancers.flatMap(({ advancedConfiguration }) => advancedConfiguration?.testListenerRule ?? []),
  );
  if (named.includes(listenerArn) || (ruleArn !== undefined && named.includes(ruleArn))) return 'yes';
  const leadsTo = (routes: readonly Pick<Route, 'shares'>[], group: string): boolean =>
    routes.some((route) => servingShares(route).some(({ arn }) => arn === group));
  const serving = services.flatMap(servingByCodeDeploy);
  const isBeside = serving.some((group) => leadsTo(others, group) && !leadsTo([{ shares }], group));
  return isBeside ? 'perhaps' : 'no';
}

/** Target groups of the version of a service that CodeDeploy has brought into production. */
function servingByCodeDeploy({ deploymentController, taskSets = [] }: Service): readonly string[] {
  if (deploymentController?.type !== 'CODE_DEPLOY') return [];
  const primary = taskSets.filter(({ status }) => status === 'PRIMARY');
  return primary.flatMap(({ loadBalancers = [] }) =>
    loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
  );
}

async function everyService(aws: Aws): Promise<readonly Service[]> {
  const client = aws.client(ECSClient);
  const clusters = await everyPage(paginateListClusters({ client }, {}), (page) => page.clusterArns);
  const services = await Promise.all(
    clusters.map(async (cluster) => {
      const arns = await everyPage(paginateListServices({ client }, { cluster }), (page) => page.serviceArns);
      const found = await Promise.all(
        tens(arns).map((some) => client.send(new DescribeServicesCommand({ cluster, services: some }))),
      );
      return found.flatMap((page) => page.services ?? []);
    }),
  );
  return services.flat();
}

/** ECS describes ten services at a time. */
function tens(arns: readonly string[]): readonly string[][] {
  return Array.from({ length: Math.ceil(arns.length / 10) }, (_, i) => arns.slice(10 * i, 10 * i + 10));
}
