import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { cacheCpu, cacheMemory } from './capacity/caches';
import { databaseCpu, databaseMemory } from './capacity/databases';
import { computeCpu, computeMemory } from './capacity/services';
import { wiredCapacity } from './capacity/wired';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `MON7.${string}`>, ControlCases> = {
  'MON7.compute-cpu': together(computeCpu, wiredCapacity.computeCpu),
  'MON7.compute-memory': computeMemory,
  'MON7.database-cpu': together(databaseCpu, wiredCapacity.databaseCpu),
  'MON7.database-memory': databaseMemory,
  'MON7.cache-cpu': together(cacheCpu, wiredCapacity.cacheCpu),
  'MON7.cache-memory': cacheMemory,
};

testControls(cases);
