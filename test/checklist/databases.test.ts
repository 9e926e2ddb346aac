import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { together } from './serving/resources';
import { doubtfulReplicas } from './stores/doubtful-replicas';
import { unreachable } from './stores/exposure';
import { failover } from './stores/failover';
import { missingReplicas } from './stores/missing-replicas';
import { replicas } from './stores/replicas';
import { deletionProtection, encrypted } from './stores/safekeeping';
import { zones } from './stores/zones';

export const cases: Record<Extract<ControlId, `ENV5.${string}`>, ControlCases> = {
  'ENV5.replicas': together(replicas, missingReplicas, doubtfulReplicas),
  'ENV5.failover': failover,
  'ENV5.zones': zones,
  'ENV5.private': unreachable,
  'ENV5.deletion-protection': deletionProtection,
  'ENV5.encrypted': encrypted,
};

testControls(cases);
