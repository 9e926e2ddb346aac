import type { Json, JsonObject } from '../../../lib/model/input';
import { join, nothing } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { bucketOrigin, distribution, policy, site } from './resources';

/** The site whose one origin has these settings. */
export const withOrigin = (settings: JsonObject, changes: JsonObject = {}): JsonObject =>
  site({ Cdn: distribution({ Origins: [bucketOrigin(settings)] }), ...changes });

/** The site whose bucket has these statements. */
export const withPolicy = (...statements: Json[]): JsonObject => site({ Policy: policy(statements) });

export const identity = resource('CloudFront::CloudFrontOriginAccessIdentity');

export const byIdentity: JsonObject = {
  OriginAccessControlId: nothing,
  S3OriginConfig: { OriginAccessIdentity: join('origin-access-identity/cloudfront/', ref('Identity')) },
};

export const letsIdentity = (principal: Json, action: Json = 's3:GetObject'): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: join(att('Assets', 'Arn'), '/*'),
});

export const anybody = (condition: Json = nothing, principal: Json = '*'): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:GetObject',
  Resource: join(att('Assets', 'Arn'), '/*'),
  Condition: condition,
});

export const onlyTls: JsonObject = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [att('Assets', 'Arn'), join(att('Assets', 'Arn'), '/*')],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

export const noAccess = 'no bucket policy lets the distribution read Assets, expected one that does';

export const mayRead = 'whether Policy lets the distribution read Assets is not known';

export const mayOpen = 'whether Policy opens Assets to everybody is not known';
