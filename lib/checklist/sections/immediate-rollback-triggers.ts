import { group } from '../item';

/** Items under "Immediate Rollback Triggers" of the checklist. */
export const immediateRollbackTriggers = group({
  phase: 'Rollback Procedures',
  section: 'Immediate Rollback Triggers',
  group: '',
  items: [
    {
      id: 'TRIG1',
      text: 'Error rate >5%',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'TRIG2',
      text: 'Response time >2s',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'TRIG3',
      text: 'Database connection failures',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'TRIG4',
      text: 'Payment processing down',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'TRIG5',
      text: 'Data corruption detected',
      evidence: ['synth', 'attest'],
      infrastructure: true,
      freshness: 'IC per event',
    },
  ],
});
