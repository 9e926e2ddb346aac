import { testUndecided } from '../harness/undecided';
import { cacheCpu, cacheMemory } from './capacity/caches';
import { databaseCpu, databaseMemory } from './capacity/databases';
import { expiry } from './capacity/expiry';
import { failure } from './capacity/failures';
import { saturation } from './capacity/saturation';
import { computeCpu, computeMemory } from './capacity/services';

const tables = [
  ...[computeCpu, computeMemory, databaseCpu, databaseMemory, cacheCpu, cacheMemory],
  ...[saturation, failure, expiry],
];

testUndecided(/^(MON[67]|MOSEC3)$/, tables, 800);
