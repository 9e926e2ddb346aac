import type { Resource } from '../../model/resource';
import { clusterType, instanceType } from './databases';

/** Whether a database is asked in SQL. */
export function storesSql({ type }: Resource): boolean {
  return type === clusterType || type === instanceType || type === 'AWS::DSQL::Cluster';
}
