import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { encrypted, failover, reachable } from './stores/caches';

export const cases: Record<Extract<ControlId, `ENV6.${string}`>, ControlCases> = {
  'ENV6.failover': failover,
  'ENV6.reachable': reachable,
  'ENV6.encrypted': encrypted,
};

testControls(cases);
