import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { together } from './serving/resources';
import { encrypted, failover } from './stores/caches';
import { connections } from './stores/connections';
import { doubtfulConnections } from './stores/doubtful-connections';

export const cases: Record<Extract<ControlId, `ENV6.${string}`>, ControlCases> = {
  'ENV6.failover': failover,
  'ENV6.reachable': together(connections, doubtfulConnections),
  'ENV6.encrypted': encrypted,
};

testControls(cases);
