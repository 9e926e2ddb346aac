import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  RemovalPolicy,
  CfnResource,
  NestedStack,
  Stack,
  Stage,
  Validations,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { RootConstruct, type Construct } from 'constructs';
import { referenceEnvironment } from '../../bin/reference-environment';
import { ReadinessChecks, type ReadinessChecksProps } from '../../lib';

/** A workload that is nothing but a database, with so many readers. */
const databaseOnly: ReadinessChecksProps = {
  workload: {
    noEntries: 'tests look at the database',
    noServices: 'tests look at the database',
    noCaches: 'tests look at the database',
    noUploads: 'tests look at the database',
  },
};

function database(scope: Construct, readers: number): CfnDBCluster {
  const cluster = new CfnDBCluster(scope, 'Db', {
    engine: 'aurora-postgresql',
    deletionProtection: true,
    storageEncrypted: true,
    backupRetentionPeriod: 7,
  });
  for (let i = 0; i <= readers; i++) {
    new CfnDBInstance(scope, `Instance${i}`, {
      dbInstanceClass: 'db.r6g.large',
      engine: 'aurora-postgresql',
      dbClusterIdentifier: cluster.ref,
      publiclyAccessible: false,
    });
  }
  return cluster;
}

/** The cases are about the environment, and have no content delivery. */
function isAbout({ ruleName }: { readonly ruleName: string }): boolean {
  return /^(ENV[^4]|unmatched)/.test(ruleName);
}

/** Violations as `severity rule @ construct`, those of items that the cases are not about left out. */
function summary(violations: readonly PolicyViolation[]): readonly string[] {
  return violations
    .filter(isAbout)
    .map(
      ({ severity, ruleName, violatingResources: [at] }) => `${severity} ${ruleName} @ ${at?.constructPath}`,
    );
}

function judge(app: App, props: ReadinessChecksProps = databaseOnly): readonly string[] {
  return summary(new ReadinessChecks(app, props).validateScope(app).violations);
}

test('the reference environment passes', () => {
  const app = new App();
  referenceEnvironment(app);
  const { success, violations } = new ReadinessChecks(app).validateScope(app);
  expect(violations.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(success).toBe(true);
});

test('a violation names control, construct and property, and says what was seen and what to do', () => {
  const app = new App();
  database(new Stack(app, 'Shop'), 1);
  const { success, violations } = new ReadinessChecks(app, databaseOnly).validateScope(app);
  expect(success).toBe(false);
  expect(violations.find(({ ruleName }) => ruleName === 'ENV5.replicas')).toEqual({
    ruleName: 'ENV5.replicas',
    description:
      'Database has two replicas besides its primary: it has 2 instances, expected at least 3: a writer and 2 readers',
    severity: 'error',
    fix: 'Add readers until there are two, or use ReplicatedDatabase.',
    violatingResources: [{ constructPath: 'Shop/Db', locations: [] }],
    ruleMetadata: {
      item: 'ENV5',
      checklist: 'Set up database cluster (primary + 2 replicas)',
      why: expect.stringContaining('failover') as string,
      docs: expect.stringContaining('https://docs.aws.amazon.com/') as string,
    },
  });
});

test('what is missing altogether is reported at a stack', () => {
  const app = new App();
  new CfnResource(new Stack(app, 'Shop'), 'Topic', { type: 'AWS::SNS::Topic' });
  const { violations } = new ReadinessChecks(app).validateScope(app);
  expect(violations.map(({ severity, ruleName }) => `${severity} ${ruleName}`)).toEqual([
    'error ENV1.servers',
    'error ENV2.routed',
    'error ENV3.https',
    'error ENV4.cached',
    'error ENV5.replicas',
    'error ENV6.failover',
    'error ENV7.databases',
    'error SEC2.attached',
    'error SEC3.absorbed',
    'error SEC4.per-ip',
    'warning SEC5.origins',
    'error SEC6.ingress',
    'warning SEC7.trail',
    'warning SEC8.detector',
    'warning SEC8.alerted',
    'error MON1.traced',
    'error MON2.compute',
    'error MON2.database',
    'error MON3.collected',
    'error MON4.error-rate',
    'error MON5.latency',
    'error MON6.saturation',
    'error MON7.compute-cpu',
    'error MON8.noticed',
    'warning MON9.noticed',
    'error MON11.paged',
    'error DATA5.pooled',
    'error API2.throttled',
    'warning API5.guarded',
    'error SUP5.defined',
    'error FUNC7.private',
    'error FINAL4.dashboard',
    'error TRIG1.rollback',
    'error TRIG1.error-rate',
    'error TRIG2.response-time',
    'error TRIG3.connections',
    'warning TRIG4.payments',
    'error TRIG5.integrity',
    'error P0.paged',
    'error P1.paged',
    'error HEALTH1.objective',
    'error HEALTH2.percentiles',
    'error HEALTH3.error-rate',
    'error HEALTH5.load',
  ]);
  expect(violations.map(({ violatingResources: [at] }) => at?.constructPath)).toEqual(
    violations.map(() => 'Shop'),
  );
});

test('warnings alone do not fail, and errors that are left do', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const cluster = database(stack, 2);
  cluster.deletionProtection = false;
  cluster.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
  const pack = new ReadinessChecks(app, databaseOnly);
  const { success, violations } = pack.validateScope(app);
  expect(summary(violations)).toEqual(['warning ENV5.deletion-protection @ Shop/Db']);
  expect(success).toBe(violations.every(({ severity }) => severity !== 'error'));
});

