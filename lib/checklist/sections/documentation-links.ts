import { group } from '../item';

/** Items under "Documentation Links" of the checklist. */
export const documentationLinks = group({
  phase: 'Documentation Links',
  section: '',
  group: '',
  items: [
    {
      id: 'DOC1',
      text: 'System Architecture: /docs/architecture',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC2',
      text: 'Runbook: /docs/runbook',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC3',
      text: 'API Documentation: /api/docs',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC4',
      text: 'Security Procedures: /docs/security',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC5',
      text: 'Database Schema: /docs/database',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC6',
      text: 'Monitoring Guide: /docs/monitoring',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'DOC7',
      text: 'Troubleshooting: /docs/troubleshooting',
      evidence: ['synth', 'live', 'attest'],
      freshness: 'owner T-90d',
    },
  ],
});
