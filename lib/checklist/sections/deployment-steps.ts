import { group } from '../item';

/** Items under "Enable Maintenance Mode (T-00:30)" of the checklist. */
export const enableMaintenanceMode = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Deployment Steps',
  group: 'Enable Maintenance Mode (T-00:30)',
  items: [
    {
      id: 'MAINT1',
      text: 'Display maintenance page',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MAINT2',
      text: 'Disable background jobs',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'MAINT3',
      text: 'Stop accepting new requests',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
  ],
});

/** Items under "Database Migration (T-00:20)" of the checklist. */
export const databaseMigration = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Deployment Steps',
  group: 'Database Migration (T-00:20)',
  items: [
    {
      id: 'MIGR1',
      text: 'Backup current database',
      evidence: ['live'],
      infrastructure: true,
      freshness: '≤2 h, before migration',
    },
    {
      id: 'MIGR2',
      text: 'Run migration scripts',
      evidence: ['live', 'attest'],
      freshness: 'SFN execution + DBA T-dep',
    },
    {
      id: 'MIGR3',
      text: 'Verify data integrity',
      evidence: ['live', 'attest'],
      freshness: 'SFN execution + DBA T-dep',
    },
    {
      id: 'MIGR4',
      text: 'Update indexes',
      evidence: ['live', 'attest'],
      freshness: 'SFN execution + DBA T-dep',
    },
  ],
});

/** Items under "Application Deployment (T-00:10)" of the checklist. */
export const applicationDeployment = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Deployment Steps',
  group: 'Application Deployment (T-00:10)',
  items: [
    {
      id: 'DEPLOY1',
      text: 'Deploy to staging environment',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'DEPLOY2',
      text: 'Run smoke tests',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'DEPLOY3',
      text: 'Deploy to production (blue-green)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
    },
    {
      id: 'DEPLOY4',
      text: 'Verify health checks',
      evidence: ['live'],
      freshness: 'at T',
    },
  ],
});

/** Items under "Post-Deployment Verification (T+00:10)" of the checklist. */
export const postDeploymentVerification = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Deployment Steps',
  group: 'Post-Deployment Verification (T+00:10)',
  items: [
    {
      id: 'POST1',
      text: 'API endpoints responding',
      evidence: ['live'],
      freshness: 'T+10 min',
    },
    {
      id: 'POST2',
      text: 'Database connections stable',
      evidence: ['live'],
      freshness: 'T+10 min',
    },
    {
      id: 'POST3',
      text: 'Background jobs running',
      evidence: ['live'],
      freshness: 'T+10 min',
    },
    {
      id: 'POST4',
      text: 'External integrations working',
      evidence: ['live'],
      freshness: 'T+10 min',
    },
    {
      id: 'POST5',
      text: 'Monitoring showing green',
      evidence: ['live'],
      freshness: 'T+10 min',
    },
  ],
});

/** Items under "Go Live (T+00:30)" of the checklist. */
export const goLive = group({
  phase: 'Deployment Process (T-Day)',
  section: 'Deployment Steps',
  group: 'Go Live (T+00:30)',
  items: [
    {
      id: 'LIVE1',
      text: 'Disable maintenance mode',
      evidence: ['live'],
      freshness: 'T+30 min',
    },
    {
      id: 'LIVE2',
      text: 'Enable background jobs',
      evidence: ['live'],
      infrastructure: true,
      freshness: 'T+30 min',
    },
    {
      id: 'LIVE3',
      text: 'Monitor error rates',
      evidence: ['live'],
      freshness: 'T+30 min',
    },
    {
      id: 'LIVE4',
      text: 'Check performance metrics',
      evidence: ['live'],
      freshness: 'T+30 min',
    },
    {
      id: 'LIVE5',
      text: 'Verify user access',
      evidence: ['live', 'attest'],
      freshness: 'T+30 min',
    },
  ],
});