test('what the templates do not decide is a warning, and an error where the pack is strict', () => {
  const app = new App();
  const group = new CfnReplicationGroup(new Stack(app, 'Shop'), 'Cache', {
    replicationGroupDescription: 'x',
    engine: 'valkey',
  });
  group.addPropertyOverride('AutomaticFailoverEnabled', { 'Fn::ImportValue': 'elsewhere' });
  group.addPropertyOverride('MultiAZEnabled', true);
  group.addPropertyOverride('NumCacheClusters', 2);
  const props = {
    workload: { ...databaseOnly.workload, noCaches: undefined, noDatabases: 'tests look at the cache' },
  };
  expect(judge(app, props)).toContain('warning ENV6.failover @ Shop/Cache');
  expect(judge(app, { ...props, strict: true })).toContain('error ENV6.failover @ Shop/Cache');
});

describe('acknowledgements', () => {
  /** Synthesizes with the pack registered, and reads the CDK's report. */
  function synthesized(acknowledge: (app: App, cluster: CfnDBCluster) => void): {
    readonly failed: boolean;
    readonly violations: readonly string[];
    readonly suppressed: readonly string[];
  } {
    const app = new App();
    const props = { workload: { ...databaseOnly.workload } };
    acknowledge(app, database(new Stack(app, 'Shop'), 1));
    Validations.of(app).addPlugins(new ReadinessChecks(app, props));
    const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    let failed = false;
    try {
      app.synth();
    } catch {
      failed = true;
    } finally {
      silence.mockRestore();
    }
    const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
    const [{ violations, suppressedViolations }] = pluginReports;
    return {
      failed,
      violations: violations
        .filter(isAbout)
        .map(({ ruleName, description }: PolicyViolation) => `${ruleName}: ${description}`),
      suppressed: (suppressedViolations ?? [])
        .filter(isAbout)
        .map(({ ruleName, reason }: { ruleName: string; reason: string }) => `${ruleName}: ${reason}`),
    };
  }

  test('by control id, kept by the CDK with the reason', () => {
    const { violations, suppressed } = synthesized((_app, cluster) => {
      Validations.of(cluster).acknowledge({ id: 'Readiness::ENV5.replicas', reason: 'one is enough' });
    });
    expect(violations).toEqual([]);
    expect(suppressed).toEqual(['ENV5.replicas: one is enough']);
  });

  test('by item id, on the stack above', () => {
    const { violations, suppressed } = synthesized((_app, cluster) => {
      Validations.of(Stack.of(cluster)).acknowledge({ id: 'Readiness::ENV5', reason: 'one is enough' });
    });
    expect(violations).toEqual([]);
    expect(suppressed).toEqual(['ENV5: one is enough']);
  });

  test('by bare id, on the app', () => {
    const { violations } = synthesized((app) => {
      Validations.of(app).acknowledge({ id: 'ENV5.replicas', reason: 'one is enough' });
    });
    expect(violations).toEqual(['ENV5.replicas: acknowledged at the App: one is enough']);
  });

  test('on another construct they match nothing, which is reported', () => {
    const { failed, violations } = synthesized((app, cluster) => {
      Validations.of(cluster.node.scope!.node.findChild('Instance0')).acknowledge({
        id: 'Readiness::ENV5.replicas',
        reason: 'wrong place',
      });
      Validations.of(app).acknowledge({ id: 'Readiness::ENV5.replcas', reason: 'typing error' });
    });
    expect(failed).toBe(true);
    expect(violations).toContainEqual(
      'ENV5.replicas: Database has two replicas besides its primary: it has 2 instances, expected at least 3: a writer and 2 readers',
    );
    expect(violations.filter((text) => text.startsWith('unmatched-acknowledgement'))).toEqual([
      expect.stringContaining(
        'the acknowledgement of ENV5.replcas matches nothing: there is no such item or control',
      ),
      expect.stringContaining('the acknowledgement of ENV5.replicas matches nothing: nothing there fails it'),
    ]);
  });
});

