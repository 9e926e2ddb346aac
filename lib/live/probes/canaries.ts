import type { ItemId } from '../../checklist';
import { probes, type Probe, type Subject } from '../probe';

const types = ['AWS::Synthetics::Canary'];

/** What passes where a canary of an item does, and the canaries asked: those that prove it unless said otherwise. */
const subjects: readonly (readonly [ItemId, string, Subject?])[] = [
  ['ENV2', 'the API'],
  ['API4', 'an external integration'],
  ['LEGAL5', 'the consent to cookies'],
  ['FUNC1', 'registration and login'],
  ['FUNC2', 'the password reset'],
  ['FUNC3', 'the profile'],
  ['FUNC4', 'the permission checks'],
  ['FUNC5', 'creating, editing and deleting data'],
  ['FUNC6', 'the search'],
  ['FUNC7', 'file uploads'],
  ['FUNC8', 'email notifications'],
  ['FLOW1', 'the way from lead to invoice'],
  ['FLOW2', 'the way of a task to its completion'],
  ['FLOW3', 'the way from estimate to payment'],
  ['FLOW4', 'the way from campaign to lead'],
  ['POST1', 'an endpoint', { of: 'every', types }],
  ['POST4', 'an external integration'],
  ['LIVE5', 'the access of users'],
  ['HEALTH1', 'the availability'],
];

/** Questions about canaries, which ask from outside what the account cannot know. */
export const canaryProbes = probes(
  ...subjects.map(([item, subject, about = { of: 'proof', types }]): Probe => ({
    id: `${item}.canary`,
    title: `Canary of ${subject} runs on schedule and passes`,
    severity: 'error',
    why: 'A canary that was stopped for a release, and never started again, is green for ever.',
    fix: 'Look at the latest run (aws synthetics get-canary-runs --name CANARY); start one that is stopped (aws synthetics start-canary --name CANARY).',
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Troubleshoot.html',
    about,
    actions: ['synthetics:GetCanary', 'synthetics:DescribeCanariesLastRun', 'synthetics:GetCanaryRuns'],
    ask: () => (require('../canaries/passing') as typeof import('../canaries/passing')).isPassing,
  })),
);
