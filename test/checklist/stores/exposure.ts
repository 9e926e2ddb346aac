import { Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import {
  aurora,
  instance,
  member,
  members,
  multiAz,
  network,
  open,
  replica,
  doesNotArise,
  noDatabase,
  oneZone,
  table,
} from './databases';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 });

const notSet = 'PubliclyAccessible is not set';

const unbound = (properties: JsonObject = {}): JsonObject => ({ DBSubnetGroupName: nothing, ...properties });

export const unreachable: ControlCases = {
  pass: [
    {
      name: 'switched off on every instance',
      resources: { Db: aurora(), ...members(3, ref('Db'), { PubliclyAccessible: false }) },
    },
    {
      name: 'not set in subnets without a way out',
      resources: { Db: aurora(), ...members(3), ...network() },
    },
    {
      name: 'a cluster of the CDK in private subnets',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseCluster(stack, 'Db', {
          engine,
          vpc: new Vpc(stack, 'Vpc'),
          writer: ClusterInstance.provisioned('writer'),
        });
      },
    },
    {
      name: 'an instance in private subnets, its replica switched off',
      resources: {
        Db: instance(),
        One: replica(ref('Db'), unbound({ PubliclyAccessible: 'false' })),
        ...network(),
      },
    },
    { name: 'a Multi-AZ DB cluster', resources: { Db: multiAz({ PubliclyAccessible: false }) } },
    {
      name: 'DocumentDB, which has no such property',
      resources: {
        Db: resource('DocDB::DBCluster'),
        Orders: table,
        Small: resource('DocDBElastic::Cluster'),
      },
    },
    {
      name: 'Neptune, private unless asked otherwise',
      resources: {
        Db: resource('Neptune::DBCluster'),
        Graph: resource('Neptune::DBInstance', { DBClusterIdentifier: ref('Db') }),
      },
    },
    {
      name: 'a public instance that a condition switches off',
      resources: {
        Db: aurora(),
        Writer: member(ref('Db'), { PubliclyAccessible: false }),
        ...members(1, ref('Db'), { PubliclyAccessible: true }, 'IsProd'),
      },
      ...off,
    },
  ],
  fail: [
    {
      name: 'one reader that is public',
      resources: {
        Db: aurora(),
        ...members(2, ref('Db'), { PubliclyAccessible: false }),
        Reader: member(ref('Db'), { PubliclyAccessible: true }),
      },
      findings: ['fail Db: Reader: PubliclyAccessible is true, expected false'],
    },
    {
      name: 'a cluster of the CDK in public subnets',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseCluster(stack, 'Db', {
          engine,
          vpc: new Vpc(stack, 'Vpc'),
          vpcSubnets: { subnetType: SubnetType.PUBLIC },
          writer: ClusterInstance.provisioned('writer'),
        });
      },
      findings: ['fail Db5D02A0A9: Dbwriter9B286E50: PubliclyAccessible is true, expected false'],
    },
    {
      name: 'a public replica of a private instance',
      resources: {
        Db: instance({ PubliclyAccessible: false }),
        One: replica(ref('Db'), { PubliclyAccessible: 'true' }),
      },
      findings: ['fail Db: One: PubliclyAccessible is true, expected false'],
    },
    {
      name: 'not set in the default network, where AWS makes instances public',
      resources: { Db: instance(unbound()) },
      findings: [`fail Db: Db: ${notSet} and no subnet group is named, so it is true, expected false`],
    },
    {
      name: 'not set in the subnet group that is called default',
      resources: { Db: multiAz({ DBSubnetGroupName: 'default' }) },
      findings: [`fail Db: Db: ${notSet} and no subnet group is named, so it is true, expected false`],
    },
    {
      name: 'a public instance of Neptune',
      resources: {
        Db: resource('Neptune::DBCluster'),
        Graph: resource('Neptune::DBInstance', { DBClusterIdentifier: ref('Db'), PubliclyAccessible: true }),
      },
      findings: ['fail Db: Graph: PubliclyAccessible is true, expected false'],
    },
    {
      name: 'public in both branches',
      resources: { Db: instance({ PubliclyAccessible: choose('IsProd', true, 'true') }) },
      ...undecided,
      findings: ['fail Db: Db: PubliclyAccessible is true, expected false'],
    },
  ],
  unknown: [
    {
      name: 'a parameter that may be anything',
      resources: { Db: instance({ PubliclyAccessible: ref('Public') }) },
      parameters: { Public: { Type: 'String' } },
      findings: [`unknown Db: Db: PubliclyAccessible is not known (${notGiven('Public')}), expected false`],
    },
    {
      name: 'switched off in one branch, not set in the other',
      resources: { Db: instance({ PubliclyAccessible: choose('IsProd', false, nothing) }), ...network(open) },
      ...undecided,
      findings: [`unknown Db: Db: ${notSet} and its subnets lead to the internet, expected false`],
    },
    {
      name: 'not set in subnets that lead to the internet',
      resources: { Db: aurora(), ...members(1), ...network(open) },
      findings: [`unknown Db: Member1: ${notSet} and its subnets lead to the internet, expected false`],
    },
    {
      name: 'not set in one subnet of two that leads to the internet',
      resources: {
        Db: instance(),
        ...network({
          ...open,
          OtherTable: resource('EC2::RouteTable'),
          AssociationA: resource('EC2::SubnetRouteTableAssociation', {
            SubnetId: ref('SubnetA'),
            RouteTableId: ref('OtherTable'),
          }),
        }),
      },
      findings: [`unknown Db: Db: ${notSet} and its subnets lead to the internet, expected false`],
    },
    {
      name: 'not set in subnets that are not known',
      resources: { Db: aurora({ DBSubnetGroupName: 'shop' }), ...members(1) },
      findings: [
        `unknown Db: Member1: ${notSet} and whether its subnets lead to the internet is not known ` +
          '(shop is not among the templates), expected false',
      ],
    },
    {
      name: 'not set in subnets whose routes are not known',
      resources: { Db: aurora(), ...members(1), ...oneZone },
      findings: [
        `unknown Db: Member1: ${notSet} and whether its subnets lead to the internet is not known ` +
          '(the route table of SubnetA is not known), expected false',
      ],
    },
    {
      name: 'not set for Aurora in the default network',
      resources: { Db: aurora(unbound()), ...members(1) },
      findings: [`unknown Db: Member1: ${notSet} and no subnet group is named, expected false`],
    },
    {
      name: 'a parameter that decides',
      resources: { Db: instance({ PubliclyAccessible: ref('Public') }) },
      parameters: { Public: { Type: 'String', AllowedValues: ['true', 'false'] } },
      findings: [`unknown Db: Db: ${notGiven('Public')}: PubliclyAccessible is true, expected false`],
    },
    {
      name: 'a public instance that may not exist',
      resources: {
        Db: aurora(),
        Writer: member(ref('Db'), { PubliclyAccessible: false }),
        ...members(1, ref('Db'), { PubliclyAccessible: true }, 'IsProd'),
      },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Member1: PubliclyAccessible is true, expected false`],
    },
  ],
  notApplicable: [
    { name: 'DynamoDB', resources: { Orders: table }, findings: [doesNotArise] },
    { name: 'a cluster without instances', resources: { Db: aurora() }, findings: [doesNotArise] },
    noDatabase,
  ],
};
