import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { BackupClient, CreateBackupPlanCommand, CreateBackupVaultCommand } from '@aws-sdk/client-backup';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateReplicationGroupCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import * as rds from '@aws-sdk/client-rds';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { AssociateWebACLCommand, CreateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { ClientClass } from '../../lib/live/aws';
import { region } from './account';
import type { Made } from './template-values';

/** Makes a resource of a template in an account. */
export type Maker = (properties: Properties, name: string, clients: Clients) => Promise<Made>;
/** Properties of a template. */
type Properties = Readonly<Record<string, unknown>>;
/** Clients for the region of the resource. */
export type Clients = <Client>(Client: ClientClass<Client>) => Client;

interface Sender {
  send(command: unknown): Promise<unknown>;
}
type CommandClass<Output> = new (input: never) => {
  resolveMiddleware(...given: never): (...sent: never) => Promise<{ output: Output }>;
};

/** A maker which makes one call: its input from the properties, and what is made from its answer. */
function by<Client extends Sender, Output>(
  Client: ClientClass<Client>,
  Command: CommandClass<Output>,
  input: (properties: Properties, name: string) => object,
  made: (output: Output, name: string) => Made = (_output, name) => ({ ref: name }),
): Maker {
  return async (properties, name, clients) => {
    const output = (await clients(Client).send(new Command(input(properties, name) as never))) as Output;
    return made(output, name);
  };
}

/** What the clients here have no call for is made by moto's own CloudFormation. */
function byCloudFormation(Type: string, input: typeof asTheyAre = asTheyAre): Maker {
  return async (properties, name, clients) => {
    const client = clients(CloudFormationClient);
    const StackName = `only-${name}`;
    const TemplateBody = JSON.stringify({
      Resources: { Only: { Type, Properties: input(properties, name) } },
    });
    await client.send(new CreateStackCommand({ StackName, TemplateBody }));
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName }));
    const ref = StackResources?.[0]?.PhysicalResourceId ?? '';
    return { ref, attributes: { GroupId: ref } };
  };
}

function asTheyAre(properties: Properties, _name: string): object {
  return properties;
}

/** A maker, and a call about what it made. */
function andThen<Client extends Sender>(
  make: Maker,
  Client: ClientClass<Client>,
  Command: new (input: never) => unknown,
  input: (ref: string, properties: Properties) => object,
): Maker {
  return async (properties, name, clients) => {
    const made = await make(properties, name, clients);
    await clients(Client).send(new Command(input(made.ref, properties) as never));
    return made;
  };
}

/** One server in each zone. */
export const targets = ['10.0.0.10', '10.0.64.10', '10.0.128.10'].map((Id) => ({ Id, Port: 9898 }));

const { ElasticLoadBalancingV2Client } = elb;

