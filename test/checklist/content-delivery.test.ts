import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { cached, compressed, https } from './delivery/caching';
import { dns } from './delivery/dns';
import { origin } from './delivery/origins';

export const cases: Record<Extract<ControlId, `ENV4.${string}`>, ControlCases> = {
  'ENV4.cached': cached,
  'ENV4.origin': origin,
  'ENV4.https': https,
  'ENV4.dns': dns,
  'ENV4.compressed': compressed,
};

testControls(cases);
