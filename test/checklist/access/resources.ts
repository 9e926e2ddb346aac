import type { Json, JsonObject } from '../../../lib/model/input';
import { join } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** Short ways to write databases, who may connect to them and how. */

export function group(properties: JsonObject = {}): JsonObject {
  return resource('EC2::SecurityGroup', { VpcId: ref('Vpc'), GroupDescription: 'group', ...properties });
}

/** A rule that admits the group `WebGroup` on the port of PostgreSQL. */
export function fromWeb(rule: JsonObject = {}): JsonObject {
  return { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: ref('WebGroup'), ...rule };
}

/** A rule that says in another way whom it admits. */
export function from(source: JsonObject, rule: JsonObject = {}): JsonObject {
  return { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, ...source, ...rule };
}

/** A rule beside the group of the database. */
export function beside(rule: JsonObject, condition?: string): JsonObject {
  return resource('EC2::SecurityGroupIngress', { GroupId: ref('DbGroup'), ...rule }, condition);
}

/** A cluster of Aurora PostgreSQL whose master password RDS manages. */
export function cluster(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'RDS::DBCluster',
    {
      Engine: 'aurora-postgresql',
      EngineVersion: '16.8',
      VpcSecurityGroupIds: [ref('DbGroup')],
      ManageMasterUserPassword: true,
      ...properties,
    },
    condition,
  );
}

/** An instance of PostgreSQL that is no cluster. */
export function instance(properties: JsonObject = {}): JsonObject {
  return resource('RDS::DBInstance', {
    Engine: 'postgres',
    EngineVersion: '14.9',
    VPCSecurityGroups: [ref('DbGroup')],
    ManageMasterUserPassword: true,
    ...properties,
  });
}

/** A database `Db`, its group with some rules, and the service `Web`. */
export function guarded(rules: Json, changes: JsonObject = {}): JsonObject {
  return {
    Vpc: resource('EC2::VPC', { CidrBlock: '10.1.0.0/16' }),
    Db: cluster(),
    DbGroup: group({ SecurityGroupIngress: rules }),
    WebGroup: group(),
    ...changes,
  };
}

export function proxy(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'RDS::DBProxy',
    {
      DBProxyName: 'shop',
      EngineFamily: 'POSTGRESQL',
      VpcSecurityGroupIds: [ref('ProxyGroup')],
      RequireTLS: true,
      ...properties,
    },
    condition,
  );
}

/** What leads a proxy to the cluster `Db`. */
export function targets(properties: JsonObject = {}, condition?: string): JsonObject {
  const links = { DBProxyName: ref('Proxy'), DBClusterIdentifiers: [ref('Db')], TargetGroupName: 'default' };
  return resource('RDS::DBProxyTargetGroup', { ...links, ...properties }, condition);
}

/** The service `Web`, behind the load balancer, whose container `app` gets some variables. */
export function service(environment: JsonObject = {}, secrets: JsonObject = {}): JsonObject {
  const list = (variables: JsonObject, key: string): Json =>
    Object.entries(variables).map(([name, value]) => ({ Name: name, [key]: value }));
  return {
    Web: resource('ECS::Service', {
      TaskDefinition: ref('Task'),
      NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [ref('WebGroup')] } },
    }),
    Task: resource('ECS::TaskDefinition', {
      ContainerDefinitions: [
        {
          Name: 'app',
          Image: 'shop:1',
          Environment: list(environment, 'Value'),
          Secrets: list(secrets, 'ValueFrom'),
        },
      ],
    }),
  };
}

/** The function `Web`, which has an address of its own. */
export function functionWith(
  variables: Json,
  network: Json = { SecurityGroupIds: [ref('WebGroup')] },
): JsonObject {
  return {
    Web: resource('Lambda::Function', { Environment: { Variables: variables }, VpcConfig: network }),
    Url: resource('Lambda::Url', { TargetFunctionArn: att('Web', 'Arn'), AuthType: 'NONE' }),
  };
}

/** A member of a secret, as CloudFormation reads it. */
export function secretly(id: Json, key = 'password'): JsonObject {
  return join('{{resolve:secretsmanager:', id, `:SecretString:${key}}}`);
}

/** A secret that is attached to `Db` and rotates. */
export function rotating(rules: Json = { AutomaticallyAfterDays: 30 }, changes: JsonObject = {}): JsonObject {
  return {
    Secret: resource('SecretsManager::Secret'),
    Attachment: resource('SecretsManager::SecretTargetAttachment', {
      SecretId: ref('Secret'),
      TargetId: ref('Db'),
      TargetType: 'AWS::RDS::DBCluster',
    }),
    Schedule: resource('SecretsManager::RotationSchedule', {
      SecretId: ref('Attachment'),
      RotationRules: rules,
      HostedRotationLambda: { RotationType: 'PostgreSQLSingleUser' },
    }),
    ...changes,
  };
}

export const doesNotArise = 'notApplicable Stack1: it does not arise for the database of this workload';
export const noDatabase = {
  name: 'no database',
  resources: {},
  findings: ['notApplicable Stack1: no database to judge'],
};
