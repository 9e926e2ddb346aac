import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { immutable } from './browser/image-tags';
import { scanned } from './browser/image-scanning';

export const cases: Record<Extract<ControlId, `CODE2.${string}`>, ControlCases> = {
  'CODE2.scanned': scanned,
  'CODE2.immutable': immutable,
};

testControls(cases);
