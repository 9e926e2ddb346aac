import { group } from '../item';

/** Items under "Rollback Steps" of the checklist. */
export const rollbackSteps = group({
  phase: 'Rollback Procedures',
  section: 'Rollback Steps',
  group: '',
  items: [
    {
      id: 'ROLL1',
      text: 'Enable maintenance mode',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'ROLL2',
      text: 'Switch load balancer to previous version',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'ROLL3',
      text: 'Restore database from backup',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'DBA drill T-90d',
    },
    {
      id: 'ROLL4',
      text: 'Clear cache',
      evidence: ['synth', 'attest'],
      infrastructure: true,
      freshness: 'SRE drill T-90d',
    },
    {
      id: 'ROLL5',
      text: 'Verify system stability',
      evidence: ['live'],
      freshness: '30 min',
    },
    {
      id: 'ROLL6',
      text: 'Communicate status to users',
      evidence: ['attest'],
      freshness: 'IC per rollback',
    },
  ],
});
