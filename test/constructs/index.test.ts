import { App, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AllowedMethods, CachePolicy, Distribution, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { referenceEnvironment } from '../../bin/reference-environment';
import * as constructs from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';

test('the door exports constructs alone, and each of them names its controls', () => {
  const named = Object.entries(constructs).map(([name, { CONTROLS }]) => [name, CONTROLS.join(' ')]);
  expect(Object.fromEntries(named)).toMatchInlineSnapshot(`
   {
     "AuditTrail": "SEC7.trail SEC7.trail-bucket",
     "CorsPolicy": "SEC5.origins SEC5.attached SEC5.overrides",
     "DailyBackupPlan": "ENV7.databases ENV7.files LEGAL4.backups",
     "DataRetention": "LEGAL4.logs LEGAL4.functions ENV7.retained ENV7.replaced",
     "DdosProtection": "SEC3.absorbed",
     "HealthCheckedLoadBalancer": "ENV2.routed ENV2.health-check ENV2.zones ENV2.health-path ENV2.deletion-protection ENV2.access-logs ENV3.https ENV3.names ENV3.tls-version",
     "HighlyAvailableCache": "ENV6.failover ENV6.encrypted",
     "HighlyAvailableService": "ENV1.servers ENV1.zones ENV1.on-demand",
     "IntrusionDetection": "SEC8.detector SEC8.alerted SEC8.runtime",
     "MalwareProtection": "FUNC7.scanned",
     "NetworkFlowLog": "SEC7.network",
     "NotificationTopic": "",
     "PooledDatabaseConnections": "DATA5.pooled DATA5.tls",
     "RenewingCertificate": "ENV3.renewal",
     "ReplicatedDatabase": "ENV5.replicas ENV5.zones ENV5.private ENV5.deletion-protection ENV5.encrypted ENV7.databases SEC6.ingress SEC6.private SEC6.authentication SEC6.rotation SEC6.tls SEC7.database ENV7.retained ENV7.replaced LEGAL4.database-logs",
     "ScannedRepository": "CODE2.scanned CODE2.immutable",
     "StaticAssetsCdn": "ENV3.https ENV3.region ENV3.names ENV3.tls-version ENV4.cached ENV4.origin ENV4.https ENV4.dns ENV4.compressed LEGAL4.buckets",
     "UploadBucket": "FUNC7.private FUNC7.scanned FUNC7.held-back FUNC7.tls SEC5.origins",
     "WebFirewall": "SEC2.attached SEC2.rules SEC2.sql-injection SEC2.logging SEC3.absorbed SEC4.per-ip SEC4.per-user API2.throttled",
     "WebhookSigningSecret": "API5.guarded API5.secret",
   }
  `);
});

/** The reference environment, with a file system and an API behind a distribution, which it has not. */
function everyConstruct(): App {
  const app = new App();
  referenceEnvironment(app);
  const stack = new Stack(app, 'Shop-Files');
  const vpc = new Vpc(stack, 'Vpc');
  new constructs.NetworkFlowLog(stack, 'Traffic', { vpc });
  const files = new FileSystem(stack, 'Files', { vpc, enableAutomaticBackups: false });
  const resources = [BackupResource.fromEfsFileSystem(files)];
  new constructs.DailyBackupPlan(stack, 'Backup', { resources });
  guardedApi(new Stack(app, 'Shop-Api', { env: { region: 'us-east-1' } }));
  return app;
}

function guardedApi(stack: Stack): void {
  const cors = new constructs.CorsPolicy(stack, 'Cors', { allowOrigins: ['https://shop.example.com'] });
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
  api.with(new constructs.WebFirewall(stack, 'Firewall', firewall));
}

test('the checklist finds every control that a construct claims, in what the construct makes', () => {
  const environments = readAssembly(everyConstruct().synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const judged = report.items.flatMap(({ controls }) => controls);
  const claimed = Object.values(constructs).flatMap(({ CONTROLS }) => CONTROLS);
  const found = claimed.map((id) => `${id} ${judged.find((control) => control.id === id)?.outcome}`);
  expect(found).toEqual(claimed.map((id) => `${id} pass`));
});
