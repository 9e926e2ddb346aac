import type { Construct } from 'constructs';
import { DataRetention } from '../constructs';
import { AuditStack } from './stacks/audit-stack';
import { DataStack } from './stacks/data-stack';
import { EdgeStack } from './stacks/edge-stack';
import { ImagesStack } from './stacks/images-stack';
import { MonitoringStack } from './stacks/monitoring-stack';
import { NetworkStack } from './stacks/network-stack';
import { OnCallStack } from './stacks/on-call';
import { ServiceStack } from './stacks/service-stack';

/** The repository that a pipeline pushes the images of the application to. */
const REPOSITORY = 'shop-api';

/** The cookie that tells the users of the shop apart. */
const SESSION_COOKIE = 'session';

/** A complete production environment, a shop, in which every item of the checklist that it shows is met. */
export function referenceEnvironment(scope: Construct): void {
  const setting = (name: string, byDefault: string) => String(scope.node.tryGetContext(name) ?? byDefault);
  const account = setting('account', '111111111111');
  const region = setting('region', 'eu-west-1');
  const zone = {
    zoneName: setting('domain', 'example.com'),
    hostedZoneId: setting('hostedZoneId', 'Z0000000000EXAMPLE0'),
  };
  const emailAddress = setting('operations', 'operations@example.com');
  const onCall = {
    emailAddress,
    pagerSecret: setting('pagerSecret', 'shop/pager-key'),
    runbookUrl: setting('runbook', `https://wiki.${zone.zoneName}/shop/runbook`),
  };
  const home = { env: { account, region }, terminationProtection: true };
  const global = { ...home, env: { account, region: 'us-east-1' } };

  new DataRetention(scope, 'DataRetention');
  new AuditStack(scope, 'Shop-Audit', { ...home, emailAddress });
  const { alarmProps } = new OnCallStack(scope, 'Shop-OnCall', { ...home, onCall });
  const edge = new EdgeStack(scope, 'Shop-Edge', { ...global, zone, onCall, userCookie: SESSION_COOKIE });
  const { vpc } = new NetworkStack(scope, 'Shop-Network', home);
  const data = new DataStack(scope, 'Shop-Data', { ...home, vpc, zone, alarmProps });
  const images = new ImagesStack(scope, 'Shop-Images', { ...home, repositoryName: REPOSITORY });
  const service = new ServiceStack(scope, 'Shop-Service', {
    ...home,
    zone,
    vpc,
    data,
    edge,
    alarmProps,
    repositoryName: REPOSITORY,
    userCookie: SESSION_COOKIE,
  });
  service.addStackDependency(images);
  new MonitoringStack(scope, 'Shop-Monitoring', { ...home, data, edge, service, alarmProps });
}
