import { group } from '../item';

/** Items under "Morning Checks (9 AM)" of the checklist. */
export const morningChecks = group({
  phase: 'Ongoing Operations',
  section: 'Daily Operations',
  group: 'Morning Checks (9 AM)',
  items: [
    {
      id: 'MORN1',
      text: 'Review overnight alerts',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'bot T-win daily',
    },
    {
      id: 'MORN2',
      text: 'Check system health',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'bot T-win daily',
    },
    {
      id: 'MORN3',
      text: 'Review error logs',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'bot T-win daily',
    },
    {
      id: 'MORN4',
      text: 'Check backup status',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'bot T-win daily',
    },
    {
      id: 'MORN5',
      text: 'Review support queue',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'bot T-win daily',
    },
  ],
});

/** Items under "Evening Review (5 PM)" of the checklist. */
export const eveningReview = group({
  phase: 'Ongoing Operations',
  section: 'Daily Operations',
  group: 'Evening Review (5 PM)',
  items: [
    {
      id: 'EVE1',
      text: 'Daily metrics summary',
      evidence: ['attest'],
      freshness: 'team T-win daily',
    },
    {
      id: 'EVE2',
      text: 'Incident review',
      evidence: ['attest'],
      freshness: 'team T-win daily',
    },
    {
      id: 'EVE3',
      text: 'Next day planning',
      evidence: ['attest'],
      freshness: 'team T-win daily',
    },
    {
      id: 'EVE4',
      text: 'Team handoff (if global)',
      evidence: ['attest'],
      freshness: 'team T-win daily',
    },
  ],
});
