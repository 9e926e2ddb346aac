import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { compute, memory } from './telemetry/compute';
import { load, processes } from './telemetry/databases';
import { published } from './telemetry/published';

export const cases: Record<Extract<ControlId, `MON2.${string}`>, ControlCases> = {
  'MON2.compute': compute,
  'MON2.memory': memory,
  'MON2.database': load,
  'MON2.database-processes': processes,
  'MON2.published': published,
};

testControls(cases);
