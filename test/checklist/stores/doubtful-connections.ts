import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { redis } from './caches';
import { connected, service, group, fromWeb, fromRange, admitting, refused, notKnown } from './network';

/** Caches of which the templates do not tell who can connect to them. */
export const doubtfulConnections: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a service whose groups are not known',
      resources: connected({ Web: service([ref('Groups')]) }),
      parameters: { Groups: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Groups')})`],
    },
    {
      name: 'a cache whose groups are not known',
      resources: connected({ Cache: redis({ SecurityGroupIds: ['sg-0'] }) }),
      findings: [`unknown Cache: ${notKnown} (sg-0 is not among the templates)`],
    },
    {
      name: 'a cache in the default group of its network',
      resources: connected({ Cache: redis() }),
      findings: [
        'unknown Cache: SecurityGroupIds of Cache is not set, so it has the default group of its network; ' +
          'verify what that admits',
      ],
    },
    {
      name: 'groups that only one branch of a condition names',
      resources: connected({ Web: service(choose('IsProd', [ref('WebGroup')], nothing)) }),
      ...undecided,
      findings: [
        'unknown Cache: NetworkConfiguration.AwsvpcConfiguration.SecurityGroups of Web is not set, ' +
          'so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a port that a parameter gives',
      resources: connected({ Cache: redis({ SecurityGroupIds: [ref('CacheGroup')], Port: ref('Port') }) }),
      parameters: { Port: { Type: 'Number' } },
      findings: [`unknown Cache: the port of Cache is not known (${notGiven('Port')})`],
    },
    {
      name: 'a launch template that a condition chooses',
      resources: connected({
        Web: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: choose('IsProd', ref('Template'), 'lt-0'), Version: '1' },
        }),
        Template: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: { SecurityGroupIds: [att('WebGroup', 'GroupId')] },
        }),
      }),
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: Cache admits Template on port 6379`],
    },
    {
      name: 'a rule that names an unknown group',
      resources: admitting(fromWeb({ SourceSecurityGroupId: 'sg-0' })),
      findings: [`unknown Cache: ${notKnown} (sg-0 is not among the templates)`],
    },
    {
      name: 'a rule for a list of addresses',
      resources: admitting(fromWeb({ SourceSecurityGroupId: nothing, SourcePrefixListId: 'pl-0' })),
      findings: [`unknown Cache: ${notKnown} (whom a rule of CacheGroup covers is not known)`],
    },
    {
      name: 'a rule for a part of the network',
      resources: admitting(fromRange('10.1.128.0/17')),
      findings: [`unknown Cache: ${notKnown} (a rule covers only a part of Vpc)`],
    },
    {
      name: 'a rule for addresses that a parameter gives',
      resources: admitting(fromRange(ref('Range'))),
      parameters: { Range: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Range')})`],
    },
    {
      name: 'addresses where the network is not known',
      resources: {
        ...admitting(fromRange('10.1.0.0/16')),
        CacheGroup: group({ VpcId: 'vpc-0', SecurityGroupIngress: [fromRange('10.1.0.0/16')] }),
      },
      findings: [`unknown Cache: ${notKnown} (vpc-0 is not among the templates)`],
    },
    {
      name: 'the port of something else',
      resources: {
        ...admitting(fromWeb({ FromPort: att('Db', 'Endpoint.Port'), ToPort: att('Db', 'Endpoint.Port') })),
        Db: resource('RDS::DBCluster'),
      },
      findings: [`unknown Cache: ${notKnown} (\${Db.Endpoint.Port} is known only after deployment)`],
    },
    {
      name: 'a rule of a group that is not known',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('Given'), ...fromWeb() }),
      }),
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Given')})`],
    },
    {
      name: 'a rule under a condition that is not decided',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('CacheGroup'), ...fromWeb() }, 'IsProd'),
      }),
      ...undecided,
      findings: [`unknown Cache: ${notKnown} (${stageUnknown})`],
    },
    {
      name: 'a rule under a condition that keeps the service from all else',
      resources: connected({
        Out: {
          ...resource('EC2::SecurityGroupEgress', {
            GroupId: att('WebGroup', 'GroupId'),
            ...fromRange('192.168.0.0/16'),
          }),
          Condition: 'IsProd',
        },
      }),
      ...undecided,
      findings: [`unknown Cache: ${notKnown} (${stageUnknown})`],
    },
    {
      name: 'branches of a condition of which one leads to a group that is admitted',
      resources: connected({
        Web: service(choose('IsProd', [ref('WebGroup')], [ref('Other')])),
        Other: group(),
      }),
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: ${refused}`],
    },
    {
      name: 'pods, whose groups the templates do not show',
      resources: connected({ Web: resource('EKS::Nodegroup') }),
      findings: ['unknown Cache: which security groups Web has is not known'],
    },
    {
      name: 'a service on instances that are not known',
      resources: connected({ Web: resource('ECS::Service', { LaunchType: 'EC2' }) }),
      findings: ['unknown Cache: which security groups Web has is not known'],
    },
  ],
  notApplicable: [
    {
      name: 'no service',
      resources: connected({ Web: resource('none') }),
      findings: ['notApplicable Stack1: it does not arise for the Redis or Valkey cache of this workload'],
    },
    {
      name: 'no cache',
      resources: { Web: service() },
      findings: ['notApplicable Stack1: no Redis or Valkey cache to judge'],
    },
  ],
};
