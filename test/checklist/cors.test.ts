import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { apis } from './browser/apis';
import { behaviors } from './browser/behaviors';
import { attached, overrides } from './browser/headers-policies';
import { origins } from './browser/origins';
import { servers } from './browser/servers';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `SEC5.${string}`>, ControlCases> = {
  'SEC5.origins': together(origins, servers, apis, behaviors),
  'SEC5.attached': attached,
  'SEC5.overrides': overrides,
};

testControls(cases);
