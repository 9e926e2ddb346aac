import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { readable, rotated } from './limits/secrets';
import { guarded } from './limits/webhooks';

export const cases: Record<Extract<ControlId, `API5.${string}`>, ControlCases> = {
  'API5.guarded': guarded,
  'API5.secret': readable,
  'API5.rotation': rotated,
};

testControls(cases);
