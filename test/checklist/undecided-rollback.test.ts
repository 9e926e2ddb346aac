import { testUndecided } from '../harness/undecided';
import { inTime } from './rollback/baking';
import { colours } from './rollback/colours';
import { connections } from './rollback/connections';
import { errorRates } from './rollback/error-rates';
import { integrity } from './rollback/integrity';
import { paymentsDown } from './rollback/payments';
import { quiet } from './rollback/quiet';
import { responseTimes } from './rollback/response-times';
import { takenBack } from './rollback/taking-back';

const tables = [
  ...[takenBack, errorRates, colours, inTime, quiet],
  ...[responseTimes, connections, paymentsDown, integrity],
];

testUndecided(/^TRIG/, tables, 300);
