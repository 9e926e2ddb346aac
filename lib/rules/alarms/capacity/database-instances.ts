import type { Resource } from '../../../model/resource';
import { keyOf, show } from '../../../model/value';
import { clusterType, isMultiAzCluster, memberTypeOf } from '../../database/databases';
import { membersOf } from '../../database/replicas';
import { perResource } from '../../per-environment';
import { numberAt } from '../../reading';
import { capacityUnit, memoryOf } from './instance-classes';

/** An instance of a database, as its metrics know it. */
export interface DatabaseInstance {
  /** Undefined where the templates show no resource for it: a Multi-AZ DB cluster names its own. */
  readonly resource?: Resource;
  /** Bytes of memory that it has, or may scale to; undefined where that is not known. */
  readonly memory?: number;
  /** What it is called in a message. */
  readonly name: string;
  /** The class, as a message names it. */
  readonly size: string;
  /** False where it may not be there, or not belong to the database. */
  readonly certain: boolean;
}

/** The instances of which any can become the writer of a database. */
export const instancesOf = perResource((database): readonly DatabaseInstance[] => {
  const { logicalId } = database;
  if (isMultiAzCluster(database) === true) {
    const size = sizeOf(database, 'DBClusterInstanceClass', database);
    return [1, 2, 3].map((number) => ({ ...size, name: logicalId, certain: number === 1 }));
  }
  if (memberTypeOf(database) === undefined) {
    const size = sizeOf(database, 'DBInstanceClass', database);
    return [{ ...size, name: logicalId, resource: database, certain: true }];
  }
  const members = membersOf(database).map(({ instance, certain }) => ({
    ...sizeOf(instance, 'DBInstanceClass', database),
    name: instance.logicalId,
    resource: instance,
    certain: certain === true,
  }));
  const unseen = { name: logicalId, size: 'a class that the templates do not show', certain: true };
  return members.length > 0 ? members : [unseen];
});

function sizeOf(
  owner: Resource,
  path: string,
  database: Resource,
): Pick<DatabaseInstance, 'size' | 'memory'> {
  const stated = owner.read(path);
  const name = keyOf(stated) ?? '';
  return { size: show(stated), memory: name === serverless ? scaledMemory(database) : memoryOf(name) };
}

const serverless = 'db.serverless';

/** Those that can become the writer for certain; all where none is certain. */
export function writersOf(database: Resource): readonly DatabaseInstance[] {
  const instances = instancesOf(database);
  const certain = instances.filter((instance) => instance.certain);
  return certain.length > 0 ? certain : instances;
}

/** Instances of Aurora Serverless v2 have memory by the capacity that they may scale to. */
function scaledMemory(cluster: Resource): number | undefined {
  const units = numberAt(cluster, 'ServerlessV2ScalingConfiguration.MaxCapacity', NaN);
  return units === undefined || cluster.type !== clusterType ? undefined : units * capacityUnit;
}

export function isServerless({ size }: DatabaseInstance): boolean {
  return size === serverless;
}
