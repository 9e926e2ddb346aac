import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import {
  AuditTrail,
  CorsPolicy,
  DailyBackupPlan,
  DataRetention,
  HealthCheckedLoadBalancer,
  HighlyAvailableCache,
  HighlyAvailableService,
  IntrusionDetection,
  NetworkFlowLog,
  NotificationTopic,
  PooledDatabaseConnections,
  RenewingCertificate,
  ReplicatedDatabase,
  ScannedRepository,
  StaticAssetsCdn,
  UploadBucket,
  WebFirewall,
  WebhookSigningSecret,
} from '../constructs';

/** The user that the application logs in to the database as; a migration creates it and grants it `rds_iam`. */
const DATABASE_USER = 'shop';
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
  const home = { env: { account, region }, terminationProtection: true };

  new DataRetention(scope, 'DataRetention');
  new AuditStack(scope, 'Shop-Audit', {
    ...home,
    emailAddress: setting('operations', 'operations@example.com'),
  });
  const edge = new EdgeStack(scope, 'Shop-Edge', { ...home, env: { account, region: 'us-east-1' }, zone });
  const { vpc } = new NetworkStack(scope, 'Shop-Network', home);
  const data = new DataStack(scope, 'Shop-Data', { ...home, vpc, zone });
  const images = new ImagesStack(scope, 'Shop-Images', home);
  const service = new ServiceStack(scope, 'Shop-Service', { ...home, zone, vpc, data, edge });
  service.addStackDependency(images);
}

interface Zone {
  readonly zoneName: string;
  readonly hostedZoneId: string;
}

interface ZoneProps extends StackProps {
  readonly zone: Zone;
}

interface AuditProps extends StackProps {
  readonly emailAddress: string;
}

/** What watches the account, and who hears of it. */
class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditProps) {
    super(scope, id, props);
    new AuditTrail(this, 'Trail');
    const operations = new NotificationTopic(this, 'Operations', { emailAddresses: [props.emailAddress] });
    new IntrusionDetection(this, 'Detection', { notificationTopic: operations.topic });
  }
}

/** CloudFront takes its certificate and its firewall from us-east-1, so the distribution lives there with them. */
class EdgeStack extends Stack {
  readonly cdn: StaticAssetsCdn;

  constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id, props);
    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `assets.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    this.cdn = new StaticAssetsCdn(this, 'Assets', { hostedZone, certificate, domainNames: [domainName] });
    const firewall = { userCookie: SESSION_COOKIE, guardsDistributions: true };
    this.cdn.distribution.with(new WebFirewall(this, 'Firewall', firewall));
  }
}

class NetworkStack extends Stack {
  readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
      gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });
    new NetworkFlowLog(this, 'Traffic', { vpc: this.vpc });
  }

  /** Named, because the CDK would otherwise ask the account, and a synthesis should need none. */
  override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].map((letter) => `${this.region}${letter}`);
  }
}

interface DataProps extends ZoneProps {
  readonly vpc: ec2.IVpc;
}

class DataStack extends Stack {
  readonly pool: PooledDatabaseConnections;
  readonly cache: HighlyAvailableCache;
  readonly uploads: UploadBucket;

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id, props);
    const { vpc } = props;
    const { cluster } = new ReplicatedDatabase(this, 'Database', { vpc, databaseName: 'shop' });
    this.pool = new PooledDatabaseConnections(this, 'Pool', { vpc, cluster });
    // Who may connect is said by a part of the proxy's ARN, and CloudFormation splits imports but not outputs it reads.
    CrossStackReferences.of(this.pool.proxy).produce(ReferenceStrength.STRONG);
    this.cache = new HighlyAvailableCache(this, 'Cache', { vpc });
    this.uploads = new UploadBucket(this, 'Uploads', {
      allowOrigins: [`https://shop.${props.zone.zoneName}`],
    });
    new DailyBackupPlan(this, 'Backup', {
      resources: [BackupResource.fromRdsDatabaseCluster(cluster)],
    });
  }
}

/** Images are pushed before anything runs them, so their repository comes first. */
class ImagesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new ScannedRepository(this, 'Api', { repositoryName: REPOSITORY });
  }
}

interface ServiceProps extends ZoneProps {
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
  readonly edge: EdgeStack;
}

class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id, props);
    const { vpc } = props;
    const { pool, cache, uploads } = props.data;
    const webhooks = new WebhookSigningSecret(this, 'Webhooks', { path: '/webhooks/' });
    const images = Repository.fromRepositoryName(this, 'Images', REPOSITORY);
    const service = new HighlyAvailableService(this, 'Api', {
      vpc,
      image: ecs.ContainerImage.fromEcrRepository(images, '6.7.1'),
      containerPort: 9898,
      environment: {
        DATABASE_HOST: pool.endpoint,
        DATABASE_READ_HOST: pool.readerEndpoint!,
        DATABASE_NAME: 'shop',
        DATABASE_USER,
        CACHE_HOST: cache.endpointAddress,
        CACHE_PORT: cache.port,
        UPLOADS_BUCKET: uploads.bucket.bucketName,
        ASSETS_DISTRIBUTION: props.edge.cdn.distribution.distributionId,
      },
      secrets: {
        CACHE_PASSWORD: ecs.Secret.fromSecretsManager(cache.secret),
        WEBHOOK_SECRET: ecs.Secret.fromSecretsManager(webhooks.secret),
      },
    });
    // Said from the service's side, so that the rules lie in this stack and the data never depends on its users.
    service.connections.allowToDefaultPort(pool);
    service.connections.allowToDefaultPort(cache);
    pool.grantConnect(service, DATABASE_USER);
    uploads.grantUpload(service);
    uploads.grantRead(service);

    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `shop.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    const entry = new HealthCheckedLoadBalancer(this, 'Entry', { vpc, hostedZone, domainName, certificate });
    const cors = new CorsPolicy(this, 'Cors', { allowOrigins: [`https://${domainName}`] });
    cors.applyToListener(entry.httpsListener);
    const target = { target: service, healthCheckPath: '/readyz' };
    entry.addService('ApiTargets', target);
    entry.addService('WebhookTargets', { ...target, pathPatterns: ['/webhooks/*'], priority: 10 });
    const additionalRules = [webhooks.limitRule(0)];
    new WebFirewall(this, 'Firewall', { userCookie: SESSION_COOKIE, additionalRules }).guardLoadBalancer(
      entry.loadBalancer,
    );
  }
}

function hostedZoneOf(stack: Stack, zone: Zone): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', zone);
}
