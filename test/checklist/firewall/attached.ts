import { Stack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { App } from 'aws-cdk-lib';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, ifOn, ref, resource, undecided } from '../serving/resources';
import { acl, association, distribution, guardedBalancer, standard } from './resources';

const global = acl(standard, { Scope: 'CLOUDFRONT' });
const cdn = (id: Json, others: JsonObject = { Acl: global }): JsonObject => ({
  Cdn: distribution({ WebACLId: id }),
  ...others,
});
const stageArn = (stage: Json): JsonObject => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      ref('AWS::Partition'),
      ':apigateway:',
      ref('AWS::Region'),
      '::/restapis/',
      ref('Api'),
      '/stages/',
      stage,
    ],
  ],
});
const api = (stage: Json, others: JsonObject = {}): JsonObject => ({
  Api: resource('ApiGateway::RestApi'),
  Prod: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'prod' }),
  Acl: acl(standard),
  Guard: association(stageArn(stage)),
  ...others,
});
const development = { Dev: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'dev' }) };
const placed = (id: string, region: string, resources: JsonObject, outputs: JsonObject = {}) => ({
  id,
  region,
  template: { Resources: resources, Outputs: outputs },
});
const tenant = (webAcl: JsonObject): JsonObject =>
  resource('CloudFront::DistributionTenant', {
    DistributionId: ref('Cdn'),
    Customizations: { WebAcl: webAcl },
  });

function webAcl(scope: Stack, kind: string): CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'm', sampledRequestsEnabled: true };
  return new CfnWebACL(scope, 'Acl', { scope: kind, defaultAction: { allow: {} }, visibilityConfig });
}

function acrossStacks(app: App): void {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const [network, security] = [new Stack(app, 'Network', { env }), new Stack(app, 'Security', { env })];
  const vpc = new Vpc(network, 'Vpc');
  const { loadBalancerArn } = new ApplicationLoadBalancer(network, 'Alb', { vpc, internetFacing: true });
  const webAclArn = webAcl(security, 'REGIONAL').attrArn;
  new CfnWebACLAssociation(security, 'Guard', { resourceArn: loadBalancerArn, webAclArn });
}

function acrossRegions(app: App): void {
  const env = (region: string) => ({
    env: { account: '111111111111', region },
    crossRegionReferences: true,
  });
  const edge = new Stack(app, 'Edge', env('us-east-1'));
  const shop = new Stack(app, 'Shop', env('eu-west-1'));
  const defaultBehavior = { origin: new HttpOrigin('origin.example.com') };
  new Distribution(shop, 'Cdn', { defaultBehavior, webAclId: webAcl(edge, 'CLOUDFRONT').attrArn });
}

function restApi(app: App): void {
  const stack = new Stack(app, 'Shop');
  const rest = new RestApi(stack, 'Api');
  rest.root.addMethod('GET');
  const resourceArn = rest.deploymentStage.stageArn;
  new CfnWebACLAssociation(stack, 'Guard', { resourceArn, webAclArn: webAcl(stack, 'REGIONAL').attrArn });
}

const none = 'no web ACL is attached to it, expected one';
const classic =
  'is a web ACL of AWS WAF Classic, which ended on 30 September 2025, expected an AWS::WAFv2::WebACL';

