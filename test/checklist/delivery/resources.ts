import type { Json, JsonObject } from '../../../lib/model/input';
import { join } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** Managed cache policies of CloudFront. */
export const optimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
export const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
export const asOriginSays = '83da9c7e-98b4-4e11-a168-04f0df8e2c65';

/** A behaviour that does everything right. */
export function behavior(settings: JsonObject = {}): JsonObject {
  return {
    TargetOriginId: 'assets',
    ViewerProtocolPolicy: 'redirect-to-https',
    CachePolicyId: optimized,
    Compress: true,
    ...settings,
  };
}

export function distribution(config: JsonObject = {}, condition?: string): JsonObject {
  const origins = [bucketOrigin(), serverOrigin];
  return resource(
    'CloudFront::Distribution',
    { DistributionConfig: { Enabled: true, Origins: origins, DefaultCacheBehavior: behavior(), ...config } },
    condition,
  );
}

/** An origin that reads the bucket `Assets` with origin access control. */
export function bucketOrigin(settings: JsonObject = {}): JsonObject {
  return {
    Id: 'assets',
    DomainName: att('Assets', 'RegionalDomainName'),
    OriginAccessControlId: att('Control', 'Id'),
    S3OriginConfig: { OriginAccessIdentity: '' },
    ...settings,
  };
}

/** An origin in front of a load balancer. */
export const serverOrigin: JsonObject = {
  Id: 'servers',
  DomainName: att('Balancer', 'DNSName'),
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
};

export function control(settings: JsonObject = {}): JsonObject {
  return resource('CloudFront::OriginAccessControl', {
    OriginAccessControlConfig: {
      Name: 'assets',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
      ...settings,
    },
  });
}

/** A statement that lets CloudFront read the objects of `Assets` for `Cdn`. */
export function letsCloudFront(settings: JsonObject = {}): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: 's3:GetObject',
    Resource: join(att('Assets', 'Arn'), '/*'),
    Condition: { StringEquals: { 'AWS:SourceArn': arnOf('Cdn') } },
    ...settings,
  };
}

export function arnOf(name: string): JsonObject {
  return join(
    'arn:',
    ref('AWS::Partition'),
    ':cloudfront::',
    ref('AWS::AccountId'),
    ':distribution/',
    ref(name),
  );
}

export function policy(statements: Json, bucket: Json = ref('Assets'), condition?: string): JsonObject {
  const document = { Version: '2012-10-17', Statement: statements };
  return resource('S3::BucketPolicy', { Bucket: bucket, PolicyDocument: document }, condition);
}

/** A distribution in front of a private bucket, wired as it should be; `changes` replace or add resources. */
export function site(changes: JsonObject = {}): JsonObject {
  return {
    Cdn: distribution(),
    Assets: resource('S3::Bucket'),
    Control: control(),
    Policy: policy([letsCloudFront()]),
    ...changes,
  };
}

/** A distribution whose default behaviour has these settings, the others as they should be. */
export const cdn = (settings: JsonObject, config: JsonObject = {}, condition?: string): JsonObject =>
  distribution({ DefaultCacheBehavior: behavior(settings), ...config }, condition);

export const api = cdn({ CachePolicyId: disabled, TargetOriginId: 'servers' });
