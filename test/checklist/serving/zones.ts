import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { ifOn, inSubnets, noValue, ref, resource, subnet, subnets, undecided, web, zone } from './resources';

const bothSubnets = [ref('SubnetA'), ref('SubnetB')];
const inZones = (one: Json, other: Json, others: JsonObject = {}): JsonObject =>
  web(inSubnets(...bothSubnets), { SubnetA: subnet(one), SubnetB: subnet(other), ...others });

/** The network stack that other stacks take their subnets from. */
const network = {
  id: 'Network',
  stackName: 'Network',
  template: {
    Resources: subnets,
    Outputs: {
      A: { Value: ref('SubnetA'), Export: { Name: 'subnet-a' } },
      B: { Value: ref('SubnetB'), Export: { Name: 'subnet-b' } },
      All: { Value: { 'Fn::Join': [',', bothSubnets] }, Export: { Name: 'subnets' } },
    },
  },
};

export const zones: ControlCases = {
  pass: [
    { name: 'subnets in two zones', resources: web(inSubnets(...bothSubnets), subnets) },
    { name: 'two members of the list of zones', resources: inZones(zone(0), zone(1)) },
    {
      name: 'three subnets, of which two may share a zone',
      resources: web(inSubnets(...bothSubnets, ref('SubnetC')), { ...subnets, SubnetC: subnet(zone(0)) }),
    },
    {
      name: 'zones by their ids',
      resources: web(inSubnets(...bothSubnets), {
        SubnetA: resource('EC2::Subnet', { AvailabilityZoneId: 'euw1-az1' }),
        SubnetB: resource('EC2::Subnet', { AvailabilityZoneId: 'euw1-az2' }),
      }),
    },
    {
      name: 'enough zones in both branches',
      resources: web(
        {
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: ifOn(bothSubnets, [ref('SubnetA'), ref('SubnetC')]) },
          },
        },
        { ...subnets, SubnetC: subnet('eu-west-1c') },
      ),
      ...undecided,
    },
    {
      name: 'subnets of another stack, one by one',
      stacks: [
        network,
        {
          id: 'App',
          template: {
            Resources: web(inSubnets({ 'Fn::ImportValue': 'subnet-a' }, { 'Fn::ImportValue': 'subnet-b' })),
          },
        },
      ],
    },
    {
      name: 'subnets of another stack, as one text',
      stacks: [
        network,
        {
          id: 'App',
          template: {
            Resources: web({
              NetworkConfiguration: {
                AwsvpcConfiguration: { Subnets: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] } },
              },
            }),
          },
        },
      ],
    },
    {
      name: 'subnets of another stack, by weak reference',
      stacks: [
        network,
        {
          id: 'App',
          template: {
            Resources: web(
              inSubnets(
                { 'Fn::GetStackOutput': { StackName: 'Network', OutputName: 'A' } },
                { 'Fn::GetStackOutput': { StackName: 'Network', OutputName: 'B' } },
              ),
            ),
          },
        },
      ],
    },
    {
      name: 'a list of subnets handed to a nested stack',
      stacks: [
        {
          template: {
            Resources: {
              ...subnets,
              Nested: resource('CloudFormation::Stack', {
                Parameters: { Subnets: { 'Fn::Join': [',', bothSubnets] } },
              }),
            },
          },
          nested: {
            Nested: {
              id: 'Nested',
              displayName: 'Nested',
              template: {
                Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
                Resources: web({
                  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ref('Subnets') } },
                }),
              },
            },
          },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'one subnet',
      resources: web(inSubnets(ref('SubnetA')), subnets),
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'two subnets in one zone',
      resources: inZones('eu-west-1a', 'eu-west-1a'),
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'one member of the list of zones twice',
      resources: inZones(zone(0), zone('0')),
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'no subnets on Fargate',
      resources: web(),
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets is not set, expected subnets in at least 2 zones',
      ],
    },
    {
      name: 'one zone in both branches',
      resources: web(
        {
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: ifOn([ref('SubnetA')], [ref('SubnetB')]) },
          },
        },
        subnets,
      ),
      ...undecided,
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
  ],
  unknown: [
    {
      name: 'subnets that are parameters',
      resources: web(inSubnets(ref('One'), ref('Two'))),
      parameters: { One: { Type: 'AWS::EC2::Subnet::Id' }, Two: { Type: 'AWS::EC2::Subnet::Id' } },
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 0 known availability zones (parameter One of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'a list of subnets that is a parameter',
      resources: web({ NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ref('Subnets') } } }),
      parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets is not known (parameter Subnets of Stack1 has no default and was given no value), expected at least 2 zones',
      ],
    },
    {
      name: 'subnets imported from elsewhere',
      resources: web(inSubnets({ 'Fn::ImportValue': 'a' }, { 'Fn::ImportValue': 'b' })),
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 0 known availability zones (Stack1 imports a value that none of the templates exports), expected at least 2',
      ],
    },
    {
      name: 'subnets by their ids',
      resources: web(inSubnets('subnet-1', 'subnet-2')),
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 0 known availability zones (subnet-1 is not among the templates), expected at least 2',
      ],
    },
    {
      name: 'a zone by name and one of the list',
      resources: inZones('eu-west-1a', zone(0)),
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 known availability zone (zones named in different ways may be the same), expected at least 2',
      ],
    },
    {
      name: 'zones that are parameters',
      resources: inZones(ref('One'), ref('Two')),
      parameters: { One: { Type: 'String' }, Two: { Type: 'String' } },
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 0 known availability zones (parameter One of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'subnets whose zones AWS chooses',
      resources: web(inSubnets(...bothSubnets), {
        SubnetA: resource('EC2::Subnet'),
        SubnetB: resource('EC2::Subnet'),
      }),
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 0 known availability zones (subnet SubnetA names no zone), expected at least 2',
      ],
    },
    {
      name: 'a subnet that may not be there',
      resources: web(inSubnets(ref('SubnetA'), ifOn(ref('SubnetB'), noValue)), subnets),
      ...undecided,
      findings: [
        'unknown Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 known availability zone (parameter Choice of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'branches that differ',
      resources: web(
        { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ifOn(bothSubnets, [ref('SubnetA')]) } } },
        subnets,
      ),
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
  ],
  notApplicable: [],
};
