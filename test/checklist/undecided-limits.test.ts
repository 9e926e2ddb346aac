import type { ControlCases } from '../harness/judge';
import { testUndecided } from '../harness/undecided';
import { addresses } from './limits/addresses';
import { scopes } from './limits/scopes';
import { readable, rotated } from './limits/secrets';
import { throttling } from './limits/throttling';
import { users } from './limits/users';
import { guarded } from './limits/webhooks';

const tables: readonly ControlCases[] = [addresses, scopes, throttling, users, readable, rotated, guarded];

testUndecided(/^(SEC4|API2|API5)$/, tables, 500);
