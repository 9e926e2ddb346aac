import type { Json, JsonObject } from '../../../lib/model/input';
import { ref, resource, subnet } from '../serving/resources';

/** Short ways to write databases. */

export function aurora(properties: JsonObject = {}, condition?: string): JsonObject {
  const cluster = { Engine: 'aurora-postgresql', MasterUsername: 'root', DBSubnetGroupName: ref('Group') };
  return resource('RDS::DBCluster', { ...cluster, ...properties }, condition);
}

/** An instance of a cluster. */
export function member(
  cluster: Json = ref('Db'),
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const instance = {
    DBClusterIdentifier: cluster,
    Engine: 'aurora-postgresql',
    DBInstanceClass: 'db.r7g.large',
  };
  return resource('RDS::DBInstance', { ...instance, ...properties }, condition);
}

/** So many members of a cluster: Member1, Member2 … */
export function members(
  count: number,
  cluster?: Json,
  properties?: JsonObject,
  condition?: string,
): JsonObject {
  const ids = Array.from({ length: count }, (_, i) => `Member${i + 1}`);
  return Object.fromEntries(ids.map((id) => [id, member(cluster, properties, condition)]));
}

/** A primary instance. */
export function instance(properties: JsonObject = {}, condition?: string): JsonObject {
  const primary = { Engine: 'postgres', DBInstanceClass: 'db.r7g.large', DBSubnetGroupName: ref('Group') };
  return resource('RDS::DBInstance', { ...primary, ...properties }, condition);
}

/** A read replica of an instance. */
export function replica(
  source: Json = ref('Db'),
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const settings = { SourceDBInstanceIdentifier: source, DBInstanceClass: 'db.r7g.large' };
  return resource('RDS::DBInstance', { ...settings, ...properties }, condition);
}

/** A subnet group over two zones, `private` unless routes say otherwise. */
export function network(
  routes: JsonObject = {},
  subnets: Json = [ref('SubnetA'), ref('SubnetB')],
): JsonObject {
  const associate = (name: string): JsonObject =>
    resource('EC2::SubnetRouteTableAssociation', { SubnetId: ref(name), RouteTableId: ref('Table') });
  return {
    Group: resource('RDS::DBSubnetGroup', { SubnetIds: subnets }),
    SubnetA: subnet('eu-west-1a'),
    SubnetB: subnet('eu-west-1b'),
    Table: resource('EC2::RouteTable'),
    AssociationA: associate('SubnetA'),
    AssociationB: associate('SubnetB'),
    ...routes,
  };
}

/** A route to the internet. */
export const open: JsonObject = {
  Gateway: resource('EC2::InternetGateway'),
  Route: resource('EC2::Route', {
    RouteTableId: ref('Table'),
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: ref('Gateway'),
  }),
};

/** A Multi-AZ DB cluster of RDS. */
export function multiAz(properties: JsonObject = {}): JsonObject {
  return aurora({
    Engine: 'postgres',
    DBClusterInstanceClass: 'db.r6gd.large',
    AllocatedStorage: 100,
    ...properties,
  });
}

export const doesNotArise = 'notApplicable Stack1: it does not arise for the database of this workload';

export const noDatabase = {
  name: 'no database',
  resources: {},
  findings: ['notApplicable Stack1: no database to judge'],
};

export const oneZone = {
  Group: resource('RDS::DBSubnetGroup', { SubnetIds: [ref('SubnetA'), ref('SubnetB')] }),
  SubnetA: subnet('eu-west-1a'),
  SubnetB: subnet('eu-west-1a'),
};

export const table = resource('DynamoDB::Table');
