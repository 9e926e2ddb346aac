import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { doubtfulReaders, doubtfulWebhooks } from './limits/doubtful-limits';
import { readable, rotated } from './limits/secrets';
import { guarded } from './limits/webhooks';
import { together } from './serving/resources';

export const cases: Record<Extract<ControlId, `API5.${string}`>, ControlCases> = {
  'API5.guarded': together(guarded, doubtfulWebhooks),
  'API5.secret': together(readable, doubtfulReaders),
  'API5.rotation': rotated,
};

testControls(cases);
