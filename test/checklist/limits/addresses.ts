import { Stack, type App } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, undecided } from '../expressions';
import { att, balancer, forward, listener, ref, resource, rule } from '../serving/resources';
import {
  acl,
  association,
  behind,
  distribution,
  httpApi,
  perAddress,
  perKeys,
  restApi,
  session,
  stageArn,
} from './resources';

const locked: JsonObject = resource('EC2::SecurityGroup', {
  SecurityGroupIngress: [{ IpProtocol: 'tcp', SourcePrefixListId: 'pl-4fa04526' }],
});

/** A load balancer behind the distribution `Cdn`, each with a firewall. */
function fronted(own: JsonObject, front: JsonObject, groups: JsonObject = {}): JsonObject {
  return {
    ...behind(own),
    Alb: balancer(groups),
    Edge: acl([front], { Scope: 'CLOUDFRONT' }),
    Cdn: distribution(att('Alb', 'DNSName'), { WebACLId: att('Edge', 'Arn') }),
  };
}

/** The same, locked by a header instead of security groups. */
const bySecret: JsonObject = {
  ...fronted(perAddress(), perAddress()),
  Cdn: distribution(att('Alb', 'DNSName'), {
    WebACLId: att('Edge', 'Arn'),
    Origins: [
      {
        Id: 'Origin',
        DomainName: att('Alb', 'DNSName'),
        OriginCustomHeaders: [{ HeaderName: 'X-Origin', HeaderValue: 'secret' }],
      },
    ],
  }),
  Listener: listener({ DefaultActions: [{ Type: 'fixed-response' }] }),
  Rule: rule({
    Conditions: [
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Origin', Values: ['secret'] } },
    ],
    Actions: [forward(ref('Targets'))],
  }),
};

const foreign: JsonObject = resource('WAFv2::WebACLAssociation', {
  ResourceArn: ref('Alb'),
  WebACLArn: 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/1234',
});

/** A load balancer whose firewall is made by another stack. */
function crossStack(counts: boolean): (app: App) => void {
  return (app) => {
    const env = { account: '111111111111', region: 'eu-west-1' };
    const network = new Stack(app, 'Network', { env });
    const vpc = new Vpc(network, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
    const alb = new ApplicationLoadBalancer(network, 'Alb', { vpc, internetFacing: true });
    const security = new Stack(app, 'Security', { env });
    const visibilityConfig = {
      cloudWatchMetricsEnabled: true,
      metricName: 'shop',
      sampledRequestsEnabled: true,
    };
    const firewall = new CfnWebACL(security, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig,
      rules: [
        {
          name: 'PerAddress',
          priority: 1,
          action: counts ? { count: {} } : { block: {} },
          visibilityConfig,
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 1000 } },
        },
      ],
    });
    new CfnWebACLAssociation(security, 'Guard', {
      resourceArn: alb.loadBalancerArn,
      webAclArn: firewall.attrArn,
    });
  };
}

const byHeader = (name: string): JsonObject =>
  perAddress({
    AggregateKeyType: 'FORWARDED_IP',
    ForwardedIPConfig: { HeaderName: name, FallbackBehavior: 'MATCH' },
  });

