import { group } from '../item';

/** Items under "Every hour" of the checklist. */
export const everyHour = group({
  phase: 'Post-Launch Monitoring (T+24 Hours)',
  section: 'Hour 4-24: Stabilization',
  group: 'Every hour',
  items: [
    {
      id: 'STAB1',
      text: 'System metrics review',
      evidence: ['live', 'attest'],
      freshness: 'bot/support T-win',
    },
    {
      id: 'STAB2',
      text: 'User feedback monitoring',
      evidence: ['live', 'attest'],
      freshness: 'bot/support T-win',
    },
    {
      id: 'STAB3',
      text: 'Support ticket volume',
      evidence: ['live', 'attest'],
      freshness: 'bot/support T-win',
    },
    {
      id: 'STAB4',
      text: 'Performance trends',
      evidence: ['live', 'attest'],
      freshness: 'bot/support T-win',
    },
  ],
});
