import { App, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AllowedMethods, CachePolicy, Distribution, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { referenceEnvironment } from '../../bin/reference-environment';
import { onCall } from '../../bin/stacks/on-call';
import * as door from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';

/** What the door exports, without the severities of alarms. */
const constructs = Object.fromEntries(
  Object.entries(door).flatMap(([name, value]) => ('CONTROLS' in value ? [[name, value] as const] : [])),
);

test('the door exports constructs and the severities of alarms, and each of them names its controls', () => {
  expect(Object.keys(door).filter((name) => !(name in constructs))).toEqual([
    'AlarmSeverity',
    'ApplicationRuntime',
  ]);
  const named = Object.entries(constructs).map(([name, { CONTROLS }]) => [name, CONTROLS.join(' ')]);
  expect(Object.fromEntries(named)).toMatchInlineSnapshot(`
   {
     "AlarmSuite": "MON4.error-rate MON4.outage MON5.latency MON7.compute-cpu MON7.compute-memory MON6.saturation MON6.failure MON7.database-cpu MON7.database-memory MON7.cache-cpu MON7.cache-memory MOSEC3.expiry MON8.noticed MON8.stalled MON8.started",
     "ApplicationMonitoring": "MON1.traced MON1.permitted MON1.discovered MON1.supported",
     "AuditTrail": "SEC7.trail SEC7.trail-bucket",
     "AvailabilityObjective": "HEALTH1.objective HEALTH1.burn-rate HEALTH3.error-rate SUP5.defined",
     "CacheAlarms": "MON7.cache-cpu MON7.cache-memory",
     "CertificateAlarm": "MOSEC3.expiry",
     "ChatChannel": "",
     "CorsPolicy": "SEC5.origins SEC5.attached SEC5.overrides",
     "DailyBackupPlan": "ENV7.databases ENV7.files LEGAL4.backups",
     "DataRetention": "LEGAL4.logs LEGAL4.functions ENV7.retained ENV7.replaced",
     "DatabaseAlarms": "MON6.saturation MON6.failure MON7.database-cpu MON7.database-memory",
     "DdosProtection": "SEC3.absorbed",
     "EntryAlarms": "MON4.error-rate MON4.outage MON5.latency",
     "HealthCheckedLoadBalancer": "ENV2.routed ENV2.health-check ENV2.zones ENV2.health-path ENV2.deletion-protection ENV2.access-logs ENV3.https ENV3.names ENV3.tls-version",
     "HighlyAvailableCache": "ENV6.failover ENV6.encrypted",
     "HighlyAvailableService": "ENV1.servers ENV1.zones ENV1.on-demand MON2.compute MON3.collected",
     "IntrusionDetection": "SEC8.detector SEC8.alerted SEC8.runtime",
     "JobAlarms": "MON8.noticed MON8.stalled MON8.started",
     "JobQueue": "MON8.noticed MON8.dead-letters MON8.stalled MON8.kept",
     "LogAggregation": "MON3.delivered",
     "MalwareProtection": "FUNC7.scanned",
     "NetworkFlowLog": "SEC7.network",
     "NotificationTopic": "",
     "OnCallPager": "MON11.secret MON11.undelivered",
     "OperationsDashboard": "FINAL4.dashboard FINAL4.alarms FINAL4.errors FINAL4.response-times FINAL4.services FINAL4.databases FINAL4.caches HEALTH2.percentiles HEALTH5.load",
     "PaymentAlarms": "MON9.noticed MON9.down",
     "PooledDatabaseConnections": "DATA5.pooled DATA5.tls",
     "RenewingCertificate": "ENV3.renewal",
     "ReplicatedDatabase": "ENV5.replicas ENV5.zones ENV5.private ENV5.deletion-protection ENV5.encrypted ENV7.databases SEC6.ingress SEC6.private SEC6.authentication SEC6.rotation SEC6.tls SEC7.database ENV7.retained ENV7.replaced LEGAL4.database-logs MON2.database MON2.database-processes HEALTH5.recorded",
     "RollbackAlarms": "TRIG1.rollback TRIG1.error-rate TRIG1.in-time TRIG1.quiet TRIG2.response-time TRIG3.connections TRIG4.payments TRIG5.integrity",
     "ScannedRepository": "CODE2.scanned CODE2.immutable",
     "ServiceAlarms": "MON7.compute-cpu MON7.compute-memory",
     "SeverityTopics": "MON11.paged MON11.heard P0.paged P0.routed P1.paged P1.routed P2.heard P2.routed P3.heard P3.routed",
     "StaticAssetsCdn": "ENV3.https ENV3.region ENV3.names ENV3.tls-version ENV4.cached ENV4.origin ENV4.https ENV4.dns ENV4.compressed LEGAL4.buckets",
     "UploadBucket": "FUNC7.private FUNC7.scanned FUNC7.held-back FUNC7.tls SEC5.origins",
     "WebFirewall": "SEC2.attached SEC2.rules SEC2.sql-injection SEC2.logging SEC3.absorbed SEC4.per-ip SEC4.per-user API2.throttled",
     "WebhookSigningSecret": "API5.guarded API5.secret",
   }
  `);
});

/** The reference environment, with what it has not: a file system, a scheduled job, logs that are brought together. */
function everyConstruct(): App {
  const app = new App();
  referenceEnvironment(app);
  const stack = new Stack(app, 'Shop-Files');
  const vpc = new Vpc(stack, 'Vpc');
  new door.NetworkFlowLog(stack, 'Traffic', { vpc });
  const files = new FileSystem(stack, 'Files', { vpc, enableAutomaticBackups: false });
  const resources = [BackupResource.fromEfsFileSystem(files)];
  new door.DailyBackupPlan(stack, 'Backup', { resources });
  aggregatedLogs(new Stack(app, 'Shop-Logs'));
  scheduledJob(new Stack(app, 'Shop-Jobs'));
  return app;
}

function aggregatedLogs(stack: Stack): void {
  const logGroups = [new LogGroup(stack, 'Api')];
  const secret = new Secret(stack, 'Token');
  new door.LogAggregation(stack, 'Logs', { logGroups, splunkUrl: 'https://splunk.example.com', secret });
}

function scheduledJob(stack: Stack): void {
  const job = new Function(stack, 'Nightly', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {}'),
    logGroup: new LogGroup(stack, 'NightlyLogs', { retention: RetentionDays.ONE_MONTH }),
  });
  const rule = new Rule(stack, 'Daily', { schedule: Schedule.rate(Duration.days(1)) });
  rule.addTarget(new LambdaFunction(job));
  const alarmProps = onCall(stack, {
    emailAddress: 'operations@example.com',
    pagerSecret: 'shop/pager-key',
    runbookUrl: 'https://wiki.example.com/runbook',
  });
  new door.JobAlarms(stack, 'JobAlarms', { ...alarmProps, functions: [job], rules: [rule] });
}

