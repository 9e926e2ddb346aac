import { App, Duration, Stack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Definition, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { WebFirewall, type WebFirewallProps } from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const userCookie = 'session';
const acl = { 'Fn::GetAtt': [Match.stringLikeRegexp('^FirewallWebAcl'), 'Arn'] };

function firewall(stack: Stack, props: WebFirewallProps = { userCookie }): WebFirewall {
  return new WebFirewall(stack, 'Firewall', props);
}

function loadBalancer(stack: ShopStack, id = 'Alb'): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, id, { vpc: stack.vpc, internetFacing: true });
}

/** The names of the rules of a firewall, in the order in which they are tried. */
function ruleNames(template: Template): readonly string[] {
  const [found] = Object.values(template.findResources('AWS::WAFv2::WebACL')) as {
    Properties: { Rules: { Name: string; Priority: number }[] };
  }[];
  return found!.Properties.Rules.map(({ Name, Priority }) => `${Priority} ${Name}`);
}

describe('a firewall with nothing but the cookie of its users', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => firewall(stack));
  });

  const rule = (details: object): Record<string, unknown> => ({
    Rules: Match.arrayWith([Match.objectLike(details)]),
  });
  const group = (name: string): Record<string, unknown> =>
    rule({
      OverrideAction: { None: {} },
      Statement: { ManagedRuleGroupStatement: { Name: name, VendorName: 'AWS' } },
    });
  const tooMany = { Block: { CustomResponse: { ResponseCode: 429 } } };

  test.each<Guarantee>([
    ['regional', 'AWS::WAFv2::WebACL', { Scope: 'REGIONAL', DefaultAction: { Allow: {} } }],
    ['common attacks', 'AWS::WAFv2::WebACL', group('AWSManagedRulesCommonRuleSet')],
    ['known bad inputs', 'AWS::WAFv2::WebACL', group('AWSManagedRulesKnownBadInputsRuleSet')],
    ['SQL injection', 'AWS::WAFv2::WebACL', group('AWSManagedRulesSQLiRuleSet')],
    ['addresses of ill repute', 'AWS::WAFv2::WebACL', group('AWSManagedRulesAmazonIpReputationList')],
    [
      'a limit for each address',
      'AWS::WAFv2::WebACL',
      rule({
        Action: tooMany,
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000, EvaluationWindowSec: 300 } },
      }),
    ],
    [
      'a limit for each user',
      'AWS::WAFv2::WebACL',
      rule({
        Action: tooMany,
        Statement: {
          RateBasedStatement: {
            AggregateKeyType: 'CUSTOM_KEYS',
            CustomKeys: [
              { Cookie: { Name: 'session', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } },
            ],
            Limit: 1000,
            EvaluationWindowSec: 300,
          },
        },
      }),
    ],
    [
      'a log without passwords and sessions',
      'AWS::WAFv2::LoggingConfiguration',
      {
        ResourceArn: acl,
        LogDestinationConfigs: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^FirewallLog'), 'Arn'] }],
        RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
      },
    ],
    [
      'a log that is kept for a year',
      'AWS::Logs::LogGroup',
      { LogGroupName: Match.stringLikeRegexp('^aws-waf-logs-'), RetentionInDays: 365 },
    ],
  ])('has %s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('tries limits before groups', () => {
    expect(ruleNames(template)).toEqual([
      '0 AddressLimit',
      '1 UserLimit',
      '2 AmazonIpReputation',
      '3 Common',
      '4 KnownBadInputs',
      '5 SQLi',
    ]);
  });
});

