import {
  ElasticLoadBalancingV2Client,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  WAFV2Client,
  type WebACL,
} from '@aws-sdk/client-wafv2';
import { fail, notApplicable, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import type { Target } from '../target';
import { managedGroups } from './rules';

/** CloudFront takes its firewalls from this region alone. */
const globalRegion = 'us-east-1';

/** A web ACL by the id that CloudFormation has for it, `name|id|scope`; undefined where there is none. */
export async function webAcl(physicalId: string, aws: Aws): Promise<WebACL | undefined> {
  const [Name, Id, Scope] = physicalId.split('|');
  const global = Scope === 'CLOUDFRONT';
  const client = aws.client(WAFV2Client, global ? globalRegion : undefined);
  const command = new GetWebACLCommand({ Name, Id, Scope: global ? 'CLOUDFRONT' : 'REGIONAL' });
  return (await ifFound(client.send(command), 'WAFNonexistentItemException'))?.WebACL;
}

/** The web ACL that protects a resource now; undefined where none does. */
export async function attachedAcl(ResourceArn: string, aws: Aws): Promise<WebACL | undefined> {
  const client = aws.client(WAFV2Client);
  const command = new GetWebACLForResourceCommand({ ResourceArn });
  return (await ifFound(client.send(command), 'WAFNonexistentItemException'))?.WebACL;
}

/** Asks about the web ACL that protects an entry, or that a target itself is. */
export async function ofAcl(
  { type, id }: Target,
  aws: Aws,
  question: (acl: WebACL) => Answer | Promise<Answer>,
): Promise<Answer> {
  if (type === 'AWS::WAFv2::WebACL') {
    const acl = await webAcl(id, aws);
    return acl
      ? shown(acl, 'wafv2:GetWebACL', await question(acl))
      : fail(`web ACL ${id.split('|')[0]} does not exist`, []);
  }
  if (isNetworkBalancer(id)) return notApplicable(noFirewall);
  const acl = await attachedAcl(id, aws);
  return acl
    ? shown(acl, 'wafv2:GetWebACLForResource', await question(acl))
    : notApplicable('no web ACL is attached to it');
}

/** What is said of a web ACL, with the rules that it has. */
function shown(acl: WebACL, call: string, { seen, ...told }: Answer): Answer {
  const rules = (acl.Rules ?? []).map(({ Name, Priority }) => `${Priority} ${Name}`);
  const groups = managedGroups(acl).map(({ statement }) => statement.Name);
  return {
    ...told,
    seen: [
      { call, path: 'WebACL.Rules', value: rules.join(', ') || 'none' },
      { call, path: 'managed rule groups', value: groups.join(', ') || 'none' },
      ...seen,
    ],
  };
}

const noFirewall = 'a network load balancer cannot have a web ACL';

/** Whether a web ACL protects an entry now. */
export async function isProtected({ id, region }: Target, aws: Aws): Promise<Answer> {
  if (isNetworkBalancer(id)) return notApplicable(noFirewall);
  const acl = await attachedAcl(id, aws);
  const name = id.split('/').at(id.includes(':loadbalancer/') ? -2 : -1);
  if (acl) {
    const call = 'wafv2:GetWebACLForResource';
    const seen = [{ call, path: 'WebACL.ARN', value: acl.ARN ?? '' }];
    return { outcome: 'pass', message: `web ACL ${acl.Name} protects ${name} now`, seen };
  }
  const missing = `no web ACL is attached to ${name} in ${region}, expected one`;
  return id.includes(':loadbalancer/') ? unprotected(id, missing, aws) : fail(missing, seenNone);
}

const seenNone: readonly Seen[] = [
  { call: 'wafv2:GetWebACLForResource', path: 'WebACL', value: 'undefined' },
];

/** A load balancer without a firewall may let in nothing but what comes from a guarded distribution. */
async function unprotected(arn: string, missing: string, aws: Aws): Promise<Answer> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const balancers = await ifFound(
    everyPage(
      paginateDescribeLoadBalancers({ client }, { LoadBalancerArns: [arn] }),
      (page) => page.LoadBalancers,
    ),
    'LoadBalancerNotFound',
    'LoadBalancerNotFoundException',
  );
  const [balancer] = balancers ?? [];
  if (!balancer) return fail(`load balancer ${arn.split('/').at(-2)} does not exist in ${aws.region}`, []);
  if (balancer.Scheme === 'internal') return notApplicable('the load balancer is internal');
  const listeners = await everyPage(
    paginateDescribeListeners({ client }, { LoadBalancerArn: arn }),
    (page) => page.Listeners,
  );
  const opens = listeners.some(({ DefaultActions = [] }) =>
    DefaultActions.some(({ Type }) => Type === 'forward' || Type?.startsWith('authenticate')),
  );
  return opens
    ? fail(missing, seenNone)
    : unknown(`${missing}; its rules may let in only what a guarded distribution sends: verify`, seenNone);
}

/** Only application load balancers take a web ACL. */
function isNetworkBalancer(arn: string): boolean {
  return /:loadbalancer\/(net|gwy)\//.test(arn);
}

/** Whether the association of a template still holds: that this web ACL protects this resource. */
export async function isAssociated({ id }: Target, aws: Aws): Promise<Answer> {
  const [resource, acl] = id.split('|');
  if (!resource?.startsWith('arn:') || !acl?.startsWith('arn:'))
    return unknown('CloudFormation does not tell which web ACL and resource the association is of');
  const attached = await attachedAcl(resource, aws);
  const name = resource.split(':').at(-1);
  const wanted = acl.split('/').at(-2);
  if (!attached) return fail(`no web ACL is attached to ${name}, expected ${wanted}`, seenNone);
  const seen = [{ call: 'wafv2:GetWebACLForResource', path: 'WebACL.ARN', value: attached.ARN ?? '' }];
  if (attached.ARN === acl)
    return { outcome: 'pass', message: `web ACL ${wanted} protects ${name} now`, seen };
  return fail(`web ACL ${attached.Name} protects ${name} now, expected ${wanted}`, seen);
}
