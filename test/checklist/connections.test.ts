import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { failure } from './capacity/failures';
import { saturation } from './capacity/saturation';

export const cases: Record<Extract<ControlId, `MON6.${string}`>, ControlCases> = {
  'MON6.saturation': saturation,
  'MON6.failure': failure,
};

testControls(cases);
