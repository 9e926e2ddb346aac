import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { pooled, poolTls, used } from './access/pooling';

export const cases: Record<Extract<ControlId, `DATA5.${string}`>, ControlCases> = {
  'DATA5.pooled': pooled,
  'DATA5.used': used,
  'DATA5.tls': poolTls,
};

testControls(cases);
