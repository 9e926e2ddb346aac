import { group } from '../item';

/** Items under "Load Testing" of the checklist. */
export const loadTesting = group({
  phase: 'QA & Testing (T-3 Days)',
  section: 'Performance Testing',
  group: 'Load Testing',
  items: [
    {
      id: 'LOAD1',
      text: '100 concurrent users - Response time <200ms',
      evidence: ['live', 'attest'],
      freshness: 'CI/perf T-dep',
    },
    {
      id: 'LOAD2',
      text: '1000 concurrent users - Response time <500ms',
      evidence: ['live', 'attest'],
      freshness: 'CI/perf T-dep',
    },
    {
      id: 'LOAD3',
      text: '5000 concurrent users - System stable',
      evidence: ['live', 'attest'],
      freshness: 'CI/perf T-dep',
    },
    {
      id: 'LOAD4',
      text: 'Database queries <50ms p95',
      evidence: ['live', 'attest'],
      freshness: 'CI/perf T-dep',
    },
    {
      id: 'LOAD5',
      text: 'API endpoints <200ms p95',
      evidence: ['live', 'attest'],
      freshness: 'CI/perf T-dep',
    },
  ],
});

/** Items under "Stress Testing" of the checklist. */
export const stressTesting = group({
  phase: 'QA & Testing (T-3 Days)',
  section: 'Performance Testing',
  group: 'Stress Testing',
  items: [
    {
      id: 'STRESS1',
      text: 'Identify breaking point',
      evidence: ['attest'],
      freshness: 'perf T-90d',
    },
    {
      id: 'STRESS2',
      text: 'Graceful degradation verified',
      evidence: ['attest'],
      freshness: 'SRE T-90d',
    },
    {
      id: 'STRESS3',
      text: 'Auto-scaling tested',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'STRESS4',
      text: 'Circuit breakers working',
      evidence: ['attest'],
      freshness: 'CI T-90d',
    },
  ],
});
