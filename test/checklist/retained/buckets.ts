import { Duration, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, notGiven, off, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';

export function bucket(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('S3::Bucket', properties, condition);
}

const rules = (...list: readonly Json[]): JsonObject => ({ LifecycleConfiguration: { Rules: [...list] } });
const rule = (members: JsonObject): JsonObject => ({ Status: 'Enabled', ...members });

const versioned = { VersioningConfiguration: { Status: 'Enabled' } };
const days = { ExpirationInDays: 365 };
const versions = { NoncurrentVersionExpiration: { NoncurrentDays: 90 } };
const uploads = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } };

/** A distribution that delivers from a domain. */
const delivering = (domain: Json): JsonObject =>
  resource('CloudFront::Distribution', { DistributionConfig: { Origins: [{ DomainName: domain }] } });

/** A bucket that writes access logs to `Logs`. */
const logging = bucket({
  ...rules(rule(days)),
  LoggingConfiguration: { DestinationBucketName: ref('Logs') },
});

const noObjects = 'no rule of its lifecycle ends objects, expected one';
const noVersions = 'no rule of its lifecycle ends noncurrent versions, expected one';

export const lifecycles: ControlCases = {
  pass: [
    { name: 'objects expire', resources: { Data: bucket(rules(rule(days))) } },
    {
      name: 'objects expire on a date',
      resources: { Data: bucket(rules(rule({ ExpirationDate: '2030-01-01' }))) },
    },
    {
      name: 'an empty prefix, which is everything',
      resources: { Data: bucket(rules(rule({ ...days, Prefix: '' }))) },
    },
    { name: 'versions expire', resources: { Data: bucket({ ...versioned, ...rules(rule(versions)) }) } },
    {
      name: 'versions expire, as it used to be written',
      resources: {
        Data: bucket({ ...versioned, ...rules(rule({ NoncurrentVersionExpirationInDays: 30 })) }),
      },
    },
    {
      name: 'a log bucket with versions ends both, by two rules',
      resources: {
        Site: logging,
        Logs: bucket({ ...versioned, ...rules(rule(days), rule(versions)) }),
      },
    },
    {
      name: 'either number of days',
      resources: { Data: bucket(rules(rule({ ExpirationInDays: choose('IsProd', 365, 7) }))) },
      ...undecided,
    },
    {
      name: 'versions that may be kept, and end like the objects',
      resources: {
        Data: bucket({
          VersioningConfiguration: choose('IsProd', { Status: 'Enabled' }, nothing),
          ...rules(rule({ ...days, ...versions })),
        }),
      },
      ...undecided,
    },
    {
      name: 'versions of published content, by the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Edge');
        const assets = new Bucket(stack, 'Assets', {
          versioned: true,
          lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
        });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(assets) },
        });
      },
    },
    {
      name: 'published content is not asked to age, a bucket beside it is',
      resources: {
        Assets: bucket(),
        Cdn: delivering(att('Assets', 'RegionalDomainName')),
        Data: bucket(rules(rule(days))),
      },
    },
  ],
  fail: [
    { name: 'no lifecycle', resources: { Data: bucket() }, findings: [`fail Data: ${noObjects}`] },
    {
      name: 'a rule that is switched off',
      resources: { Data: bucket(rules({ ...days, Status: 'Disabled' })) },
      findings: [`fail Data: ${noObjects}`],
    },
    {
      name: 'uploads that end, objects that move',
      resources: {
        Data: bucket(
          rules(rule(uploads), rule({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] })),
        ),
      },
      findings: [`fail Data: ${noObjects}`],
    },
    {
      name: 'versions of a bucket that keeps none',
      resources: { Data: bucket(rules(rule(versions))) },
      findings: [`fail Data: ${noObjects}`],
    },
    {
      name: 'objects of a bucket that keeps their versions',
      resources: { Data: bucket({ ...versioned, ...rules(rule(days)) }) },
      findings: [`fail Data: ${noVersions}`],
    },
    {
      name: 'versions that were kept once',
      resources: { Data: bucket({ VersioningConfiguration: { Status: 'Suspended' }, ...rules(rule(days)) }) },
      findings: [`fail Data: ${noVersions}`],
    },
    {
      name: 'a lock, which keeps versions',
      resources: { Data: bucket({ ObjectLockEnabled: true, ...rules(rule(days)) }) },
      findings: [`fail Data: ${noVersions}`],
    },
    {
      name: 'markers of deleted objects alone',
      resources: { Data: bucket({ ...versioned, ...rules(rule({ ExpiredObjectDeleteMarker: true })) }) },
      findings: [`fail Data: ${noVersions}`],
    },
    {
      name: 'logs of a bucket with versions',
      resources: { Site: logging, Logs: bucket({ ...versioned, ...rules(rule(versions)) }) },
      findings: ['pass Site: its lifecycle ends objects', `fail Logs: ${noObjects}`],
    },
    {
      name: 'logs of a load balancer',
      resources: {
        Alb: balancer({ LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: ref('Logs') }] }),
        Logs: bucket({ ...versioned, ...rules(rule(versions)) }),
      },
      findings: [`fail Logs: ${noObjects}`],
    },
    {
      name: 'logs that are delivered by a canned list',
      resources: {
        Logs: bucket({ AccessControl: 'LogDeliveryWrite', ...versioned, ...rules(rule(versions)) }),
      },
      findings: [`fail Logs: ${noObjects}`],
    },
    {
      name: 'versions of published content',
      resources: { Assets: bucket(versioned), Cdn: delivering(join(ref('Assets'), '.s3.amazonaws.com')) },
      findings: [`fail Assets: ${noVersions}`],
    },
    {
      name: 'a distribution that is switched off',
      resources: {
        Assets: bucket(),
        Cdn: { ...delivering(att('Assets', 'RegionalDomainName')), Condition: 'IsProd' },
      },
      ...off,
      findings: [`fail Assets: ${noObjects}`],
    },
  ],
  unknown: [
    {
      name: 'a rule for a part',
      resources: { Data: bucket(rules(rule({ ...days, Prefix: 'logs/' }))) },
      findings: [
        'unknown Data: its lifecycle ends objects only where the key begins with logs/; verify that it holds nothing else',
      ],
    },
    {
      name: 'rules for what is tagged, or small',
      resources: {
        Data: bucket(
          rules(
            rule({ ...days, TagFilters: [{ Key: 'temporary', Value: 'yes' }] }),
            rule({ ...days, ObjectSizeLessThan: 1024 }),
          ),
        ),
      },
      findings: [
        'unknown Data: its lifecycle ends objects only where an object is tagged or an object has a certain size; verify that it holds nothing else',
      ],
    },
    {
      name: 'a rule that may be switched off',
      resources: { Data: bucket(rules({ ...days, Status: ref('Status') })) },
      parameters: { Status: { Type: 'String' } },
      findings: [`unknown Data: whether its lifecycle ends objects is not known (${notGiven('Status')})`],
    },
    {
      name: 'a lifecycle that may not be there',
      resources: {
        Data: bucket({ LifecycleConfiguration: choose('IsProd', { Rules: [rule(days)] }, nothing) }),
      },
      ...undecided,
      findings: [`unknown Data: whether its lifecycle ends objects is not known (${stageUnknown})`],
    },
    {
      name: 'versions that may be kept',
      resources: {
        Data: bucket({
          VersioningConfiguration: choose('IsProd', { Status: 'Enabled' }, nothing),
          ...rules(rule(days)),
        }),
      },
      ...undecided,
      findings: [`unknown Data: ${stageUnknown}: ${noVersions}`],
    },
    {
      name: 'a bucket that may not be there',
      resources: { Data: bucket({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Data: ${stageUnknown}: ${noObjects}`],
    },
    {
      name: 'a distribution that may not be there',
      resources: {
        Assets: bucket(),
        Cdn: { ...delivering(att('Assets', 'RegionalDomainName')), Condition: 'IsProd' },
      },
      ...undecided,
      findings: [`unknown Assets: ${stageUnknown}: ${noObjects}`],
    },
  ],
  notApplicable: [
    {
      name: 'no bucket',
      resources: { Queue: resource('SQS::Queue') },
      findings: ['notApplicable Stack1: no bucket to judge'],
    },
    {
      name: 'a website',
      resources: { Site: bucket({ WebsiteConfiguration: { IndexDocument: 'index.html' } }) },
      findings: ['notApplicable Stack1: it does not arise for the bucket of this workload'],
    },
    {
      name: 'files of a deployment of the CDK',
      resources: {
        Site: bucket(),
        Files: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: ref('Site') } },
      },
      findings: ['notApplicable Stack1: it does not arise for the bucket of this workload'],
    },
    {
      name: 'an origin that is named by hand',
      resources: { Site: bucket({ BucketName: 'shop' }), Cdn: delivering('shop.s3.eu-west-1.amazonaws.com') },
      findings: ['notApplicable Stack1: it does not arise for the bucket of this workload'],
    },
  ],
};
