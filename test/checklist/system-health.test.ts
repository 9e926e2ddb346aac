import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { load, recorded } from './dashboards/parts';
import { percentiles } from './dashboards/percentiles';
import { burns } from './objectives/burn-rate';
import { defined, errorRate } from './objectives/error-rate';
import { goals } from './objectives/goals';
import { measurement, outages } from './objectives/measurement';
import { together } from './serving/resources';

const cases: Record<
  Extract<ControlId, `HEALTH${1 | 2 | 3 | 5}.${string}` | `SUP5.${string}`>,
  ControlCases
> = {
  'HEALTH1.objective': together(goals, measurement),
  'HEALTH1.outages': outages,
  'HEALTH1.burn-rate': burns,
  'HEALTH2.percentiles': percentiles,
  'HEALTH3.error-rate': errorRate,
  'HEALTH5.recorded': recorded,
  'HEALTH5.load': load,
  'SUP5.defined': defined,
};

testControls(cases);
