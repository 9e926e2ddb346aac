import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { entryProbes } from '../../../lib/live/probes/entries';
import { testProbes, type ProbeCases } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';
import {
  answer,
  balancerArn,
  balancing,
  forward,
  groupArn,
  listenerArn,
  paths,
  ruleArn,
  target,
  three,
  toHttps,
} from './balancing';

const balancer = { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: balancerArn };
const targetGroup = { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', id: groupArn('Blue') };

const gone = {
  name: 'a load balancer that was deleted',
  answers: { 'elasticloadbalancing:DescribeLoadBalancers': serviceError('LoadBalancerNotFound') },
  message: 'load balancer shop does not exist in eu-west-1',
};

/** A load balancer whose listener on 443 forwards everything to one target group. */
function plain(targets: readonly TargetHealthDescription[]): Answers {
  return balancing({ listeners: { 443: { otherwise: forward({ Blue: 1 }) } }, groups: { Blue: targets } });
}

/** Blue and green behind one rule, with a listener for tests which leads to green. */
const colours = (blue: number, green: number): Parameters<typeof balancing>[0]['listeners'] => ({
  80: { protocol: 'HTTP', otherwise: toHttps },
  443: { otherwise: answer('404'), rules: { 10: [forward({ Blue: blue, Green: green }), paths('/*')] } },
  8443: { otherwise: forward({ Green: 1 }) },
});

/** Services of ECS of which one names a rule or listener as that for tests. */
function ecs(testListenerRule: string): Answers {
  return {
    'ecs:ListClusters': { clusterArns: ['prod'] },
    'ecs:ListServices': inTurn(
      { serviceArns: ['arn:aws:ecs:eu-west-1:123456789012:service/prod/other'], nextToken: 'more' },
      { serviceArns: ['arn:aws:ecs:eu-west-1:123456789012:service/prod/shop'] },
    ),
    'ecs:DescribeServices': {
      services: [
        { serviceName: 'other' },
        {
          serviceName: 'shop',
          loadBalancers: [
            { advancedConfiguration: { testListenerRule, alternateTargetGroupArn: groupArn('Green') } },
          ],
        },
      ],
    },
  };
}

const byCodeDeploy = (serving: string): Answers => ({
  'ecs:ListClusters': { clusterArns: ['prod'] },
  'ecs:ListServices': { serviceArns: ['arn:aws:ecs:eu-west-1:123456789012:service/prod/shop'] },
  'ecs:DescribeServices': {
    services: [
      {
        deploymentController: { type: 'CODE_DEPLOY' },
        taskSets: [{ status: 'PRIMARY', loadBalancers: [{ targetGroupArn: groupArn(serving) }] }],
      },
    ],
  },
});

const unhealthy = {
  State: 'unhealthy',
  Reason: 'Target.ResponseCodeMismatch',
  Description: 'Health checks failed with these codes: [502]',
} as const;

const targets: ProbeCases = {
  target: balancer,
  pass: [
    {
      name: 'three targets in two zones',
      answers: plain(three),
      message: '3 of 3 targets of Blue are healthy (2 in eu-west-1a, 1 in eu-west-1b)',
    },
    {
      name: 'instances, of which AWS tells no zone, and one that is leaving',
      answers: plain([
        target('i-1'),
        target('i-2'),
        target('i-3'),
        target('i-4', undefined, { State: 'draining', Reason: 'Target.DeregistrationInProgress' }),
        target('i-5', undefined, { State: 'unhealthy.draining' }),
      ]),
      message: '3 of 5 targets of Blue are healthy (2 draining)',
    },
    {
      name: 'green serves, and blue is idle',
      answers: balancing({ listeners: colours(0, 100), groups: { Blue: [], Green: three } }),
      message: '3 of 3 targets of Green are healthy (2 in eu-west-1a, 1 in eu-west-1b)',
    },
    {
      name: 'blue serves, and the listener for tests, as ECS names it, leads to nothing',
      answers: {
        ...balancing({ listeners: colours(100, 0), groups: { Blue: three, Green: [] } }),
        ...ecs(listenerArn(8443)),
      },
      message:
        '3 of 3 targets of Blue are healthy (2 in eu-west-1a, 1 in eu-west-1b); listener 8443 (HTTPS) is for tests of new versions',
    },
    {
      name: 'the same with the ARN of its default rule',
      answers: {
        ...balancing({ listeners: colours(100, 0), groups: { Blue: three, Green: [] } }),
        ...ecs(ruleArn(8443, 'default')),
      },
      message:
        '3 of 3 targets of Blue are healthy (2 in eu-west-1a, 1 in eu-west-1b); listener 8443 (HTTPS) is for tests of new versions',
    },
    {
      name: 'a canary: both colours get requests',
      answers: balancing({
        listeners: { 443: { otherwise: forward({ Blue: 90, Green: 10 }) } },
        groups: { Blue: three, Green: three },
      }),
      message:
        '3 of 3 targets of Blue are healthy (2 in eu-west-1a, 1 in eu-west-1b); 3 of 3 targets of Green are healthy (2 in eu-west-1a, 1 in eu-west-1b)',
    },
    {
      name: 'a function, which is one target',
      answers: balancing({
        listeners: { 443: { otherwise: { Type: 'forward', TargetGroupArn: groupArn('Fn') } } },
        groups: {
          Fn: [
            {
              Target: { Id: 'arn:aws:lambda:eu-west-1:123456789012:function:shop' },
              TargetHealth: { State: 'healthy' },
            },
          ],
        },
        group: { TargetType: 'lambda' },
      }),
      message: '1 of 1 target of Fn is healthy',
    },
  ],
  fail: [
    gone,
    {
      name: 'an empty target group behind all requests',
      answers: plain([]),
      message: 'listener 443 (HTTPS) forwards 100 % to Blue: no target is registered with Blue',
    },
    {
      name: 'an empty target group that no service names as one for tests',
      answers: {
        ...balancing({ listeners: colours(100, 0), groups: { Blue: [], Green: three } }),
        ...ecs(listenerArn(8443)),
      },
      message: 'rule 10 of listener 443 (HTTPS) forwards 100 % to Blue: no target is registered with Blue',
    },
    {
      name: 'a canary that nobody answers',
      answers: balancing({
        listeners: { 443: { otherwise: forward({ Blue: 90, Green: 10 }) } },
        groups: { Blue: three, Green: [] },
      }),
      message:
        'listener 443 (HTTPS) forwards 90 % to Blue and 10 % to Green: no target is registered with Green',
    },
    {
      name: 'a target group that does not exist',
      answers: balancing({ listeners: { 443: { otherwise: forward({ Blue: 1 }) } } }),
      message: 'listener 443 (HTTPS) forwards 100 % to Blue: target group Blue does not exist',
    },
    {
      name: 'a failing target beside two healthy ones',
      answers: plain([three[0]!, three[2]!, target('10.0.1.9', 'eu-west-1a', unhealthy)]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: 10.0.1.9:8080 of Blue is unhealthy (Target.ResponseCodeMismatch: Health checks failed with these codes: [502]), 2 targets of Blue are healthy, expected at least 3',
    },
    {
      name: 'a stopped instance beside three healthy ones',
      answers: plain([
        ...three,
        target('i-9', undefined, { State: 'unused', Reason: 'Target.InvalidState' }),
      ]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: i-9:8080 of Blue is unused (Target.InvalidState)',
    },
    {
      name: 'all in one zone',
      answers: plain(['1', '2', '3'].map((id) => target(id, 'eu-west-1a'))),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: all healthy targets are in eu-west-1a, expected at least 2 zones',
    },
    {
      name: 'a zone that requests are shifted away from',
      answers: plain([
        { ...three[0]!, AdministrativeOverride: { State: 'zonal_shift_active' } },
        { ...three[1]!, AdministrativeOverride: { State: 'no_override' } },
        three[2]!,
      ]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: 2 targets of Blue are healthy, expected at least 3',
    },
    {
      name: 'weights that send requests to nobody',
      answers: balancing({ listeners: colours(0, 0), groups: { Green: three } }),
      message:
        'rule 10 of listener 443 (HTTPS): all its target groups have weight 0, so its requests reach nobody',
    },
    {
      name: 'no listener that forwards',
      answers: balancing({ listeners: { 80: { otherwise: toHttps }, 443: { otherwise: answer('503') } } }),
      message: 'none of its listeners forwards requests to a target group',
    },
  ],
  unknown: [
    {
      name: 'targets that were registered just now',
      answers: plain([
        three[0]!,
        three[2]!,
        target('10.0.1.9', 'eu-west-1a', { State: 'initial', Reason: 'Elb.InitialHealthChecking' }),
      ]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: 10.0.1.9:8080 of Blue is initial (Elb.InitialHealthChecking); ask again in some minutes, 2 targets of Blue are healthy, expected at least 3',
    },
    {
      name: 'a state that is not told',
      answers: plain([...three, target('10.0.1.9', 'eu-west-1a', {})]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: 10.0.1.9:8080 of Blue is unknown; ask again in some minutes',
    },
    {
      name: 'a target that fails more requests than the others',
      answers: plain([
        ...three,
        {
          ...target('10.0.1.9', 'eu-west-1a'),
          AnomalyDetection: { Result: 'anomalous', MitigationInEffect: 'yes' },
        },
      ]),
      message:
        'listener 443 (HTTPS) forwards 100 % to Blue: 10.0.1.9:8080 of Blue fails more requests than its neighbours; see its logs',
    },
    {
      name: 'a function whose health nobody checks',
      answers: balancing({
        listeners: { 443: { otherwise: forward({ Fn: 1 }) } },
        groups: {
          Fn: [
            target('arn:aws:lambda:eu-west-1:123456789012:function:shop', 'all', {
              State: 'unavailable',
              Reason: 'Target.HealthCheckDisabled',
            }),
          ],
        },
        group: { TargetType: 'lambda', HealthCheckEnabled: false },
      }),
      message:
        'listener 443 (HTTPS) forwards 100 % to Fn: health checks of Fn are off, so nothing tells whether its targets answer; switch them on, 0 targets of Fn are healthy, expected at least 1',
    },
    {
      name: 'an empty group beside that which CodeDeploy has brought into production',
      answers: {
        ...balancing({ listeners: colours(100, 0), groups: { Blue: three, Green: [] } }),
        ...byCodeDeploy('Blue'),
      },
      message:
        'listener 8443 (HTTPS) forwards 100 % to Green: no target is registered with Green; an outage, unless CodeDeploy tests new versions there',
    },
  ],
  notApplicable: [
    {
      name: 'a gateway load balancer',
      answers: balancing({ balancer: { Type: 'gateway' } }),
      message: 'a gateway load balancer passes packets through',
    },
  ],
};

const attributes = (
  attribute: string,
  value: string | undefined,
  Type: 'application' | 'gateway' = 'application',
): Answers => ({
  ...balancing({ balancer: { Type } }),
  'elasticloadbalancing:DescribeLoadBalancerAttributes': {
    Attributes: [
      { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      ...(value === undefined ? [] : [{ Key: attribute, Value: value }]),
    ],
  },
});

function attributeCases(attribute: string): ProbeCases {
  return {
    target: balancer,
    pass: [{ name: 'on', answers: attributes(attribute, 'true'), message: `${attribute} is true` }],
    fail: [
      gone,
      {
        name: 'off',
        answers: attributes(attribute, 'false'),
        message: `${attribute} is false, expected true`,
      },
    ],
    unknown: [
      {
        name: 'not told',
        answers: attributes(attribute, undefined),
        message: `AWS does not tell its attribute ${attribute}; ask again`,
      },
    ],
    notApplicable: [
      {
        name: 'a type that does not have it',
        answers: attributes(attribute, undefined, 'gateway'),
        message: `a gateway load balancer has no ${attribute}`,
      },
    ],
  };
}

const checked = {
  HealthCheckProtocol: 'HTTP',
  HealthCheckPath: '/health',
  HealthCheckIntervalSeconds: 30,
  UnhealthyThresholdCount: 2,
  Matcher: { HttpCode: '200' },
} as const;
const checks = (group: NonNullable<Parameters<typeof balancing>[0]['group']>): Answers =>
  balancing({ groups: { Blue: [] }, group: { ...checked, ...group } });
const noGroup = {
  name: 'a target group that was deleted',
  answers: balancing({}),
  message: 'target group Blue does not exist in eu-west-1',
};

const office = { Field: 'source-ip', SourceIpConfig: { Values: ['192.0.2.0/24'] } };
const production = [forward({ Blue: 100, Green: 0 }), paths('/*')] as const;

testProbes(entryProbes, {
  'ENV2.targets': targets,
  'POST1.targets': targets,
  'ENV2.active': {
    target: balancer,
    pass: [
      {
        name: 'active with two listeners',
        answers: balancing({
          listeners: { 80: { protocol: 'HTTP', otherwise: toHttps }, 443: { otherwise: answer('404') } },
        }),
        message: 'it is active and listens on HTTP 80 and HTTPS 443',
      },
    ],
    fail: [
      gone,
      {
        name: 'no listener',
        answers: balancing({}),
        message: 'it has no listener, so it answers nobody',
      },
      {
        name: 'it could not be set up',
        answers: balancing({
          balancer: { State: { Code: 'failed', Reason: 'no addresses are left in subnet-1' } },
          listeners: { 443: { otherwise: answer('404') } },
        }),
        message: 'it is failed: no addresses are left in subnet-1, expected it to be active',
      },
      {
        name: 'it lacks resources',
        answers: balancing({
          balancer: { State: { Code: 'active_impaired' } },
          listeners: { 443: { otherwise: answer('404') } },
        }),
        message: 'it is active_impaired, it lacks resources to grow with the traffic',
      },
    ],
    unknown: [
      {
        name: 'it is being set up',
        answers: balancing({
          balancer: { State: { Code: 'provisioning' } },
          listeners: { 443: { otherwise: answer('404') } },
        }),
        message: 'it is provisioning; ask again in some minutes',
      },
      {
        name: 'its state is not told',
        answers: balancing({
          balancer: { State: undefined },
          listeners: { 443: { otherwise: answer('404') } },
        }),
        message: 'it is in no state that AWS tells; ask again in some minutes',
      },
    ],
  },
  'ENV2.answers-in-zones': {
    target: balancer,
    pass: [
      {
        name: 'two zones',
        answers: balancing({}),
        message: 'it answers in 2 zones (eu-west-1a, eu-west-1b)',
      },
    ],
    fail: [
      gone,
      {
        name: 'one zone',
        answers: balancing({ balancer: { AvailabilityZones: [{ ZoneName: 'eu-west-1a' }] } }),
        message: 'it answers in 1 zone (eu-west-1a), expected at least 2',
      },
    ],
    unknown: [
      {
        name: 'zones that are not told',
        answers: balancing({ balancer: { AvailabilityZones: undefined } }),
        message: 'AWS does not say in which zones it answers; ask again',
      },
    ],
  },
  'ENV2.protected': attributeCases('deletion_protection.enabled'),
  'ENV2.logged': attributeCases('access_logs.s3.enabled'),
  'ENV2.noticing': {
    target: targetGroup,
    pass: [
      {
        name: 'checks that notice within a minute',
        answers: checks({}),
        message:
          'a failing target is noticed after 60 s (2 checks, 30 s apart), and healthy is what answers 200',
      },
      {
        name: 'a network load balancer that opens a connection, whatever codes it is told',
        answers: checks({ Protocol: 'TCP', HealthCheckProtocol: 'TCP', Matcher: { HttpCode: '200-499' } }),
        message:
          'a failing target is noticed after 60 s (2 checks, 30 s apart), and healthy is what answers 200-499',
      },
      {
        name: 'gRPC',
        answers: checks({ Matcher: { GrpcCode: '0,12' } }),
        message:
          'a failing target is noticed after 60 s (2 checks, 30 s apart), and healthy is what answers 0,12',
      },
    ],
    fail: [
      noGroup,
      {
        name: 'checks that are off',
        answers: checks({ HealthCheckEnabled: false }),
        message: 'its health checks are off',
      },
      {
        name: 'checks that are slow',
        answers: checks({ HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 5 }),
        message: 'a failing target is noticed after 300 s (5 checks, 60 s apart), expected at most 90 s',
      },
      {
        name: 'errors that count as health',
        answers: checks({ Matcher: { HttpCode: '200,300-499' } }),
        message: 'it takes 300-499 for healthy, expected codes within 200-299',
      },
      {
        name: 'errors of gRPC that count as health',
        answers: checks({ Matcher: { GrpcCode: '0-99' } }),
        message: 'it takes 0-99 for healthy, expected 0 or 12',
      },
    ],
    unknown: [
      {
        name: 'an interval that is not told',
        answers: checks({ HealthCheckIntervalSeconds: undefined }),
        message: 'AWS does not say how it checks the health of targets; ask again',
      },
    ],
  },
  'ENV2.asks-path': {
    target: targetGroup,
    pass: [{ name: 'a path of its own', answers: checks({}), message: 'its health check asks /health' }],
    fail: [
      noGroup,
      {
        name: 'the front page',
        answers: checks({ HealthCheckPath: '/' }),
        message: 'its health check asks /, expected a path such as /health',
      },
      {
        name: 'an open port',
        answers: checks({ HealthCheckProtocol: 'TCP' }),
        message: 'its health check opens a TCP connection only, expected a path such as /health',
      },
    ],
    notApplicable: [
      {
        name: 'a function',
        answers: checks({ TargetType: 'lambda' }),
        message: 'a function has no port that could be open',
      },
    ],
  },
  'LIVE1.open': {
    target: balancer,
    pass: [
      {
        name: 'a rule that forwards, behind one for a path that is closed',
        answers: balancing({
          listeners: {
            80: { protocol: 'HTTP', otherwise: toHttps },
            443: {
              otherwise: answer('404'),
              rules: { 5: [answer('403'), paths('/admin*')], 10: production },
            },
          },
        }),
        message: 'rule 10 of listener 443 (HTTPS) forwards to Blue, and no rule answers ahead of that',
      },
      {
        name: 'a maintenance rule that is ranked last',
        answers: balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 10: production, 900: [answer('503'), paths('/*')] } },
          },
        }),
        message: 'rule 10 of listener 443 (HTTPS) forwards to Blue, and no rule answers ahead of that',
      },
      {
        name: 'a maintenance rule that asks for a header which nobody sends',
        answers: balancing({
          listeners: {
            443: {
              otherwise: forward({ Blue: 1 }),
              rules: {
                1: [
                  answer('503'),
                  paths('/*'),
                  {
                    Field: 'http-header',
                    HttpHeaderConfig: { HttpHeaderName: 'x-maintenance', Values: ['on'] },
                  },
                ],
              },
            },
          },
        }),
        message: 'listener 443 (HTTPS) forwards to Blue, and no rule answers ahead of that',
      },
    ],
    fail: [
      gone,
      {
        name: 'a maintenance rule ahead of production',
        answers: balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 1: [answer('503'), paths('/*')], 10: production } },
          },
        }),
        message:
          'rule 1 of listener 443 (HTTPS) answers 503 ahead of rule 10 of listener 443 (HTTPS), which forwards to Blue',
      },
      {
        name: 'the same with a way past it for the office',
        answers: balancing({
          listeners: {
            443: {
              otherwise: forward({ Blue: 1 }),
              rules: { 1: [forward({ Blue: 1 }), office], 2: [answer('503'), paths('*')] },
            },
          },
        }),
        message:
          'rule 2 of listener 443 (HTTPS) answers 503 ahead of listener 443 (HTTPS), which forwards to Blue',
      },
      {
        name: 'a maintenance rule for the host of production, in older words',
        answers: balancing({
          listeners: {
            443: {
              otherwise: answer('404'),
              rules: {
                1: [answer('503'), { Field: 'host-header', Values: ['Shop.example.com'] }],
                10: [
                  forward({ Blue: 1 }),
                  { Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.com'] } },
                  paths('/api/*'),
                ],
              },
            },
          },
        }),
        message:
          'rule 1 of listener 443 (HTTPS) answers 503 ahead of rule 10 of listener 443 (HTTPS), which forwards to Blue',
      },
      {
        name: 'a redirect to a page elsewhere',
        answers: balancing({
          listeners: {
            443: {
              otherwise: forward({ Blue: 1 }),
              rules: {
                1: [
                  {
                    Type: 'redirect',
                    RedirectConfig: { Host: 'status.example.com', StatusCode: 'HTTP_302' },
                  },
                  paths('/*'),
                ],
              },
            },
          },
        }),
        message:
          'rule 1 of listener 443 (HTTPS) redirects to status.example.com ahead of listener 443 (HTTPS), which forwards to Blue',
      },
      {
        name: 'a default action that was changed',
        answers: balancing({
          listeners: { 80: { protocol: 'HTTP', otherwise: toHttps }, 443: { otherwise: answer('503') } },
        }),
        message:
          'no listener forwards requests to a target group: listener 80 (HTTP) redirects to #{host} and listener 443 (HTTPS) answers 503',
      },
      { name: 'no listener', answers: balancing({}), message: 'it has no listener' },
      {
        name: 'weights of 0',
        answers: balancing({ listeners: { 443: { otherwise: forward({ Blue: 0, Green: 0 }) } } }),
        message: 'no listener forwards requests to a target group: listener 443 (HTTPS) forwards to nobody',
      },
    ],
    notApplicable: [
      {
        name: 'a network load balancer',
        answers: balancing({ balancer: { Type: 'network' } }),
        message: 'a load balancer of its type answers no requests itself',
      },
    ],
  },
  'MAINT1.page': {
    target: balancer,
    pass: [
      {
        name: 'a rule that waits at the end',
        answers: balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 10: production, 900: [answer('503'), paths('/*')] } },
          },
        }),
        message: 'rule 900 of listener 443 (HTTPS) answers 503 when it applies',
      },
      {
        name: 'a rule that is switched on',
        answers: balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 1: [answer('503'), paths('/*')], 10: production } },
          },
        }),
        message: 'rule 1 of listener 443 (HTTPS) answers 503 now',
      },
    ],
    fail: [gone],
    unknown: [
      {
        name: 'a listener without one',
        answers: balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 10: production, 900: [answer('503'), paths('/*')] } },
            8080: { protocol: 'HTTP', otherwise: forward({ Blue: 1 }) },
          },
        }),
        message:
          'no rule of listener 8080 (HTTP) answers 503; CloudFront or the application may show the page; to decide: switch it on, and ask for a page',
      },
      {
        name: 'no listener',
        answers: balancing({}),
        message:
          'no rule answers 503; CloudFront or the application may show the page; to decide: switch it on, and ask for a page',
      },
    ],
    notApplicable: [
      {
        name: 'a network load balancer',
        answers: balancing({ balancer: { Type: 'network' } }),
        message: 'a load balancer of its type answers no requests itself',
      },
    ],
  },
});
