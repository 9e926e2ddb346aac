import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { ref, resource } from './resources';

export function nodegroup(properties: JsonObject): JsonObject {
  return resource('EKS::Nodegroup', { ClusterName: ref('Cluster'), ...properties });
}

const nodes = (least: Json, others: JsonObject = {}): JsonObject =>
  nodegroup({ ScalingConfig: { MinSize: least }, ...others });

export function manifest(objects: Json): JsonObject {
  return {
    Type: 'Custom::AWSCDK-EKS-KubernetesResource',
    Properties: { Manifest: typeof objects === 'string' ? objects : JSON.stringify(objects) },
  };
}

export function deployment(name: string, spec: JsonObject = {}): JsonObject {
  const template = { metadata: { labels: { app: name } } };
  return { kind: 'Deployment', metadata: { name }, spec: { template, ...spec } };
}

const scaler = (name: string, spec: JsonObject = {}): JsonObject => ({
  kind: 'HorizontalPodAutoscaler',
  spec: { scaleTargetRef: { kind: 'Deployment', name }, ...spec },
});
const serviceOf = (name: string): JsonObject => ({ kind: 'Service', spec: { selector: { app: name } } });

/** Kubernetes: nodes, and the pods that manifests deploy. */
export const pods: ControlCases = {
  pass: [
    { name: 'three nodes', resources: { Nodes: nodes(3) } },
    { name: 'three replicas', resources: { Manifest: manifest([deployment('web', { replicas: 3 })]) } },
    {
      name: 'a scaler that keeps three replicas',
      resources: {
        Manifest: manifest([deployment('web')]),
        Scaler: manifest([scaler('web', { minReplicas: 3 })]),
      },
    },
    {
      name: 'a worker that no Service selects, beside pods that serve',
      resources: {
        Manifest: manifest([
          deployment('web', { replicas: 3 }),
          deployment('worker', { replicas: 1 }),
          serviceOf('web'),
        ]),
      },
    },
    {
      name: 'a manifest with tokens in its strings',
      resources: {
        Manifest: {
          Type: 'Custom::AWSCDK-EKS-KubernetesResource',
          Properties: {
            Manifest: {
              'Fn::Join': [
                '',
                [
                  '[{"kind":"Deployment","metadata":{"name":"web","note":"a \\"quoted\\" word: ',
                  ref('Queue'),
                  '"},"spec":{"replicas":3}}]',
                ],
              ],
            },
          },
        },
        Queue: resource('SQS::Queue'),
      },
    },
  ],
  fail: [
    {
      name: 'two nodes',
      resources: { Nodes: nodes(2) },
      findings: ['fail Nodes: ScalingConfig.MinSize is 2, expected at least 3'],
    },
    {
      name: 'nodes without a floor',
      resources: { Nodes: nodegroup({}) },
      findings: ['fail Nodes: ScalingConfig.MinSize is not set and so 1, expected at least 3'],
    },
    {
      name: 'nodes in groups of two clusters',
      resources: {
        Nodes: nodes(2),
        Others: nodes(2, { ClusterName: ref('OtherCluster') }),
        Cluster: resource('EKS::Cluster'),
        OtherCluster: resource('EKS::Cluster'),
      },
      findings: [
        'fail Nodes: ScalingConfig.MinSize is 2, expected at least 3',
        'fail Others: ScalingConfig.MinSize is 2, expected at least 3',
      ],
    },
    {
      name: 'two replicas',
      resources: { Manifest: manifest([deployment('web', { replicas: 2 })]) },
      findings: ['fail Manifest: replicas of Deployment web is 2, expected at least 3'],
    },
    {
      name: 'no replicas stated',
      resources: { Manifest: manifest([deployment('web')]) },
      findings: ['fail Manifest: replicas of Deployment web is not set and so 1, expected at least 3'],
    },
    {
      name: 'a scaler that goes down to one',
      resources: { Manifest: manifest([deployment('web'), scaler('web')]) },
      findings: ['fail Manifest: minReplicas of Deployment web is not set and so 1, expected at least 3'],
    },
    {
      name: 'replicas below those of the scaler, which every deployment puts back',
      resources: {
        Manifest: manifest([deployment('web', { replicas: 1 }), scaler('web', { minReplicas: 3 })]),
      },
      findings: ['fail Manifest: replicas of Deployment web is 1, expected at least 3'],
    },
    {
      name: 'a scaler of another Deployment',
      resources: {
        Manifest: manifest([deployment('web', { replicas: 1 }), scaler('web-admin', { minReplicas: 3 })]),
      },
      findings: ['fail Manifest: replicas of Deployment web is 1, expected at least 3'],
    },
  ],
  unknown: [
    {
      name: 'two groups of nodes that are enough together',
      resources: { Nodes: nodes(2), Others: nodes(2) },
      findings: [
        'unknown Nodes: ScalingConfig.MinSize is 2, expected at least 3; whether pods use the other groups too is not in the templates',
        'unknown Others: ScalingConfig.MinSize is 2, expected at least 3; whether pods use the other groups too is not in the templates',
      ],
    },
    {
      name: 'a floor that is a parameter',
      resources: { Nodes: nodes(ref('Floor')) },
      parameters: { Floor: { Type: 'Number' } },
      findings: [
        'unknown Nodes: ScalingConfig.MinSize is not known (parameter Floor of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
    {
      name: 'a manifest that is no list',
      resources: { Manifest: manifest('{}') },
      findings: ['unknown Manifest: Manifest is not known (it is no list of objects)'],
    },
    {
      name: 'a manifest that is a parameter',
      resources: {
        Manifest: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: ref('Text') } },
      },
      parameters: { Text: { Type: 'String' } },
      findings: [
        'unknown Manifest: Manifest is not known (parameter Text of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'replicas that are a token',
      resources: {
        Manifest: {
          Type: 'Custom::AWSCDK-EKS-KubernetesResource',
          Properties: {
            Manifest: {
              'Fn::Join': ['', ['[null,{"kind":"Deployment","spec":{"replicas":', ref('Count'), '}}]']],
            },
          },
        },
      },
      parameters: { Count: { Type: 'Number' } },
      findings: ['unknown Manifest: replicas of Deployment without a name is not known, expected at least 3'],
    },
    {
      name: 'a cluster that makes its nodes',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: [
        'unknown Cluster: AWS::EKS::Cluster is not judged by this control; verify in the account how many servers it runs',
      ],
    },
    {
      name: 'nodes that join a cluster by themselves',
      resources: {
        Cluster: resource('EKS::Cluster'),
        Nodes: resource('AutoScaling::AutoScalingGroup', { MinSize: 3 }),
      },
      findings: [
        'unknown Cluster: AWS::EKS::Cluster is not judged by this control; verify in the account how many servers it runs',
      ],
    },
    {
      name: 'pods on Fargate',
      resources: { Profile: resource('EKS::FargateProfile') },
      findings: [
        'unknown Profile: AWS::EKS::FargateProfile is not judged by this control; verify in the account how many servers it runs',
      ],
    },
  ],
};
