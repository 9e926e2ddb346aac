import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, known, show, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isStated, optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';
import { allOf } from '../possible';
import { isTrue, test } from '../reading';
import type { Workload } from '../workload';

const bucketTypes = ['AWS::S3::Bucket'];

/** Every bucket of the environment. */
export function buckets({ environment }: Workload): Candidates {
  return candidates(environment, 'bucket', environment.of(...bucketTypes), bucketTypes);
}

/** What a rule of a lifecycle can put an end to, and the members that say so. */
const ends = {
  objects: ['ExpirationInDays', 'ExpirationDate'],
  'noncurrent versions': ['NoncurrentVersionExpiration', 'NoncurrentVersionExpirationInDays'],
} as const;

type Kept = keyof typeof ends;

/**
 * Whether a bucket does not keep for ever what nobody needs any more; undefined where it holds published content alone,
 * which a deployment replaces and age does not. With versions, what is deleted or expires lives on until its version
 * expires too, so an expiration of objects alone ends nothing.
 */
export function limitsRetention(bucket: Resource): Answer | undefined {
  const versioned = isVersioned(bucket);
  const ages = and([not(isPublished(bucket)), or([not(versioned), receivesLogs(bucket)])]);
  const kept: readonly (readonly [Kept, Tri])[] = [
    ['objects', ages],
    ['noncurrent versions', versioned],
  ];
  const asked = kept.filter(([, certain]) => certain !== false);
  if (asked.length === 0) return undefined;
  return allOf(asked.map(([what, certain]) => ({ certain, answer: expires(bucket, what) })));
}

function isVersioned(bucket: Resource): Tri {
  return or([
    test(bucket.read('VersioningConfiguration.Status'), 'Off', (status) => status !== 'Off'),
    test(bucket.read('ObjectLockEnabled'), false, isTrue),
  ]);
}

const lifecyclePath = 'LifecycleConfiguration';

/** Whether the lifecycle of a bucket puts an end to something, wherever in the bucket it lies. */
function expires(bucket: Resource, what: Kept): Answer {
  const proof = cite(bucket, lifecyclePath);
  const rules = bucket
    .each(`${lifecyclePath}.Rules.*`)
    .flatMap(optionsOf)
    .map(({ option, certain }) => ({
      part: partOf(option),
      ends: and([
        certain,
        test(member(option, 'Status'), 'Disabled', (status) => status === 'Enabled'),
        or(ends[what].map((name) => isStated(member(option, name)))),
      ]),
    }));
  if (rules.some((rule) => rule.ends === true && rule.part === undefined))
    return yes(`its lifecycle ends ${what}`, proof);
  const parts = rules.flatMap((rule) => (rule.ends !== false && rule.part !== undefined ? [rule.part] : []));
  const doubt = rules.map((rule) => rule.ends).find(isUndecided);
  if (doubt) return unknown(`whether its lifecycle ends ${what} is not known (${doubt.why})`, proof);
  if (parts.length > 0) {
    const seen = `its lifecycle ends ${what} only where ${parts.join(' or ')}`;
    return unknown(`${seen}; verify that it holds nothing else`, proof);
  }
  return no(`no rule of its lifecycle ends ${what}, expected one`, proof);
}

/** The part of the bucket that a rule is about; undefined where it is about all of it. */
function partOf(rule: Value): string | undefined {
  const prefix = member(rule, 'Prefix');
  if (prefix.kind !== 'absent' && keyOf(prefix) !== '') return `the key begins with ${show(prefix)}`;
  if (itemsOf(member(rule, 'TagFilters')).length > 0) return 'an object is tagged';
  const sizes = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'].map((name) => member(rule, name));
  return sizes.some(({ kind }) => kind !== 'absent') ? 'an object has a certain size' : undefined;
}

/** Where services write logs to, which end by their age and by nothing else. */
const logs = [
  ['AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket'],
  ['AWS::CloudTrail::Trail', 'S3BucketName'],
  ['AWS::EC2::FlowLog', 'LogDestination'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes.*.Value'],
  ['AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName'],
  ['AWS::WAFv2::LoggingConfiguration', 'LogDestinationConfigs'],
] as const;

function receivesLogs(bucket: Resource): Tri {
  const { environment } = bucket.stack;
  const senders = logs.flatMap(([type, path]) => environment.links(type, path).to(bucket));
  const granted = test(bucket.read('AccessControl'), 'Private', (acl) => acl === 'LogDeliveryWrite');
  return or([granted, ...senders.map(({ certain }) => certain)]);
}

/** Whether what a bucket holds is put there by deployments, for everybody to read. */
function isPublished(bucket: Resource): Tri {
  return or([
    isStated(bucket.read('WebsiteConfiguration')),
    isFilledByDeployment(bucket),
    origins(bucket.stack.environment).get(bucket) ?? false,
  ]);
}

/** Whether a deployment of the CDK puts files into a bucket. */
export function isFilledByDeployment(bucket: Resource): Tri {
  const { environment } = bucket.stack;
  const links = environment.links('Custom::CDKBucketDeployment', 'DestinationBucketName').to(bucket);
  return or(links.map(({ certain }) => certain));
}

/** The buckets that distributions deliver from. */
const origins = perEnvironment((environment) => {
  const found = new Map<Resource, Tri>();
  for (const distribution of environment.of('AWS::CloudFront::Distribution')) {
    for (const domain of distribution.each('DistributionConfig.Origins.*.DomainName')) {
      const certain = domain.kind === 'choice' ? new Undecided(domain.why) : true;
      for (const bucket of bucketsIn(domain, distribution)) {
        found.set(bucket, or([found.get(bucket) ?? false, and([certain, distribution.exists])]));
      }
    }
  }
  return found;
});

function bucketsIn(domain: Value, { stack }: Resource): readonly Resource[] {
  const name = /^(.+?)\.s3[.-]/.exec(keyOf(domain) ?? '')?.[1];
  return name === undefined || domain.kind !== 'known'
    ? resourcesIn(domain)
    : targetOf(known(name), stack).resources;
}
