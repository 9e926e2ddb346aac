import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { deletionProtection, encrypted, unreachable, zones } from './stores/placement';
import { failover, replicas } from './stores/replicas';

export const cases: Record<Extract<ControlId, `ENV5.${string}`>, ControlCases> = {
  'ENV5.replicas': replicas,
  'ENV5.failover': failover,
  'ENV5.zones': zones,
  'ENV5.private': unreachable,
  'ENV5.deletion-protection': deletionProtection,
  'ENV5.encrypted': encrypted,
};

testControls(cases);
