import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { attribute, keyOf, partsOf, show, textOf, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { test } from '../reading';
import { distributionReads, isOpenToEverybody, type Reader } from './bucket-policy';
import { judgeAssets, type Behavior } from './distributions';

const bucketType = 'AWS::S3::Bucket';

/** Whether the buckets behind a distribution can be read through it, and through it alone. */
export function guardsItsBuckets(delivery: Resource): Answer | undefined {
  return judgeAssets(delivery, (behavior) => {
    const proof = cite(behavior.distribution, behavior.path);
    if (behavior.origins.length === 0)
      return unknown(`the origin of the ${behavior.name} behaviour is not known`, proof);
    const answers = behavior.origins.flatMap(({ option, certain }) => {
      const answer = guardsOrigin(behavior, option);
      return answer ? [given(certain, answer)] : [];
    });
    return answers.length > 0 ? all(answers) : undefined;
  });
}

/** The bucket that an origin takes its content from, by its REST or its website endpoint. */
export interface Source {
  /** Undefined where the templates do not make it. */
  readonly bucket?: Resource;
  readonly website: boolean;
}

const websiteEndpoint = /[.]s3-website[.-]/;

/** The bucket behind an origin; undefined where the origin is a server. */
export function sourceOf(origin: Value, behavior: Behavior): Source | undefined {
  const domain = member(origin, 'DomainName');
  const text = keyOf(domain) ?? '';
  for (const part of partsOf(domain) ?? []) {
    if (typeof part === 'object' && part.kind === 'attribute' && part.resource.type === bucketType)
      return { bucket: part.resource, website: websiteEndpoint.test(text) || isWebsite(text, part.resource) };
  }
  const host = behavior.distribution.stack.environment
    .of(bucketType)
    .find((bucket) => isWebsite(text, bucket));
  if (host || websiteEndpoint.test(text)) return { bucket: host, website: true };
  const isBucket =
    member(origin, 'S3OriginConfig').kind !== 'absent' || /\.s3([.-][a-z0-9-]+)*\.amazonaws\./.test(text);
  return isBucket ? { bucket: bucketNamed(domain, behavior), website: false } : undefined;
}

/** What is cut out of the URL of a bucket's website keeps the key of that URL. */
function isWebsite(text: string, bucket: Resource): boolean {
  return text.includes(keyOf(attribute(bucket, 'WebsiteURL'))!);
}

/** The bucket of the templates whose name, given by hand, begins the domain of an origin. */
function bucketNamed(domain: Value, { distribution }: Behavior): Resource | undefined {
  const [head] = partsOf(domain) ?? [];
  const part = typeof head === 'string' ? /^(.+?)\.s3[.-]/.exec(head)?.[1] : head;
  if (part === undefined) return undefined;
  const name = keyOf(textOf([part]));
  const { environment } = distribution.stack;
  return environment.of(bucketType).find((bucket) => keyOf(bucket.read('BucketName')) === name);
}

function guardsOrigin(behavior: Behavior, origin: Value): Answer | undefined {
  const proof = cite(behavior.distribution, 'DistributionConfig.Origins');
  const domain = member(origin, 'DomainName');
  if (domain.kind === 'choice')
    return unknown(`the origin of the ${behavior.name} behaviour is not known (${domain.why})`, proof);
  const source = sourceOf(origin, behavior);
  if (!source) return undefined;
  if (source.website) {
    return no(
      'the origin is the website endpoint of a bucket, which must be public, expected origin access control',
      proof,
    );
  }
  const reader = readerOf(behavior, origin);
  if (!isReader(reader)) return reader;
  const { bucket } = source;
  if (!bucket) {
    const seen = `the bucket ${show(domain)} is not among the templates`;
    return unknown(`${seen}; verify that it is private and lets the distribution read`, proof);
  }
  return all([
    yes('the origin signs its requests', proof),
    isPrivate(bucket),
    distributionReads(bucket, reader),
  ]);
}

function isReader(found: Reader | Answer): found is Reader {
  return 'distribution' in found;
}

/** How an origin shows who it is: by origin access control, or by the identity that preceded it. */
function readerOf({ distribution, name }: Behavior, origin: Value): Reader | Answer {
  const proof = cite(distribution, 'DistributionConfig.Origins');
  const control = member(origin, 'OriginAccessControlId');
  const identity = member(member(origin, 'S3OriginConfig'), 'OriginAccessIdentity');
  for (const value of [control, identity]) {
    if (value.kind === 'choice')
      return unknown(`whether the ${name} behaviour signs its requests is not known (${value.why})`, proof);
  }
  if (isGiven(control)) return signs(distribution, control) ?? { distribution };
  if (isGiven(identity)) return { distribution, identity };
  return no(`the ${name} behaviour reads its bucket as anybody could, expected origin access control`, proof);
}

function isGiven(value: Value): boolean {
  return value.kind !== 'absent' && keyOf(value) !== '';
}

/** What is wrong with an origin access control; undefined where it signs requests, or lies outside the templates. */
function signs(distribution: Resource, id: Value): Answer | undefined {
  const control = targetOf(id, distribution.stack).resources[0];
  if (!control) return undefined;
  const path = 'OriginAccessControlConfig.SigningBehavior';
  const behavior = control.read(path);
  const truth = test(behavior, 'always', (value) => value !== 'never');
  const expected = 'expected always';
  if (truth === false)
    return no(`SigningBehavior of ${control.logicalId} is never, ${expected}`, cite(control, path));
  if (truth === true) return undefined;
  return unknown(
    `SigningBehavior of ${control.logicalId} is not known (${truth.why}), ${expected}`,
    cite(control, path),
  );
}

const publicAcls: readonly unknown[] = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead'];

/** Whether neither an access control list nor a policy opens a bucket to everybody. */
function isPrivate(bucket: Resource): Answer {
  const acl = bucket.read('AccessControl');
  const open = test(acl, 'Private', (value) => publicAcls.includes(value));
  const proof = cite(bucket, 'AccessControl', acl);
  const name = bucket.logicalId;
  if (open === true) return no(`AccessControl of ${name} is ${show(acl)}, expected Private`, proof);
  const opened = isOpenToEverybody(bucket);
  if (isUndecided(open) && opened.is === 'no')
    return unknown(`AccessControl of ${name} is not known (${open.why}), expected Private`, proof);
  switch (opened.is) {
    case 'yes':
      return no(`${opened.message}, expected the distribution alone`, ...opened.evidence);
    case 'unknown':
      return opened;
    case 'no':
      return yes(`${name} is private`, present(bucket));
  }
}
