import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  HealthCheckedLoadBalancer,
  type HealthCheckedLoadBalancerProps,
  HighlyAvailableService,
  type LoadBalancedServiceProps,
  RenewingCertificate,
} from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const certificateArn = (region: string) => `arn:aws:acm:${region}:111111111111:certificate/shop`;

function entry(
  stack: ShopStack,
  props: Partial<HealthCheckedLoadBalancerProps> = {},
  service?: Partial<LoadBalancedServiceProps>,
): HealthCheckedLoadBalancer {
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn('eu-west-1'));
  const balancer = new HealthCheckedLoadBalancer(stack, 'Entry', { vpc: stack.vpc, certificate, ...props });
  if (service) balancer.addService('ApiTargets', { target: api(stack), ...service });
  return balancer;
}

function api(stack: ShopStack): HighlyAvailableService {
  const image = ContainerImage.fromRegistry('example.com/shop');
  return new HighlyAvailableService(stack, 'Api', { image, vpc: stack.vpc });
}

describe('a load balancer with a service and a name', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => {
      entry(stack, { hostedZone: stack.zone, domainName: 'shop.example.com' }, {});
    });
  });

  test.each<Guarantee>([
    [
      'attributes that protect it',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      {
        Scheme: 'internet-facing',
        LoadBalancerAttributes: [
          { Key: 'deletion_protection.enabled', Value: 'true' },
          { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
          { Key: 'access_logs.s3.enabled', Value: 'true' },
          { Key: 'access_logs.s3.bucket', Value: { Ref: Match.stringLikeRegexp('^EntryAccessLogs') } },
        ],
      },
    ],
    [
      'HTTPS with a modern policy',
      'AWS::ElasticLoadBalancingV2::Listener',
      {
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
        Certificates: [{ CertificateArn: certificateArn('eu-west-1') }],
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      },
    ],
    [
      'HTTP that only redirects',
      'AWS::ElasticLoadBalancingV2::Listener',
      {
        Port: 80,
        DefaultActions: [
          { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
        ],
      },
    ],
    [
      'every other request to the service',
      'AWS::ElasticLoadBalancingV2::ListenerRule',
      {
        Priority: 50000,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: { Ref: Match.stringLikeRegexp('^EntryApiTargets') } }],
      },
    ],
    [
      'a health check that sees a failure within 45 seconds',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      {
        HealthCheckProtocol: 'HTTP',
        HealthCheckPath: '/health',
        HealthCheckIntervalSeconds: 15,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 3,
        Matcher: { HttpCode: '200' },
        TargetGroupAttributes: Match.arrayWith([
          { Key: 'deregistration_delay.timeout_seconds', Value: '30' },
        ]),
      },
    ],
    [
      'the service registered',
      'AWS::ECS::Service',
      {
        LoadBalancers: [
          { ContainerPort: 8080, TargetGroupArn: { Ref: Match.stringLikeRegexp('^EntryApi') } },
        ],
      },
    ],
    [
      'logs that the load balancer may write',
      'AWS::S3::BucketPolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Allow',
              Action: 's3:PutObject',
              Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
              Resource: { 'Fn::Join': ['', [Match.anyValue(), '/AWSLogs/111111111111/*']] },
            }),
          ]),
        },
      },
    ],
    [
      'a private log bucket',
      'AWS::S3::Bucket',
      {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        LifecycleConfiguration: { Rules: [{ ExpirationInDays: 365 }] },
      },
    ],
    [
      'an alias record',
      'AWS::Route53::RecordSet',
      {
        Name: 'shop.example.com.',
        Type: 'A',
        AliasTarget: {
          DNSName: {
            'Fn::Join': ['', ['dualstack.', { 'Fn::GetAtt': [Match.stringLikeRegexp('^Entry'), 'DNSName'] }]],
          },
        },
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('stands in the public subnets of all three zones, once it may write its logs', () => {
    const [found] = Object.values(template.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
    expect(found?.Properties.Subnets).toEqual(
      [1, 2, 3].map((n) => ({ Ref: expect.stringMatching(`VpcPublicSubnet${n}Subnet`) })),
    );
    expect(found?.DependsOn).toContainEqual(expect.stringMatching('EntryAccessLogsPolicy'));
  });
});

test('needs no known region for its access logs', () => {
  const stack = new Stack(new App(), 'Agnostic');
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn('eu-west-1'));
  const vpc = new Vpc(stack, 'Vpc');
  expect(() => new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, certificate })).not.toThrow();
});

