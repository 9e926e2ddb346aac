import { group } from '../item';

/** Items under "Monitoring & Alerting" of the checklist. */
export const monitoringAlerting = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Infrastructure & Environment',
  group: 'Monitoring & Alerting',
  items: [
    {
      id: 'MON1',
      text: 'Configure application monitoring (APM)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON2',
      text: 'Set up infrastructure monitoring',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON3',
      text: 'Configure log aggregation (ELK/Splunk)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON4',
      text: 'Alert rule: High error rates (>1%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON5',
      text: 'Alert rule: Slow response times (>500ms p95)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON6',
      text: 'Alert rule: Database connection issues',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON7',
      text: 'Alert rule: Memory/CPU thresholds (>80%)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON8',
      text: 'Alert rule: Failed background jobs',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MON9',
      text: 'Alert rule: Payment processing failures',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-dep (TestMetricFilter)',
    },
    {
      id: 'MON10',
      text: 'Set up status page',
      evidence: ['live', 'attest'],
      freshness: 'SRE T-90d',
    },
    {
      id: 'MON11',
      text: 'Configure PagerDuty/on-call rotation',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'SRE lead T-30d (oncall export)',
    },
  ],
});
