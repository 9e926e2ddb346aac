import { group } from '../item';

/** Items under "Penetration Testing" of the checklist. */
export const penetrationTesting = group({
  phase: 'QA & Testing (T-3 Days)',
  section: 'Security Testing',
  group: 'Penetration Testing',
  items: [
    {
      id: 'PEN1',
      text: 'Authentication bypass attempts',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
    {
      id: 'PEN2',
      text: 'SQL injection tests',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
    {
      id: 'PEN3',
      text: 'XSS vulnerability scan',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
    {
      id: 'PEN4',
      text: 'CSRF protection verified',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
    {
      id: 'PEN5',
      text: 'API authentication tested',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
    {
      id: 'PEN6',
      text: 'File upload security',
      evidence: ['live', 'attest'],
      freshness: 'external T-90d',
    },
  ],
});
