import { connectionProbes } from '../../../lib/live/probes/database-connections';
import { upkeepProbes } from '../../../lib/live/probes/database-upkeep';
import { databaseProbes } from '../../../lib/live/probes/databases';
import { testProbes } from '../asking';
import { audit, tls } from './parameters';
import { lag, running, spread, standby } from './redundancy';
import {
  exchange,
  exported,
  globalCluster,
  load,
  logins,
  masterSecret,
  processes,
  storage,
  undeletable,
  unreachable,
} from './settings';

const elsewhere = [...upkeepProbes, ...connectionProbes];

testProbes(
  databaseProbes.filter((probe) => !elsewhere.includes(probe)),
  {
    'ENV5.members': running,
    'MORN2.members': running,
    'ENV5.spread': spread,
    'ENV5.standby': standby,
    'ENV5.lag': lag,
    'ENV5.not-public': unreachable,
    'ENV5.undeletable': undeletable,
    'ENV5.storage': storage,
    'ENV5.exchange': exchange,
    'ENV5.global': globalCluster,
    'SEC6.not-public': unreachable,
    'SEC6.iam-logins': logins,
    'SEC6.master-secret': masterSecret,
    'SEC6.forces-tls': tls,
    'SEC7.audited': audit,
    'SEC7.exported': exported,
    'HEALTH5.load-recorded': load,
    'MON2.load-recorded': load,
    'MON2.processes-reported': processes,
  },
);
