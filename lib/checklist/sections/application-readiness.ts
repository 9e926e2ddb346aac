import { group } from '../item';

/** Items under "Code Quality" of the checklist. */
export const codeQuality = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'Code Quality',
  items: [
    {
      id: 'CODE1',
      text: 'All tests passing (>99% coverage)',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'CODE2',
      text: 'No critical security vulnerabilities',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-7d',
    },
    {
      id: 'CODE3',
      text: 'Performance benchmarks met',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'CODE4',
      text: 'Code review completed',
      evidence: ['attest'],
      freshness: 'Git provider T-dep',
    },
    {
      id: 'CODE5',
      text: 'Documentation updated',
      evidence: ['attest'],
      freshness: 'tech lead T-90d',
    },
  ],
});

/** Items under "Database" of the checklist. */
export const database = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'Database',
  items: [
    {
      id: 'DATA1',
      text: 'Migration scripts tested',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'DATA2',
      text: 'Indexes optimized',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-90d',
    },
    {
      id: 'DATA3',
      text: 'Query performance validated',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-dep',
    },
    {
      id: 'DATA4',
      text: 'Backup/restore tested',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'bot ≤35 d; DBA T-90d',
    },
    {
      id: 'DATA5',
      text: 'Connection pooling configured',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-dep if app-side pool',
    },
  ],
});

/** Items under "API & Integrations" of the checklist. */
export const apiIntegrations = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'API & Integrations',
  items: [
    {
      id: 'API1',
      text: 'All endpoints load tested',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'API2',
      text: 'Rate limits configured',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'API3',
      text: 'API documentation published',
      evidence: ['synth', 'live'],
      freshness: 'live 24 h',
    },
    {
      id: 'API4',
      text: 'External integrations tested',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'API5',
      text: 'Webhook endpoints secured',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'AppSec T-90d',
    },
    {
      id: 'API6',
      text: 'API versioning strategy implemented',
      evidence: ['synth', 'attest'],
      freshness: 'architect T-365d',
    },
  ],
});
