import { group } from '../item';

/** Items under "Severity Levels" of the checklist. */
export const severityLevels = group({
  phase: 'Incident Response',
  section: 'Severity Levels',
  group: '',
  items: [
    {
      id: 'P0',
      text: 'P0 (Critical): System down, data loss risk | Response: <5 minutes | Resolution: <1 hour | Team: All hands',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'pager analytics T-90d',
    },
    {
      id: 'P1',
      text: 'P1 (High): Major feature broken | Response: <15 minutes | Resolution: <4 hours | Team: On-call + lead',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'pager analytics T-90d',
    },
    {
      id: 'P2',
      text: 'P2 (Medium): Minor feature issue | Response: <1 hour | Resolution: <24 hours | Team: On-call',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'pager analytics T-90d',
    },
    {
      id: 'P3',
      text: 'P3 (Low): Cosmetic issues | Response: <4 hours | Resolution: <1 week | Team: Regular rotation',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'pager analytics T-90d',
    },
  ],
});
