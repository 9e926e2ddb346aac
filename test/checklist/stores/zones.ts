import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource, subnet, zone } from '../serving/resources';
import {
  aurora,
  instance,
  member,
  members,
  multiAz,
  network,
  replica,
  doesNotArise,
  noDatabase,
  oneZone,
  table,
} from './databases';

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
