import { group } from '../item';

/** Items under "External Vendors" of the checklist. */
export const externalVendors = group({
  phase: 'Emergency Contacts',
  section: 'External Vendors',
  group: '',
  items: [
    {
      id: 'VEND1',
      text: 'Hosting Provider: [24/7 Support]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'ops T-90d',
    },
    {
      id: 'VEND2',
      text: 'CDN: [Support Contact]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'ops T-90d',
    },
    {
      id: 'VEND3',
      text: 'Payment Processor: [Emergency Line]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'ops T-90d',
    },
    {
      id: 'VEND4',
      text: 'Email Service: [Technical Support]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'ops T-90d',
    },
  ],
});
