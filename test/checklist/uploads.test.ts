import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { closed, tls } from './browser/privacy';
import { heldBack, scanned } from './browser/scanning';

export const cases: Record<Extract<ControlId, `FUNC7.${string}`>, ControlCases> = {
  'FUNC7.private': closed,
  'FUNC7.scanned': scanned,
  'FUNC7.held-back': heldBack,
  'FUNC7.tls': tls,
};

testControls(cases);
