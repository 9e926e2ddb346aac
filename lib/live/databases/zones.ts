import { redundancy } from '../../checklist/thresholds';
import { notApplicable, unless, type Answer } from '../answer';
import { callForInstances, ofDatabase } from './database';
import { membersOf } from './members';
import { counted, told } from './words';

/** Whether the instances that serve now lie in enough availability zones. */
export const usesZones = ofDatabase((database): Answer => {
  const serving = membersOf(database).filter(({ problem }) => problem === undefined);
  if (
    database.cluster?.EngineMode === 'serverless' ||
    database.cluster?.ClusterScalabilityType === 'limitless'
  )
    return notApplicable('Aurora places what it runs on by itself');
  const places = serving.map(({ id, instance }) => ({ id, zone: instance?.AvailabilityZone }));
  const zones = new Set(places.flatMap(({ zone }) => zone ?? []));
  const lost = places.filter(({ zone }) => zone === undefined).map(({ id }) => id);
  const spread = places.map(({ id, zone }) => `${id} in ${zone ?? 'a zone that is not told'}`).join(', ');
  const expected = `expected at least ${redundancy.zones}`;
  const state = `${counted(serving.length, 'available instance')} in ${counted(zones.size, 'zone')} (${spread})`;
  const few = zones.size < redundancy.zones;
  const possible = zones.size + lost.length >= redundancy.zones;
  return unless(
    {
      problems:
        few && !possible ? [`${serving.length > 0 ? state : 'no instance is available'}, ${expected}`] : [],
      doubts: few && possible ? [`${state}, ${expected}`] : [],
    },
    state,
    places.map(({ id, zone }) => ({
      call: callForInstances,
      path: `${id}.AvailabilityZone`,
      value: told(zone),
    })),
  );
});
