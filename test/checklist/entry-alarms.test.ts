import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { balancerErrors } from './alarmed/balancer-errors';
import { doubtfulErrors } from './alarmed/doubtful-errors';
import { errorsBehindFronts, latencyBehindFronts, outageBehindFronts } from './alarmed/fronts';
import { latency } from './alarmed/latency';
import { otherErrors } from './alarmed/other-entries';
import { outage, silence } from './alarmed/outage';
import { errorsOfServices } from './alarmed/services';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `MON4.${string}` | `MON5.${string}`>, ControlCases> = {
  'MON4.error-rate': together(
    balancerErrors,
    errorsOfServices,
    otherErrors,
    errorsBehindFronts,
    doubtfulErrors,
  ),
  'MON4.outage': together(outage, outageBehindFronts),
  'MON4.silence': silence,
  'MON5.latency': together(latency, latencyBehindFronts),
};

testControls(cases);
