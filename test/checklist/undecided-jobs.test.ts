import { testUndecided } from '../harness/undecided';
import { keptLonger, setAside } from './jobs/dead-letters';
import { failedFunctions } from './jobs/functions';
import { failedExecutions, failedRuns } from './jobs/machines';
import { failedMessages } from './jobs/queues';
import { stalled, started } from './jobs/starts';
import { failedPayments } from './payments/failures';
import { outages } from './payments/outages';

const jobs = [failedExecutions, failedFunctions, failedMessages, failedRuns, keptLonger, setAside];

testUndecided(/^MON[89]$/, [...jobs, stalled, started, failedPayments, outages], 300);
