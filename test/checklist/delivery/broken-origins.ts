import { Stack } from 'aws-cdk-lib';
import { Distribution, S3OriginAccessControl, Signing } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin, S3StaticWebsiteOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ControlCases } from '../../harness/judge';
import { join, nothing, off } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { arnOf, behavior, bucketOrigin, distribution, letsCloudFront, policy, site } from './resources';
import {
  withOrigin,
  withPolicy,
  identity,
  byIdentity,
  letsIdentity,
  anybody,
  onlyTls,
  noAccess,
} from './policies';

/** Buckets that are not guarded, or refuse the distribution. */
export const brokenOrigins: ControlCases = {
  pass: [],
  fail: [
    {
      name: 'the website endpoint',
      resources: withOrigin({
        DomainName: join('shop.s3-website-eu-west-1.', ref('AWS::URLSuffix')),
        S3OriginConfig: nothing,
        CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
      }),
      findings: [
        'fail Cdn: the origin is the website endpoint of a bucket, which must be public, expected origin access control',
      ],
    },
    {
      name: 'the website endpoint as the CDK makes it',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { websiteIndexDocument: 'index.html' });
        new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new S3StaticWebsiteOrigin(bucket) } });
      },
      findings: [
        'fail Cdn9963B1AD: the origin is the website endpoint of a bucket, which must be public, ' +
          'expected origin access control',
      ],
    },
    {
      name: 'neither origin access control nor an identity',
      resources: withOrigin({ OriginAccessControlId: nothing }),
      findings: [
        'fail Cdn: the default behaviour reads its bucket as anybody could, expected origin access control',
      ],
    },
    {
      name: 'origin access control that does not sign',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const originAccessControl = new S3OriginAccessControl(stack, 'Control', { signing: Signing.NEVER });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: {
            origin: S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Assets'), {
              originAccessControl,
            }),
          },
        });
      },
      findings: ['fail Cdn9963B1AD: SigningBehavior of Control42E771B2 is never, expected always'],
    },
    {
      name: 'a bucket that an access control list opens',
      resources: site({ Assets: resource('S3::Bucket', { AccessControl: 'PublicRead' }) }),
      findings: ['fail Cdn: AccessControl of Assets is PublicRead, expected Private'],
    },
    {
      name: 'a bucket for whoever has an account of AWS',
      resources: site({ Assets: resource('S3::Bucket', { AccessControl: 'AuthenticatedRead' }) }),
      findings: ['fail Cdn: AccessControl of Assets is AuthenticatedRead, expected Private'],
    },
    {
      name: 'a bucket that a policy opens, whatever the transport',
      resources: withPolicy(
        letsCloudFront(),
        anybody({ Bool: { 'aws:SecureTransport': 'true' } }, { AWS: ['*'] }),
      ),
      findings: ['fail Cdn: Policy opens Assets to everybody, expected the distribution alone'],
    },
    {
      name: 'a bucket that a second policy opens',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { publicReadAccess: false });
        bucket.addToResourcePolicy(
          new PolicyStatement({
            actions: ['s3:GetObject'],
            principals: [new AnyPrincipal()],
            resources: [bucket.arnForObjects('*')],
          }),
        );
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
      findings: [
        'fail Cdn9963B1AD: AssetsPolicy206C37E3 opens Assets9A31D427 to everybody, expected the distribution alone',
      ],
    },
    {
      name: 'everybody but one',
      resources: withPolicy(letsCloudFront(), {
        ...anybody(nothing, nothing),
        NotPrincipal: { AWS: 'arn:aws:iam::222222222222:root' },
      }),
      findings: ['fail Cdn: Policy opens Assets to everybody, expected the distribution alone'],
    },
    {
      name: 'a policy for another distribution',
      resources: site({
        Policy: policy([
          letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceArn': arnOf('Other') } } }),
        ]),
        Other: distribution({ Enabled: false }),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    { name: 'no policy', resources: site({ Policy: resource('none') }), findings: [`fail Cdn: ${noAccess}`] },
    {
      name: 'a policy of another bucket with a similar name',
      resources: site({
        Assets: resource('S3::Bucket', { BucketName: 'shop' }),
        Policy: policy([letsCloudFront()], 'shop-logs'),
        Logs: resource('S3::Bucket', { BucketName: 'shop-logs' }),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy that names the bucket but nothing in it',
      resources: withPolicy(letsCloudFront({ Resource: att('Assets', 'Arn') })),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy that lets list but not read',
      resources: withPolicy(letsCloudFront({ Action: 's3:ListBucket' })),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy for the identity where the origin uses origin access control',
      resources: site({
        Policy: policy([letsIdentity({ CanonicalUser: att('Identity', 'S3CanonicalUserId') })]),
        Identity: identity,
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy for another identity',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Other: identity,
        Policy: policy([letsIdentity({ CanonicalUser: att('Other', 'S3CanonicalUserId') })]),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy under a condition that is off by default',
      resources: site({ Policy: policy([letsCloudFront()], ref('Assets'), 'IsProd') }),
      ...off,
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a refusal that includes the distribution',
      resources: withPolicy(letsCloudFront(), { ...onlyTls, Condition: nothing }),
      findings: [
        'fail Cdn: Policy denies the distribution to read Assets, expected a Deny that leaves it out',
      ],
    },
    {
      name: 'a spare origin that everybody can read',
      resources: site({
        Cdn: distribution({
          Origins: [
            bucketOrigin(),
            {
              ...bucketOrigin({ DomainName: att('Spare', 'DomainName') }),
              Id: 'spare',
              OriginAccessControlId: nothing,
            },
          ],
          OriginGroups: {
            Quantity: 1,
            Items: [
              {
                Id: 'both',
                Members: { Quantity: 2, Items: [{ OriginId: 'assets' }, { OriginId: 'spare' }] },
              },
            ],
          },
          DefaultCacheBehavior: behavior({ TargetOriginId: 'both' }),
        }),
        Spare: resource('S3::Bucket'),
      }),
      findings: [
        'fail Cdn: the default behaviour reads its bucket as anybody could, expected origin access control',
      ],
    },
  ],
  unknown: [],
};
