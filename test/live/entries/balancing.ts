import type {
  Action,
  LoadBalancer,
  Rule,
  RuleCondition,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { serviceError, type Answers } from '../service';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';

export const balancerArn = `${elb}:loadbalancer/app/shop/50dc6c495c0c9188`;

export function groupArn(name: string): string {
  return `${elb}:targetgroup/${name}/6d0ecf831eec9f09`;
}

export function listenerArn(port: number): string {
  return `${elb}:listener/app/shop/50dc6c495c0c9188/${port}`;
}

export function ruleArn(port: number, priority: string): string {
  return `${elb}:listener-rule/app/shop/50dc6c495c0c9188/${port}/${priority}`;
}

/** A target in a state: `target('10.0.1.7', 'eu-west-1a')` is healthy. */
export function target(
  Id: string,
  AvailabilityZone?: string,
  TargetHealth: TargetHealthDescription['TargetHealth'] = { State: 'healthy' },
): TargetHealthDescription {
  return { Target: { Id, Port: 8080, AvailabilityZone }, TargetHealth };
}

/** Three healthy targets in two zones. */
export const three = [
  target('10.0.1.7', 'eu-west-1a'),
  target('10.0.1.8', 'eu-west-1a'),
  target('10.0.2.7', 'eu-west-1b'),
];

/** Forwards to groups by weight: `forward({ Blue: 100, Green: 0 })`. */
export function forward(weights: Readonly<Record<string, number>>): Action {
  const TargetGroups = Object.entries(weights).map(([name, Weight]) => ({
    TargetGroupArn: groupArn(name),
    Weight,
  }));
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

export function answer(StatusCode: string): Action {
  return { Type: 'fixed-response', FixedResponseConfig: { StatusCode, ContentType: 'text/html' } };
}

export const toHttps: Action = {
  Type: 'redirect',
  RedirectConfig: { Host: '#{host}', Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
};

export function paths(...Values: readonly string[]): RuleCondition {
  return { Field: 'path-pattern', Values: [...Values], PathPatternConfig: { Values: [...Values] } };
}

interface ListenerMade {
  readonly protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'GENEVE';
  readonly otherwise: Action;
  /** By priority, in any order. */
  readonly rules?: Readonly<Record<string, readonly [Action, ...RuleCondition[]]>>;
}

interface Made {
  readonly balancer?: Partial<LoadBalancer>;
  /** By port. */
  readonly listeners?: Readonly<Record<number, ListenerMade>>;
  readonly groups?: Readonly<Record<string, readonly TargetHealthDescription[]>>;
  readonly group?: Partial<TargetGroup>;
}

/** What Elastic Load Balancing tells of a load balancer, two pages for every list of rules. */
export function balancing({ balancer, listeners = {}, groups = {}, group }: Made): Answers {
  const named = (arn: string | undefined): string => arn?.split('/').at(-2) ?? '';
  const found = (arn: string | undefined): readonly TargetHealthDescription[] => {
    const targets = groups[named(arn)];
    if (!targets) throw serviceError('TargetGroupNotFound');
    return targets;
  };
  return {
    'elasticloadbalancing:DescribeLoadBalancers': {
      LoadBalancers: [
        {
          LoadBalancerArn: balancerArn,
          LoadBalancerName: 'shop',
          Type: 'application',
          State: { Code: 'active' },
          AvailabilityZones: [{ ZoneName: 'eu-west-1a' }, { ZoneName: 'eu-west-1b' }],
          ...balancer,
        },
      ],
    },
    'elasticloadbalancing:DescribeListeners': {
      Listeners: Object.entries(listeners).map(([port, { protocol = 'HTTPS', otherwise }]) => ({
        ListenerArn: listenerArn(Number(port)),
        Port: Number(port),
        Protocol: protocol,
        DefaultActions: [otherwise],
      })),
    },
    'elasticloadbalancing:DescribeRules': ({ ListenerArn, Marker }) => {
      const port = Number(ListenerArn?.split('/').at(-1));
      const { rules = {}, otherwise } = listeners[port]!;
      const last: Rule = {
        RuleArn: ruleArn(port, 'default'),
        Priority: 'default',
        IsDefault: true,
        Actions: [otherwise],
      };
      const ranked = Object.entries(rules).map(([Priority, [action, ...Conditions]]): Rule => {
        return {
          RuleArn: ruleArn(port, Priority),
          Priority,
          IsDefault: false,
          Conditions,
          Actions: [action],
        };
      });
      return Marker === undefined ? { Rules: [last], NextMarker: 'more' } : { Rules: ranked.reverse() };
    },
    'elasticloadbalancing:DescribeTargetGroups': ({ TargetGroupArns: [arn] = [] }) => {
      found(arn);
      const LoadBalancerArns = [balancerArn];
      const made = {
        TargetGroupArn: arn,
        TargetType: 'ip',
        HealthCheckEnabled: true,
        LoadBalancerArns,
      } as const;
      return { TargetGroups: [{ ...made, ...group }] };
    },
    'elasticloadbalancing:DescribeTargetHealth': ({ TargetGroupArn }) => ({
      TargetHealthDescriptions: [...found(TargetGroupArn)],
    }),
    // Where something is wrong, the services of ECS are asked whether it is so for tests.
    'ecs:ListClusters': { clusterArns: [] },
  };
}
