import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { lifecycles } from './retained/buckets';
import { logGroups } from './retained/log-groups';
import { backupPlans, tables } from './retained/others';
import { databaseLogs, functions } from './retained/service-logs';

export const cases: Record<Extract<ControlId, `LEGAL4.${string}`>, ControlCases> = {
  'LEGAL4.logs': logGroups,
  'LEGAL4.functions': functions,
  'LEGAL4.database-logs': databaseLogs,
  'LEGAL4.buckets': lifecycles,
  'LEGAL4.tables': tables,
  'LEGAL4.backups': backupPlans,
};

testControls(cases);
