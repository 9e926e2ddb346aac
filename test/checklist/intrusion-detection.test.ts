import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { runtime, switchedOn } from './detection/detectors';
import { findings } from './detection/findings';
import { hearing } from './detection/hearing';
import { publishing } from './detection/publishing';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `SEC8.${string}`>, ControlCases> = {
  'SEC8.detector': switchedOn,
  'SEC8.alerted': together(findings, publishing, hearing),
  'SEC8.runtime': runtime,
};

testControls(cases);
