import { group } from '../item';

/** Items under "System Health" of the checklist. */
export const systemHealth = group({
  phase: 'Key Metrics to Track',
  section: 'System Health',
  group: '',
  items: [
    {
      id: 'HEALTH1',
      text: 'Uptime (target: 99.9%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'HEALTH2',
      text: 'Response time (p50, p95, p99)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'HEALTH3',
      text: 'Error rate (<0.1%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'HEALTH4',
      text: 'Active users',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'HEALTH5',
      text: 'Database performance',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});