test('takes paths, timings and other policies', () => {
  const template = templateOf((stack) =>
    entry(
      stack,
      { deletionProtection: false, sslPolicy: SslPolicy.TLS13_13 },
      {
        pathPatterns: ['/api/*'],
        priority: 10,
        healthCheckPath: '/ready',
        healthCheckInterval: Duration.seconds(30),
        unhealthyThresholdCount: 2,
        deregistrationDelay: Duration.seconds(5),
      },
    ),
  );
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: Match.arrayWith([{ Key: 'deletion_protection.enabled', Value: 'false' }]),
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Priority: 10,
    Conditions: [{ PathPatternConfig: { Values: ['/api/*'] } }],
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
    HealthCheckPath: '/ready',
    HealthCheckIntervalSeconds: 30,
    UnhealthyThresholdCount: 2,
    TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '5' }]),
  });
});

const problems = 'cannot make HealthCheckedLoadBalancer Shop/Entry: ';

test.each<[string, (stack: ShopStack) => Partial<HealthCheckedLoadBalancerProps>, string]>([
  [
    'a zone without a name',
    (stack) => ({ hostedZone: stack.zone }),
    'domainName is missing, expected hostedZone and domainName together',
  ],
  [
    'a name without a zone',
    () => ({ domainName: 'shop.example.com' }),
    'hostedZone is missing, expected hostedZone and domainName together',
  ],
  [
    'a name of another zone',
    (stack) => ({ hostedZone: stack.zone, domainName: 'shop.badexample.com' }),
    'domainName is shop.badexample.com, expected a name in the hosted zone example.com',
  ],
  [
    'a certificate of CloudFront',
    (stack) => ({ certificate: Certificate.fromCertificateArn(stack, 'Edge', certificateArn('us-east-1')) }),
    'certificate is in us-east-1, expected eu-west-1',
  ],
  [
    'a certificate of another name',
    (stack) => ({
      hostedZone: stack.zone,
      domainName: 'shop.example.com',
      certificate: new RenewingCertificate(stack, 'Made', {
        hostedZone: stack.zone,
        domainName: 'example.com',
        subjectAlternativeNames: ['*.assets.example.com'],
      }).certificate,
    }),
    'domainName is shop.example.com, expected a name that the certificate covers: example.com, *.assets.example.com',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new ShopStack();
  expect(() => entry(stack, props(stack))).toThrow(new Error(problems + message));
});

test('refuses a single zone', () => {
  const message = 'the subnets lie in 1 availability zone(s), expected at least 2';
  expect(() => entry(new ShopStack('eu-west-1', 1))).toThrow(new Error(problems + message));
});

test.each<[string, Partial<LoadBalancedServiceProps>, string]>([
  ['the root', { healthCheckPath: '/' }, 'healthCheckPath is /, expected a path of its own such as /health'],
  ['no path', { healthCheckPath: 'up' }, 'healthCheckPath is up, expected a path of its own such as /health'],
  [
    'a slow check',
    { healthCheckInterval: Duration.seconds(31) },
    'healthCheckInterval times unhealthyThresholdCount is 93 seconds, expected at most 90',
  ],
  [
    'paths without a place',
    { pathPatterns: ['/api/*'] },
    'priority is missing, expected pathPatterns and priority together',
  ],
  [
    'a place without paths',
    { priority: 7 },
    'pathPatterns is missing, expected pathPatterns and priority together',
  ],
])('refuses a service with %s', (_, service, message) => {
  expect(() => entry(new ShopStack(), {}, service)).toThrow(new Error(`${problems}ApiTargets: ${message}`));
});

test('refuses a second service for all other requests', () => {
  const stack = new ShopStack();
  const balancer = entry(stack);
  const target = api(stack);
  balancer.addService('First', { target });
  const message =
    'pathPatterns is missing, expected on every service but the one that takes all other requests';
  expect(() => balancer.addService('Second', { target })).toThrow(new Error(`${problems}Second: ${message}`));
});
