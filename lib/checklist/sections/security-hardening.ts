import { group } from '../item';

/** Items under "Security Hardening" of the checklist. */
export const securityHardening = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Infrastructure & Environment',
  group: 'Security Hardening',
  items: [
    {
      id: 'SEC1',
      text: 'Run security audit (OWASP Top 10)',
      evidence: ['live', 'attest'],
      freshness: 'external auditor T-90d',
    },
    {
      id: 'SEC2',
      text: 'Configure WAF rules',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'SEC3',
      text: 'Set up DDoS protection',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'SEC4',
      text: 'Enable rate limiting (per IP and per user)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'SEC5',
      text: 'Configure CORS properly',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'SEC6',
      text: 'Review and lock down database permissions',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'DBA T-90d (grant dump)',
    },
    {
      id: 'SEC7',
      text: 'Enable audit logging',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'SEC8',
      text: 'Set up intrusion detection',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});
