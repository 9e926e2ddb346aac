import { testUndecided } from '../harness/undecided';
import { lifecycles } from './retained/buckets';
import { logGroups } from './retained/log-groups';
import { backupPlans, tables } from './retained/others';
import { databaseLogs, functions } from './retained/service-logs';
import { bySchedule } from './stores/backup-schedules';
import { byArn } from './stores/backups-by-arn';
import { byTag } from './stores/backups-by-tag';
import { files } from './stores/file-backups';
import { replacement } from './stores/replacement';
import { native } from './stores/retention';
import { survival } from './stores/survival';

const retained = [backupPlans, databaseLogs, functions, lifecycles, logGroups, tables];
const backedUp = [byArn, bySchedule, byTag, files, native, replacement, survival];

testUndecided(/^(LEGAL4|ENV7)$/, [...retained, ...backedUp], 400);
