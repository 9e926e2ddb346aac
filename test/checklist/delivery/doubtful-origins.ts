import { Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { arnOf, behavior, control, distribution, letsCloudFront, policy, site } from './resources';
import {
  withOrigin,
  withPolicy,
  identity,
  byIdentity,
  letsIdentity,
  anybody,
  onlyTls,
  mayRead,
  mayOpen,
} from './policies';

const imported = 'shop-assets.s3.eu-west-1.amazonaws.com';

/** Buckets of which the templates do not tell. */
export const doubtfulOrigins: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a bucket that somebody else made',
      resources: withOrigin({ DomainName: imported }),
      findings: [
        `unknown Cdn: the bucket ${imported} is not among the templates; ` +
          'verify that it is private and lets the distribution read',
      ],
    },
    {
      name: 'a bucket imported with the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Site', { env: { account: '111111111111', region: 'eu-west-1' } });
        const bucket = Bucket.fromBucketName(stack, 'Assets', 'shop-assets');
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
      findings: [
        'unknown Cdn9963B1AD: the bucket shop-assets.s3.eu-west-1.amazonaws.com is not among the templates; ' +
          'verify that it is private and lets the distribution read',
      ],
    },
    {
      name: 'a behaviour whose origin is not there',
      resources: site({ Cdn: distribution({ DefaultCacheBehavior: behavior({ TargetOriginId: 'gone' }) }) }),
      findings: ['unknown Cdn: the origin of the default behaviour is not known'],
    },
    {
      name: 'a condition that decides whether a bucket or a server answers',
      resources: withOrigin({
        DomainName: choose('IsProd', att('Assets', 'DomainName'), 'shop.example.com'),
      }),
      ...undecided,
      findings: [`unknown Cdn: the origin of the default behaviour is not known (${stageUnknown})`],
    },
    {
      name: 'a condition that decides who signs',
      resources: withOrigin({ OriginAccessControlId: choose('IsProd', att('Control', 'Id'), nothing) }),
      ...undecided,
      findings: [
        `unknown Cdn: whether the default behaviour signs its requests is not known (${stageUnknown})`,
      ],
    },
    {
      name: 'signing that a parameter decides',
      resources: site({ Control: control({ SigningBehavior: ref('Signing') }) }),
      parameters: { Signing: { Type: 'String', AllowedValues: ['always', 'never'] } },
      findings: [
        'unknown Cdn: SigningBehavior of Control is not known ' +
          '(parameter Signing of Stack1 has no default and was given no value), expected always',
      ],
    },
    {
      name: 'an access control list that a condition decides',
      resources: site({
        Assets: resource('S3::Bucket', { AccessControl: choose('IsProd', 'Private', 'PublicRead') }),
      }),
      ...undecided,
      findings: [`unknown Cdn: AccessControl of Assets is not known (${stageUnknown}), expected Private`],
    },
    {
      name: 'a policy that a condition may switch off',
      resources: site({ Policy: policy([letsCloudFront()], ref('Assets'), 'IsProd') }),
      ...undecided,
      findings: [`unknown Cdn: ${mayRead} (${stageUnknown})`],
    },
    {
      name: 'a statement that may open the bucket',
      resources: withPolicy(letsCloudFront(), choose('IsProd', nothing, anybody())),
      ...undecided,
      findings: [`unknown Cdn: ${mayOpen} (${stageUnknown})`],
    },
    {
      name: 'everybody who sends a certain header',
      resources: withPolicy(letsCloudFront(), anybody({ StringEquals: { 'aws:Referer': 'secret' } })),
      findings: [`unknown Cdn: ${mayOpen} (it depends on aws:referer)`],
    },
    {
      name: 'a distribution written by its id',
      resources: withPolicy(
        letsCloudFront({
          Condition: {
            StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111111111111:distribution/E1ABC' },
          },
        }),
      ),
      findings: [`unknown Cdn: ${mayRead} (E1ABC is not among the templates)`],
    },
    {
      name: 'a condition that compares the other way round',
      resources: withPolicy(
        letsCloudFront({ Condition: { StringNotEquals: { 'AWS:SourceArn': arnOf('Cdn') } } }),
      ),
      findings: [`unknown Cdn: ${mayRead} (it depends on aws:sourcearn)`],
    },
    {
      name: 'a canonical user that a parameter gives',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Policy: policy([letsIdentity({ CanonicalUser: ref('Reader') })]),
      }),
      parameters: { Reader: { Type: 'String' } },
      findings: [
        `unknown Cdn: ${mayRead} (parameter Reader of Stack1 has no default and was given no value)`,
      ],
    },
    {
      name: 'a refusal under a condition',
      resources: withPolicy(letsCloudFront(), {
        ...onlyTls,
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
      findings: [
        'unknown Cdn: whether Policy denies the distribution to read Assets is not known (it denies under a condition)',
      ],
    },
    {
      name: 'a policy of a bucket that is not known',
      resources: site({ Policy: policy([letsCloudFront()], ref('Name')) }),
      parameters: { Name: { Type: 'String' } },
      findings: [`unknown Cdn: ${mayRead} (parameter Name of Stack1 has no default and was given no value)`],
    },
  ],
};
