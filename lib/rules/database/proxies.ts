import type { Resource } from '../../model/resource';
import { and, type Tri } from '../../model/tri';
import { cite, type Evidence } from '../answer';
import { ownersOf } from '../network/routing';
import { clusterType } from './databases';

export const proxyType = 'AWS::RDS::DBProxy';
export const proxyEndpointType = 'AWS::RDS::DBProxyEndpoint';
const targetGroupType = 'AWS::RDS::DBProxyTargetGroup';

/** An RDS Proxy that pools the connections to a database. */
export interface Pool {
  /** Undefined where the templates do not show the proxy. */
  readonly proxy?: Resource;
  readonly certain: Tri;
  readonly proof: readonly Evidence[];
}

function targetsPath(database: Resource): string {
  return database.type === clusterType ? 'DBClusterIdentifiers' : 'DBInstanceIdentifiers';
}

/** The proxies whose target group leads to a database. */
export function poolsOf(database: Resource): readonly Pool[] {
  const path = targetsPath(database);
  const groups = database.stack.environment.links(targetGroupType, path).to(database);
  return groups.flatMap(({ from, certain }): readonly Pool[] => {
    const proof = [cite(from, path), cite(from, 'DBProxyName')];
    const proxies = ownersOf(from, 'DBProxyName', proxyType);
    if (proxies.length === 0) return [{ certain, proof }];
    return proxies.map((link) => ({ proxy: link.to, certain: and([certain, link.certain]), proof }));
  });
}

/** Why a target group may lead to a database although the templates do not say so. */
export function openPool(database: Resource): string | undefined {
  return database.stack.environment.links(targetGroupType, targetsPath(database)).open;
}

/** The proxies of a database that the templates show. */
export function proxiesOf(
  database: Resource,
): readonly { readonly proxy: Resource; readonly certain: Tri }[] {
  return poolsOf(database).flatMap(({ proxy, certain }) => (proxy ? [{ proxy, certain }] : []));
}

/** The endpoints that a proxy has beside its own. */
export function endpointsOf(
  proxy: Resource,
): readonly { readonly endpoint: Resource; readonly certain: Tri }[] {
  const links = proxy.stack.environment.links(proxyEndpointType, 'DBProxyName').to(proxy);
  return links.map(({ from, certain }) => ({ endpoint: from, certain }));
}
