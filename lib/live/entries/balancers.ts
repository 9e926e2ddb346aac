import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { redundancy } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import { count, listed } from './words';
import type { Target } from '../target';
import { listenersOf } from './routes';

const missing = ['LoadBalancerNotFoundException', 'LoadBalancerNotFound'];

function inBalancer(path: string, value: unknown): Seen {
  return { call: 'elasticloadbalancing:DescribeLoadBalancers', path, value: String(value) };
}

/** The answer about a load balancer that is there; one that is not fails. */
export async function ofBalancer(
  target: Target,
  aws: Aws,
  judge: (balancer: LoadBalancer) => Answer | Promise<Answer>,
): Promise<Answer> {
  const command = new DescribeLoadBalancersCommand({ LoadBalancerArns: [target.id] });
  const found = await ifFound(aws.client(ElasticLoadBalancingV2Client).send(command), ...missing);
  const balancer = found?.LoadBalancers?.[0];
  if (balancer) return judge(balancer);
  const gone = `load balancer ${balancerName(target.id)} does not exist in ${target.region}`;
  return fail(gone, [inBalancer('LoadBalancers', 'none')]);
}

/** The name of a load balancer, as its ARN has it. */
function balancerName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}

/** Whether a load balancer is up and listens. */
export function isActive(target: Target, aws: Aws): Promise<Answer> {
  return ofBalancer(target, aws, async ({ State }) => {
    const listeners = await listenersOf(target.id, aws);
    const ports = listeners.map(({ Port, Protocol }) => [Protocol, Port].filter((part) => part).join(' '));
    const reason = State?.Reason === undefined ? '' : `: ${State.Reason}`;
    const stated = `it is ${State?.Code ?? 'in no state that AWS tells'}${reason}`;
    const problems = [
      ...(State?.Code === 'failed' ? [`${stated}, expected it to be active`] : []),
      ...(State?.Code === 'active_impaired'
        ? [`${stated}, it lacks resources to grow with the traffic`]
        : []),
      ...(listeners.length === 0 ? ['it has no listener, so it answers nobody'] : []),
    ];
    const isOpen = State?.Code === 'provisioning' || State?.Code === undefined;
    const doubts = isOpen ? [`${stated}; ask again in some minutes`] : [];
    return unless({ problems, doubts }, `it is active and listens on ${listed(ports)}`, [
      inBalancer('State.Code', State?.Code),
      { call: 'elasticloadbalancing:DescribeListeners', path: 'Listeners', value: listed(ports) || 'none' },
    ]);
  });
}

/** Whether a load balancer answers in several zones. */
export function answersInZones(target: Target, aws: Aws): Promise<Answer> {
  return ofBalancer(target, aws, ({ AvailabilityZones }) => {
    if (!AvailabilityZones) return unknown('AWS does not say in which zones it answers; ask again');
    const names = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []);
    const zones = [...new Set(names)].sort();
    const stated = `it answers in ${count(zones.length, 'zone')} (${zones.join(', ')})`;
    const seen = [inBalancer('AvailabilityZones', zones.join(', '))];
    return zones.length >= redundancy.zones
      ? pass(stated, seen)
      : fail(`${stated}, expected at least ${redundancy.zones}`, seen);
  });
}

/** Whether an attribute of a load balancer is switched on. */
export function attributeIsOn(key: string): (target: Target, aws: Aws) => Promise<Answer> {
  return (target, aws) =>
    ofBalancer(target, aws, async ({ LoadBalancerArn, Type }) => {
      const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn });
      const found = await aws.client(ElasticLoadBalancingV2Client).send(command);
      const value = found.Attributes?.find(({ Key }) => Key === key)?.Value;
      if (value === undefined) {
        return Type === 'gateway'
          ? notApplicable(`a gateway load balancer has no ${key}`)
          : unknown(`AWS does not tell its attribute ${key}; ask again`);
      }
      const call = 'elasticloadbalancing:DescribeLoadBalancerAttributes';
      const seen = [{ call, path: key, value }];
      return value === 'true'
        ? pass(`${key} is true`, seen)
        : fail(`${key} is ${value}, expected true`, seen);
    });
}