const edge: Readonly<Record<string, Maker>> = {
  'AWS::CertificateManager::Certificate': by(
    ACMClient,
    RequestCertificateCommand,
    ({ DomainName, SubjectAlternativeNames }) => ({
      DomainName,
      SubjectAlternativeNames,
      ValidationMethod: 'DNS',
    }),
    ({ CertificateArn = '' }) => ({ ref: CertificateArn }),
  ),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': andThen(
    by(
      ElasticLoadBalancingV2Client,
      elb.CreateLoadBalancerCommand,
      (properties, name) => ({ ...properties, Name: short(name) }),
      ({ LoadBalancers: [{ LoadBalancerArn = '', DNSName = '' } = {}] = [] }) => ({
        ref: LoadBalancerArn,
        attributes: {
          DNSName,
          LoadBalancerFullName: LoadBalancerArn.slice(LoadBalancerArn.indexOf('/') + 1),
        },
      }),
    ),
    ElasticLoadBalancingV2Client,
    elb.ModifyLoadBalancerAttributesCommand,
    (LoadBalancerArn, { LoadBalancerAttributes }) => ({
      LoadBalancerArn,
      Attributes: LoadBalancerAttributes,
    }),
  ),
  'AWS::ElasticLoadBalancingV2::TargetGroup': andThen(
    andThen(
      by(
        ElasticLoadBalancingV2Client,
        elb.CreateTargetGroupCommand,
        (properties, name) => ({ ...properties, Name: short(name) }),
        ({ TargetGroups: [{ TargetGroupArn = '' } = {}] = [] }) => ({
          ref: TargetGroupArn,
          attributes: { TargetGroupFullName: TargetGroupArn.slice(TargetGroupArn.indexOf('targetgroup/')) },
        }),
      ),
      ElasticLoadBalancingV2Client,
      elb.ModifyTargetGroupAttributesCommand,
      (TargetGroupArn, { TargetGroupAttributes }) => ({ TargetGroupArn, Attributes: TargetGroupAttributes }),
    ),
    ElasticLoadBalancingV2Client,
    elb.RegisterTargetsCommand,
    (TargetGroupArn) => ({ TargetGroupArn, Targets: targets }),
  ),
  'AWS::ElasticLoadBalancingV2::Listener': by(
    ElasticLoadBalancingV2Client,
    elb.CreateListenerCommand,
    asTheyAre,
    ({ Listeners }) => ({ ref: Listeners?.[0]?.ListenerArn ?? '' }),
  ),
  'AWS::ElasticLoadBalancingV2::ListenerRule': by(
    ElasticLoadBalancingV2Client,
    elb.CreateRuleCommand,
    asTheyAre,
    ({ Rules }) => ({ ref: Rules?.[0]?.RuleArn ?? '' }),
  ),
  'AWS::WAFv2::WebACL': by(
    WAFV2Client,
    CreateWebACLCommand,
    (properties, name) => ({ ...properties, Name: name.slice(-60) }),
    ({ Summary: { Name = '', Id = '', ARN = '' } = {} }) => ({
      ref: `${Name}|${Id}|${ARN.includes('/global/') ? 'CLOUDFRONT' : 'REGIONAL'}`,
      attributes: { Arn: ARN, Id },
    }),
  ),
  'AWS::WAFv2::WebACLAssociation': by(WAFV2Client, AssociateWebACLCommand, asTheyAre),
};

const data: Readonly<Record<string, Maker>> = {
  'AWS::RDS::DBSubnetGroup': by(rds.RDSClient, rds.CreateDBSubnetGroupCommand, (properties, name) => ({
    ...properties,
    DBSubnetGroupName: name,
  })),
  'AWS::RDS::DBClusterParameterGroup': by(
    rds.RDSClient,
    rds.CreateDBClusterParameterGroupCommand,
    ({ Family, Description }, name) => ({
      DBClusterParameterGroupName: name,
      DBParameterGroupFamily: Family,
      Description,
    }),
  ),
  'AWS::RDS::DBCluster': by(rds.RDSClient, rds.CreateDBClusterCommand, (properties, name) => ({
    ...properties,
    DBClusterIdentifier: name,
  })),
  // Moto puts all instances in one zone; RDS puts each in another.
  'AWS::RDS::DBInstance': by(rds.RDSClient, rds.CreateDBInstanceCommand, (properties, name) => ({
    AvailabilityZone: `${region}${'abc'.charAt(Number(properties.PromotionTier ?? 0) % 3)}`,
    ...properties,
    DBInstanceIdentifier: name,
  })),
  'AWS::ElastiCache::ReplicationGroup': by(
    ElastiCacheClient,
    CreateReplicationGroupCommand,
    ({ AuthToken: _, ...properties }, name) => ({ ...properties, ReplicationGroupId: name.slice(-40) }),
    ({ ReplicationGroup }) => ({ ref: ReplicationGroup?.ReplicationGroupId ?? '' }),
  ),
  'AWS::Backup::BackupVault': by(
    BackupClient,
    CreateBackupVaultCommand,
    ({ BackupVaultName, EncryptionKeyArn }) => ({ BackupVaultName, EncryptionKeyArn }),
    ({ BackupVaultName = '', BackupVaultArn = '' }) => ({
      ref: BackupVaultName,
      attributes: { BackupVaultName, BackupVaultArn },
    }),
  ),
  'AWS::Backup::BackupPlan': by(
    BackupClient,
    CreateBackupPlanCommand,
    ({ BackupPlan }) => {
      const { BackupPlanName, BackupPlanRule } = BackupPlan as Record<string, Record<string, unknown>[]>;
      const Rules = BackupPlanRule?.map((rule) => ({
        ...rule,
        TargetBackupVaultName: rule.TargetBackupVault,
      }));
      return { BackupPlan: { BackupPlanName, Rules } };
    },
    ({ BackupPlanId = '', BackupPlanArn = '' }) => ({
      ref: BackupPlanId,
      attributes: { BackupPlanId, BackupPlanArn },
    }),
  ),
};

