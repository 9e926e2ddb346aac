import { group } from '../item';

/** Items under "Technical Team" of the checklist. */
export const technicalTeam = group({
  phase: 'Emergency Contacts',
  section: 'Technical Team',
  group: '',
  items: [
    {
      id: 'TECH1',
      text: 'On-Call Engineer: [Rotation Schedule]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'owner T-90d',
    },
    {
      id: 'TECH2',
      text: 'DevOps Lead: [Contact]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'owner T-90d',
    },
    {
      id: 'TECH3',
      text: 'Database Admin: [Contact]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'owner T-90d',
    },
    {
      id: 'TECH4',
      text: 'Security Lead: [Contact]',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'owner T-90d',
    },
  ],
});