describe('props', () => {
  test('change limits, users, groups and retention', () => {
    const template = templateOf((stack) =>
      firewall(stack, {
        userHeader: 'x-api-key',
        userLimit: 100,
        addressLimit: 200,
        limitWindow: Duration.minutes(1),
        allowLargeBodies: true,
        blockAnonymousAddresses: true,
        antiDdosRules: true,
        logRetention: RetentionDays.ONE_MONTH,
      }),
    );
    expect(ruleNames(template)).toEqual([
      '0 AntiDDoS',
      '1 AddressLimit',
      '2 UserLimit',
      '3 AmazonIpReputation',
      '4 AnonymousIp',
      '5 Common',
      '6 KnownBadInputs',
      '7 SQLi',
    ]);
    const statements = [
      { RateBasedStatement: Match.objectLike({ Limit: 200, EvaluationWindowSec: 60 }) },
      {
        RateBasedStatement: Match.objectLike({
          Limit: 100,
          CustomKeys: [{ Header: Match.objectLike({ Name: 'x-api-key' }) }],
        }),
      },
      {
        ManagedRuleGroupStatement: Match.objectLike({
          RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
        }),
      },
    ];
    for (const Statement of statements) {
      const Rules = Match.arrayWith([Match.objectLike({ Statement })]);
      template.hasResourceProperties('AWS::WAFv2::WebACL', { Rules });
    }
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test.each<[problem: string, props: WebFirewallProps]>([
    ['neither userCookie nor userHeader is given, expected one of them', {}],
    [
      'userCookie and userHeader are both given, expected one of them',
      { userCookie, userHeader: 'x-api-key' },
    ],
    ['userLimit is 9, expected at least 10', { userCookie, userLimit: 9 }],
    ['addressLimit is 9, expected at least 10', { userCookie, addressLimit: 9 }],
    [
      'limitWindow is 180 seconds, expected 60, 120, 300, 600',
      { userCookie, limitWindow: Duration.minutes(3) },
    ],
    ['the stack is in eu-west-1, expected us-east-1', { userCookie, guardsDistributions: true }],
  ])('refuses: %s', (problem, props) => {
    expect(() => firewall(new ShopStack(), props)).toThrow(
      `cannot make WebFirewall Shop/Firewall: ${problem}`,
    );
  });
});

describe('what it guards', () => {
  test('a load balancer, a stage, a GraphQL API', () => {
    const template = templateOf((stack) => {
      const guard = firewall(stack);
      guard.guardLoadBalancer(loadBalancer(stack));
      const rest = new RestApi(stack, 'Rest');
      rest.root.addMethod('GET');
      guard.guardApiStage(rest.deploymentStage);
      const definition = Definition.fromFile(`${__dirname}/schema.graphql`);
      guard.guardGraphqlApi(new GraphqlApi(stack, 'Graph', { name: 'graph', definition }));
    });
    const arns = [
      { Ref: Match.stringLikeRegexp('^Alb') },
      { 'Fn::Join': ['', Match.arrayWith(['/stages/'])] },
      { 'Fn::GetAtt': [Match.stringLikeRegexp('^Graph'), 'Arn'] },
    ];
    for (const ResourceArn of arns) {
      template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { ResourceArn, WebACLArn: acl });
    }
  });

  test('every Application Load Balancer that is in a construct', () => {
    const template = templateOf((stack) => {
      const guard = firewall(stack);
      loadBalancer(stack);
      new NetworkLoadBalancer(stack, 'Nlb', { vpc: stack.vpc });
      stack.with(guard);
    });
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  test('refuses what is regional where it guards distributions', () => {
    const stack = new ShopStack('us-east-1');
    const guard = firewall(stack, { userCookie, guardsDistributions: true });
    expect(() => guard.guardLoadBalancer(loadBalancer(stack))).toThrow(
      'cannot make WebFirewall Shop/Firewall: Shop/Alb is regional, expected a distribution, as guardsDistributions is true',
    );
  });
});

/** A distribution and an API, each in front of its own firewall's region. */
function guarded(): App {
  const app = new App();
  const place = (region: string) => ({
    env: { account: '111111111111', region },
    crossRegionReferences: true,
  });
  const edge = firewall(new Stack(app, 'Edge', place('us-east-1')), {
    userCookie,
    guardsDistributions: true,
  });
  const shop = new Stack(app, 'Shop', place('eu-west-1'));
  const rest = new RestApi(shop, 'Rest');
  rest.root.addMethod('GET');
  firewall(shop).guardApiStage(rest.deploymentStage);
  const defaultBehavior = { origin: new HttpOrigin('www.example.com') };
  new Distribution(shop, 'Cdn', { defaultBehavior }).with(edge);
  new DatabaseInstance(shop, 'Db', {
    engine: DatabaseInstanceEngine.POSTGRES,
    vpc: new Vpc(shop, 'Vpc'),
  });
  return app;
}

test('the checklist finds every control in what the construct makes, across regions too', () => {
  const environments = readAssembly(guarded().synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const judged = report.items.flatMap((item) => item.controls);
  const found = WebFirewall.CONTROLS.map((id) => {
    const control = judged.find((candidate) => candidate.id === id);
    return `${id} ${control?.outcome} ${control?.examined}`;
  });
  expect(found).toEqual(WebFirewall.CONTROLS.map((id) => `${id} pass 2`));
});
