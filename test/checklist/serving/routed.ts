import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  att,
  balancer,
  decided,
  forward,
  ifOn,
  listener,
  ref,
  resource,
  rule,
  service,
  targetGroup,
  undecided,
  weigh,
} from './resources';

const web = { Web: service(), Targets: targetGroup() };
const toTargets = { DefaultActions: [forward(ref('Targets'))] };
const elsewhere = { DefaultActions: [forward(ref('Others'))] };
const alb = { Alb: balancer() };
const others = { Others: targetGroup() };
const inNested = (template: JsonObject, parameters: JsonObject): JsonObject => ({
  nested: { Nested: { id: 'Nested', displayName: 'Nested', template } },
  template: {
    Resources: {
      ...alb,
      Listener: listener(toTargets),
      Targets: targetGroup(),
      Nested: resource('CloudFormation::Stack', { Parameters: parameters }),
    },
  },
});

/** The stack with the load balancer, from which services take the target group. */
const entry = {
  id: 'Entry',
  stackName: 'Entry',
  template: {
    Resources: { ...alb, Listener: listener(toTargets), Targets: targetGroup() },
    Outputs: { Group: { Value: ref('Targets'), Export: { Name: 'targets' } } },
  },
};
const registered = (target: JsonObject): JsonObject => ({
  Resources: { Web: service({ LoadBalancers: [{ TargetGroupArn: target }] }) },
});

export const routed: ControlCases = {
  pass: [
    {
      name: 'the default action of a listener',
      resources: { ...web, ...alb, Listener: listener(toTargets) },
    },
    {
      name: 'a share of a listener',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener({ DefaultActions: [weigh([ref('Others'), 90], [ref('Targets'), 10])] }),
      },
    },
    {
      name: 'a rule of a listener',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener(elsewhere),
        Rule: rule({ Actions: [forward(ref('Targets'))] }),
      },
    },
    {
      name: 'a rule where the default action may be something else',
      resources: {
        ...web,
        ...alb,
        Listener: listener({ DefaultActions: [forward(ref('Choice'))] }),
        Rule: rule({ Actions: [forward(ref('Targets'))] }),
      },
      ...undecided,
    },
    {
      name: 'one of two target groups, the other for the next deployment',
      resources: {
        ...alb,
        ...others,
        Listener: listener({ DefaultActions: [weigh([ref('Targets'), 100], [ref('Others'), 0])] }),
        Web: service({
          LoadBalancers: [
            {
              TargetGroupArn: ref('Targets'),
              AdvancedConfiguration: { AlternateTargetGroupArn: ref('Others') },
            },
          ],
        }),
        Targets: targetGroup(),
      },
    },
    {
      name: 'the target group that CodeDeploy moved the service to',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener(elsewhere),
        Deployment: resource('CodeDeploy::DeploymentGroup', {
          ECSServices: [{ ServiceName: att('Web', 'Name') }],
          LoadBalancerInfo: {
            TargetGroupPairInfoList: [
              {
                TargetGroups: [
                  { Name: att('Targets', 'TargetGroupName') },
                  { Name: att('Others', 'TargetGroupName') },
                ],
              },
            ],
          },
        }),
      },
    },
    {
      name: 'the target group of another stack',
      stacks: [entry, { id: 'App', template: registered({ 'Fn::ImportValue': 'targets' }) }],
    },
    {
      name: 'the target group of another stack, by weak reference',
      stacks: [
        entry,
        {
          id: 'App',
          template: registered({ 'Fn::GetStackOutput': { StackName: 'Entry', OutputName: 'Group' } }),
        },
      ],
    },
    {
      name: 'the target group that a nested stack is given',
      stacks: [
        inNested(
          { Parameters: { Group: { Type: 'String' } }, ...registered(ref('Group')) },
          { Group: ref('Targets') },
        ),
      ],
    },
  ],
  fail: [
    {
      name: 'a target group that nothing forwards to',
      resources: { ...web, ...alb },
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'a listener that forwards to another target group',
      resources: { ...web, ...alb, ...others, Listener: listener(elsewhere) },
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'a listener that forwards to one with a similar name',
      resources: {
        ...web,
        TargetsAdmin: targetGroup(),
        ...alb,
        Listener: listener({ DefaultActions: [forward(ref('TargetsAdmin'))] }),
      },
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'a share of nothing',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener({ DefaultActions: [weigh([ref('Others'), 100], [ref('Targets'), 0])] }),
      },
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'a rule switched off',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener(elsewhere),
        Rule: rule({ Actions: [forward(ref('Targets'))] }, 'IsOn'),
      },
      ...decided('no'),
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'a service without a load balancer',
      resources: { Web: resource('ECS::Service'), ...alb },
      findings: ['fail Web: it registers with no load balancer, expected a target group'],
    },
  ],
  unknown: [
    {
      name: 'a listener of a load balancer of elsewhere',
      resources: {
        ...web,
        Listener: listener({
          LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/shared/1',
          ...toTargets,
        }),
      },
      findings: ['unknown Web: Listener forwards to it, but app/shared/1 is not among the templates'],
    },
    {
      name: 'a rule of a listener of elsewhere',
      resources: { ...web, Rule: rule({ ListenerArn: ref('Choice'), Actions: [forward(ref('Targets'))] }) },
      ...undecided,
      findings: [
        'unknown Web: Rule forwards to it, but parameter Choice of Stack1 has no default and was given no value',
      ],
    },
    {
      name: 'a listener that may not be there',
      resources: { ...web, ...alb, Listener: listener(toTargets, 'IsOn') },
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: Alb routes to it',
      ],
    },
    {
      name: 'a share that is a parameter',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener({
          DefaultActions: [weigh([ref('Others'), 100], [ref('Targets'), ref('Weight')])],
        }),
      },
      parameters: { Weight: { Type: 'Number' } },
      findings: [
        'unknown Web: parameter Weight of Stack1 has no default and was given no value: Alb routes to it',
      ],
    },
    {
      name: 'a listener that forwards to a parameter',
      resources: { ...web, ...alb, Listener: listener({ DefaultActions: [forward(ref('Choice'))] }) },
      ...undecided,
      findings: [
        'unknown Web: where listeners forward to is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'one of two target groups, depending on a condition',
      resources: {
        ...web,
        ...alb,
        ...others,
        Listener: listener({ DefaultActions: [forward(ifOn(ref('Targets'), ref('Others')))] }),
      },
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: Alb routes to it',
      ],
    },
    {
      name: 'a target group of elsewhere',
      resources: { Web: service({ LoadBalancers: [{ TargetGroupArn: ref('Choice') }] }) },
      ...undecided,
      findings: [
        'unknown Web: the target group it registers with is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a target group that no template exports',
      stacks: [entry, { id: 'App', template: registered({ 'Fn::ImportValue': 'other-targets' }) }],
      findings: [
        'unknown Web: the target group it registers with is not known (App imports a value that none of the templates exports)',
      ],
    },
  ],
};
