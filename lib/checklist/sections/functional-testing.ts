import { judgeAny, requireEach } from '../../rules/finding';
import { isClosed, refusesPlainHttp } from '../../rules/uploads/privacy';
import { holdsBack, isScanned } from '../../rules/uploads/scanning';
import { group } from '../item';

/** Items under "Core Features" of the checklist. */
export const coreFeatures = group({
  phase: 'QA & Testing (T-3 Days)',
  section: 'Functional Testing',
  group: 'Core Features',
  items: [
    {
      id: 'FUNC1',
      text: 'User registration and login',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC2',
      text: 'Password reset flow',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC3',
      text: 'Profile management',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC4',
      text: 'Permission checks',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC5',
      text: 'Data creation/editing/deletion',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC6',
      text: 'Search functionality',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep + canary',
    },
    {
      id: 'FUNC7',
      text: 'File uploads',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-dep',
      controls: [
        {
          id: 'FUNC7.private',
          title: 'Bucket for uploads is private',
          severity: 'error',
          why: 'Whoever guesses the address of a public bucket reads the files of every customer.',
          fix: 'Block all public access, or use UploadBucket; declare noUploads where users send no files.',
          check: (w) => requireEach(w.uploads, isClosed),
          docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
        },
        {
          id: 'FUNC7.scanned',
          title: 'Bucket for uploads is scanned for malware',
          severity: 'error',
          why: 'A file with malware that one customer uploads is opened by another, or by your own support.',
          fix: 'Protect the bucket with MalwareProtection, or use UploadBucket.',
          check: (w) => judgeAny(w.uploads, isScanned),
          docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/gdu-malware-protection-s3.html',
        },
        {
          id: 'FUNC7.held-back',
          title: 'Bucket for uploads lets nobody read what was not found clean',
          severity: 'warning',
          why: 'GuardDuty marks an infected object and leaves it where it is, for anybody to download.',
          fix: 'Deny s3:GetObject without the tag NO_THREATS_FOUND in the policy of the bucket, or use UploadBucket.',
          check: (w) => judgeAny(w.uploads, holdsBack),
          docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/tag-based-access-s3-malware-protection.html',
        },
        {
          id: 'FUNC7.tls',
          title: 'Bucket for uploads refuses plain HTTP',
          severity: 'warning',
          why: 'S3 answers plain HTTP too, so one wrong link sends a file, and its signed address, in the clear.',
          fix: 'Set enforceSSL to true on the bucket, or use UploadBucket.',
          check: (w) => judgeAny(w.uploads, refusesPlainHttp),
          docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
        },
      ],
    },
    {
      id: 'FUNC8',
      text: 'Email notifications',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-dep',
    },
  ],
});

/** Items under "Business Flows" of the checklist. */
export const businessFlows = group({
  phase: 'QA & Testing (T-3 Days)',
  section: 'Functional Testing',
  group: 'Business Flows',
  items: [
    {
      id: 'FLOW1',
      text: 'Lead → Opportunity → Invoice flow',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'CI T-dep',
    },
    {
      id: 'FLOW2',
      text: 'Task creation → Assignment → Completion',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'CI T-dep',
    },
    {
      id: 'FLOW3',
      text: 'Estimate → Job → Payment flow',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'CI T-dep',
    },
    {
      id: 'FLOW4',
      text: 'Campaign → Lead generation flow',
      evidence: ['attest'],
      optional: ['live'],
      freshness: 'CI T-dep',
    },
  ],
});
