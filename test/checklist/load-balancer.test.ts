import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { accessLogs, balancerZones, deletionProtection, replacement } from './serving/balancers';
import { healthChecks } from './serving/health-checks';
import { healthPaths } from './serving/health-paths';
import { otherRoutes } from './serving/other-routes';
import { together } from './serving/resources';
import { routed } from './serving/routed';
import { watchers } from './serving/watchers';

export const cases: Record<Extract<ControlId, `ENV2.${string}`>, ControlCases> = {
  'ENV2.routed': together(routed, otherRoutes),
  'ENV2.health-check': together(healthChecks, watchers),
  'ENV2.health-path': healthPaths,
  'ENV2.replacement': replacement,
  'ENV2.zones': balancerZones,
  'ENV2.deletion-protection': deletionProtection,
  'ENV2.access-logs': accessLogs,
};

testControls(cases);
