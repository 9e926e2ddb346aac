import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { given, unknown, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { hasOwnApi } from '../compute/functions';
import { clusterTypes } from '../compute/kubernetes';
import { perResource } from '../per-environment';
import { isTrue, test } from '../reading';
import type { Workload } from '../workload';
import { admitsInternet } from './origin-lock';
import { balancerType } from './routing';

export const distributionType = 'AWS::CloudFront::Distribution';
export const classicBalancerType = 'AWS::ElasticLoadBalancing::LoadBalancer';

const restApiTypes = ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'];
const httpApiTypes = ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi'];
export const apiTypes: readonly string[] = [...restApiTypes, ...httpApiTypes, 'AWS::AppSync::GraphQLApi'];

/** What makes its own load balancer at deployment, which the templates therefore do not show. */
const makerTypes = ['AWS::ECS::ExpressGatewayService', 'AWS::ElasticBeanstalk::Environment'];
/** What stands in front of something that may not look like an entry, or has a controller that makes one. */
const backgroundTypes = [...clusterTypes, 'AWS::GlobalAccelerator::Accelerator'];

export const entryTypes: readonly string[] = [
  balancerType,
  classicBalancerType,
  distributionType,
  ...apiTypes,
  'AWS::Lambda::Url',
  'AWS::AppRunner::Service',
  'AWS::Serverless::Function',
  ...makerTypes,
  ...backgroundTypes,
];

/** Where requests from the internet enter; what stays in the background is asked for where nothing else is one. */
export function inferEntries(environment: Environment): readonly Resource[] {
  const entries = environment.of(...entryTypes).filter((resource) => isPublic(resource) !== false);
  const visible = entries.filter(({ type }) => !backgroundTypes.includes(type));
  return visible.length > 0 ? visible : entries;
}

/** Whether a resource answers requests from the internet. */
export const isPublic = perResource((resource): Tri => {
  switch (resource.type) {
    case balancerType:
      return isPublicBalancer(resource);
    case classicBalancerType:
      return not(isInternal(resource));
    case distributionType:
      return test(resource.read('DistributionConfig.Enabled'), true, isTrue);
    case 'AWS::ApiGateway::RestApi':
      return not(isPrivateApi(resource, 'EndpointConfiguration.Types'));
    case 'AWS::Serverless::Api':
      return not(
        or(['', '.Type', '.Types'].map((path) => isPrivateApi(resource, `EndpointConfiguration${path}`))),
      );
    case 'AWS::AppSync::GraphQLApi':
      return not(test(resource.read('Visibility'), 'GLOBAL', (visibility) => visibility === 'PRIVATE'));
    case 'AWS::Serverless::Function':
      return hasOwnApi(resource);
    case 'AWS::AppRunner::Service':
      return test(
        resource.read('NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible'),
        true,
        isTrue,
      );
    default:
      return true;
  }
});

function isInternal(balancer: Resource): Tri {
  return test(balancer.read('Scheme'), 'internet-facing', (scheme) => scheme === 'internal');
}

function isPublicBalancer(balancer: Resource): Tri {
  // A gateway load balancer stands in the way of packets; nobody opens a connection to it.
  const isGateway = test(balancer.read('Type'), 'application', (type) => type === 'gateway');
  const hidden = or([isInternal(balancer), isGateway]);
  return hidden === false ? admitsInternet(balancer) : not(hidden);
}

function isPrivateApi(api: Resource, path: string): Tri {
  const types = [...api.each(path), ...api.each(`${path}.*`)];
  return or(
    types
      .filter(({ kind }) => kind !== 'list' && kind !== 'map')
      .map((type) => test(type, '', (name) => name === 'PRIVATE')),
  );
}

/** Answers a question about an entry; where it may not be public, nothing but a yes is certain. */
export function ifPublic<Reply extends Answer | undefined>(
  question: (entry: Resource) => Reply,
): (entry: Resource) => Reply | Answer {
  return (entry) => {
    const answer = question(entry);
    if (!answer || answer.is === 'yes') return answer;
    const open = isPublic(entry);
    return isUndecided(open)
      ? given(new Undecided(`whether ${entry.logicalId} is public is not known (${open.why})`), answer)
      : answer;
  };
}

/** The answer for entries whose listeners the templates do not show; undefined for all others. */
export function hiddenBalancer(entry: Resource): Answer | undefined {
  const verify = 'verify its listeners in the account';
  if (makerTypes.includes(entry.type)) return unknown(`${entry.type} makes its own load balancer; ${verify}`);
  if (clusterTypes.includes(entry.type)) {
    return unknown(`a controller in the cluster makes the load balancer; ${verify}`);
  }
  return backgroundTypes.includes(entry.type)
    ? unknown(`${entry.type} passes traffic through; ${verify}`)
    : undefined;
}

/** Load balancers that carry requests to servers, public or not. */
export function loadBalancers(environment: Environment): readonly Resource[] {
  return environment.of(balancerType, classicBalancerType);
}

/** The load balancers of the workload. */
export function balancers({ environment }: Workload): Candidates {
  return candidates(environment, 'load balancer', loadBalancers(environment), []);
}
