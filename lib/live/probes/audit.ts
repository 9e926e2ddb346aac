import { probes } from '../probe';

const trailActions = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
] as const;

/** Questions about the audit log. */
export const auditProbes = probes(
  {
    id: 'SEC7.recorded',
    title: 'Region is recorded by a trail that logs now',
    severity: 'error',
    why: 'Whoever breaks in switches the trail off first; what happened after that nobody can tell.',
    fix: 'Start it again (aws cloudtrail start-logging --name TRAIL), or make AuditTrail part of the app.',
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
    about: { of: 'region' },
    actions: [...trailActions, 'cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'],
    decides: ['SEC7.trail'],
    ask: () =>
      (require('../audit/records-changes') as typeof import('../audit/records-changes')).recordsChanges,
  },
  {
    id: 'SEC7.delivered',
    title: 'Trail logs now and delivers what it records',
    severity: 'error',
    why: 'A trail whose bucket was deleted, or refuses it, shows as on in every list and keeps nothing.',
    fix: 'Start it again (aws cloudtrail start-logging --name TRAIL), and let CloudTrail write to its bucket.',
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    about: { of: 'proof', types: ['AWS::CloudTrail::Trail'] },
    actions: trailActions,
    ask: () => (require('../audit/records-changes') as typeof import('../audit/records-changes')).isRecording,
  },
);
