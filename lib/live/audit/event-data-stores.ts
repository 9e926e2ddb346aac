import {
  CloudTrailClient,
  GetEventDataStoreCommand,
  paginateListEventDataStores,
} from '@aws-sdk/client-cloudtrail';
import { pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { CallFailed, everyPage } from '../call-failed';
import { takeInChanges } from './selectors';

/**
 * A pass where an event data store takes in every change of all regions, unknown where one may do so soon; undefined
 * where none does.
 */
export async function storesChanges(aws: Aws): Promise<Answer | undefined> {
  const client = aws.client(CloudTrailClient);
  let open: Answer | undefined;
  for (const EventDataStore of await storesIn(aws)) {
    const store = await client.send(new GetEventDataStoreCommand({ EventDataStore }));
    const { Status: status, MultiRegionEnabled: isMultiRegion } = store;
    const changes = takeInChanges(store);
    if (isMultiRegion === false || changes === false || isOff(status)) continue;
    const name = store.Name ?? EventDataStore;
    if (status === 'ENABLED' && isMultiRegion && changes)
      return pass(`event data store ${name} takes in the changes of all regions`, [
        { call: 'cloudtrail:GetEventDataStore', path: 'Status', value: status },
        { call: 'cloudtrail:GetEventDataStore', path: 'MultiRegionEnabled', value: 'true' },
      ]);
    open = unknown(
      status === undefined || status === 'ENABLED'
        ? `AWS does not say whether event data store ${name} takes in the changes of all regions`
        : `event data store ${name} is ${status}; ask again when it is ENABLED`,
    );
  }
  return open;
}

function isOff(status: string | undefined): boolean {
  return ['STOPPING_INGESTION', 'STOPPED_INGESTION', 'PENDING_DELETION'].includes(status ?? '');
}

/** CloudTrail Lake takes no new customers; who may not use it is refused, and has no store. */
async function storesIn(aws: Aws): Promise<readonly string[]> {
  const client = aws.client(CloudTrailClient);
  try {
    const stores = await everyPage(
      paginateListEventDataStores({ client }, {}),
      (page) => page.EventDataStores,
    );
    return stores.flatMap(({ EventDataStoreArn }) => EventDataStoreArn ?? []);
  } catch (error) {
    if (error instanceof CallFailed && error.failure === 'refused') return [];
    throw error;
  }
}
