import type { Environment } from '../../model/environment';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided } from '../../model/tri';
import { show } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isOpenToEverybody } from '../cdn/bucket-policy';
import { eitherWay } from '../either-way';
import { finding, type Judgement } from '../finding';
import { named } from '../network/balancing';
import { isOn, isTrue, property, test } from '../reading';
import type { Workload } from '../workload';
import { recordsChanges } from './selectors';

const trailType = 'AWS::CloudTrail::Trail';
const lakeType = 'AWS::CloudTrail::EventDataStore';
const bucketProperty = 'S3BucketName';

/** The trails of CloudTrail. */
export function trails(environment: Environment): Candidates {
  return candidates(environment, 'trail', environment.of(trailType), [trailType]);
}

/** Whether one trail at least records all changes in the account. Without one it may be that of the organization. */
export function keepsTrail({ environment }: Workload): Judgement {
  const found = trails(environment);
  if (found.resources.length === 0) return withoutTrail(environment, found);
  const findings = found.resources.map((trail) => finding(trail, given(trail.exists, isComplete(trail))));
  const best = (['pass', 'unknown', 'fail'] as const)
    .map((outcome) => findings.filter((one) => one.outcome === outcome))
    .find((some) => some.length > 0);
  return { findings: best ?? [], examined: findings.length };
}

function withoutTrail(environment: Environment, { subject, switchedOff }: Candidates): Judgement {
  const [lake] = environment.of(lakeType);
  const missing = `no trail is in the templates${switchedOff}`;
  const beside = lake
    ? ` but the event data store ${lake.logicalId}, which new accounts cannot make any more`
    : '';
  const verify = 'verify in the account that a trail of it or of the organization records all regions';
  const answer = unknown(`${missing}${beside}; ${verify}`, ...(lake ? [present(lake)] : []));
  return { findings: [finding(subject, answer)], examined: 0 };
}

function isComplete(trail: Resource): Answer {
  return all([
    isOn(trail, 'IsMultiRegionTrail', false),
    isOn(trail, 'IsLogging', false),
    isOn(trail, 'EnableLogFileValidation', false),
    recordsChanges(trail),
    keepsItPrivate(trail),
  ]);
}

/** Whether nobody but those with permissions can read what a trail records. */
function keepsItPrivate(trail: Resource): Answer {
  return ofBucket(trail, 'private', (bucket) => {
    const acl = property(bucket, 'AccessControl', {
      expected: 'a private one',
      otherwise: 'Private',
      holds: (name) => !String(name).startsWith('Public'),
    });
    if (acl.is !== 'yes') return named(bucket, acl);
    const open = isOpenToEverybody(bucket);
    if (open.is === 'yes') return no(`${open.message}, expected a private bucket`, ...open.evidence);
    if (open.is === 'unknown') return open;
    return yes(`${bucket.logicalId} is private`, cite(trail, bucketProperty), present(bucket));
  });
}

/** Whether the bucket of a trail keeps what somebody overwrites or deletes. */
export function resistsTampering(trail: Resource): Answer {
  return ofBucket(trail, 'versioned or locked', (bucket) => {
    const locked = test(bucket.read('ObjectLockEnabled'), false, isTrue);
    const versioned = test(bucket.read(versioning), 'Suspended', (status) => status === 'Enabled');
    const keeps = or([locked, versioned]);
    const name = bucket.logicalId;
    const proof = cite(bucket, locked === true ? 'ObjectLockEnabled' : versioning);
    if (keeps === true) return yes(`${name} is ${locked === true ? 'locked' : 'versioned'}`, proof);
    const expected = 'expected versions or an object lock';
    if (isUndecided(keeps))
      return unknown(`whether ${name} keeps versions is not known (${keeps.why}), ${expected}`, proof);
    return no(`${name} keeps no versions, ${expected}`, proof);
  });
}

const versioning = 'VersioningConfiguration.Status';

function ofBucket(trail: Resource, quality: string, question: (bucket: Resource) => Answer): Answer {
  return eitherWay(trail.read(bucketProperty), (name) => {
    const { resources, open } = targetOf(name, trail.stack);
    const bucket = resources.find(({ type }) => type === 'AWS::S3::Bucket');
    if (bucket)
      return given(and([bucket.exists, open === undefined || new Undecided(open)]), question(bucket));
    const missing = `bucket ${show(name)} is not in the templates; verify that it is ${quality}`;
    return unknown(missing, cite(trail, bucketProperty));
  });
}
