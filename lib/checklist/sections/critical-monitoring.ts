import { group } from '../item';

/** Items under "Every 15 minutes" of the checklist. */
export const everyQuarterHour = group({
  phase: 'Post-Launch Monitoring (T+24 Hours)',
  section: 'Hour 1-4: Critical Monitoring',
  group: 'Every 15 minutes',
  items: [
    {
      id: 'WATCH1',
      text: 'Error rate check',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'bot report ×16',
    },
    {
      id: 'WATCH2',
      text: 'Response time check',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'bot report ×16',
    },
    {
      id: 'WATCH3',
      text: 'Active user count',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'bot report ×16',
    },
    {
      id: 'WATCH4',
      text: 'Database performance',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'bot report ×16',
    },
    {
      id: 'WATCH5',
      text: 'Memory/CPU usage',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'bot report ×16',
    },
  ],
});
