import { Lazy } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RenewingCertificate, StaticAssetsCdn, type StaticAssetsCdnProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const certificateArn = (region: string) => `arn:aws:acm:${region}:111111111111:certificate/assets`;

function cdn(stack: ShopStack, props: Partial<StaticAssetsCdnProps> = {}): StaticAssetsCdn {
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn('us-east-1'));
  const domainNames = ['assets.example.com'];
  return new StaticAssetsCdn(stack, 'Assets', { hostedZone: stack.zone, certificate, domainNames, ...props });
}

const distribution = { Ref: Match.stringLikeRegexp('^AssetsDistribution') };

describe('a CDN with nothing but its name', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => cdn(stack));
  });

  test.each<Guarantee>([
    [
      'cached, compressed and redirected to HTTPS',
      'AWS::CloudFront::Distribution',
      {
        DistributionConfig: {
          DefaultCacheBehavior: {
            CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
            Compress: true,
            ViewerProtocolPolicy: 'redirect-to-https',
            ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03',
          },
        },
      },
    ],
    [
      'its name, with a certificate and modern protocols',
      'AWS::CloudFront::Distribution',
      {
        DistributionConfig: {
          Aliases: ['assets.example.com'],
          HttpVersion: 'http2and3',
          DefaultRootObject: 'index.html',
          ViewerCertificate: {
            AcmCertificateArn: certificateArn('us-east-1'),
            MinimumProtocolVersion: 'TLSv1.2_2021',
            SslSupportMethod: 'sni-only',
          },
        },
      },
    ],
    [
      'access logs',
      'AWS::CloudFront::Distribution',
      { DistributionConfig: { Logging: { Prefix: 'distribution/', Bucket: Match.anyValue() } } },
    ],
    [
      'an origin that only this distribution can read',
      'AWS::CloudFront::Distribution',
      {
        DistributionConfig: {
          Origins: [
            {
              OriginAccessControlId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Assets'), 'Id'] },
              S3OriginConfig: { OriginAccessIdentity: '' },
            },
          ],
        },
      },
    ],
    [
      'a bucket policy for the distribution alone',
      'AWS::S3::BucketPolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: 's3:GetObject',
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Condition: {
                StringEquals: {
                  'AWS:SourceArn': { 'Fn::Join': ['', Match.arrayWith([':distribution/', distribution])] },
                },
              },
            }),
          ]),
        },
      },
    ],
    [
      'a private, versioned, encrypted bucket',
      'AWS::S3::Bucket',
      {
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.anyValue(),
        LoggingConfiguration: { LogFilePrefix: 'assets/' },
        LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 90 } }] },
      },
    ],
    [
      'an IPv4 record',
      'AWS::Route53::RecordSet',
      {
        Name: 'assets.example.com.',
        Type: 'A',
        AliasTarget: { DNSName: { 'Fn::GetAtt': [distribution.Ref, 'DomainName'] } },
      },
    ],
    [
      'an IPv6 record',
      'AWS::Route53::RecordSet',
      {
        Name: 'assets.example.com.',
        Type: 'AAAA',
        AliasTarget: { DNSName: { 'Fn::GetAtt': [distribution.Ref, 'DomainName'] } },
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('keeps its assets when the stack goes', () => {
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
  });
});

test('takes a price class and a root object, and lets a pipeline publish', () => {
  const template = templateOf((stack) => {
    const made = cdn(stack, { priceClass: PriceClass.PRICE_CLASS_100, defaultRootObject: 'home.html' });
    made.grantPublish(
      new Role(stack, 'Pipeline', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') }),
    );
  });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { PriceClass: 'PriceClass_100', DefaultRootObject: 'home.html' },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['s3:DeleteObject*', 's3:PutObject']) }),
        Match.objectLike({ Action: 'cloudfront:CreateInvalidation' }),
      ]),
    },
  });
});

const made = (domainName: string) => (stack: ShopStack) => ({
  certificate: new RenewingCertificate(stack, 'Made', { hostedZone: stack.zone, domainName }).certificate,
});
const imported = (arn: string) => (stack: ShopStack) => ({
  certificate: Certificate.fromCertificateArn(stack, 'Imported', arn),
});
const elsewhere = 'certificate is in eu-west-1, expected us-east-1';

test.each<[string, string, (stack: ShopStack) => Partial<StaticAssetsCdnProps>, string]>([
  ['no name', 'us-east-1', () => ({ domainNames: [] }), 'domainNames is empty, expected at least one name'],
  [
    'a name of another zone',
    'us-east-1',
    () => ({ domainNames: ['assets.example.com', 'example.org'] }),
    'domainNames is example.org, expected a name in the hosted zone example.com',
  ],
  ['a certificate made elsewhere', 'eu-west-1', made('*.example.com'), elsewhere],
  ['a certificate from elsewhere', 'us-east-1', imported(certificateArn('eu-west-1')), elsewhere],
  [
    'a certificate of another name',
    'us-east-1',
    made('shop.example.com'),
    'domainNames is assets.example.com, expected a name that the certificate covers: shop.example.com',
  ],
])('refuses %s', (_, region, props, message) => {
  const stack = new ShopStack(region);
  expect(() => cdn(stack, props(stack))).toThrow(
    new Error(`cannot make StaticAssetsCdn Shop/Assets: ${message}`),
  );
});

test.each<[string, (stack: ShopStack) => { readonly certificate: ICertificate }]>([
  ['of a wildcard', made('*.example.com')],
  [
    'whose ARN is known only at deployment',
    imported(Lazy.string({ produce: () => certificateArn('eu-west-1') })),
  ],
])('takes a certificate %s', (_, props) => {
  const stack = new ShopStack('us-east-1');
  expect(() => cdn(stack, props(stack))).not.toThrow();
});
