import { Stack, type StackProps } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import {
  DailyBackupPlan,
  HealthCheckedLoadBalancer,
  HighlyAvailableCache,
  HighlyAvailableService,
  RenewingCertificate,
  ReplicatedDatabase,
  StaticAssetsCdn,
} from '../constructs';

/** The user that the application logs in to the database as; a migration creates it and grants it `rds_iam`. */
const DATABASE_USER = 'shop';

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

  const edge = new EdgeStack(scope, 'Shop-Edge', { ...home, env: { account, region: 'us-east-1' }, zone });
  const { vpc } = new NetworkStack(scope, 'Shop-Network', home);
  const data = new DataStack(scope, 'Shop-Data', { ...home, vpc });
  new ServiceStack(scope, 'Shop-Service', { ...home, zone, vpc, data, edge });
}

interface Zone {
  readonly zoneName: string;
  readonly hostedZoneId: string;
}

interface ZoneProps extends StackProps {
  readonly zone: Zone;
}

/** CloudFront takes its certificate from us-east-1, so the distribution lives there with it. */
class EdgeStack extends Stack {
  readonly cdn: StaticAssetsCdn;

  constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id, props);
    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `assets.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    this.cdn = new StaticAssetsCdn(this, 'Assets', { hostedZone, certificate, domainNames: [domainName] });
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
    const flowLog = new LogGroup(this, 'FlowLog', { retention: RetentionDays.THREE_MONTHS });
    this.vpc.addFlowLog('FlowLog', { destination: ec2.FlowLogDestination.toCloudWatchLogs(flowLog) });
  }

  /** Named, because the CDK would otherwise ask the account, and a synthesis should need none. */
  override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].map((letter) => `${this.region}${letter}`);
  }
}

interface DataProps extends StackProps {
  readonly vpc: ec2.IVpc;
}

class DataStack extends Stack {
  readonly database: ReplicatedDatabase;
  readonly cache: HighlyAvailableCache;

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id, props);
    this.database = new ReplicatedDatabase(this, 'Database', { vpc: props.vpc, databaseName: 'shop' });
    this.cache = new HighlyAvailableCache(this, 'Cache', { vpc: props.vpc });
    new DailyBackupPlan(this, 'Backup', {
      resources: [BackupResource.fromRdsDatabaseCluster(this.database.cluster)],
    });
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
    const { database, cache } = props.data;
    const service = new HighlyAvailableService(this, 'Api', {
      vpc,
      image: ecs.ContainerImage.fromRegistry('ghcr.io/stefanprodan/podinfo:6.7.1'),
      containerPort: 9898,
      environment: {
        DATABASE_HOST: database.cluster.clusterEndpoint.hostname,
        DATABASE_READ_HOST: database.cluster.clusterReadEndpoint.hostname,
        DATABASE_NAME: 'shop',
        DATABASE_USER,
        CACHE_HOST: cache.endpointAddress,
        CACHE_PORT: cache.port,
        ASSETS_DISTRIBUTION: props.edge.cdn.distribution.distributionId,
      },
      secrets: { CACHE_PASSWORD: ecs.Secret.fromSecretsManager(cache.secret) },
    });
    // Said from the service's side, so that the rules lie in this stack and the data never depends on its users.
    service.connections.allowToDefaultPort(database);
    service.connections.allowToDefaultPort(cache);
    database.grantConnect(service, DATABASE_USER);

    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `shop.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    const entry = new HealthCheckedLoadBalancer(this, 'Entry', { vpc, hostedZone, domainName, certificate });
    entry.addService('ApiTargets', { target: service, healthCheckPath: '/readyz' });
  }
}

function hostedZoneOf(stack: Stack, zone: Zone): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', zone);
}