describe('Stages', () => {
  function twoStages(): { readonly app: App; readonly small: Stage; readonly large: Stage } {
    const app = new App();
    const [small, large] = [new Stage(app, 'Small'), new Stage(app, 'Large')];
    database(new Stack(small, 'Shop'), 0);
    database(new Stack(large, 'Shop'), 2);
    return { app, small, large };
  }

  test('are judged each by itself', () => {
    expect(judge(twoStages().app)).toEqual(['error ENV5.replicas @ Small/Shop/Db']);
  });

  test('a pack that hangs on one judges that one', () => {
    const { app, large } = twoStages();
    Validations.of(large).addPlugins(new ReadinessChecks(large, { workload: { ...databaseOnly.workload } }));
    const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      app.synth();
    } catch {
      // ENV4 is not met: there is no CDN here.
    } finally {
      silence.mockRestore();
    }
    const text = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
    expect(text).toContain('Large/Shop');
    expect(text).not.toContain('Small/Shop');
  });

  test('validateScope of one judges that one', () => {
    const { large } = twoStages();
    expect(summary(new ReadinessChecks(large, databaseOnly).validateScope(large).violations)).toEqual([]);
  });
});

test('nested stacks belong to their parents', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const cluster = new CfnDBCluster(stack, 'Db', { engine: 'aurora-postgresql', backupRetentionPeriod: 7 });
  const nested = new NestedStack(stack, 'Readers');
  for (const id of ['A', 'B', 'C']) {
    new CfnDBInstance(nested, id, {
      dbInstanceClass: 'db.r6g.large',
      engine: 'aurora-postgresql',
      dbClusterIdentifier: cluster.ref,
    });
  }
  expect(judge(app).filter((text) => text.includes('replicas'))).toEqual([]);
});

describe('the declared workload', () => {
  test('narrows what is judged', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const [small, large] = [new Stack(app, 'Reports'), stack];
    database(small, 0);
    const main = database(large, 2);
    expect(judge(app)).toContain('error ENV5.replicas @ Reports/Db');
    expect(judge(app, { workload: { ...databaseOnly.workload, databases: [main] } })).toEqual([]);
  });

  test('that names no resource of its kind is refused', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    database(stack, 2);
    const topic = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
    expect(() => judge(app, { workload: { databases: [topic] } })).toThrow(
      'workload.databases of ReadinessChecks: Shop/Topic names no resource of the templates, expected a construct path or Stack.LogicalId',
    );
  });

  test('may live in no stack of the app, and is open then', () => {
    const app = new App();
    new CfnResource(new Stack(app, 'Shop'), 'Topic', { type: 'AWS::SNS::Topic' });
    const elsewhere = { databases: ['arn:aws:rds:eu-west-1:111111111111:cluster:shop'] };
    expect(judge(app)).toContain('error ENV5.replicas @ Shop');
    expect(judge(app, { workload: { ...databaseOnly.workload, elsewhere } })).toContain(
      'warning ENV5.replicas @ Shop',
    );
  });

  test.each([
    [
      { elsewhere: { database: [] } },
      'workload.elsewhere of ReadinessChecks: there is no role "database", the roles are entries, services, databases, caches, webhooks, uploads, jobs, payments',
    ],
    [
      { elsewhere: { databases: ['shop'] } },
      'workload.elsewhere of ReadinessChecks: shop is no ARN, expected one such as arn:aws:rds:eu-west-1:111111111111:cluster:shop',
    ],
    [
      { elsewhere: { databases: [] }, noDatabases: 'none' },
      'workload: both databases and noDatabases are given, expected one',
    ],
    [
      { databases: [], noDatabases: 'none' },
      'workload: both databases and noDatabases are given, expected one',
    ],
    [{ noCaches: ' ' }, 'workload: noCaches is empty, expected the reason'],
    [{ webhooks: [], noWebhooks: 'none' }, 'workload: both webhooks and noWebhooks are given, expected one'],
  ])('%j is refused', (workload, message) => {
    expect(() => new ReadinessChecks(undefined, { workload })).toThrow(message);
  });
});

test('a construct outside any App is refused', () => {
  const loose = new RootConstruct('Loose');
  expect(() => new ReadinessChecks().validateScope(loose)).toThrow(
    'Loose is in no App or Stage, expected one to synthesize',
  );
});
