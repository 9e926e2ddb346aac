import { App, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { referenceEnvironment } from '../../bin/reference-environment';
import * as constructs from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';

test('the door exports constructs alone, and each of them names its controls', () => {
  expect(Object.entries(constructs).map(([name, { CONTROLS }]) => `${name}: ${CONTROLS.join(' ')}`)).toEqual([
    'DailyBackupPlan: ENV7.databases ENV7.files',
    'HealthCheckedLoadBalancer: ENV2.routed ENV2.health-check ENV2.zones ENV2.health-path ' +
      'ENV2.deletion-protection ENV2.access-logs ENV3.https ENV3.names ENV3.tls-version',
    'HighlyAvailableCache: ENV6.failover ENV6.encrypted',
    'HighlyAvailableService: ENV1.servers ENV1.zones ENV1.on-demand',
    'RenewingCertificate: ENV3.renewal',
    'ReplicatedDatabase: ENV5.replicas ENV5.zones ENV5.private ENV5.deletion-protection ' +
      'ENV5.encrypted ENV7.databases',
    'StaticAssetsCdn: ENV3.https ENV3.region ENV3.names ENV3.tls-version ENV4.cached ENV4.origin ENV4.https ' +
      'ENV4.dns ENV4.compressed',
  ]);
});

/** The reference environment, and a file system, which it has not. */
function everyConstruct(): App {
  const app = new App();
  referenceEnvironment(app);
  const stack = new Stack(app, 'Shop-Files');
  const files = new FileSystem(stack, 'Files', { vpc: new Vpc(stack, 'Vpc'), enableAutomaticBackups: false });
  const resources = [BackupResource.fromEfsFileSystem(files)];
  new constructs.DailyBackupPlan(stack, 'Backup', { resources });
  return app;
}

test('the checklist finds every control that a construct claims, in what the construct makes', () => {
  const environments = readAssembly(everyConstruct().synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const judged = report.items.flatMap(({ controls }) => controls);
  const claimed = Object.values(constructs).flatMap(({ CONTROLS }) => CONTROLS);
  const found = claimed.map((id) => `${id} ${judged.find((control) => control.id === id)?.outcome}`);
  expect(found).toEqual(claimed.map((id) => `${id} pass`));
});
