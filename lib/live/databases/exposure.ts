import type { DBInstance } from '@aws-sdk/client-rds';
import { notApplicable, unless, type Answer, type Seen } from '../answer';
import { callForInstances, ofDatabase, type Database } from './database';
import { listed, told } from './words';

/** Whether nothing of a database has an address on the internet, as it is now. */
export const isUnreachable = ofDatabase((database): Answer => {
  const { cluster, instances, settings } = database;
  if (settings.Engine === 'docdb')
    return notApplicable('DocumentDB has no address on the internet by design');
  // An Aurora cluster says itself whether it is public only where its members are not the ones to say it.
  const own = cluster?.PubliclyAccessible;
  const ids = (open: boolean | undefined): readonly string[] =>
    instances.filter(({ PubliclyAccessible }) => PubliclyAccessible === open).map(idOf);
  const [open, untold] = [ids(true), ids(undefined)];
  const gateway = cluster?.InternetAccessGatewayEnabled === true;
  return unless(
    {
      problems: [
        ...(open.length > 0 ? [`${listed(open)} ${are(open)} publicly accessible, expected private`] : []),
        ...(own === true && open.length === 0
          ? ['the cluster is publicly accessible, expected private']
          : []),
        ...(gateway ? ['the cluster has an internet access gateway, expected none'] : []),
      ],
      doubts: [
        ...(untold.length > 0
          ? [`whether ${listed(untold)} ${are(untold)} publicly accessible is not told`]
          : []),
        ...(instances.length === 0 && own === undefined ? ['it has no instance that could be asked'] : []),
      ],
    },
    `${instances.length > 0 ? listed(instances.map(idOf)) : 'it'} ${are(instances)} not publicly accessible`,
    factsOf(database),
  );
});

function are(things: readonly unknown[]): string {
  return things.length > 1 ? 'are' : 'is';
}

function idOf({ DBInstanceIdentifier }: DBInstance): string {
  return DBInstanceIdentifier ?? 'an instance';
}

function factsOf({ cluster, call, instances }: Database): readonly Seen[] {
  const gateway = cluster?.InternetAccessGatewayEnabled;
  return [
    ...(cluster?.PubliclyAccessible === undefined
      ? []
      : [{ call, path: 'PubliclyAccessible', value: told(cluster.PubliclyAccessible) }]),
    ...(gateway === undefined ? [] : [{ call, path: 'InternetAccessGatewayEnabled', value: told(gateway) }]),
    ...instances.map((instance) => ({
      call: callForInstances,
      path: `${idOf(instance)}.PubliclyAccessible`,
      value: told(instance.PubliclyAccessible),
    })),
  ];
}
