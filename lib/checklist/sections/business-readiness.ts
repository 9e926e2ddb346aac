import { group } from '../item';

/** Items under "Legal & Compliance" of the checklist. */
export const legalCompliance = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Business Readiness',
  group: 'Legal & Compliance',
  items: [
    {
      id: 'LEGAL1',
      text: 'Terms of Service finalized',
      evidence: ['live', 'attest'],
      freshness: 'legal T-365d + sha match',
    },
    {
      id: 'LEGAL2',
      text: 'Privacy Policy updated',
      evidence: ['live', 'attest'],
      freshness: 'legal T-365d + sha match',
    },
    {
      id: 'LEGAL3',
      text: 'GDPR compliance verified',
      evidence: ['synth', 'attest'],
      freshness: 'DPO T-365d',
    },
    {
      id: 'LEGAL4',
      text: 'Data retention policies implemented',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'LEGAL5',
      text: 'Cookie consent implemented',
      evidence: ['live', 'attest'],
      freshness: 'DPO T-365d + canary',
    },
  ],
});

/** Items under "Support & Operations" of the checklist. */
export const supportOperations = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Business Readiness',
  group: 'Support & Operations',
  items: [
    {
      id: 'SUP1',
      text: 'Support ticket system ready',
      evidence: ['attest'],
      freshness: 'support T-90d',
    },
    {
      id: 'SUP2',
      text: 'Knowledge base populated',
      evidence: ['attest'],
      freshness: 'support T-365d',
    },
    {
      id: 'SUP3',
      text: 'Support team trained',
      evidence: ['attest'],
      freshness: 'support T-365d',
    },
    {
      id: 'SUP4',
      text: 'Escalation procedures documented',
      evidence: ['synth', 'attest'],
      infrastructure: true,
      freshness: 'SRE T-90d',
    },
    {
      id: 'SUP5',
      text: 'SLAs defined',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'legal/product T-365d',
    },
  ],
});
