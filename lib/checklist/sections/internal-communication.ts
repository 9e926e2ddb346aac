import { group } from '../item';

/** Items under "Slack Channels" of the checklist. */
export const slackChannels = group({
  phase: 'Communication Plan',
  section: 'Internal Communication',
  group: 'Slack Channels',
  items: [
    {
      id: 'CHAN1',
      text: '#deployment-status (real-time updates)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'CHAN2',
      text: '#incidents (issue tracking)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'CHAN3',
      text: '#monitoring (automated alerts)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});

/** Items under "Team Notifications" of the checklist. */
export const teamNotifications = group({
  phase: 'Communication Plan',
  section: 'Internal Communication',
  group: 'Team Notifications',
  items: [
    {
      id: 'TEAM1',
      text: '1 week before: Deployment schedule',
      evidence: ['attest'],
      freshness: 'release mgr T-win',
    },
    {
      id: 'TEAM2',
      text: '1 day before: Final reminder',
      evidence: ['attest'],
      freshness: 'release mgr T-win',
    },
    {
      id: 'TEAM3',
      text: '1 hour before: All hands on deck',
      evidence: ['attest'],
      freshness: 'release mgr T-win',
    },
    {
      id: 'TEAM4',
      text: 'During: Real-time updates',
      evidence: ['attest'],
      freshness: 'release mgr T-win',
    },
    {
      id: 'TEAM5',
      text: 'After: Success/issues summary',
      evidence: ['attest'],
      freshness: 'release mgr T-win',
    },
  ],
});
