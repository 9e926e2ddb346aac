import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { keptLonger, setAside } from './jobs/dead-letters';
import { failedFunctions } from './jobs/functions';
import { failedExecutions, failedRuns } from './jobs/machines';
import { failedMessages } from './jobs/queues';
import { stalled, started } from './jobs/starts';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `MON8.${string}`>, ControlCases> = {
  'MON8.noticed': together(failedMessages, failedFunctions, failedExecutions, failedRuns),
  'MON8.dead-letters': setAside,
  'MON8.stalled': stalled,
  'MON8.started': started,
  'MON8.kept': keptLonger,
};

testControls(cases);
