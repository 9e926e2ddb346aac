import { alarmsForPeople, ofAlarms } from '../../rules/alarms/reach/alerts';
import { linksToRunbook } from '../../rules/alarms/reach/runbooks';
import { candidates } from '../../rules/candidates';
import { judgeAny } from '../../rules/finding';
import { isOn } from '../../rules/reading';
import { buckets, limitsRetention } from '../../rules/retention/buckets';
import { limitsLogs, logGroups } from '../../rules/retention/log-groups';
import { backupPlans, limitsBackups } from '../../rules/retention/recovery-points';
import {
  exportingDatabases,
  functions,
  limitsDatabaseLogs,
  limitsFunctionLogs,
} from '../../rules/retention/service-logs';
import { definesObjective } from '../../rules/objectives/objectives';
import type { Workload } from '../../rules/workload';
import { group } from '../item';
import { objectives } from '../thresholds';

const tableTypes = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const tables = ({ environment }: Workload) =>
  candidates(environment, 'DynamoDB table', environment.of(...tableTypes), tableTypes);

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
      controls: [
        {
          id: 'LEGAL4.logs',
          title: 'Log group keeps its logs for a limited time',
          severity: 'error',
          why: 'Logs hold names and addresses of people; without a retention they are kept for ever, whatever the privacy policy says.',
          fix: 'Set retention on the log group, or make DataRetention part of the app.',
          check: (w) => judgeAny(logGroups(w), limitsLogs),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
        },
        {
          id: 'LEGAL4.functions',
          title: 'Lambda function logs to a group that keeps its logs for a limited time',
          severity: 'error',
          why: 'A function that is given no log group writes to one that Lambda makes, in no template and kept for ever.',
          fix: 'Set logGroup on the function, or make DataRetention part of the app: it looks after functions of the CDK too.',
          check: (w) => judgeAny(functions(w), limitsFunctionLogs),
          docs: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
        },
        {
          id: 'LEGAL4.database-logs',
          title: 'Database writes its logs to groups that keep them for a limited time',
          severity: 'error',
          why: 'Statements in the log of a database quote what it stores, and RDS makes log groups that never end.',
          fix: 'Set cloudwatchLogsRetention beside cloudwatchLogsExports, or use ReplicatedDatabase.',
          check: (w) => judgeAny(exportingDatabases(w), limitsDatabaseLogs),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
        },
        {
          id: 'LEGAL4.buckets',
          title: 'Bucket has a lifecycle that ends what nobody needs any more',
          severity: 'error',
          why: 'Old logs and versions of deleted files are kept for ever, and with them what customers asked to have erased.',
          fix: 'Add lifecycleRules with expiration, and with noncurrentVersionExpiration where the bucket is versioned.',
          check: (w) => judgeAny(buckets(w), limitsRetention),
          docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
        },
        {
          id: 'LEGAL4.tables',
          title: 'DynamoDB table lets items expire',
          severity: 'warning',
          why: 'Sessions, carts and events that nothing removes stay in the table for ever.',
          fix: 'Set timeToLiveAttribute on the table, and the time of expiry on its items.',
          check: (w) => judgeAny(tables(w), (table) => isOn(table, 'TimeToLiveSpecification.Enabled', false)),
          docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html',
        },
        {
          id: 'LEGAL4.backups',
          title: 'Backup plan deletes what it made after a number of days',
          severity: 'error',
          why: 'Without a lifecycle AWS Backup keeps every recovery point, and erased customers live on in all of them.',
          fix: 'Set deleteAfter on every rule of the plan, or use DailyBackupPlan.',
          check: (w) => judgeAny(backupPlans(w), limitsBackups),
          docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
        },
      ],
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
      controls: [
        {
          id: 'SUP4.runbook',
          title: 'Alarm that pages links to its runbook',
          severity: 'error',
          why: 'Whoever is woken at three looks for what to do, and whom to call next, in a chat of last year.',
          fix: 'Write the https address of the runbook into AlarmDescription, which every notification carries; all constructs that make alarms do so.',
          check: (w) => judgeAny(alarmsForPeople(w.environment), ofAlarms(linksToRunbook)),
          docs: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_event_response_event_incident_problem_process.html',
        },
      ],
    },
    {
      id: 'SUP5',
      text: 'SLAs defined',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'legal/product T-365d',
      controls: [
        {
          id: 'SUP5.defined',
          title: 'Service level of 99.9 % is defined where it is measured',
          severity: 'error',
          why: 'A promise in a contract that nothing measures is kept or broken without anybody knowing.',
          fix: 'Make a service level objective of 99.9 % on the entry, such as AvailabilityObjective.',
          check: (w) => definesObjective(w, objectives),
          docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html',
        },
      ],
    },
  ],
});
