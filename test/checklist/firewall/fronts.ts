import { SecretValue, Stack, type App } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  att,
  balancer,
  forward,
  ifOn,
  listener,
  ref,
  resource,
  rule,
  targetGroup,
  undecided,
} from '../serving/resources';
import { acl, association, distribution, guardedCdn, standard } from './resources';

const secret = '{{resolve:secretsmanager:origin:SecretString:header}}';
const refuse = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } };
const bears = (name: string, ...values: readonly Json[]): JsonObject => ({
  Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: name, Values: [...values] } }],
});
const sending = (value: Json): JsonObject => ({
  OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue: value }],
});

/** The load balancer `Alb` behind the distribution `Cdn`, with a rule that forwards under a condition. */
function behindCdn(condition: JsonObject, others: JsonObject = {}, header: Json = secret): JsonObject {
  return {
    ...guardedCdn(att('Alb', 'DNSName'), sending(header)),
    Alb: balancer(),
    Targets: targetGroup(),
    Listener: listener({ DefaultActions: [refuse] }),
    Rule: rule({ Actions: [forward(ref('Targets'))], ...condition }),
    ...others,
  };
}

const functionUrl = (auth: string, control: JsonObject, origin: JsonObject = {}): JsonObject => ({
  ...guardedCdn(
    { 'Fn::Select': [2, { 'Fn::Split': ['/', att('Url', 'FunctionUrl')] }] },
    { OriginAccessControlId: ref('Control'), ...origin },
  ),
  Url: resource('Lambda::Url', { AuthType: auth }),
  Control: resource('CloudFront::OriginAccessControl', { OriginAccessControlConfig: control }),
});
const signing = { OriginAccessControlOriginType: 'lambda', SigningBehavior: 'always' };

function guard(stack: Stack): string {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'm', sampledRequestsEnabled: true };
  return new CfnWebACL(stack, 'Wall', { scope: 'CLOUDFRONT', defaultAction: { allow: {} }, visibilityConfig })
    .attrArn;
}

function secretHeader(app: App): void {
  const stack = new Stack(app, 'Shop');
  const alb = new elbv2.ApplicationLoadBalancer(stack, 'Alb', {
    vpc: new Vpc(stack, 'Vpc'),
    internetFacing: true,
  });
  const value = SecretValue.secretsManager('origin').unsafeUnwrap();
  const defaultAction = elbv2.ListenerAction.fixedResponse(403);
  alb.addListener('Http', { port: 80, defaultAction }).addAction('Rule', {
    action: elbv2.ListenerAction.fixedResponse(200),
    conditions: [elbv2.ListenerCondition.httpHeader('x-origin-secret', [value])],
    priority: 1,
  });
  const origin = new HttpOrigin(alb.loadBalancerDnsName, { customHeaders: { 'X-Origin-Secret': value } });
  new Distribution(stack, 'Cdn', { defaultBehavior: { origin }, webAclId: guard(stack) });
}

