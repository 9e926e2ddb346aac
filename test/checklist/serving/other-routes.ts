import type { ControlCases } from '../../harness/judge';
import { manifest, nodegroup } from './pods';
import { att, balancer, forward, listener, ref, resource, targetGroup } from './resources';

const toTargets = { DefaultActions: [forward(ref('Targets'))] };
const alb = { Alb: balancer() };
const lambda = { Web: resource('Lambda::Function') };

/** What is not an ECS service. */
export const otherRoutes: ControlCases = {
  pass: [
    {
      name: 'an Auto Scaling group',
      resources: {
        Web: resource('AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Targets')] }),
        Targets: targetGroup(),
        ...alb,
        Listener: listener(toTargets),
      },
    },
    {
      name: 'an Auto Scaling group by its traffic sources',
      resources: {
        Web: resource('AutoScaling::AutoScalingGroup', {
          TrafficSources: [{ Identifier: ref('Targets'), Type: 'elbv2' }],
        }),
        Targets: targetGroup(),
        ...alb,
        Listener: listener(toTargets),
      },
    },
    {
      name: 'instances',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: ref('One') }] }),
        One: resource('EC2::Instance'),
        ...alb,
        Listener: listener(toTargets),
      },
    },
    {
      name: 'a classic load balancer',
      resources: {
        Web: resource('AutoScaling::AutoScalingGroup', { LoadBalancerNames: [ref('Elb')] }),
        Elb: resource('ElasticLoadBalancing::LoadBalancer'),
      },
    },
    {
      name: 'instances of a classic load balancer',
      resources: {
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { Instances: [ref('One')] }),
        One: resource('EC2::Instance'),
      },
    },
    {
      name: 'a function behind a load balancer',
      resources: {
        ...lambda,
        Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }] }),
        ...alb,
        Listener: listener(toTargets),
      },
    },
    {
      name: 'a function behind an API, and registered with a target group that is not used',
      resources: {
        ...lambda,
        Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }] }),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Web') }),
      },
    },
    {
      name: 'a function of the Serverless Application Model',
      resources: {
        Api: resource('Serverless::Api'),
        Web: resource('Serverless::Function', {
          Events: { Root: { Type: 'Api', Properties: { RestApiId: ref('Api') } } },
        }),
      },
    },
  ],
  fail: [
    {
      name: 'an Auto Scaling group without a load balancer',
      resources: { Web: resource('AutoScaling::AutoScalingGroup') },
      findings: ['fail Web: it registers with no load balancer, expected a target group'],
    },
    {
      name: 'a function whose target group nothing forwards to',
      resources: {
        ...lambda,
        Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }] }),
        ...alb,
      },
      findings: ['fail Web: no listener forwards to Targets, expected a load balancer in front'],
    },
    {
      name: 'nothing that serves',
      resources: alb,
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'nodes of Kubernetes',
      resources: { Nodes: nodegroup({}) },
      findings: [
        'unknown Nodes: a controller in the cluster makes the load balancer; verify in the account that it is healthy',
      ],
    },
    {
      name: 'pods of Kubernetes',
      resources: { Manifest: manifest([{ kind: 'Deployment' }]) },
      findings: [
        'unknown Manifest: a controller in the cluster makes the load balancer; verify in the account that it is healthy',
      ],
    },
    {
      name: 'a cluster of Kubernetes',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: [
        'unknown Cluster: AWS::EKS::Cluster is not judged by this control; verify in the account how requests reach it',
      ],
    },
    {
      name: 'App Runner',
      resources: { Web: resource('AppRunner::Service') },
      findings: [
        'unknown Web: AWS::AppRunner::Service is not judged by this control; verify in the account how requests reach it',
      ],
    },
    {
      name: 'a service found by its name',
      resources: { Web: resource('ECS::Service', { ServiceRegistries: [{ RegistryArn: ref('Names') }] }) },
      findings: [
        'unknown Web: it is found through ServiceRegistries; verify in the account how requests reach it',
      ],
    },
    {
      name: 'a service of VPC Lattice',
      resources: { Web: resource('ECS::Service', { VpcLatticeConfigurations: [{}] }) },
      findings: [
        'unknown Web: it is found through VpcLatticeConfigurations; verify in the account how requests reach it',
      ],
    },
  ],
};