/** Entries that have a firewall of their own, or none. */
export const attached: ControlCases = {
  pass: [
    { name: 'a load balancer', resources: guardedBalancer() },
    { name: 'a load balancer of another stack', app: acrossStacks },
    { name: 'a distribution', resources: cdn(att('Acl', 'Arn')) },
    { name: 'a distribution of another region than its firewall', app: acrossRegions },
    { name: 'a REST API', app: restApi },
    { name: 'a stage by reference', resources: api(ref('Prod')) },
    { name: 'a stage by name', resources: api('prod') },
    {
      name: 'a stage made by a deployment',
      resources: api('live', {
        Prod: resource('ApiGateway::Deployment', { RestApiId: ref('Api'), StageName: 'live' }),
      }),
    },
    {
      name: 'a GraphQL API',
      resources: {
        Api: resource('AppSync::GraphQLApi'),
        Acl: acl(standard),
        Guard: association(att('Api', 'Arn')),
      },
    },
    {
      name: 'an App Runner service',
      resources: {
        Web: resource('AppRunner::Service'),
        Acl: acl(standard),
        Guard: association(att('Web', 'ServiceArn')),
      },
    },
    {
      name: 'one firewall or another',
      resources: { ...cdn(ifOn(att('Acl', 'Arn'), att('Other', 'Arn'))), Other: global },
      ...undecided,
    },
    {
      name: 'a tenant with a firewall of its own',
      resources: {
        ...cdn(att('Acl', 'Arn')),
        Tenant: tenant({ Action: 'override', Arn: att('Acl', 'Arn') }),
      },
    },
  ],
  fail: [
    { name: 'no firewall', resources: { Alb: balancer() }, findings: [`fail Alb: ${none}`] },
    {
      name: 'one of two load balancers',
      resources: { ...guardedBalancer(), AdminAlb: balancer() },
      findings: ['pass Alb: Acl guards it', `fail AdminAlb: ${none}`],
    },
    {
      name: 'an association that is switched off',
      resources: { ...guardedBalancer(), Guard: association(ref('Alb'), {}, 'IsOff') },
      conditions: { IsOff: { 'Fn::Equals': ['a', 'b'] } },
      findings: [`fail Alb: ${none}`],
    },
    { name: 'an empty id', resources: cdn(''), findings: [`fail Cdn: ${none}`] },
    {
      name: 'an association, which cannot attach to a distribution',
      resources: {
        Cdn: distribution({}),
        Acl: global,
        Guard: association({ 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Cdn}' }),
      },
      findings: [`fail Cdn: ${none}`],
    },
    {
      name: 'a regional firewall at a distribution',
      resources: cdn(att('Acl', 'Arn'), { Acl: acl(standard) }),
      findings: ['fail Cdn: Acl: Scope is REGIONAL, expected CLOUDFRONT'],
    },
    {
      name: 'a regional firewall at a distribution, by ARN',
      resources: cdn('arn:aws:wafv2:us-east-1:111111111111:regional/webacl/shop/1', {}),
      findings: [
        'fail Cdn: arn:aws:wafv2:us-east-1:111111111111:regional/webacl/shop/1 is a regional web ACL, expected a global one',
      ],
    },
    {
      name: 'a global firewall at a load balancer',
      resources: guardedBalancer(standard, { Scope: 'CLOUDFRONT' }),
      findings: ['fail Alb: Acl: Scope is CLOUDFRONT, expected REGIONAL'],
    },
    {
      name: 'a global firewall outside us-east-1',
      stacks: [placed('Shop', 'eu-west-1', cdn(att('Acl', 'Arn')))],
      findings: [
        'fail Cdn: Acl lies in eu-west-1, expected us-east-1: CloudFront takes firewalls from there only',
      ],
    },
    {
      name: 'a firewall of another region',
      stacks: [
        placed('Security', 'us-east-1', { Acl: acl(standard) }, { Arn: { Value: att('Acl', 'Arn') } }),
        placed('Shop', 'eu-west-1', {
          Alb: balancer(),
          Guard: association(ref('Alb'), {
            WebACLArn: {
              'Fn::GetStackOutput': { StackName: 'Security', Region: 'us-east-1', OutputName: 'Arn' },
            },
          }),
        }),
      ].map((stack) => ({ ...stack, stackName: stack.id })),
      findings: ['fail Alb: Acl lies in us-east-1, expected the account and region of what it guards'],
    },
    {
      name: 'one of two stages',
      resources: api(ref('Prod'), development),
      findings: [`fail Api: stage dev: ${none}`],
    },
    {
      name: 'a stage of another name',
      resources: api('test'),
      findings: [`fail Api: stage prod: ${none}`],
    },
    {
      name: 'AWS WAF Classic at a load balancer',
      resources: {
        Alb: balancer(),
        Acl: resource('WAFRegional::WebACL'),
        Guard: association(ref('Alb'), { WebACLArn: ref('Acl') }),
      },
      findings: [`fail Alb: Acl ${classic}`],
    },
    {
      name: 'AWS WAF Classic at a distribution',
      resources: cdn(ref('Acl'), { Acl: resource('WAF::WebACL') }),
      findings: [`fail Cdn: Acl ${classic}`],
    },
    {
      name: 'a tenant that switches the firewall off',
      resources: { ...cdn(att('Acl', 'Arn')), Tenant: tenant({ Action: 'disable' }) },
      findings: ['fail Cdn: Tenant: Customizations.WebAcl.Action is disable, expected override or none'],
    },
    {
      name: 'a network load balancer',
      resources: { Nlb: balancer({ Type: 'network' }), Acl: acl(standard), Guard: association(ref('Nlb')) },
      findings: [
        'fail Nlb: a network load balancer cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'an HTTP API',
      resources: {
        Api: resource('ApiGatewayV2::Api'),
        Acl: acl(standard),
        Guard: association({ 'Fn::Sub': 'arn:aws:apigateway:eu-west-1::/apis/${Api}/stages/live' }),
      },
      findings: [
        'fail Api: an HTTP or WebSocket API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'no entry',
      resources: { Acl: acl(standard) },
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a firewall of elsewhere',
      resources: cdn('arn:aws:wafv2:us-east-1:111111111111:global/webacl/shop/1', {}),
      findings: [
        'unknown Cdn: its web ACL is not among the templates (webacl/shop/1 is not among the templates); verify that it blocks',
      ],
    },
    {
      name: 'a firewall that a parameter names',
      resources: { Alb: balancer(), Guard: association(ref('Alb'), { WebACLArn: ref('Choice') }) },
      ...undecided,
      findings: [
        'unknown Alb: its web ACL is not among the templates (parameter Choice of Stack1 has no default and was given no value); verify that it blocks',
      ],
    },
    {
      name: 'an association to what a parameter names',
      resources: { Alb: balancer(), Acl: acl(standard), Guard: association(ref('Choice')) },
      ...undecided,
      findings: [
        'unknown Alb: no web ACL is attached to it as far as the templates tell (Guard attaches a firewall to something that the templates do not name (parameter Choice of Stack1 has no default and was given no value))',
      ],
    },
    {
      name: 'an association under a condition',
      resources: { ...guardedBalancer(), Guard: association(ref('Alb'), {}, 'IsOn') },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Acl guards it',
      ],
    },
    {
      name: 'a firewall in one branch',
      resources: cdn(ifOn(att('Acl', 'Arn'), ref('AWS::NoValue'))),
      ...undecided,
      findings: [`unknown Cdn: parameter Choice of Stack1 has no default and was given no value: ${none}`],
    },
    {
      name: 'an association to one of two load balancers',
      resources: {
        ...guardedBalancer(),
        Guard: association(ifOn(ref('Alb'), ref('Other'))),
        Other: balancer({ Scheme: 'internal' }),
      },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Acl guards it',
      ],
    },
    {
      name: 'a firewall that a custom resource makes',
      resources: cdn(att('Maker', 'Arn'), { Maker: { Type: 'Custom::WebAcl' } }),
      findings: [
        'unknown Cdn: its web ACL is not among the templates (Maker makes what Cdn attaches); verify that it blocks',
      ],
    },
    {
      name: 'Firewall Manager',
      resources: { Alb: balancer(), Policy: resource('FMS::Policy') },
      findings: [
        'unknown Alb: no web ACL is attached to it as far as the templates tell (Policy of Firewall Manager may attach a firewall)',
      ],
    },
    {
      name: 'a nested stack whose template is missing',
      resources: {
        Alb: balancer(),
        Waf: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com' }),
      },
      findings: [
        'unknown Alb: no web ACL is attached to it as far as the templates tell (the template of nested stack Waf of Stack1 is not among the files)',
      ],
    },
    {
      name: 'a firewall whose region may be another',
      stacks: [
        placed(
          'Security',
          'eu-west-1',
          { Acl: acl(standard) },
          { Arn: { Value: att('Acl', 'Arn'), Export: { Name: 'acl' } } },
        ),
        {
          id: 'Shop',
          template: {
            Resources: {
              Alb: balancer(),
              Guard: association(ref('Alb'), { WebACLArn: { 'Fn::ImportValue': 'acl' } }),
            },
          },
        },
      ],
      findings: [
        'unknown Alb: where Acl lies is not known (one region of two is not fixed), expected the account and region of what it guards',
      ],
    },
    {
      name: 'what makes its load balancer at deployment',
      resources: { Web: resource('ElasticBeanstalk::Environment') },
      findings: [
        'unknown Web: AWS::ElasticBeanstalk::Environment makes or hides what answers; verify its firewall in the account',
      ],
    },
    {
      name: 'a function URL that takes signed requests alone',
      resources: { Url: resource('Lambda::Url', { AuthType: 'AWS_IAM' }) },
      findings: ['unknown Url: it takes requests signed by IAM alone; verify who may sign them'],
    },
  ],
  notApplicable: [
    {
      name: 'no entry, as declared',
      resources: {},
      declaration: { entries: { none: 'a batch job' } },
      findings: ['notApplicable Stack1: declared: a batch job'],
    },
  ],
};
