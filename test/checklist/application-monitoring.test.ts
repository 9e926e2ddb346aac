import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { together } from './serving/resources';
import { tracedFunctions } from './telemetry/traced-functions';
import { tracedTasks } from './telemetry/traced-tasks';
import { discovered, permitted, supported, tracedApis } from './telemetry/traces';

export const cases: Record<Extract<ControlId, `MON1.${string}`>, ControlCases> = {
  'MON1.traced': together(tracedTasks, tracedFunctions),
  'MON1.permitted': permitted,
  'MON1.discovered': discovered,
  'MON1.supported': supported,
  'MON1.api': tracedApis,
};

testControls(cases);
