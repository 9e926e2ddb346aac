import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { delivered } from './telemetry/delivery';
import { collected } from './telemetry/logs';

export const cases: Record<Extract<ControlId, `MON3.${string}`>, ControlCases> = {
  'MON3.collected': collected,
  'MON3.delivered': delivered,
};

testControls(cases);