export const addresses: ControlCases = {
  pass: [
    { name: 'a rule by address', resources: behind(perAddress()) },
    { name: 'a rule by address beside one by user', resources: behind(perKeys([session]), perAddress()) },
    {
      name: 'the shortest window',
      resources: behind(perAddress({ Limit: '6000', EvaluationWindowSec: '60' })),
    },
    {
      name: 'Captcha and Challenge as actions that a condition chooses',
      resources: behind(perAddress({}, { Action: choose('IsProd', { Captcha: {} }, { Challenge: {} }) })),
      ...undecided,
    },
    {
      name: 'a limit that cannot be too high',
      resources: behind(perAddress({ Limit: ref('Most') })),
      parameters: { Most: { Type: 'Number', MinValue: 100, MaxValue: 10000 } },
    },
    {
      name: 'a distribution',
      resources: {
        Acl: acl([perAddress()], { Scope: 'CLOUDFRONT' }),
        Cdn: distribution('www.example.com', { WebACLId: att('Acl', 'Arn') }),
      },
    },
    {
      name: 'a load balancer that only the distribution in front of it can reach',
      resources: {
        ...fronted(perAddress(), perAddress(), { SecurityGroups: [ref('Sg')] }),
        Sg: locked,
      },
    },
    {
      name: 'a load balancer that forwards only what bears the header of the distribution',
      resources: { ...bySecret, Edge: acl([perAddress()], { Scope: 'CLOUDFRONT' }) },
    },
    {
      name: 'the stage of a REST API',
      resources: { ...restApi(), Acl: acl([perAddress()]), Guard: association(stageArn) },
    },
    { name: 'a firewall in another stack', app: crossStack(false) },
  ],
  fail: [
    {
      name: 'no entry',
      resources: {},
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
    {
      name: 'no firewall',
      resources: { Alb: balancer() },
      findings: ['fail Alb: no web ACL is attached to it, expected one'],
    },
    {
      name: 'a firewall without rules',
      resources: behind(),
      findings: ['fail Alb: no rule of Acl limits each address, expected a rate-based rule that does'],
    },
    {
      name: 'a rule by user alone',
      resources: behind(perKeys([session])),
      findings: ['fail Alb: no rule of Acl limits each address, expected a rate-based rule that does'],
    },
    {
      name: 'a rule that counts',
      resources: behind(perAddress({}, { Action: { Count: {} } })),
      findings: ['fail Alb: rule PerAddress: its action is Count, expected Block, Challenge or Captcha'],
    },
    {
      name: 'a limit too low to deploy',
      resources: behind(perAddress({ Limit: 9 })),
      findings: ['fail Alb: rule PerAddress: Limit is 9, expected 10 to 30000 in 300 seconds'],
    },
    {
      name: 'the highest limit of all',
      resources: behind(perAddress({ Limit: 2000000000 })),
      findings: ['fail Alb: rule PerAddress: Limit is 2000000000, expected 10 to 30000 in 300 seconds'],
    },
    {
      name: 'a limit too high for its window',
      resources: behind(perAddress({ Limit: 6001, EvaluationWindowSec: 60 })),
      findings: ['fail Alb: rule PerAddress: Limit is 6001, expected 10 to 6000 in 60 seconds'],
    },
    {
      name: 'a window that does not exist',
      resources: behind(perAddress({ EvaluationWindowSec: 30 })),
      findings: ['fail Alb: rule PerAddress: EvaluationWindowSec is 30, expected 60, 120, 300 or 600'],
    },
    {
      name: 'the address of CloudFront, on an open load balancer',
      resources: fronted(perAddress(), perAddress()),
      findings: [
        'fail Alb: rule PerAddress: it counts by IP, which behind Cdn is the address of CloudFront, expected a limit on the web ACL of Cdn; it has no listener that only Cdn can use',
        'pass Cdn: Edge guards it; rule PerAddress limits each address: it counts by IP; 2000 requests in 300 seconds',
      ],
    },
    {
      name: 'a header that nobody sets',
      resources: behind(byHeader('X-Forwarded-For')),
      findings: [
        'fail Alb: rule PerAddress: it counts by the first address in X-Forwarded-For, which senders write themselves or leave out, expected IP',
      ],
    },
    {
      name: 'all requests counted together',
      resources: behind(perAddress({ AggregateKeyType: 'CONSTANT' })),
      findings: ['fail Alb: no rule of Acl limits each address, expected a rate-based rule that does'],
    },
    {
      name: 'an address together with something else',
      resources: behind(perKeys([{ IP: {} }, { HTTPMethod: {} }])),
      findings: ['fail Alb: no rule of Acl limits each address, expected a rate-based rule that does'],
    },
    {
      name: 'a firewall on one of two load balancers with similar names',
      resources: { ...behind(perAddress()), AdminAlb: balancer() },
      findings: [
        'pass Alb: Acl guards it; rule PerAddress limits each address: it counts by IP; 2000 requests in 300 seconds',
        'fail AdminAlb: no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'an HTTP API, which can have no firewall',
      resources: httpApi(),
      findings: [
        'fail Api: an HTTP or WebSocket API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'one of two stages of a REST API',
      resources: {
        ...restApi(),
        Acl: acl([perAddress()]),
        Guard: association(stageArn),
        Other: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'beta' }),
      },
      findings: ['fail Api: stage beta: no web ACL is attached to it, expected one'],
    },
    {
      name: 'a rule that counts, in another stack',
      app: crossStack(true),
      findings: [
        'fail Alb16C2F182: rule PerAddress: its action is Count, expected Block, Challenge or Captcha',
      ],
    },
  ],
  unknown: [
    {
      name: 'a header that CloudFront only adds to',
      resources: fronted(byHeader('X-Forwarded-For'), perAddress()),
      findings: [
        'unknown Alb: rule PerAddress: it counts by the first address in X-Forwarded-For, which senders can make up; verify that Cdn overwrites it, or limit addresses in front of Cdn',
        'pass Cdn: Edge guards it; rule PerAddress limits each address: it counts by IP; 2000 requests in 300 seconds',
      ],
    },
    {
      name: 'a header of something that the templates do not show',
      resources: behind(byHeader('CF-Connecting-IP')),
      findings: [
        'unknown Alb: rule PerAddress: it counts by the first address in CF-Connecting-IP, which senders can make up; verify that what stands in front of Alb overwrites it',
      ],
    },
    {
      name: 'a header that is not known',
      resources: behind(
        perAddress({ AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig: { HeaderName: ref('Header') } }),
      ),
      parameters: { Header: { Type: 'String' } },
      findings: ['unknown Alb: rule PerAddress: the header that it counts by is not known'],
    },
    {
      name: 'a key that is not known',
      resources: behind(perAddress({ AggregateKeyType: ref('Key') })),
      parameters: { Key: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerAddress: AggregateKeyType is not known (parameter Key of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a limit that is not known',
      resources: behind(perAddress({ Limit: ref('Most') })),
      parameters: { Most: { Type: 'Number' } },
      findings: [
        'unknown Alb: rule PerAddress: Limit is not known (parameter Most of Stack1 has no default and was given no value), expected 10 to 30000 in 300 seconds',
      ],
    },
    {
      name: 'a window that is not known',
      resources: behind(perAddress({ EvaluationWindowSec: ref('Window') })),
      parameters: { Window: { Type: 'Number' } },
      findings: ['unknown Alb: rule PerAddress: EvaluationWindowSec is not known'],
    },
    {
      name: 'an action that is not known',
      resources: behind(perAddress({}, { Action: choose('IsProd', { Block: {} }, { Count: {} }) })),
      ...undecided,
      findings: [
        'unknown Alb: rule PerAddress: its action is not known (parameter Stage of Stack1 has no default and was given no value), expected Block, Challenge or Captcha',
      ],
    },
    {
      name: 'a rule that may be left out',
      resources: behind(choose('IsProd', perAddress(), nothing)),
      ...undecided,
      findings: [
        'unknown Alb: rule PerAddress: parameter Stage of Stack1 has no default and was given no value: it counts by IP; 2000 requests in 300 seconds',
      ],
    },
    {
      name: 'an association under a condition',
      resources: { ...behind(perAddress()), Guard: association(ref('Alb'), 'IsProd') },
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: Acl guards it',
      ],
    },
    {
      name: 'a firewall by its ARN',
      resources: { Alb: balancer(), Guard: foreign },
      findings: [
        'unknown Alb: its web ACL is not among the templates (webacl/shop/1234 is not among the templates); verify that it blocks',
      ],
    },
    {
      name: 'a load balancer that a controller makes',
      resources: { Cluster: resource('EKS::Cluster', { Name: 'shop' }) },
      findings: [
        'unknown Cluster: AWS::EKS::Cluster makes or hides what answers; verify its limits in the account',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'declared to have no entry',
      resources: {},
      declaration: { entries: { none: 'a worker that nobody calls' } },
      findings: ['notApplicable Stack1: declared: a worker that nobody calls'],
    },
  ],
};
