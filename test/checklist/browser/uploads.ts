import type { Json, JsonObject } from '../../../lib/model/input';
import { join } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** A bucket that browsers upload to. */
export const bucket = (settings: JsonObject = {}, condition?: string): JsonObject =>
  resource(
    'S3::Bucket',
    {
      CorsConfiguration: {
        CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: ['https://app.example.com'] }],
      },
      ...settings,
    },
    condition,
  );

/** The bucket `Files`, and what is beside it. */
export const files = (settings: JsonObject = {}, others: JsonObject = {}): JsonObject => ({
  Files: bucket(settings),
  ...others,
});

export const blocked = (changes: JsonObject = {}): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
    ...changes,
  },
});

/** A policy of `Files` with these statements. */
export const policy = (...statements: Json[]): JsonObject =>
  resource('S3::BucketPolicy', {
    Bucket: ref('Files'),
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  });

export const everything: JsonObject = { Resource: [att('Files', 'Arn'), join(att('Files', 'Arn'), '/*')] };

/** A malware protection plan of a bucket. */
export const plan = (
  bucketName: Json = ref('Files'),
  settings: JsonObject = {},
  tagging: Json = { Tagging: { Status: 'ENABLED' } },
  condition?: string,
): JsonObject =>
  resource(
    'GuardDuty::MalwareProtectionPlan',
    {
      Role: 'arn:aws:iam::111111111111:role/scan',
      ProtectedResource: { S3Bucket: { BucketName: bucketName, ...settings } },
      Actions: tagging,
    },
    condition,
  );
