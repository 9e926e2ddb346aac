import { isExpiryWatched } from '../../rules/certificates/expiry';
import { judgeAny } from '../../rules/finding';
import { group } from '../item';
import { certificates } from '../thresholds';

/** Items under "Security" of the checklist. */
export const monthlySecurity = group({
  phase: 'Ongoing Operations',
  section: 'Monthly Tasks',
  group: 'Security',
  items: [
    {
      id: 'MOSEC1',
      text: 'Security patches',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'monthly',
    },
    {
      id: 'MOSEC2',
      text: 'Access review',
      evidence: ['live', 'attest'],
      infrastructure: true,
      freshness: 'security T-win monthly',
    },
    {
      id: 'MOSEC3',
      text: 'Certificate renewal check',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'monthly',
      controls: [
        {
          id: 'MOSEC3.expiry',
          title: 'Certificate has an alarm that fires when it is not renewed in time',
          severity: 'error',
          why: 'ACM fails to renew a certificate whose DNS record somebody has removed, and then the whole site goes down.',
          fix: 'Add an alarm on DaysToExpiry below 30, in the region of the certificate, or use CertificateAlarm.',
          check: (w) => judgeAny(w.entries, (entry) => isExpiryWatched(entry, certificates)),
          docs: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
        },
      ],
    },
    {
      id: 'MOSEC4',
      text: 'Penetration test (quarterly)',
      evidence: ['attest'],
      freshness: 'external T-90d',
    },
  ],
});

/** Items under "Performance" of the checklist. */
export const monthlyPerformance = group({
  phase: 'Ongoing Operations',
  section: 'Monthly Tasks',
  group: 'Performance',
  items: [
    {
      id: 'MOPERF1',
      text: 'Database optimization',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-win',
    },
    {
      id: 'MOPERF2',
      text: 'Query analysis',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-win',
    },
    {
      id: 'MOPERF3',
      text: 'Index review',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-win',
    },
    {
      id: 'MOPERF4',
      text: 'Archive old data',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'monthly',
    },
  ],
});

/** Items under "Business Review" of the checklist. */
export const businessReview = group({
  phase: 'Ongoing Operations',
  section: 'Monthly Tasks',
  group: 'Business Review',
  items: [
    {
      id: 'MOBIZ1',
      text: 'Usage analytics',
      evidence: ['attest'],
      freshness: 'product T-win',
    },
    {
      id: 'MOBIZ2',
      text: 'Feature adoption',
      evidence: ['attest'],
      freshness: 'product T-win',
    },
    {
      id: 'MOBIZ3',
      text: 'Customer satisfaction',
      evidence: ['attest'],
      freshness: 'product T-win',
    },
    {
      id: 'MOBIZ4',
      text: 'Cost analysis',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'monthly',
    },
  ],
});
