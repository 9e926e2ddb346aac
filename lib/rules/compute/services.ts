import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { classicBalancerType } from '../network/entries';
import { registersAnywhere } from '../network/registrations';
import { targetGroupType } from '../network/routing';
import { servingFunctions } from './functions';
import { listsInstances } from './instances';
import { clusterTypes, deploysPods, manifestType } from './kubernetes';

/** Groups of servers that this project can judge. */
const groupTypes = [
  'AWS::ECS::Service',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EKS::Nodegroup',
  manifestType,
];

/** Ways to run an application that are recognised, but not judged. */
const otherTypes = [
  'AWS::AppRunner::Service',
  'AWS::ECS::ExpressGatewayService',
  'AWS::EKS::FargateProfile',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::Lightsail::Container',
];

export const serviceTypes: readonly string[] = [
  ...groupTypes,
  ...otherTypes,
  ...clusterTypes,
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  targetGroupType,
  classicBalancerType,
];

/**
 * The servers that answer requests: those behind load balancers and API entries. Where nothing is behind one, every
 * service; workers beside a service that answers requests are not held to its redundancy.
 */
export function inferServices(environment: Environment): readonly Resource[] {
  const kubernetes = [
    ...environment.of('AWS::EKS::Nodegroup'),
    ...environment.of(manifestType).filter(deploysPods),
  ];
  const serving = [
    ...environment.of('AWS::ECS::Service', 'AWS::AutoScaling::AutoScalingGroup').filter(registersAnywhere),
    ...environment.of(targetGroupType, classicBalancerType).filter(listsInstances),
    ...servingFunctions(environment),
    ...kubernetes,
    ...environment.of(...otherTypes),
  ];
  if (serving.length > 0) return serving;
  // Pods on nodes that join by themselves leave nothing but their cluster in the templates.
  const clusters = environment.of(...clusterTypes);
  if (clusters.length > 0) return clusters;
  const services = environment.of('AWS::ECS::Service');
  return services.length > 0 ? services : environment.of('AWS::AutoScaling::AutoScalingGroup');
}