/** An API behind a distribution, which guards it. */
function guardedApi(): App {
  const app = new App();
  const stack = new Stack(app, 'Shop-Api', { env: { region: 'us-east-1' } });
  const cors = new door.CorsPolicy(stack, 'Cors', { allowOrigins: ['https://shop.example.com'] });
  const api = new Distribution(stack, 'Api', {
    defaultBehavior: {
      origin: new HttpOrigin('api.example.com'),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy: cors.responseHeadersPolicy,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      allowedMethods: AllowedMethods.ALLOW_ALL,
    },
  });
  const firewall = { userCookie: 'session', guardsDistributions: true };
  api.with(new door.WebFirewall(stack, 'Firewall', firewall));
  return app;
}

function judged(app: App): ReadonlyMap<string, string> {
  const environments = readAssembly(app.synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  return new Map(report.items.flatMap(({ controls }) => controls.map(({ id, outcome }) => [id, outcome])));
}

/** What the distribution alone shows. */
const byDistribution = ['SEC5.attached', 'SEC5.overrides'];

test('the checklist finds every control that a construct claims, in what the construct makes', () => {
  const [most, api] = [judged(everyConstruct()), judged(guardedApi())];
  const claimed = Object.values(constructs).flatMap(({ CONTROLS }) => CONTROLS);
  const found = claimed.map((id) => `${id} ${(byDistribution.includes(id) ? api : most).get(id)}`);
  expect(found).toEqual(claimed.map((id) => `${id} pass`));
});
