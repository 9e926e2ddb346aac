import { testUndecided } from '../harness/undecided';
import { alarms, boards } from './dashboards/boards';
import { errors } from './dashboards/errors';
import { caches, databases, load, recorded, services } from './dashboards/parts';
import { percentiles } from './dashboards/percentiles';
import { burns } from './objectives/burn-rate';
import { defined, errorRate } from './objectives/error-rate';
import { goals } from './objectives/goals';
import { measurement, outages } from './objectives/measurement';

const tables = [
  ...[alarms, boards, caches, databases, errors, load, percentiles, recorded, services],
  ...[burns, defined, errorRate, goals, measurement, outages],
];

testUndecided(/^(FINAL4|HEALTH[1235]|SUP5)$/, tables, 400);
