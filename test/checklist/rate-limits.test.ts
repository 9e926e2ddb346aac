import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { addresses } from './limits/addresses';
import { doubtfulAddresses, doubtfulThrottling, doubtfulUsers } from './limits/doubtful-limits';
import { scopes } from './limits/scopes';
import { throttling } from './limits/throttling';
import { users } from './limits/users';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `SEC4.${string}` | `API2.${string}`>, ControlCases> = {
  'SEC4.per-ip': together(addresses, scopes, doubtfulAddresses),
  'SEC4.per-user': together(users, doubtfulUsers),
  'API2.throttled': together(throttling, doubtfulThrottling),
};

testControls(cases);
