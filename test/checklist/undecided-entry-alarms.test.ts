import { testUndecided } from '../harness/undecided';
import { balancerErrors } from './alarmed/balancer-errors';
import { doubtfulErrors } from './alarmed/doubtful-errors';
import { errorsBehindFronts, latencyBehindFronts, outageBehindFronts } from './alarmed/fronts';
import { latency } from './alarmed/latency';
import { otherErrors } from './alarmed/other-entries';
import { outage, silence } from './alarmed/outage';
import { errorsOfServices } from './alarmed/services';

const errors = [balancerErrors, doubtfulErrors, errorsBehindFronts, errorsOfServices, otherErrors];

testUndecided(
  /^MON[45]$/,
  [...errors, latency, latencyBehindFronts, outage, outageBehindFronts, silence],
  400,
);
