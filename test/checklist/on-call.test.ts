import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { heard, pages } from './on-call/heard';
import { secrets, undelivered } from './on-call/pagers';
import { runbooks } from './on-call/runbooks';

export const cases: Record<Extract<ControlId, `MON11.${string}` | `SUP4.${string}`>, ControlCases> = {
  'MON11.paged': pages,
  'MON11.heard': heard,
  'MON11.secret': secrets,
  'MON11.undelivered': undelivered,
  'SUP4.runbook': runbooks,
};

testControls(cases);
