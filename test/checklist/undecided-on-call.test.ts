import { testUndecided } from '../harness/undecided';
import { heard, pages } from './on-call/heard';
import { secrets, undelivered } from './on-call/pagers';
import { runbooks } from './on-call/runbooks';
import { latency } from './severities/latency';
import { paging, telling } from './severities/reach';
import { routing } from './severities/routes';

const onCall = [pages, heard, secrets, undelivered, runbooks];
const severities = [
  paging('P0', 'Critical', 'P1'),
  telling('P2', 'Medium', 'P3'),
  routing('P0', 'P3'),
  latency('P0', 2.5),
];

testUndecided(/^(MON11|SUP4|P[0-3])$/, [...onCall, ...severities], 400);
