import { upkeepProbes } from '../../../lib/live/probes/database-upkeep';
import { testProbes } from '../asking';
import { anyBackup, fresh, kept, maintenance, patched, restorable, wednesdays } from './upkeep';

testProbes(upkeepProbes, {
  'ENV7.restorable': restorable,
  'ENV7.kept': kept,
  'FINAL5.fresh': fresh,
  'MIGR1.fresh': fresh,
  'MORN4.restorable': anyBackup,
  'ROLL3.backup': anyBackup,
  'WKWED2.maintenance': maintenance,
  'WKWED2.window': wednesdays,
  'MOSEC1.database-patches': patched,
});
