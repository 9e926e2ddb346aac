import { group } from '../item';

/** Items under "Daily checks" of the checklist. */
export const dailyChecks = group({
  phase: 'Post-Launch Monitoring (T+24 Hours)',
  section: 'Day 2-7: Optimization',
  group: 'Daily checks',
  items: [
    {
      id: 'OPT1',
      text: 'Performance bottlenecks',
      evidence: ['live', 'attest'],
      freshness: 'T-win daily',
    },
    {
      id: 'OPT2',
      text: 'Error patterns',
      evidence: ['live', 'attest'],
      freshness: 'T-win daily',
    },
    {
      id: 'OPT3',
      text: 'User behavior analysis',
      evidence: ['live', 'attest'],
      freshness: 'T-win daily',
    },
    {
      id: 'OPT4',
      text: 'Resource utilization',
      evidence: ['live', 'attest'],
      freshness: 'T-win daily',
    },
    {
      id: 'OPT5',
      text: 'Cost optimization',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live daily',
    },
  ],
});
