import { group } from '../item';

/** Items under "User Notifications" of the checklist. */
export const userNotifications = group({
  phase: 'Communication Plan',
  section: 'External Communication',
  group: 'User Notifications',
  items: [
    {
      id: 'USER1',
      text: '1 week before: Maintenance announcement',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'comms T-win',
    },
    {
      id: 'USER2',
      text: '1 day before: Reminder email',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'comms T-win',
    },
    {
      id: 'USER3',
      text: 'During: Status page updates',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'comms T-win',
    },
    {
      id: 'USER4',
      text: 'After: Success announcement',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'comms T-win',
    },
  ],
});
