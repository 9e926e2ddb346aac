import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { databaseAudit } from './auditing/databases';
import { recorded } from './auditing/flow-logs';
import { complete, tamperProof } from './auditing/trails';

export const cases: Record<Extract<ControlId, `SEC7.${string}`>, ControlCases> = {
  'SEC7.trail': complete,
  'SEC7.trail-bucket': tamperProof,
  'SEC7.database': databaseAudit,
  'SEC7.network': recorded,
};

testControls(cases);
