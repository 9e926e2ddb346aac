import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { inTime } from './rollback/baking';
import { colours } from './rollback/colours';
import { connections } from './rollback/connections';
import { errorRates } from './rollback/error-rates';
import { integrity } from './rollback/integrity';
import { paymentsDown } from './rollback/payments';
import { quiet } from './rollback/quiet';
import { responseTimes } from './rollback/response-times';
import { takenBack } from './rollback/taking-back';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `TRIG${string}`>, ControlCases> = {
  'TRIG1.rollback': takenBack,
  'TRIG1.error-rate': together(errorRates, colours),
  'TRIG1.in-time': inTime,
  'TRIG1.quiet': quiet,
  'TRIG2.response-time': responseTimes,
  'TRIG3.connections': connections,
  'TRIG4.payments': paymentsDown,
  'TRIG5.integrity': integrity,
};

testControls(cases);
