import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { alarms, boards } from './dashboards/boards';
import { errors } from './dashboards/errors';
import { caches, databases, services } from './dashboards/parts';
import { percentiles } from './dashboards/percentiles';

/** The same question, where there is a dashboard at all. */
const onDashboards: ControlCases = {
  ...percentiles,
  fail: percentiles.fail.filter(({ name }) => name !== 'no dashboard'),
  unknown: percentiles.unknown.filter(({ name }) => !name.startsWith('no dashboard')),
};

const cases: Record<Extract<ControlId, `FINAL4.${string}`>, ControlCases> = {
  'FINAL4.dashboard': boards,
  'FINAL4.alarms': alarms,
  'FINAL4.errors': errors,
  'FINAL4.response-times': onDashboards,
  'FINAL4.services': services,
  'FINAL4.databases': databases,
  'FINAL4.caches': caches,
};

testControls(cases);
