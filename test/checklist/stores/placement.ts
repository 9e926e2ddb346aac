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
import { choose, exported, imported, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource, subnet, zone } from '../serving/resources';
import { aurora, instance, member, members, multiAz, network, open, replica } from './databases';

const doesNotArise = 'notApplicable Stack1: it does not arise for the database of this workload';
const noDatabase = {
  name: 'no database',
  resources: {},
  findings: ['notApplicable Stack1: no database to judge'],
};
const table = resource('DynamoDB::Table');

const oneZone = {
  Group: resource('RDS::DBSubnetGroup', { SubnetIds: [ref('SubnetA'), ref('SubnetB')] }),
  SubnetA: subnet('eu-west-1a'),
  SubnetB: subnet('eu-west-1a'),
};
const tooFew = 'Group: SubnetIds lies in 1 availability zone, expected at least 2';

export const zones: ControlCases = {
  pass: [
    { name: 'subnets in two zones', resources: { Db: aurora(), ...members(3), ...network() } },
    {
      name: 'subnets in members of the list of zones',
      resources: { Db: instance(), ...network({ SubnetA: subnet(zone(0)), SubnetB: subnet(zone(1)) }) },
    },
    {
      name: 'a subnet group by its name, in another stack',
      stacks: [
        {
          id: 'Network',
          template: {
            Resources: {
              ...network(),
              Group: resource('RDS::DBSubnetGroup', {
                DBSubnetGroupName: 'Shop',
                SubnetIds: [ref('SubnetA'), ref('SubnetB')],
              }),
            },
          },
        },
        { id: 'Data', template: { Resources: { Db: aurora({ DBSubnetGroupName: 'shop' }) } } },
      ],
    },
    {
      name: 'a subnet group that another stack exports',
      stacks: [
        {
          id: 'Network',
          template: { Resources: network(), Outputs: { Group: exported('group', ref('Group')) } },
        },
        { id: 'Data', template: { Resources: { Db: multiAz({ DBSubnetGroupName: imported('group') }) } } },
      ],
    },
    {
      name: 'an elastic cluster of DocumentDB',
      resources: {
        ...network(),
        Db: resource('DocDBElastic::Cluster', { SubnetIds: [ref('SubnetA'), ref('SubnetB')] }),
      },
    },
    {
      name: 'instances placed in different zones by hand',
      resources: {
        ...network(),
        Db: aurora(),
        Writer: member(ref('Db'), { AvailabilityZone: 'eu-west-1a' }),
        Reader: member(ref('Db'), { AvailabilityZone: 'eu-west-1b' }),
        Other: member(ref('Db'), { AvailabilityZone: 'eu-west-1a' }),
      },
    },
    {
      name: 'one instance alone placed by hand',
      resources: { ...network(), Db: instance({ AvailabilityZone: 'eu-west-1a' }) },
    },
  ],
  fail: [
    {
      name: 'subnets in one zone',
      resources: { Db: aurora(), ...oneZone },
      findings: [`fail Db: ${tooFew}`],
    },
    {
      name: 'no subnets',
      resources: { Db: instance(), Group: resource('RDS::DBSubnetGroup') },
      findings: ['fail Db: Group: SubnetIds is not set, expected subnets in at least 2 zones'],
    },
    {
      name: 'every instance placed in the same zone by hand',
      resources: { ...network(), Db: aurora(), ...members(3, ref('Db'), { AvailabilityZone: zone(0) }) },
      findings: [
        'fail Db: every instance is placed in ${zones of ${AWS::Region}[0]}, expected at least 2 availability zones',
      ],
    },
    {
      name: 'replicas placed beside their primary',
      resources: {
        Db: instance({ DBSubnetGroupName: nothing, AvailabilityZone: 'eu-west-1a' }),
        One: replica(ref('Db'), { AvailabilityZone: 'eu-west-1a' }),
        Two: replica(ref('Db'), { AvailabilityZone: 'eu-west-1a' }),
      },
      findings: ['fail Db: every instance is placed in eu-west-1a, expected at least 2 availability zones'],
    },
  ],
  unknown: [
    {
      name: 'a subnet group that somebody else made',
      resources: { Db: aurora({ DBSubnetGroupName: 'shop' }) },
      findings: ['unknown Db: in which zones it may run is not known (shop is not among the templates)'],
    },
    {
      name: 'subnets that a parameter gives',
      resources: { Db: aurora(), ...network({}, ref('Subnets')) },
      parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
      findings: [
        `unknown Db: Group: SubnetIds is not known (${notGiven('Subnets')}), expected at least 2 zones`,
      ],
    },
    {
      name: 'a subnet group that a condition decides',
      resources: { Db: aurora({ DBSubnetGroupName: choose('IsProd', ref('Group'), 'shop') }), ...network() },
      ...undecided,
      findings: [`unknown Db: in which zones it may run is not known (${stageUnknown})`],
    },
  ],
  notApplicable: [
    {
      name: 'the default network',
      resources: { Db: aurora({ DBSubnetGroupName: 'default' }) },
      findings: [doesNotArise],
    },
    { name: 'DynamoDB', resources: { Orders: table }, findings: [doesNotArise] },
    noDatabase,
  ],
};

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

export const deletionProtection: ControlCases = {
  pass: [
    { name: 'a cluster', resources: { Db: aurora({ DeletionProtection: true }) } },
    { name: 'an instance', resources: { Db: instance({ DeletionProtection: 'true' }) } },
    {
      name: 'a table',
      resources: { Orders: resource('DynamoDB::Table', { DeletionProtectionEnabled: true }) },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: aurora(), Orders: table },
      findings: [
        'fail Db: DeletionProtection is not set and so false, expected true',
        'fail Orders: DeletionProtectionEnabled is not set and so false, expected true',
      ],
    },
  ],
  unknown: [
    {
      name: 'a condition that is not decided',
      resources: { Db: aurora({ DeletionProtection: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Db: DeletionProtection is not known (${stageUnknown}), expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'databases without such a property',
      resources: { Db: resource('DSQL::Cluster'), Small: resource('DocDBElastic::Cluster') },
      findings: [doesNotArise],
    },
    noDatabase,
  ],
};

export const encrypted: ControlCases = {
  pass: [
    { name: 'a cluster', resources: { Db: aurora({ StorageEncrypted: true }) } },
    {
      name: 'an instance by the default of a parameter',
      resources: { Db: instance({ StorageEncrypted: ref('Encrypted') }) },
      parameters: { Encrypted: { Type: 'String', Default: 'true' } },
    },
    {
      name: 'databases that AWS encrypts',
      resources: { Orders: table, Small: resource('DocDBElastic::Cluster') },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: instance() },
      findings: ['fail Db: StorageEncrypted is not set and so false, expected true'],
    },
    {
      name: 'switched off, though restored from a snapshot',
      resources: { Db: aurora({ StorageEncrypted: false, SnapshotIdentifier: 'before' }) },
      findings: ['fail Db: StorageEncrypted is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'restored from a snapshot',
      resources: { Db: instance({ DBSnapshotIdentifier: 'before' }) },
      findings: ['unknown Db: StorageEncrypted is taken over by DBSnapshotIdentifier, expected true'],
    },
    {
      name: 'a parameter that decides',
      resources: { Db: aurora({ StorageEncrypted: ref('Encrypted') }) },
      parameters: { Encrypted: { Type: 'String' } },
      findings: [`unknown Db: StorageEncrypted is not known (${notGiven('Encrypted')}), expected true`],
    },
  ],
  notApplicable: [noDatabase],
};
