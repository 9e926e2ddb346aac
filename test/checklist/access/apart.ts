import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, member, members, network, open, replica } from '../stores/databases';
import { doesNotArise, noDatabase } from './resources';

const expected = 'expected subnets without a route to the internet';
const leads = `its subnets have a route to the internet, ${expected}`;
const apart = { PubliclyAccessible: false };

/** Databases and the subnets that they lie in. */
export const subnetsApart: ControlCases = {
  pass: [
    {
      name: 'a cluster in subnets without a way out',
      resources: { Db: aurora(), ...members(3, ref('Db'), apart), ...network() },
    },
    { name: 'a cluster without instances', resources: { Db: aurora(), ...network() } },
    { name: 'an instance', resources: { Db: instance(), ...network() } },
    {
      name: 'DocumentDB',
      resources: { Db: resource('DocDB::DBCluster', { DBSubnetGroupName: ref('Group') }), ...network() },
    },
    {
      name: 'elastic DocumentDB',
      resources: { Db: resource('DocDBElastic::Cluster', { SubnetIds: [ref('SubnetA')] }), ...network() },
    },
    {
      name: 'a route that a condition switches off',
      resources: {
        Db: instance(apart),
        ...network({ ...open, Route: { ...(open.Route as object), Condition: 'IsProd' } }),
      },
      ...off,
    },
  ],
  fail: [
    {
      name: 'private instances in public subnets',
      resources: { Db: aurora(), ...members(3, ref('Db'), apart), ...network(open) },
      findings: [`fail Db: ${leads}`],
    },
    {
      name: 'a private instance in public subnets',
      resources: { Db: instance(apart), ...network(open) },
      findings: [`fail Db: ${leads}`],
    },
    {
      name: 'a private instance in the default network',
      resources: { Db: instance({ ...apart, DBSubnetGroupName: nothing }) },
      findings: [
        `fail Db: no subnet group of its own is named, so it lies in the default network, whose subnets are public, ${expected}`,
      ],
    },
    {
      name: 'the default subnet group by name',
      resources: { Db: instance({ ...apart, DBSubnetGroupName: 'default' }) },
      findings: [
        `fail Db: no subnet group of its own is named, so it lies in the default network, whose subnets are public, ${expected}`,
      ],
    },
    {
      name: 'a public reader in private subnets',
      resources: {
        Db: aurora(),
        Writer: member(ref('Db'), apart),
        Reader: member(ref('Db'), { PubliclyAccessible: true }),
        ...network(),
      },
      findings: ['fail Db: Reader: PubliclyAccessible is true, expected false'],
    },
    {
      name: 'a public replica',
      resources: {
        Db: instance(apart),
        Copy: replica(ref('Db'), { PubliclyAccessible: true }),
        ...network(),
      },
      findings: ['fail Db: Copy: PubliclyAccessible is true, expected false'],
    },
  ],
  unknown: [
    {
      name: 'subnets that are not in the templates',
      resources: { Db: instance(apart), ...network({}, ['subnet-0']) },
      findings: [
        `unknown Db: whether its subnets have a route to the internet is not known (subnet-0 is not among the templates), ${expected}`,
      ],
    },
    {
      name: 'a subnet group that is not in the templates',
      resources: { Db: instance({ ...apart, DBSubnetGroupName: 'shop' }) },
      findings: [
        `unknown Db: in which subnets it lies is not known (shop is not among the templates), ${expected}`,
      ],
    },
    {
      name: 'a route that may be there',
      resources: {
        Db: instance(apart),
        ...network({ ...open, Route: { ...(open.Route as object), Condition: 'IsProd' } }),
      },
      ...undecided,
      findings: [
        `unknown Db: whether its subnets have a route to the internet is not known (${stageUnknown}), ${expected}`,
      ],
    },
    {
      name: 'subnets without a route table of their own',
      resources: { Db: instance(apart), ...network({ AssociationA: nothing, AssociationB: nothing }) },
      findings: [
        `unknown Db: whether its subnets have a route to the internet is not known (the route table of SubnetA is not known), ${expected}`,
      ],
    },
    {
      name: 'an address that a parameter gives',
      resources: { Db: instance({ PubliclyAccessible: ref('Public') }), ...network() },
      parameters: { Public: { Type: 'String' } },
      findings: [`unknown Db: Db: PubliclyAccessible is not known (${notGiven('Public')}), expected false`],
    },
    {
      name: 'an address in one branch',
      resources: { Db: instance({ PubliclyAccessible: choose('IsProd', false, true) }), ...network() },
      ...undecided,
      findings: [`unknown Db: Db: ${stageUnknown}: PubliclyAccessible is true, expected false`],
    },
    {
      name: 'a cluster that asks for no network',
      resources: { Db: aurora({ DBSubnetGroupName: nothing, WithExpressConfiguration: true }) },
      findings: [
        'unknown Db: with WithExpressConfiguration it may lie outside any network of yours; verify what leads to it',
      ],
    },
  ],
  notApplicable: [
    noDatabase,
    { name: 'DynamoDB', resources: { Orders: resource('DynamoDB::Table') }, findings: [doesNotArise] },
  ],
};
