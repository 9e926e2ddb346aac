import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { floods } from './firewall/floods';
import { headroom } from './firewall/headroom';

export const cases: Record<Extract<ControlId, `SEC3.${string}`>, ControlCases> = {
  'SEC3.absorbed': floods,
  'SEC3.headroom': headroom,
};

testControls(cases);
