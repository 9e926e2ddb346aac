import { paginateDescribeGlobalClusters, RDSClient, type GlobalClusterMember } from '@aws-sdk/client-rds';
import { unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { missing, sameName } from './database';
import { counted, listed, told } from './words';

const call = 'rds:DescribeGlobalClusters';

/** Whether a global cluster has one primary, and its other clusters follow it. */
export async function isSynchronized({ id, region }: Target, aws: Aws): Promise<Answer> {
  const client = aws.client(RDSClient);
  const all = await everyPage(paginateDescribeGlobalClusters({ client }, {}), (page) => page.GlobalClusters);
  const found = all.find(({ GlobalClusterIdentifier }) => sameName(GlobalClusterIdentifier, id));
  if (!found) return missing('global cluster', id, region, call);
  const members = found.GlobalClusterMembers ?? [];
  const writers = members.filter(({ IsWriter }) => IsWriter === true);
  const others = members.filter(({ IsWriter }) => IsWriter !== true);
  const apart = others.filter(({ SynchronizationStatus }) => SynchronizationStatus === 'pending-resync');
  const untold = others.filter((each) => each.SynchronizationStatus === undefined);
  const moving = found.FailoverState?.Status;
  return unless(
    {
      problems: [
        ...(found.Status && found.Status !== 'available'
          ? [`it is ${found.Status}, expected available`]
          : []),
        ...(moving ? [`its primary is being moved (${moving}), expected no failover under way`] : []),
        ...(writers.length === 1
          ? []
          : [`it has ${counted(writers.length, 'primary cluster')}, expected one`]),
        ...(others.length > 0
          ? []
          : ['no other cluster follows its primary, expected one in another region']),
        ...(apart.length > 0 ? [`${listed(apart.map(nameOf))} must be synchronized again`] : []),
      ],
      doubts: [
        ...(found.Status ? [] : ['its status is not told']),
        ...(untold.length > 0 ? [`whether ${listed(untold.map(nameOf))} follows is not told`] : []),
      ],
    },
    `${listed(others.map(nameOf))} ${others.length > 1 ? 'follow' : 'follows'} ${listed(writers.map(nameOf))}`,
    [
      { call, path: 'Status', value: told(found.Status) },
      ...members.map((each) => ({
        call,
        path: `${nameOf(each)}.SynchronizationStatus`,
        value: each.IsWriter ? 'writer' : told(each.SynchronizationStatus),
      })),
    ],
  );
}

/** `shop in eu-west-1`, from the ARN of a cluster. */
function nameOf({ DBClusterArn = '' }: GlobalClusterMember): string {
  const parts = DBClusterArn.split(':');
  return `${parts[6] ?? 'a cluster'} in ${parts[3] ?? 'an unknown region'}`;
}