const watching: Readonly<Record<string, Maker>> = {
  'AWS::SNS::Topic': by(
    SNSClient,
    CreateTopicCommand,
    ({ DisplayName, KmsMasterKeyId }, name) => ({ Name: name, Attributes: { DisplayName, KmsMasterKeyId } }),
    ({ TopicArn = '' }, TopicName) => ({ ref: TopicArn, attributes: { TopicArn, TopicName } }),
  ),
  'AWS::SNS::Subscription': by(
    SNSClient,
    SubscribeCommand,
    ({ TopicArn, Protocol, Endpoint }) => ({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true }),
    ({ SubscriptionArn = '' }) => ({ ref: SubscriptionArn }),
  ),
  'AWS::CloudWatch::Alarm': async (properties, name, clients) => {
    const alarm = { AlarmName: name, ...properties };
    await clients(CloudWatchClient).send(new PutMetricAlarmCommand(alarm as never));
    return { ref: alarm.AlarmName };
  },
  'AWS::CloudWatch::Dashboard': by(
    CloudWatchClient,
    PutDashboardCommand,
    ({ DashboardBody }, DashboardName) => ({
      DashboardName,
      DashboardBody,
    }),
  ),
  'AWS::CloudTrail::Trail': andThen(
    by(CloudTrailClient, CreateTrailCommand, (properties, name) => ({ ...properties, Name: name })),
    CloudTrailClient,
    StartLoggingCommand,
    (Name) => ({ Name }),
  ),
  'AWS::GuardDuty::Detector': by(
    GuardDutyClient,
    CreateDetectorCommand,
    asTheyAre,
    ({ DetectorId = '' }) => ({
      ref: DetectorId,
    }),
  ),
};

const service: Readonly<Record<string, Maker>> = {
  'AWS::ECS::Cluster': by(ecs.ECSClient, ecs.CreateClusterCommand, (_properties, name) => ({
    clusterName: name,
  })),
  'AWS::ECS::TaskDefinition': by(
    ecs.ECSClient,
    ecs.RegisterTaskDefinitionCommand,
    (properties, name) => ({ ...(inCamelCase(properties) as object), family: name }),
    ({ taskDefinition }) => ({ ref: taskDefinition?.taskDefinitionArn ?? '' }),
  ),
  'AWS::ECS::Service': by(
    ecs.ECSClient,
    ecs.CreateServiceCommand,
    (properties, name) => ({ desiredCount: 3, ...(inCamelCase(properties) as object), serviceName: name }),
    ({ service: made }, Name) => ({ ref: made?.serviceArn ?? '', attributes: { Name } }),
  ),
  'AWS::ApplicationAutoScaling::ScalableTarget': async (properties, _name, clients) => {
    await clients(ApplicationAutoScalingClient).send(new RegisterScalableTargetCommand(properties as never));
    const { ResourceId, ScalableDimension, ServiceNamespace } = properties;
    return { ref: [ResourceId, ScalableDimension, ServiceNamespace].join('|') };
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': by(
    ApplicationAutoScalingClient,
    PutScalingPolicyCommand,
    ({ ScalingTargetId, ...properties }) => {
      const [ResourceId, ScalableDimension, ServiceNamespace] = String(ScalingTargetId).split('|');
      return { ...properties, ResourceId, ScalableDimension, ServiceNamespace };
    },
    ({ PolicyARN = '' }) => ({ ref: PolicyARN }),
  ),
};

/** How each type is made that probes ask about and moto models. */
export const makers: Readonly<Record<string, Maker>> = {
  'AWS::EC2::VPC': byCloudFormation('AWS::EC2::VPC'),
  'AWS::EC2::Subnet': byCloudFormation('AWS::EC2::Subnet'),
  'AWS::EC2::SecurityGroup': byCloudFormation('AWS::EC2::SecurityGroup'),
  'AWS::S3::Bucket': byCloudFormation('AWS::S3::Bucket', (_properties, name) => ({
    BucketName: name.slice(-63),
  })),
  ...edge,
  ...data,
  ...watching,
  ...service,
};

function short(name: string): string {
  return name.slice(-32).replace(/^-+/, '');
}

/** ECS writes in its calls with a small letter what it writes in templates with a capital. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      inCamelCase(each),
    ]),
  );
}
