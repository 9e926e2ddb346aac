import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { failedPayments } from './payments/failures';
import { outages } from './payments/outages';

export const cases: Record<Extract<ControlId, `MON9.${string}`>, ControlCases> = {
  'MON9.noticed': failedPayments,
  'MON9.down': outages,
};

testControls(cases);
