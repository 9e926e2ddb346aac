import { Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import {
  AlarmSuite,
  ApplicationMonitoring,
  ApplicationRuntime,
  type CommonAlarmProps,
  CorsPolicy,
  HealthCheckedLoadBalancer,
  HighlyAvailableService,
  PaymentAlarms,
  RenewingCertificate,
  RollbackAlarms,
  WebFirewall,
  WebhookSigningSecret,
} from '../../constructs';
import type { DataStack } from './data-stack';
import type { EdgeStack } from './edge-stack';
import { hostedZoneOf, type ZoneProps } from './zone';

/** The user that the application logs in to the database as; a migration creates it and grants it `rds_iam`. */
const DATABASE_USER = 'shop';

export interface ServiceStackProps extends ZoneProps {
  readonly vpc: IVpc;
  readonly data: DataStack;
  readonly edge: EdgeStack;
  readonly repositoryName: string;
  /** The cookie that tells users apart. */
  readonly userCookie: string;
  readonly alarmProps: CommonAlarmProps;
}

/** What answers the requests of the shop. */
export class ServiceStack extends Stack {
  readonly service: HighlyAvailableService;
  readonly entry: HealthCheckedLoadBalancer;
  readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { vpc } = props;
    const webhooks = new WebhookSigningSecret(this, 'Webhooks', { path: '/webhooks/' });
    this.service = this.makeService(props, webhooks);

    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `shop.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    this.entry = new HealthCheckedLoadBalancer(this, 'Entry', { vpc, hostedZone, domainName, certificate });
    const cors = new CorsPolicy(this, 'Cors', { allowOrigins: [`https://${domainName}`] });
    cors.applyToListener(this.entry.httpsListener);
    const target = { target: this.service, healthCheckPath: '/readyz' };
    const api = this.entry.addService('ApiTargets', target);
    const hooks = { ...target, pathPatterns: ['/webhooks/*'], priority: 10 };
    const webhookTargets = this.entry.addService('WebhookTargets', hooks);
    const additionalRules = [webhooks.limitRule(0)];
    const firewall = { userCookie: props.userCookie, additionalRules };
    new WebFirewall(this, 'Firewall', firewall).guardLoadBalancer(this.entry.loadBalancer);

    const suite = new AlarmSuite(this, 'Alarms', {
      ...props.alarmProps,
      loadBalancer: this.entry.loadBalancer,
      targetGroups: [api],
      service: this.service.service,
      certificate,
    });
    suite.entryAlarms!.watchServers('Webhooks', [webhookTargets]);
    this.alarms = suite.alarms;
    const payments = this.watchPayments(props.alarmProps);
    new RollbackAlarms(this, 'Rollback', {
      ...props.alarmProps,
      service: this.service.service,
      targetGroups: [api, webhookTargets],
      databaseProxy: props.data.pool.proxy,
      // The application compares its books with its orders, and logs where they differ.
      dataIntegrityMetric: new MetricFilter(this, 'IntegrityChecks', {
        logGroup: this.service.logGroup,
        filterPattern: event('integrity.failed'),
        metricNamespace: 'Shop',
        metricName: 'IntegrityCheckFailed',
        defaultValue: 0,
      }).metric(),
      otherAlarms: [payments.downAlarm],
    });
  }

  private makeService(props: ServiceStackProps, webhooks: WebhookSigningSecret): HighlyAvailableService {
    const { pool, cache, uploads, orders } = props.data;
    const images = Repository.fromRepositoryName(this, 'Images', props.repositoryName);
    const service = new HighlyAvailableService(this, 'Api', {
      vpc: props.vpc,
      image: ecs.ContainerImage.fromEcrRepository(images, '6.7.1'),
      containerPort: 9898,
      environment: {
        DATABASE_HOST: pool.endpoint,
        DATABASE_READ_HOST: pool.readerEndpoint!,
        DATABASE_NAME: 'shop',
        DATABASE_USER,
        CACHE_HOST: cache.endpointAddress,
        CACHE_PORT: cache.port,
        ORDERS_QUEUE: orders.queue.queueUrl,
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
    orders.grantSendMessages(service);
    orders.grantConsumeMessages(service);
    new ApplicationMonitoring(this, 'Traces').monitorTasks(service.taskDefinition, {
      runtime: ApplicationRuntime.OWN_CODE,
    });
    return service;
  }

  private watchPayments(alarmProps: CommonAlarmProps): PaymentAlarms {
    return new PaymentAlarms(this, 'Payments', {
      ...alarmProps,
      logGroup: this.service.logGroup,
      attempted: event('payment.attempted'),
      succeeded: event('payment.succeeded'),
      failed: event('payment.failed'),
    });
  }
}

/** A line of the application's log, which is JSON. */
function event(name: string): IFilterPattern {
  return FilterPattern.stringValue('$.event', '=', name);
}
