import { group } from '../item';

/** Items under "Business Metrics" of the checklist. */
export const businessMetrics = group({
  phase: 'Key Metrics to Track',
  section: 'Business Metrics',
  group: '',
  items: [
    {
      id: 'BIZ1',
      text: 'New signups',
      evidence: ['attest'],
      freshness: 'product T-30d',
    },
    {
      id: 'BIZ2',
      text: 'Feature adoption',
      evidence: ['attest'],
      freshness: 'product T-30d',
    },
    {
      id: 'BIZ3',
      text: 'User retention',
      evidence: ['attest'],
      freshness: 'product T-30d',
    },
    {
      id: 'BIZ4',
      text: 'Support ticket volume',
      evidence: ['attest'],
      freshness: 'product T-30d',
    },
    {
      id: 'BIZ5',
      text: 'Customer satisfaction (NPS)',
      evidence: ['attest'],
      freshness: 'product T-30d',
    },
  ],
});
