import type { ControlCases } from '../../harness/judge';
import { att, decided, ifOn, ref, resource, service, targetGroup, undecided, web } from './resources';

/** ECS on Fargate: the count of a service, and what the template says of it. */
export const tasks: ControlCases = {
  pass: [
    { name: 'three tasks', resources: web({ DesiredCount: 3 }) },
    { name: 'three tasks, as text', resources: web({ DesiredCount: '3' }) },
    {
      name: 'a default of three',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', Default: 3 } },
    },
    {
      name: 'any of the allowed values',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', AllowedValues: [3, 5] } },
    },
    {
      name: 'the lowest value that the parameter takes',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', MinValue: 3 } },
    },
    {
      name: 'enough tasks in both branches',
      resources: web({ DesiredCount: ifOn(3, 6) }),
      ...undecided,
    },
    {
      name: 'enough tasks in the branch that is on',
      resources: web({ DesiredCount: ifOn(3, 1) }),
      ...decided('yes'),
    },
    {
      name: 'a worker without a load balancer beside the service',
      resources: web(
        { DesiredCount: 3 },
        { Worker: resource('ECS::Service', { DesiredCount: 1 }), Queue: resource('SQS::Queue') },
      ),
    },
    {
      name: 'a function that serves the deployment beside the service',
      resources: web(
        { DesiredCount: 3 },
        {
          Provider: resource('Lambda::Function', { ReservedConcurrentExecutions: 1 }),
          Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: att('Provider', 'Arn') } },
        },
      ),
    },
    {
      name: 'a count handed to a nested stack',
      stacks: [
        {
          template: {
            Resources: { Nested: resource('CloudFormation::Stack', { Parameters: { Count: 3 } }) },
          },
          nested: {
            Nested: {
              id: 'Nested',
              displayName: 'Nested',
              template: {
                Parameters: { Count: { Type: 'Number', Default: 1 } },
                Resources: web({ DesiredCount: ref('Count') }),
              },
            },
          },
        },
      ],
    },
    {
      name: 'a count given at deployment',
      stacks: [
        {
          parameters: { Count: '3' },
          template: {
            Parameters: { Count: { Type: 'Number', Default: 1 } },
            Resources: web({ DesiredCount: ref('Count') }),
          },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'two tasks',
      resources: web({ DesiredCount: 2 }),
      findings: ['fail Web: DesiredCount is 2, expected at least 3'],
    },
    {
      name: 'no count',
      resources: web(),
      findings: ['fail Web: DesiredCount is not set and so 1, expected at least 3'],
    },
    {
      name: 'a default of two',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', Default: 2 } },
      findings: ['fail Web: DesiredCount is 2, expected at least 3'],
    },
    {
      name: 'allowed values that are all too low',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', AllowedValues: [1, 2] } },
      findings: ['fail Web: DesiredCount is 1 or 2, expected at least 3'],
    },
    {
      name: 'a parameter that takes two at most',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', MinValue: 1, MaxValue: 2 } },
      findings: ['fail Web: DesiredCount is ${Stack1.Count}, expected at least 3'],
    },
    {
      name: 'too few tasks in both branches',
      resources: web({ DesiredCount: ifOn(1, 2) }),
      ...undecided,
      findings: ['fail Web: DesiredCount is 1 or 2, expected at least 3'],
    },
    {
      name: 'too few tasks in the branch that is on',
      resources: web({ DesiredCount: ifOn(3, 1) }),
      ...decided('no'),
      findings: ['fail Web: DesiredCount is 1, expected at least 3'],
    },
    {
      name: 'one of two services that answer requests',
      resources: web(
        { DesiredCount: 3 },
        {
          Admin: service({ DesiredCount: 1, LoadBalancers: [{ TargetGroupArn: ref('AdminTargets') }] }),
          AdminTargets: targetGroup(),
        },
      ),
      findings: ['pass Web: DesiredCount is 3', 'fail Admin: DesiredCount is 1, expected at least 3'],
    },
    {
      name: 'workers where nothing is behind a load balancer',
      resources: { Worker: resource('ECS::Service', { DesiredCount: 1 }) },
      findings: ['fail Worker: DesiredCount is 1, expected at least 3'],
    },
    {
      name: 'a service switched off',
      resources: { Web: service({ DesiredCount: 3 }, 'IsOn'), Targets: targetGroup() },
      ...decided('no'),
      findings: [
        'fail Stack1: no service is in the templates (Web switched off by condition), expected at least one',
      ],
    },
    {
      name: 'nothing that serves',
      resources: { Queue: resource('SQS::Queue') },
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
    {
      name: 'a function that serves the deployment alone',
      resources: {
        Provider: resource('Lambda::Function'),
        Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: att('Provider', 'Arn') } },
      },
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a parameter without a value',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number' } },
      findings: [
        'unknown Web: DesiredCount is not known (parameter Count of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
    {
      name: 'allowed values on both sides',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', AllowedValues: [2, 3] } },
      findings: [
        'unknown Web: DesiredCount is not known (parameter Count of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
    {
      name: 'limits on both sides',
      resources: web({ DesiredCount: ref('Count') }),
      parameters: { Count: { Type: 'Number', MinValue: 1 } },
      findings: [
        'unknown Web: DesiredCount is not known (parameter Count of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
    {
      name: 'branches that differ',
      resources: web({ DesiredCount: ifOn(3, 1) }),
      ...undecided,
      findings: [
        'unknown Web: DesiredCount is not known (parameter Choice of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
    {
      name: 'a service that may not be there',
      resources: { Web: service({ DesiredCount: 1 }, 'IsOn'), Targets: targetGroup() },
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: DesiredCount is 1, expected at least 3',
      ],
    },
    {
      name: 'a service in a nested stack that is not among the files',
      resources: { Nested: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com/x.yaml' }) },
      findings: [
        'unknown Stack1: no service is in the templates, but the template of nested stack Nested of Stack1 is not among the files',
      ],
    },
    {
      name: 'App Runner',
      resources: { Web: resource('AppRunner::Service') },
      findings: [
        'unknown Web: AWS::AppRunner::Service is not judged by this control; verify in the account how many servers it runs',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that has declared to have none',
      resources: {},
      declaration: { services: { none: 'a static site' } },
      findings: ['notApplicable Stack1: declared: a static site'],
    },
  ],
};
