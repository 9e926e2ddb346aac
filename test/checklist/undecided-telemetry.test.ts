import type { ControlCases } from '../harness/judge';
import { testUndecided } from '../harness/undecided';
import { compute, memory } from './telemetry/compute';
import { load, processes } from './telemetry/databases';
import { delivered } from './telemetry/delivery';
import { collected } from './telemetry/logs';
import { published } from './telemetry/published';
import { tracedFunctions } from './telemetry/traced-functions';
import { tracedTasks } from './telemetry/traced-tasks';
import { discovered, permitted, supported, tracedApis } from './telemetry/traces';

const tables: readonly ControlCases[] = [
  ...[tracedTasks, tracedFunctions, permitted, discovered, supported, tracedApis],
  ...[compute, memory, load, processes, published],
  ...[collected, delivered],
];

testUndecided(/^MON[1-3]$/, tables, 800);
