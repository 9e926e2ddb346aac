import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { together } from './serving/resources';
import { bySchedule } from './stores/backup-schedules';
import { byArn } from './stores/backups-by-arn';
import { byTag } from './stores/backups-by-tag';
import { files } from './stores/file-backups';
import { replacement } from './stores/replacement';
import { native } from './stores/retention';
import { survival } from './stores/survival';

export const cases: Record<Extract<ControlId, `ENV7.${string}`>, ControlCases> = {
  'ENV7.databases': together(native, byArn, byTag, bySchedule),
  'ENV7.files': files,
  'ENV7.retained': survival,
  'ENV7.replaced': replacement,
};

testControls(cases);
