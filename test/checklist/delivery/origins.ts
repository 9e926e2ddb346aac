import { Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { join, nothing, off } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  arnOf,
  behavior,
  bucketOrigin,
  control,
  disabled,
  distribution,
  letsCloudFront,
  policy,
  serverOrigin,
  site,
} from './resources';
import { withOrigin, withPolicy, identity, byIdentity, letsIdentity, anybody, onlyTls } from './policies';

/** Stacks of two regions, the distribution in the first and its bucket in the second. */
const apart = (source: Json): readonly object[] => [
  {
    id: 'Edge',
    account: '111111111111',
    region: 'us-east-1',
    stackName: 'edge',
    template: {
      Resources: {
        Cdn: distribution({
          Origins: [bucketOrigin({ DomainName: 'shop-assets.s3.eu-west-1.amazonaws.com' })],
        }),
        Control: control(),
      },
      Outputs: { Id: { Value: ref('Cdn') }, Arn: { Value: arnOf('Cdn') } },
    },
  },
  {
    id: 'Data',
    account: '111111111111',
    region: 'eu-west-1',
    template: {
      Resources: {
        Assets: resource('S3::Bucket', { BucketName: 'shop-assets' }),
        Policy: policy([letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceArn': source } } })]),
      },
    },
  },
];

/** Buckets that are guarded. */
export const origins: ControlCases = {
  pass: [
    { name: 'origin access control and a policy for the distribution', resources: site() },
    {
      name: 'a bucket that is called website',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'WebsiteBucket', { websiteIndexDocument: 'index.html' });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
    },
    {
      name: 'the construct of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { enforceSSL: true });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
    },
    {
      name: 'origin access identity as the CDK makes it',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets');
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessIdentity(bucket) },
        });
      },
    },
    {
      name: 'origin access identity by its ARN, with the actions of grantRead',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Policy: policy([
          letsIdentity(
            { AWS: join('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ', ref('Identity')) },
            ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
          ),
        ]),
      }),
    },
    {
      name: 'origin access identity that somebody else made',
      resources: withOrigin(
        {
          ...byIdentity,
          S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1ABC' },
        },
        {
          Policy: policy([
            letsIdentity({ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC' }),
          ]),
        },
      ),
    },
    {
      name: 'every distribution of the account',
      resources: withPolicy(
        letsCloudFront({
          Condition: {
            StringLike: {
              'aws:sourcearn': join('arn:aws:cloudfront::', ref('AWS::AccountId'), ':distribution/*'),
            },
          },
        }),
      ),
    },
    {
      name: 'a condition on the account',
      resources: withPolicy(
        letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceAccount': ref('AWS::AccountId') } } }),
      ),
    },
    { name: 'a refusal of plain HTTP beside it', resources: withPolicy(onlyTls, letsCloudFront()) },
    {
      name: 'a refusal of uploads and statements for others',
      resources: {
        Role: resource('IAM::Role'),
        ...withPolicy(
          { ...onlyTls, Action: 's3:PutObject', Condition: nothing },
          letsIdentity({ AWS: join('arn:aws:iam::', ref('AWS::AccountId'), ':root') }, 's3:*'),
          letsIdentity({ AWS: att('Role', 'Arn') }),
          letsCloudFront({ Action: ['s3:ListBucket', 'S3:getobject'] }),
        ),
      },
    },
    {
      name: 'everybody in the network alone',
      resources: withPolicy(anybody({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), letsCloudFront()),
    },
    {
      name: 'a bucket named by hand, in another region',
      stacks: apart({ 'Fn::GetStackOutput': { StackName: 'edge', Region: 'us-east-1', OutputName: 'Arn' } }),
    },
    {
      name: 'a bucket whose name a parameter gives',
      resources: site({
        Cdn: distribution({
          Origins: [bucketOrigin({ DomainName: { 'Fn::Sub': '${Name}.s3.${AWS::Region}.amazonaws.com' } })],
        }),
        Assets: resource('S3::Bucket', { BucketName: ref('Name') }),
      }),
      parameters: { Name: { Type: 'String' } },
    },
    {
      name: 'assets on a path pattern beside servers',
      resources: site({
        Cdn: distribution({
          DefaultCacheBehavior: behavior({ CachePolicyId: disabled, TargetOriginId: 'servers' }),
          CacheBehaviors: [behavior({ PathPattern: '/static/*' })],
        }),
      }),
    },
    {
      name: 'a public bucket behind a path that caches nothing',
      resources: site({
        Cdn: distribution({
          Origins: [
            bucketOrigin(),
            { ...bucketOrigin({ DomainName: att('Open', 'DomainName') }), Id: 'open' },
          ],
          CacheBehaviors: [
            behavior({ PathPattern: '/live/*', CachePolicyId: disabled, TargetOriginId: 'open' }),
          ],
        }),
        Open: resource('S3::Bucket', { AccessControl: 'PublicRead' }),
      }),
    },
    {
      name: 'a policy that opens the bucket under a condition that is off by default',
      resources: site({ Old: policy([anybody()], ref('Assets'), 'IsProd') }),
      ...off,
    },
    {
      name: 'origins that fail over to each other',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const [primary, secondary] = ['First', 'Second'].map((id) => new Bucket(stack, id));
        new Distribution(stack, 'Cdn', {
          defaultBehavior: {
            origin: new OriginGroup({
              primaryOrigin: S3BucketOrigin.withOriginAccessControl(primary!),
              fallbackOrigin: S3BucketOrigin.withOriginAccessControl(secondary!),
            }),
          },
        });
      },
    },
  ],
  fail: [],
  unknown: [],
  notApplicable: [
    {
      name: 'an origin group that names nothing but itself',
      resources: site({
        Cdn: distribution({
          OriginGroups: {
            Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'both' }, { OriginId: 'servers' }] } }],
          },
          DefaultCacheBehavior: behavior({ TargetOriginId: 'both' }),
        }),
      }),
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'a server as origin',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new HttpOrigin('shop.example.com') } });
      },
      findings: ['notApplicable Site: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'Amplify Hosting',
      resources: { Site: resource('Amplify::App') },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'a load balancer behind a behaviour that caches',
      resources: {
        Cdn: distribution({
          Origins: [serverOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers' }),
        }),
      },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
  ],
};
