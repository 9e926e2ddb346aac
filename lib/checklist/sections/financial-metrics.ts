import { group } from '../item';

/** Items under "Financial Metrics" of the checklist. */
export const financialMetrics = group({
  phase: 'Key Metrics to Track',
  section: 'Financial Metrics',
  group: '',
  items: [
    {
      id: 'FIN1',
      text: 'Infrastructure costs',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live daily',
    },
    {
      id: 'FIN2',
      text: 'Per-user costs',
      evidence: ['attest'],
      freshness: 'finance T-30d',
    },
    {
      id: 'FIN3',
      text: 'Revenue per user',
      evidence: ['attest'],
      freshness: 'finance T-30d',
    },
    {
      id: 'FIN4',
      text: 'Churn rate',
      evidence: ['attest'],
      freshness: 'finance T-30d',
    },
    {
      id: 'FIN5',
      text: 'LTV:CAC ratio',
      evidence: ['attest'],
      freshness: 'finance T-30d',
    },
  ],
});
