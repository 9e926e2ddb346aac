import { group } from '../item';

/** Items under "Final Checks" of the checklist. */
export const finalChecks = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Pre-Deployment (2 hours before)',
  group: 'Final Checks',
  items: [
    {
      id: 'FINAL1',
      text: 'All team members on standby',
      evidence: ['attest'],
      freshness: 'IC ≤4 h',
    },
    {
      id: 'FINAL2',
      text: 'Rollback plan reviewed',
      evidence: ['synth', 'attest'],
      freshness: '2 reviewers T-dep',
    },
    {
      id: 'FINAL3',
      text: 'Communication channels open',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'FINAL4',
      text: 'Monitoring dashboards ready',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'FINAL5',
      text: 'Database backups completed',
      evidence: ['live'],
      infrastructure: true,
      freshness: '≤2 h, before migration',
    },
    {
      id: 'FINAL6',
      text: 'Feature flags configured',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});
