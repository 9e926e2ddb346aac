import {
  ElasticLoadBalancingV2Client,
  paginateDescribeListenerCertificates,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { fail, notApplicable, unknown, unless, type Answer, type Objections, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import type { Target } from '../target';
import { describe } from './renewing';
import { certificate, objectionsTo, seenOf } from './state';

/** Whether every certificate that a load balancer presents now is valid and renews itself. */
export async function presentsRenewing({ id, region }: Target, aws: Aws): Promise<Answer> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const found = await ifFound(
    everyPage(
      paginateDescribeLoadBalancers({ client }, { LoadBalancerArns: [id] }),
      (page) => page.LoadBalancers,
    ),
    'LoadBalancerNotFound',
    'LoadBalancerNotFoundException',
  );
  const balancer = found?.[0];
  const name = id.split('/').at(-2) ?? id;
  if (!balancer) return fail(`load balancer ${name} does not exist in ${region}`, []);
  const listeners = await everyPage(
    paginateDescribeListeners({ client }, { LoadBalancerArn: id }),
    (page) => page.Listeners,
  );
  const encrypted = listeners.filter(({ Protocol }) => Protocol === 'HTTPS' || Protocol === 'TLS');
  if (encrypted.length === 0) return withoutTls(name, balancer.Type, balancer.Scheme, listeners);
  const arns = await Promise.all(encrypted.map((listener) => certificatesOf(listener, aws)));
  const judged = await Promise.all([...new Set(arns.flat())].sort().map((arn) => judge(arn, aws)));
  const missing = arns.flatMap((list, i) =>
    list.length > 0 ? [] : [`${port(encrypted[i]!)} names no certificate; verify what it presents`],
  );
  return unless(
    {
      problems: judged.flatMap(({ problems }) => problems),
      doubts: [...missing, ...judged.flatMap(({ doubts = [] }) => doubts)],
    },
    `load balancer ${name} presents certificates that renew themselves: ${judged.map(({ good }) => good).join('; ')}`,
    judged.flatMap(({ seen }) => seen),
  );
}

function withoutTls(
  name: string,
  type: string | undefined,
  scheme: string | undefined,
  listeners: readonly Listener[],
): Answer {
  if (type !== 'application') return notApplicable(`load balancer ${name} ends no TLS connections`);
  if (scheme === 'internal') return notApplicable(`load balancer ${name} is internal and speaks no HTTPS`);
  const open = listeners.map(port).join(', ') || 'there is none';
  const seen = listeners.map(({ Protocol }) => ({
    call: 'elasticloadbalancing:DescribeListeners',
    path: 'Protocol',
    value: String(Protocol),
  }));
  const message = `no listener of load balancer ${name} speaks HTTPS (${open}), expected one with a certificate`;
  return scheme === undefined
    ? unknown(`${message}; whether it faces the internet is not told`, seen)
    : fail(message, seen);
}

function port({ Protocol, Port }: Listener): string {
  return `${Protocol} on port ${Port}`;
}

async function certificatesOf({ ListenerArn }: Listener, aws: Aws): Promise<readonly string[]> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const all = await everyPage(
    paginateDescribeListenerCertificates({ client }, { ListenerArn }),
    (page) => page.Certificates,
  );
  return all.flatMap(({ CertificateArn }) => CertificateArn ?? []);
}

type Judged = Objections & { readonly good: string; readonly seen: readonly Seen[] };

async function judge(arn: string, aws: Aws): Promise<Judged> {
  if (!/^arn:[^:]+:acm:/.test(arn)) {
    const text = `${arn} is a server certificate of IAM, which nothing renews, expected one of ACM`;
    return { problems: [text], good: '', seen: [] };
  }
  const detail = await certificate(arn, aws);
  if (!detail) return { problems: [`certificate ${arn} does not exist`], good: '', seen: [] };
  const { problems, doubts = [] } = objectionsTo(detail, aws.now);
  const named = (text: string): string => `the certificate of ${detail.DomainName}: ${text}`;
  return {
    problems: problems.map(named),
    doubts: doubts.map(named),
    good: describe(detail, aws.now),
    seen: seenOf(detail),
  };
}
