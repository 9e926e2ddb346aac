import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { byArn, bySchedule, byTag, native } from './stores/database-backups';
import { files } from './stores/file-backups';

const tables = [native, byArn, byTag, bySchedule];

export const cases: Record<Extract<ControlId, `ENV7.${string}`>, ControlCases> = {
  'ENV7.databases': {
    pass: tables.flatMap(({ pass }) => pass),
    fail: tables.flatMap(({ fail }) => fail),
    unknown: tables.flatMap(({ unknown }) => unknown),
    notApplicable: native.notApplicable,
  },
  'ENV7.files': files,
};

testControls(cases);
