import { Duration, Lazy, Stage } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { CfnIPSet, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import {
  HealthCheckedLoadBalancer,
  HighlyAvailableService,
  RenewingCertificate,
  WebhookSigningSecret,
  type WebhookSigningSecretProps,
} from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const signing = (stack: ShopStack, props: Partial<WebhookSigningSecretProps> = {}) =>
  new WebhookSigningSecret(stack, 'Webhooks', { path: '/webhooks/', ...props });

const firewall = (stack: ShopStack, ...rules: CfnWebACL.RuleProperty[]) =>
  new CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: 'shop' },
    rules,
  });

const toPath = {
  ByteMatchStatement: {
    SearchString: '/webhooks/',
    PositionalConstraint: 'STARTS_WITH',
    FieldToMatch: { UriPath: {} },
    TextTransformations: [
      { Priority: 0, Type: 'URL_DECODE' },
      { Priority: 1, Type: 'NORMALIZE_PATH' },
    ],
  },
};

const secretType = 'AWS::SecretsManager::Secret';

describe('a secret with nothing but its path', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => {
      const made = signing(stack);
      made.grantRead(new Role(stack, 'App', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
      const senders = new CfnIPSet(stack, 'Senders', {
        scope: 'REGIONAL',
        ipAddressVersion: 'IPV4',
        addresses: ['192.0.2.0/24'],
      });
      firewall(stack, made.limitRule(1), made.sendersRule(2, senders.attrArn));
    });
  });

  test.each<Guarantee>([
    [
      'a value that nobody guesses, and a description that says what it is for',
      secretType,
      {
        Description: 'Signs the webhooks that come in at /webhooks/',
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
        Name: Match.absent(),
      },
    ],
    [
      'a grant to read it',
      'AWS::IAM::Policy',
      {
        PolicyDocument: {
          Statement: [
            {
              Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
              Effect: 'Allow',
              Resource: { Ref: Match.stringLikeRegexp('^WebhooksSecret') },
            },
          ],
        },
      },
    ],
    [
      'a rule that limits each address on the path, and one that blocks strangers there',
      'AWS::WAFv2::WebACL',
      {
        Rules: [
          {
            Name: 'LimitWebhooks-webhooks',
            Priority: 1,
            Action: { Block: {} },
            Statement: {
              RateBasedStatement: {
                AggregateKeyType: 'IP',
                Limit: 2000,
                EvaluationWindowSec: 300,
                ScopeDownStatement: toPath,
              },
            },
          },
          {
            Name: 'WebhookSenders-webhooks',
            Priority: 2,
            Action: { Block: {} },
            Statement: {
              AndStatement: {
                Statements: [
                  toPath,
                  {
                    NotStatement: {
                      Statement: { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Senders', 'Arn'] } } },
                    },
                  },
                ],
              },
            },
          },
        ],
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('outlives its stack', () => {
    template.hasResource(secretType, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('rotates by hand', () => {
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
  });
});

test('takes a key, a limit, and a function that rotates', () => {
  const template = templateOf((stack) => {
    const rotationFunction = new LambdaFunction(stack, 'Rotate', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
    const made = signing(stack, {
      encryptionKey: new Key(stack, 'Key'),
      rotationFunction,
      rotateAfter: Duration.days(30),
      requestsPerAddress: 100,
    });
    firewall(stack, made.limitRule(1));
  });
  template.hasResourceProperties(secretType, {
    KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
  });
  template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
    RotationRules: { ScheduleExpression: 'rate(30 days)' },
  });
  template.hasResourceProperties('AWS::WAFv2::WebACL', {
    Rules: [{ Statement: { RateBasedStatement: { Limit: 100 } } }],
  });
});

const problems = 'cannot make WebhookSigningSecret Shop/Webhooks: ';

test.each<[string, Partial<WebhookSigningSecretProps>, string]>([
  ['a path without a slash', { path: 'webhooks' }, 'path is webhooks, expected one such as /webhooks/'],
  ['every path', { path: '/' }, 'path is /, expected one such as /webhooks/'],
  ['a pattern', { path: '/webhooks/*' }, 'path is /webhooks/*, expected one such as /webhooks/'],
  [
    'a path of later',
    { path: Lazy.string({ produce: () => '/webhooks/' }) },
    'path is known only at deployment, expected a text',
  ],
  ['a limit that is too low', { requestsPerAddress: 9 }, 'requestsPerAddress is 9, expected 10 to 30000'],
  [
    'a limit that is too high',
    { requestsPerAddress: 30001 },
    'requestsPerAddress is 30001, expected 10 to 30000',
  ],
  [
    'a rotation that nothing does',
    { rotateAfter: Duration.days(30) },
    'rotateAfter is given without rotationFunction, expected both',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => signing(new ShopStack(), props)).toThrow(new Error(problems + message));
});

/** A service behind a load balancer that takes in webhooks. */
function shop(guard: boolean): ShopStack {
  const stack = new ShopStack();
  const { vpc, zone: hostedZone } = stack;
  const service = new HighlyAvailableService(stack, 'Api', {
    vpc,
    image: ContainerImage.fromRegistry('ghcr.io/stefanprodan/podinfo:6.7.1'),
    containerPort: 9898,
  });
  const domainName = 'shop.example.com';
  const { certificate } = new RenewingCertificate(stack, 'Certificate', { hostedZone, domainName });
  const entry = new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, hostedZone, domainName, certificate });
  entry.addService('Webhooks', { target: service, pathPatterns: ['/webhooks/*'], priority: 1 });
  const made = signing(stack);
  const acl = firewall(stack, ...(guard ? [made.limitRule(1)] : []));
  if (guard) made.grantRead(service);
  new CfnWebACLAssociation(stack, 'Guard', {
    resourceArn: entry.loadBalancer.loadBalancerArn,
    webAclArn: acl.attrArn,
  });
  return stack;
}

test.each([
  [true, 'pass'],
  [false, 'fail'],
])('the checklist notices whether it is used: %s', (used, expected) => {
  const environments = readAssembly(Stage.of(shop(used))!.synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const judged = report.items.flatMap(({ controls }) => controls);
  const outcomes = WebhookSigningSecret.CONTROLS.map(
    (id) => `${id} ${judged.find((control) => control.id === id)?.outcome}`,
  );
  expect(outcomes).toEqual(WebhookSigningSecret.CONTROLS.map((id) => `${id} ${expected}`));
});
