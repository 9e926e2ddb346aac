import { createHash } from 'node:crypto';
import { items, type ControlId, type ItemId } from '../../lib/checklist';
import {
  alerts,
  backup,
  databaseAccess,
  healthCheck,
  loadTargets,
  objectives,
  redundancy,
  responseTargets,
  retention,
  rollback,
  severities,
  testCoverage,
} from '../../lib/checklist/thresholds';
import { expectSentences } from '../harness/sentences';

/** Phase, section and group of the checklist in reading order, how many items each has, and the first part of their ids. */
const groups: readonly (readonly [string, string, string, number, string])[] = [
  ['Pre-Launch (T-7 Days)', 'Infrastructure & Environment', 'Production Environment Setup', 7, 'ENV'],
  ['Pre-Launch (T-7 Days)', 'Infrastructure & Environment', 'Security Hardening', 8, 'SEC'],
  ['Pre-Launch (T-7 Days)', 'Infrastructure & Environment', 'Monitoring & Alerting', 11, 'MON'],
  ['Pre-Launch (T-7 Days)', 'Application Readiness', 'Code Quality', 5, 'CODE'],
  ['Pre-Launch (T-7 Days)', 'Application Readiness', 'Database', 5, 'DATA'],
  ['Pre-Launch (T-7 Days)', 'Application Readiness', 'API & Integrations', 6, 'API'],
  ['Pre-Launch (T-7 Days)', 'Business Readiness', 'Legal & Compliance', 5, 'LEGAL'],
  ['Pre-Launch (T-7 Days)', 'Business Readiness', 'Support & Operations', 5, 'SUP'],
  ['QA & Testing (T-3 Days)', 'Functional Testing', 'Core Features', 8, 'FUNC'],
  ['QA & Testing (T-3 Days)', 'Functional Testing', 'Business Flows', 4, 'FLOW'],
  ['QA & Testing (T-3 Days)', 'Performance Testing', 'Load Testing', 5, 'LOAD'],
  ['QA & Testing (T-3 Days)', 'Performance Testing', 'Stress Testing', 4, 'STRESS'],
  ['QA & Testing (T-3 Days)', 'Security Testing', 'Penetration Testing', 6, 'PEN'],
  ['Deployment Process (T-Day)', 'Pre-Deployment (2 hours before)', 'Final Checks', 6, 'FINAL'],
  ['Deployment Process (T-Day)', 'Deployment Steps', 'Enable Maintenance Mode (T-00:30)', 3, 'MAINT'],
  ['Deployment Process (T-Day)', 'Deployment Steps', 'Database Migration (T-00:20)', 4, 'MIGR'],
  ['Deployment Process (T-Day)', 'Deployment Steps', 'Application Deployment (T-00:10)', 4, 'DEPLOY'],
  ['Deployment Process (T-Day)', 'Deployment Steps', 'Post-Deployment Verification (T+00:10)', 5, 'POST'],
  ['Deployment Process (T-Day)', 'Deployment Steps', 'Go Live (T+00:30)', 5, 'LIVE'],
  ['Rollback Procedures', 'Immediate Rollback Triggers', '', 5, 'TRIG'],
  ['Rollback Procedures', 'Rollback Steps', '', 6, 'ROLL'],
  ['Communication Plan', 'Internal Communication', 'Slack Channels', 3, 'CHAN'],
  ['Communication Plan', 'Internal Communication', 'Team Notifications', 5, 'TEAM'],
  ['Communication Plan', 'External Communication', 'User Notifications', 4, 'USER'],
  ['Post-Launch Monitoring (T+24 Hours)', 'Hour 1-4: Critical Monitoring', 'Every 15 minutes', 5, 'WATCH'],
  ['Post-Launch Monitoring (T+24 Hours)', 'Hour 4-24: Stabilization', 'Every hour', 4, 'STAB'],
  ['Post-Launch Monitoring (T+24 Hours)', 'Day 2-7: Optimization', 'Daily checks', 5, 'OPT'],
  ['Ongoing Operations', 'Daily Operations', 'Morning Checks (9 AM)', 5, 'MORN'],
  ['Ongoing Operations', 'Daily Operations', 'Evening Review (5 PM)', 4, 'EVE'],
  ['Ongoing Operations', 'Weekly Maintenance', 'Monday: Planning', 4, 'WKMON'],
  ['Ongoing Operations', 'Weekly Maintenance', 'Wednesday: Deployments', 4, 'WKWED'],
  ['Ongoing Operations', 'Weekly Maintenance', 'Friday: Review', 4, 'WKFRI'],
  ['Ongoing Operations', 'Monthly Tasks', 'Security', 4, 'MOSEC'],
  ['Ongoing Operations', 'Monthly Tasks', 'Performance', 4, 'MOPERF'],
  ['Ongoing Operations', 'Monthly Tasks', 'Business Review', 4, 'MOBIZ'],
  ['Incident Response', 'Severity Levels', '', 4, 'P'],
  ['Incident Response', 'Incident Response Steps', '', 7, 'INC'],
  ['Key Metrics to Track', 'System Health', '', 5, 'HEALTH'],
  ['Key Metrics to Track', 'Business Metrics', '', 5, 'BIZ'],
  ['Key Metrics to Track', 'Financial Metrics', '', 5, 'FIN'],
  ['Emergency Contacts', 'Technical Team', '', 4, 'TECH'],
  ['Emergency Contacts', 'Business Team', '', 4, 'BTEAM'],
  ['Emergency Contacts', 'External Vendors', '', 4, 'VEND'],
  ['Documentation Links', '', '', 7, 'DOC'],
];

