import { connectionProbes } from '../../../lib/live/probes/database-connections';
import { testProbes } from '../asking';
import { clients, connected, opening, targets, usual } from './connections';

testProbes(connectionProbes, {
  'DATA5.targets': targets,
  'DATA5.clients': clients,
  'MON6.targets': targets,
  'POST2.connected': connected,
  'POST2.usual': usual,
  'POST2.proxy': opening,
});
