import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { latency } from './severities/latency';
import { paging, telling } from './severities/reach';
import { routing } from './severities/routes';

type SeverityControl = Extract<ControlId, `${'P0' | 'P1' | 'P2' | 'P3'}.${string}`>;

export const cases: Record<SeverityControl, ControlCases> = {
  'P0.paged': paging('P0', 'Critical', 'P1'),
  'P0.routed': routing('P0', 'P3'),
  'P0.latency': latency('P0', 2.5),
  'P1.paged': paging('P1', 'high', 'P0'),
  'P1.routed': routing('P1', 'P0'),
  'P1.latency': latency('P1', 15),
  'P2.heard': telling('P2', 'Medium', 'P3'),
  'P2.routed': routing('P2', 'P1'),
  'P2.latency': latency('P2', 60),
  'P3.heard': telling('P3', 'low', 'P0'),
  'P3.routed': routing('P3', 'P2'),
  'P3.latency': latency('P3', 240),
};

testControls(cases);
