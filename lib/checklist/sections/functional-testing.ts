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