const controls = items.flatMap((item) => item.controls.map((control) => ({ item, control })));

function textOf(id: ItemId): string {
  return items.find((item) => item.id === id)!.text;
}

describe('items', () => {
  test('are 221, each with an id of its own, 84 of them for constructs to encode', () => {
    expect(items).toHaveLength(221);
    expect(new Set(items.map(({ id }) => id)).size).toBe(221);
    expect(items.filter(({ infrastructure }) => infrastructure)).toHaveLength(84);
  });

  test('lie under their headings in reading order, and count from one, severities from zero', () => {
    const expected = groups.flatMap(([phase, section, group, count, word]) =>
      Array.from({ length: count }, (_one, i) => ({
        id: `${word}${word === 'P' ? i : i + 1}`,
        phase,
        section,
        group,
      })),
    );
    expect(items.map(({ id, phase, section, group }) => ({ id, phase, section, group }))).toEqual(expected);
  });

  test('say what the checklist says, word for word', () => {
    // SHA-256 over a line of id and text for each item; a text that is changed on purpose changes it.
    const digest = createHash('sha256').update(items.map(({ id, text }) => `${id} ${text}\n`).join(''));
    expect(digest.digest('hex')).toBe('c3f73159dc40a9867eff97b7f69134b5ac02b904629c2c7d7425a2d997d35e0b');
    expect(textOf('ENV5')).toBe('Set up database cluster (primary + 2 replicas)');
    expect(textOf('MON5')).toBe('Alert rule: Slow response times (>500ms p95)');
    expect(textOf('TRIG1')).toBe('Error rate >5%');
    expect(textOf('VEND1')).toBe('Hosting Provider: [24/7 Support]');
  });

  test('name the evidence that shows them, once each', () => {
    for (const { id, evidence, optional = [] } of items) {
      const all = [...evidence, ...optional];
      expect([id, evidence.length > 0, new Set(all).size]).toEqual([id, true, all.length]);
    }
  });

  test('with a control are shown by what is synthesized', () => {
    for (const { item } of controls) expect(item.evidence).toContain('synth');
  });

  test('are named by ids that the compiler knows', () => {
    const known: readonly [ItemId, ControlId] = ['ENV5', 'ENV5.replicas'];
    // @ts-expect-error there is no such item
    const item: ItemId = 'ENV8';
    // @ts-expect-error there is no such control
    const control: ControlId = 'ENV5.replcas';
    // @ts-expect-error an item is no control
    const mixed: ControlId = 'ENV5';
    const ids: readonly string[] = [...items.map(({ id }) => id), ...controls.map((one) => one.control.id)];
    expect([...known, item, control, mixed].map((id) => ids.includes(id))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('controls', () => {
  test('have ids of their own: the item, a dot, and a name in lower case and hyphens', () => {
    const ids = controls.map(({ control }) => control.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { item, control } of controls) {
      expect(control.id).toMatch(/^[A-Z]+\d+\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(control.id.split('.')[0]).toBe(item.id);
      expect(control.id).not.toMatch(/\b(error|warning|critical|high|low)\b(?!-rate)/);
    }
  });

  test.each(controls.map(({ control }) => [control.id, control] as const))(
    '%s reads as it should',
    (_id, control) => {
      expectSentences(control);
    },
  );

  test('of an item differ in their titles, and not all of them are warnings', () => {
    for (const item of items.filter((one) => one.controls.length > 0)) {
      expect(new Set(item.controls.map(({ title }) => title)).size).toBe(item.controls.length);
      expect(item.controls.some(({ severity }) => severity === 'error')).toBe(true);
    }
  });
});

describe('thresholds are the figures of the checklist', () => {
  /** The numbers of an item's text, in order. */
  const numbers = (id: ItemId): number[] =>
    [...textOf(id).matchAll(/\d+(\.\d+)?/g)].map((match) => Number(match[0]));

  test('redundancy', () => {
    expect(numbers('ENV1')).toEqual([redundancy.servers]);
    expect(numbers('ENV5')).toEqual([redundancy.databaseReplicas]);
    expect([redundancy.cacheNodesPerShard, redundancy.zones]).toEqual([2, 2]);
  });

  test('alerts and rollback', () => {
    expect(numbers('MON4')).toEqual([alerts.errorRate * 100]);
    expect(numbers('MON5')[0]).toBe(alerts.latencyP95Milliseconds);
    expect(numbers('MON7')).toEqual([alerts.utilization * 100]);
    expect(numbers('TRIG1')).toEqual([rollback.errorRate * 100]);
    expect(numbers('TRIG2')).toEqual([rollback.latencySeconds]);
  });

  test('objectives, coverage and tests of load', () => {
    expect(numbers('HEALTH1')).toEqual([objectives.availability * 100]);
    expect(numbers('HEALTH3')).toEqual([objectives.errorRate * 100]);
    expect(numbers('CODE1')).toEqual([testCoverage * 100]);
    expect(
      loadTargets.map(({ item, concurrentUsers, responseMilliseconds }) => [
        item,
        concurrentUsers,
        responseMilliseconds,
      ]),
    ).toEqual((['LOAD1', 'LOAD2', 'LOAD3'] as const).map((id) => [id, numbers(id)[0], numbers(id)[1]]));
    expect(numbers('LOAD4')[0]).toBe(responseTargets.databaseQueryP95Milliseconds);
    expect(numbers('LOAD5')[0]).toBe(responseTargets.apiEndpointP95Milliseconds);
  });

  test('severities', () => {
    const minutes = { minute: 1, hour: 60, day: 24 * 60, week: 7 * 24 * 60 };
    for (const [id, { respondWithinMinutes, resolveWithinMinutes }] of Object.entries(severities)) {
      const spans = [...textOf(id as ItemId).matchAll(/<(\d+) (minute|hour|day|week)/g)];
      const stated = spans.map(([, count, unit]) => Number(count) * minutes[unit as keyof typeof minutes]);
      expect([id, stated]).toEqual([id, [respondWithinMinutes, resolveWithinMinutes]]);
    }
  });

  test('of what the checklist leaves to us', () => {
    expect(healthCheck).toEqual({ detectionSeconds: 90 });
    expect(backup).toEqual({ retentionDays: 7, intervalHours: 24, lateHours: 2 });
    expect(databaseAccess).toEqual({ tooManyAddresses: 2 ** 8, passwordDays: 90 });
    expect(retention).toEqual({ logDays: 90, noncurrentVersionDays: 90, unfinishedUploadDays: 7 });
  });
});
