import { group } from '../item';

/** Items under "Business Team" of the checklist. */
export const businessTeam = group({
  phase: 'Emergency Contacts',
  section: 'Business Team',
  group: '',
  items: [
    {
      id: 'BTEAM1',
      text: 'Product Manager: [Contact]',
      evidence: ['attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'BTEAM2',
      text: 'Customer Success: [Contact]',
      evidence: ['attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'BTEAM3',
      text: 'Legal/Compliance: [Contact]',
      evidence: ['attest'],
      freshness: 'owner T-90d',
    },
    {
      id: 'BTEAM4',
      text: 'PR/Communications: [Contact]',
      evidence: ['attest'],
      freshness: 'owner T-90d',
    },
  ],
});
