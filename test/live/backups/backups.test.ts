import { backupProbes } from '../../../lib/live/probes/backups';
import { testProbes } from '../asking';
import { backedUp, database24, filesBackedUp, optedIn } from './made';
import { locked, planRuns, planSucceeded } from './plans';
import { restored, testingPlan } from './restored';

testProbes(backupProbes, {
  'ENV7.backed-up': backedUp,
  'ENV7.files-backed-up': filesBackedUp,
  'ENV7.opted-in': optedIn,
  'ENV7.plan': planRuns,
  'ENV7.locked': locked,
  'MORN4.database': database24,
  'MORN4.plan': planSucceeded,
  'DATA4.restored': restored,
  'ROLL3.restored': restored,
  'DATA4.testing-plan': testingPlan,
});
