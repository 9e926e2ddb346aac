import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { brokenOrigins } from './delivery/broken-origins';
import { cached } from './delivery/caching';
import { dns } from './delivery/dns';
import { doubtfulOrigins } from './delivery/doubtful-origins';
import { origins } from './delivery/origins';
import { compressed, https } from './delivery/transfer';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `ENV4.${string}`>, ControlCases> = {
  'ENV4.cached': cached,
  'ENV4.origin': together(origins, brokenOrigins, doubtfulOrigins),
  'ENV4.https': https,
  'ENV4.dns': dns,
  'ENV4.compressed': compressed,
};

testControls(cases);