function signedUrl(app: App): void {
  const stack = new Stack(app, 'Shop');
  const handler = new Function(stack, 'Fn', {
    code: Code.fromInline('exports.handler = async () => 1'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
  });
  const url = handler.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
  const origin = FunctionUrlOrigin.withOriginAccessControl(url);
  new Distribution(stack, 'Cdn', { defaultBehavior: { origin }, webAclId: guard(stack) });
}

const walled = 'pass Cdn: Wall guards it';
const none = 'no web ACL is attached to it, expected one';
const unguardable = (what: string): string =>
  `${what} cannot have a web ACL, expected a guarded CloudFront distribution as the only way in`;

/** Entries that have no firewall of their own, behind distributions that do. */
export const fronts: ControlCases = {
  pass: [
    {
      name: 'a load balancer that asks for a secret header',
      resources: behindCdn(bears('x-origin-secret', secret)),
    },
    { name: 'a load balancer that asks for a secret header, by the CDK', app: secretHeader },
    {
      name: 'one of two secrets while one replaces the other',
      resources: {
        ...behindCdn(bears('X-Origin-Secret', secret)),
        Other: distribution({
          WebACLId: att('Wall', 'Arn'),
          Origins: [{ Id: 'o', DomainName: att('Alb', 'DNSName'), ...sending('old') }],
        }),
        Rule: rule({ Actions: [forward(ref('Targets'))], ...bears('X-Origin-Secret', secret, 'old') }),
      },
    },
    {
      name: 'a load balancer reached by a name of its own',
      resources: {
        ...behindCdn(bears('x-origin-secret', secret)),
        ...guardedCdn('origin.example.com', sending(secret)),
        Record: resource('Route53::RecordSet', {
          Name: 'origin.example.com.',
          Type: 'A',
          AliasTarget: { DNSName: att('Alb', 'DNSName') },
        }),
      },
    },
    { name: 'a function URL that takes signed requests', resources: functionUrl('AWS_IAM', signing) },
    { name: 'a function URL that takes signed requests, by the CDK', app: signedUrl },
    {
      name: 'a classic load balancer that admits CloudFront alone',
      resources: {
        ...guardedCdn(att('Elb', 'DNSName')),
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { SecurityGroups: [att('Group', 'GroupId')] }),
        Group: resource('EC2::SecurityGroup', {
          SecurityGroupIngress: [{ SourcePrefixListId: 'pl-4fa04526' }],
        }),
      },
    },
    {
      name: 'a network load balancer in front of one that has a firewall',
      resources: {
        Nlb: balancer({ Type: 'network' }),
        Alb: balancer({ Scheme: 'internal' }),
        Acl: acl(standard),
        Guard: association(ref('Alb')),
        Targets: targetGroup({ TargetType: 'alb', Targets: [{ Id: ref('Alb') }] }),
        Listener: listener({ LoadBalancerArn: ref('Nlb'), DefaultActions: [forward(ref('Targets'))] }),
      },
    },
  ],
  fail: [
    {
      name: 'a listener that forwards everything',
      resources: behindCdn(bears('x-origin-secret', secret), {
        Listener: listener({ DefaultActions: [forward(ref('Targets'))] }),
      }),
      findings: [`fail Alb: Listener forwards requests that do not come from Cdn; ${none}`, walled],
    },
    {
      name: 'a rule that asks for a path',
      resources: behindCdn({
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      }),
      findings: [`fail Alb: Rule forwards requests without a header that only Cdn sends; ${none}`, walled],
    },
    {
      name: 'a header of any value',
      resources: behindCdn(bears('x-origin-secret', '*')),
      findings: [`fail Alb: Rule forwards requests without a header that only Cdn sends; ${none}`, walled],
    },
    {
      name: 'a header of another name',
      resources: behindCdn(bears('user-agent', secret)),
      findings: [`fail Alb: Rule forwards requests without a header that only Cdn sends; ${none}`, walled],
    },
    {
      name: 'a header of another value',
      resources: behindCdn(bears('x-origin-secret', 'one'), {}, 'two'),
      findings: [`fail Alb: Rule forwards requests without a header that only Cdn sends; ${none}`, walled],
    },
    {
      name: 'no listener',
      resources: { ...guardedCdn(att('Alb', 'DNSName')), Alb: balancer() },
      findings: [`fail Alb: it has no listener that only Cdn can use; ${none}`, walled],
    },
    {
      name: 'a distribution without a firewall',
      resources: behindCdn(bears('x-origin-secret', secret), {
        Cdn: distribution({
          Origins: [{ Id: 'origin', DomainName: att('Alb', 'DNSName'), ...sending(secret) }],
        }),
      }),
      findings: [`fail Alb: Cdn: ${none}; ${none}`, `fail Cdn: ${none}`],
    },
    {
      name: 'a function URL that takes all requests',
      resources: functionUrl('NONE', signing),
      findings: [
        walled,
        `fail Url: AuthType is NONE, expected AWS_IAM and an origin access control; ${unguardable('a function URL')}`,
      ],
    },
    {
      name: 'an HTTP API behind a distribution',
      resources: {
        ...guardedCdn({ 'Fn::Select': [2, { 'Fn::Split': ['/', att('Api', 'ApiEndpoint')] }] }),
        Api: resource('ApiGatewayV2::Api'),
      },
      findings: [
        walled,
        `fail Api: it answers requests that do not come from Cdn; ${unguardable('an HTTP or WebSocket API')}`,
      ],
    },
    {
      name: 'a classic load balancer that admits everybody',
      resources: {
        ...guardedCdn(att('Elb', 'DNSName')),
        Elb: resource('ElasticLoadBalancing::LoadBalancer'),
      },
      findings: [
        `fail Elb: it admits requests that do not come from Cdn; ${unguardable('a classic load balancer')}`,
        walled,
      ],
    },
    {
      name: 'a network load balancer in front of one that has none',
      resources: {
        Nlb: balancer({ Type: 'network' }),
        Alb: balancer({ Scheme: 'internal' }),
        Targets: targetGroup({ TargetType: 'alb', Targets: [{ Id: ref('Alb') }] }),
        Listener: listener({ LoadBalancerArn: ref('Nlb'), DefaultActions: [forward(ref('Targets'))] }),
        Other: listener({ LoadBalancerArn: ref('Nlb'), DefaultActions: [forward(ref('Servers'))] }),
        Servers: targetGroup(),
      },
      findings: [
        `fail Nlb: ${none}; Other passes requests on to no load balancer with a web ACL; ${unguardable('a network load balancer')}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'an HTTP API that is sent a header',
      resources: {
        ...guardedCdn({ 'Fn::Sub': '${Api}.execute-api.eu-west-1.amazonaws.com' }, sending('one')),
        Api: resource('ApiGatewayV2::Api'),
      },
      findings: [walled, 'unknown Api: verify that it refuses requests without the header that Cdn sends'],
    },
    {
      name: 'a header of a value that may be the one',
      resources: behindCdn(bears('x-origin-secret', ref('Choice')), {}, 'two'),
      ...undecided,
      findings: [
        'unknown Alb: Rule forwards requests without a header that only Cdn sends, or not (parameter Choice of Stack1 has no default and was given no value)',
        walled,
      ],
    },
    {
      name: 'a default action in one branch',
      resources: behindCdn(bears('x-origin-secret', secret), {
        Listener: listener({ DefaultActions: [ifOn(refuse, forward(ref('Targets')))] }),
      }),
      ...undecided,
      findings: [
        'unknown Alb: Listener forwards requests that do not come from Cdn, or not (parameter Choice of Stack1 has no default and was given no value)',
        walled,
      ],
    },
    {
      name: 'a listener that may be its own',
      resources: behindCdn(bears('x-origin-secret', secret), {
        Other: listener({ LoadBalancerArn: ref('Choice'), DefaultActions: [forward(ref('Targets'))] }),
      }),
      ...undecided,
      findings: [
        'unknown Alb: a listener of it may be hidden (parameter Choice of Stack1 has no default and was given no value)',
        walled,
      ],
    },
    {
      name: 'a classic load balancer whose security group is there in one branch',
      resources: {
        ...guardedCdn(att('Elb', 'DNSName')),
        Elb: resource('ElasticLoadBalancing::LoadBalancer', {
          SecurityGroups: [ifOn(att('Group', 'GroupId'), ref('AWS::NoValue'))],
        }),
        Group: resource('EC2::SecurityGroup', {
          SecurityGroupIngress: [{ SourcePrefixListId: 'pl-4fa04526' }],
        }),
      },
      ...undecided,
      findings: [
        'unknown Elb: parameter Choice of Stack1 has no default and was given no value: it admits requests that do not come from Cdn',
        walled,
      ],
    },
    {
      name: 'a function URL of an authorization that is not known',
      resources: {
        ...functionUrl('NONE', signing),
        Url: resource('Lambda::Url', { AuthType: ref('Choice') }),
      },
      ...undecided,
      findings: [
        walled,
        'unknown Url: AuthType is not known (parameter Choice of Stack1 has no default and was given no value), expected AWS_IAM and an origin access control',
      ],
    },
    {
      name: 'an origin that never signs',
      resources: functionUrl('AWS_IAM', { SigningBehavior: 'never' }),
      findings: [
        walled,
        'unknown Url: it takes signed requests, and the origin of Cdn has no origin access control that signs; verify who may sign them',
      ],
    },
    {
      name: 'an origin access control of elsewhere',
      resources: functionUrl('AWS_IAM', signing, { OriginAccessControlId: 'E123' }),
      findings: [
        walled,
        'unknown Url: it takes signed requests, and the origin of Cdn has no origin access control that signs for certain (E123 is not among the templates); verify who may sign them',
      ],
    },
  ],
  notApplicable: [],
};
