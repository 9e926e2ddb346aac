import { Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DefaultAuthScheme,
} from 'aws-cdk-lib/aws-rds';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, nothing, off, stageUnknown, undecided, notGiven } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  beside,
  cluster,
  doesNotArise,
  from,
  fromWeb,
  group,
  guarded,
  instance,
  proxy,
  service,
  targets,
} from './resources';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 });
const expected = 'expected the security groups of its clients alone';
const everyone = { CidrIp: '0.0.0.0/0' };

const ofProxy = (changes: object) => ({
  Db: cluster(),
  Proxy: proxy(),
  Targets: targets(),
  ProxyGroup: group({ SecurityGroupIngress: [fromWeb()] }),
  ...changes,
});

export const ingress: ControlCases = {
  pass: [
    { name: 'the group of a service', resources: guarded([fromWeb()]) },
    { name: 'nobody', resources: guarded([]) },
    { name: 'a rule beside the group', resources: guarded([], { Rule: beside(fromWeb()) }) },
    {
      name: 'every port, for a group',
      resources: guarded([fromWeb({ IpProtocol: '-1', FromPort: nothing, ToPort: nothing })]),
    },
    {
      name: 'a single address, and half a subnet',
      resources: guarded([from({ CidrIp: '10.2.0.7/32' }), from({ CidrIp: '10.2.0.0/25' })]),
    },
    { name: 'a single address of IPv6', resources: guarded([from({ CidrIpv6: '2001:db8::7/128' })]) },
    {
      name: 'everybody, on another port',
      resources: guarded([fromWeb(), from(everyone, { FromPort: 443, ToPort: 443 })]),
    },
    {
      name: 'everybody, by a protocol that databases do not speak',
      resources: guarded([from(everyone, { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 })]),
    },
    {
      name: 'everybody, on the port that it does not use',
      resources: guarded([from(everyone)], { Db: cluster({ Port: 5433 }) }),
    },
    {
      name: 'everybody, by a rule that is switched off',
      resources: guarded([fromWeb()], { Open: beside(from(everyone), 'IsProd') }),
      ...off,
    },
    {
      name: 'itself, as databases alone have it',
      resources: guarded([fromWeb({ SourceSecurityGroupId: ref('DbGroup') })], {
        Proxy: proxy({ VpcSecurityGroupIds: [ref('DbGroup')] }),
      }),
    },
    {
      name: 'addresses of a list that is short',
      resources: guarded([from({ SourcePrefixListId: ref('List') })], {
        List: resource('EC2::PrefixList', { Entries: [{ Cidr: '203.0.113.9/32' }] }),
      }),
    },
    {
      name: 'nobody by an empty list',
      resources: guarded([from({ SourcePrefixListId: ref('List') })], {
        List: resource('EC2::PrefixList', { MaxEntries: 5 }),
      }),
    },
    {
      name: 'an instance and its replica',
      resources: guarded([fromWeb()], {
        Db: instance(),
        Copy: resource('RDS::DBInstance', {
          SourceDBInstanceIdentifier: ref('Db'),
          VPCSecurityGroups: [ref('DbGroup')],
        }),
      }),
    },
    {
      name: 'a proxy and its endpoint, each with its group',
      resources: guarded(
        [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') })],
        ofProxy({
          Reader: resource('RDS::DBProxyEndpoint', {
            DBProxyName: ref('Proxy'),
            VpcSecurityGroupIds: [ref('ProxyGroup')],
          }),
        }),
      ),
    },
    {
      name: 'DocumentDB on its port',
      resources: guarded([from(everyone)], {
        Db: resource('DocDB::DBCluster', { VpcSecurityGroupIds: [ref('DbGroup')] }),
      }),
    },
    {
      name: 'what the CDK makes of a cluster, its proxy and its client, across stacks',
      app: (app) => {
        const data = new Stack(app, 'Data');
        const vpc = new Vpc(data, 'Vpc');
        const db = new DatabaseCluster(data, 'Db', {
          engine,
          vpc,
          writer: ClusterInstance.provisioned('writer'),
        });
        const made = db.addProxy('Proxy', { vpc, defaultAuthScheme: DefaultAuthScheme.IAM_AUTH });
        const web = new Stack(app, 'Web');
        const client = new SecurityGroup(web, 'Client', { vpc });
        client.connections.allowTo(made, Port.tcp(5432));
      },
    },
  ],
  fail: [
    {
      name: 'everybody',
      resources: guarded([from(everyone)]),
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody with IPv6',
      resources: guarded([from({ CidrIpv6: '::/0' })]),
      findings: [`fail Db: DbGroup admits ::/0, ${expected}`],
    },
    {
      name: 'a subnet',
      resources: guarded([fromWeb(), from({ CidrIp: '10.2.3.0/24' })]),
      findings: [`fail Db: DbGroup admits 10.2.3.0/24, ${expected}`],
    },
    {
      name: 'a subnet of IPv6',
      resources: guarded([from({ CidrIpv6: '2001:db8::/64' })]),
      findings: [`fail Db: DbGroup admits 2001:db8::/64, ${expected}`],
    },
    {
      name: 'its whole network',
      resources: guarded([from({ CidrIp: att('Vpc', 'CidrBlock') })]),
      findings: ['fail Db: DbGroup admits ${Vpc.CidrBlock}, ' + expected],
    },
    {
      name: 'a subnet of the templates',
      resources: guarded([from({ CidrIp: att('Subnet', 'CidrBlock') })], {
        Subnet: resource('EC2::Subnet', { CidrBlock: '10.1.1.0/24' }),
      }),
      findings: [`fail Db: Subnet: DbGroup admits 10.1.1.0/24, ${expected}`],
    },
    {
      name: 'everybody on every port',
      resources: guarded([from(everyone, { IpProtocol: '-1', FromPort: nothing, ToPort: nothing })]),
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody on a range of ports',
      resources: guarded([from(everyone, { FromPort: 1024, ToPort: 65535 })]),
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody on the port of its instance, as an attribute',
      resources: guarded([
        from(everyone, { FromPort: att('Db', 'Endpoint.Port'), ToPort: att('Db', 'Endpoint.Port') }),
      ]),
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody beside the group, whatever else it admits',
      resources: guarded([fromWeb()], { Open: beside(from(everyone)) }),
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody by a rule of another stack',
      stacks: [
        {
          id: 'Data',
          template: {
            Resources: guarded([fromWeb()]),
            Outputs: { Group: exported('db', att('DbGroup', 'GroupId')) },
          },
        },
        {
          id: 'Ops',
          template: { Resources: { Open: beside({ ...from(everyone), GroupId: imported('db') }) } },
        },
      ],
      findings: [`fail Db: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'a second group that is open',
      resources: guarded([fromWeb()], {
        Db: cluster({ VpcSecurityGroupIds: [ref('DbGroup'), ref('Other')] }),
        Other: group({ SecurityGroupIngress: [from(everyone)] }),
      }),
      findings: [`fail Db: Other admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'itself, where a service has it too',
      resources: guarded([fromWeb({ SourceSecurityGroupId: ref('DbGroup') })], {
        ...service(),
        Web: resource('ECS::Service', {
          NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [ref('DbGroup')] } },
        }),
      }),
      findings: [
        'fail Db: DbGroup admits itself, and Web has it too, expected a group that databases alone have',
      ],
    },
    {
      name: 'the group that everything has',
      resources: guarded([fromWeb({ SourceSecurityGroupId: att('Vpc', 'DefaultSecurityGroup') })]),
      findings: [
        `fail Db: DbGroup admits the default security group of Vpc, which everything has that asks for no other, ${expected}`,
      ],
    },
    {
      name: 'a list with a wide range in it',
      resources: guarded([from({ SourcePrefixListId: att('List', 'PrefixListId') })], {
        List: resource('EC2::PrefixList', { Entries: [{ Cidr: '203.0.113.9/32' }, { Cidr: '10.0.0.0/8' }] }),
      }),
      findings: [`fail Db: DbGroup admits 10.0.0.0/8, ${expected}`],
    },
    {
      name: 'a replica that is open',
      resources: guarded([fromWeb()], {
        Db: instance(),
        Open: group({ SecurityGroupIngress: [from(everyone)] }),
        Copy: resource('RDS::DBInstance', {
          SourceDBInstanceIdentifier: ref('Db'),
          VPCSecurityGroups: [ref('Open')],
        }),
      }),
      findings: [`fail Db: Copy: Open admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'a proxy that is open',
      resources: guarded(
        [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') })],
        ofProxy({ ProxyGroup: group({ SecurityGroupIngress: [from({ CidrIp: '10.1.0.0/16' })] }) }),
      ),
      findings: [`fail Db: Proxy: ProxyGroup admits 10.1.0.0/16, ${expected}`],
    },
    {
      name: 'what the CDK makes of any IPv4 address',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        const vpc = new Vpc(stack, 'Vpc');
        const db = new DatabaseCluster(stack, 'Db', {
          engine,
          vpc,
          writer: ClusterInstance.provisioned('writer'),
        });
        db.connections.allowDefaultPortFrom(Peer.anyIpv4());
      },
      findings: [`fail Db5D02A0A9: DbSecurityGroupC34ABFAB admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'no database at all',
      resources: {},
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'the default group of its network',
      resources: guarded([], { Db: cluster({ VpcSecurityGroupIds: nothing }) }),
      findings: [
        'unknown Db: VpcSecurityGroupIds of Db is not set, so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'an empty list of groups',
      resources: guarded([], { Db: cluster({ VpcSecurityGroupIds: [] }) }),
      findings: [
        'unknown Db: VpcSecurityGroupIds of Db is not set, so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a group that only one branch names',
      resources: guarded([fromWeb()], {
        Db: cluster({ VpcSecurityGroupIds: [choose('IsProd', ref('DbGroup'), nothing)] }),
      }),
      ...undecided,
      findings: [
        'unknown Db: VpcSecurityGroupIds of Db is not set, so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a group from outside',
      resources: guarded([], { Db: cluster({ VpcSecurityGroupIds: ['sg-0'] }) }),
      findings: ['unknown Db: which security groups Db has is not known (sg-0 is not among the templates)'],
    },
    {
      name: 'a client from outside',
      resources: guarded([fromWeb({ SourceSecurityGroupId: 'sg-0' })]),
      findings: [
        'unknown Db: DbGroup admits a security group that the templates do not show (sg-0 is not among the templates); verify what has it',
      ],
    },
    {
      name: 'a list of AWS, or of another account',
      resources: guarded([from({ SourcePrefixListId: 'pl-0' })]),
      findings: ['unknown Db: DbGroup admits prefix list pl-0; verify whose addresses it holds'],
    },
    {
      name: 'addresses that a parameter gives',
      resources: guarded([from({ CidrIp: ref('Office') })]),
      parameters: { Office: { Type: 'String' } },
      findings: [
        `unknown Db: DbGroup admits addresses that are not known (${notGiven('Office')}), ${expected}`,
      ],
    },
    {
      name: 'no range',
      resources: guarded([from({ CidrIp: 'everybody' })]),
      findings: [
        `unknown Db: DbGroup admits addresses that are not known (everybody is no range), ${expected}`,
      ],
    },
    {
      name: 'a rule that names nobody',
      resources: guarded([from({})]),
      findings: [`unknown Db: whom a rule of DbGroup admits is not known, ${expected}`],
    },
    {
      name: 'everybody in one branch',
      resources: guarded([
        from({
          CidrIp: choose('IsProd', nothing, '0.0.0.0/0'),
          SourceSecurityGroupId: choose('IsProd', ref('WebGroup'), nothing),
        }),
      ]),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody by a rule that may be switched on',
      resources: guarded([fromWeb()], { Open: beside(from(everyone), 'IsProd') }),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody by a rule of a group that is not known',
      resources: guarded([fromWeb()], { Open: beside({ ...from(everyone), GroupId: ref('Given') }) }),
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Db: ${notGiven('Given')}: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody on a port that a parameter gives',
      resources: guarded([from(everyone, { FromPort: ref('Port'), ToPort: ref('Port') })]),
      parameters: { Port: { Type: 'Number' } },
      findings: [`unknown Db: ${notGiven('Port')}: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'everybody, where the port of the database is not known',
      resources: guarded([from(everyone)], { Db: cluster({ Port: ref('Port') }) }),
      parameters: { Port: { Type: 'Number' } },
      findings: [`unknown Db: the port is not known: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
    {
      name: 'itself, where a service may have it too',
      resources: guarded([fromWeb({ SourceSecurityGroupId: ref('DbGroup') })], {
        Web: resource('ECS::Service', {
          NetworkConfiguration: {
            AwsvpcConfiguration: { SecurityGroups: [choose('IsProd', ref('WebGroup'), ref('DbGroup'))] },
          },
        }),
      }),
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: DbGroup admits itself, and Web has it too, expected a group that databases alone have`,
      ],
    },
    {
      name: 'an endpoint of a proxy in the default group',
      resources: guarded(
        [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') })],
        ofProxy({ Reader: resource('RDS::DBProxyEndpoint', { DBProxyName: ref('Proxy') }) }),
      ),
      findings: [
        'unknown Db: Reader: VpcSecurityGroupIds of Reader is not set, so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a database that may not be there',
      resources: guarded([from(everyone)], { Db: cluster({}, 'IsProd') }),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: DbGroup admits 0.0.0.0/0, ${expected}`],
    },
  ],
  notApplicable: [
    {
      name: 'DynamoDB, which has no network',
      resources: { Orders: resource('DynamoDB::Table') },
      findings: [doesNotArise],
    },
    {
      name: 'no database, by declaration',
      resources: {},
      declaration: { databases: { none: 'static site' } },
      findings: ['notApplicable Stack1: declared: static site'],
    },
  ],
};
