import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { expiry } from './capacity/expiry';

export const cases: Record<Extract<ControlId, `MOSEC3.${string}`>, ControlCases> = {
  'MOSEC3.expiry': expiry,
};

testControls(cases);
