import { group } from '../item';

/** Items under "Incident Response Steps" of the checklist. */
export const incidentResponseSteps = group({
  phase: 'Incident Response',
  section: 'Incident Response Steps',
  group: '',
  items: [
    {
      id: 'INC1',
      text: 'Detect - Automated alert or user report',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'INC2',
      text: 'Triage - Assess severity and impact',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
    {
      id: 'INC3',
      text: 'Communicate - Update status page and team',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
    {
      id: 'INC4',
      text: 'Investigate - Root cause analysis',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
    {
      id: 'INC5',
      text: 'Mitigate - Temporary fix if needed',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
    {
      id: 'INC6',
      text: 'Resolve - Permanent solution',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
    {
      id: 'INC7',
      text: 'Review - Post-mortem and prevention',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'per incident / game-day',
    },
  ],
});
