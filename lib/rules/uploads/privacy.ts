import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, type Value } from '../../model/value';
import { all, any, cite, no, present, unknown, yes, type Answer } from '../answer';
import { isOpenToEverybody, statementsAbout } from '../cdn/bucket-policy';
import { eitherWay } from '../either-way';
import { conditionsOf, coversAction, has, isEverybody } from '../policies/statements';
import { isTrue, property, test } from '../reading';

const block = 'PublicAccessBlockConfiguration';
const switches = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
const publicAcls: readonly unknown[] = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead'];

/** Whether nobody reaches a bucket without permissions of their own: S3 blocks it, and neither ACL nor policy grants it. */
export function isClosed(bucket: Resource): Answer {
  const blocked = blocksPublicAccess(bucket);
  const acl = property(bucket, 'AccessControl', {
    expected: 'Private',
    otherwise: 'Private',
    holds: (value) => !publicAcls.includes(value),
  });
  // S3 refuses a public policy where it blocks public access, whatever the doubts about its conditions.
  const open = isOpenToEverybody(bucket, blocked.is === 'yes');
  if (open.is === 'yes') return all([blocked, acl, no(`${open.message}, expected nobody`, ...open.evidence)]);
  return all(open.is === 'unknown' ? [blocked, acl, open] : [blocked, acl]);
}

/** New buckets block all public access; once a configuration is stated, what it leaves out is off. */
function blocksPublicAccess(bucket: Resource): Answer {
  return eitherWay(bucket.read(block), (config) => {
    if (config.kind === 'absent') return yes(`${block} is not set and so all on`, present(bucket));
    return all(switches.map((name) => isSwitchedOn(bucket, name, member(config, name))));
  });
}

function isSwitchedOn(bucket: Resource, name: string, value: Value): Answer {
  const on = test(value, false, isTrue);
  const proof = cite(bucket, `${block}.${name}`, value);
  if (on === true) return yes(`${name} is true`, proof);
  return on === false
    ? no(`${name} is ${value.kind === 'absent' ? 'not set and so false' : 'false'}, expected true`, proof)
    : unknown(`${name} is not known (${on.why}), expected true`, proof);
}

/** Whether a policy denies everybody to reach a bucket over plain HTTP. */
export function refusesPlainHttp(bucket: Resource): Answer {
  const answers = statementsAbout(bucket).map(({ policy, certain, body }): Answer => {
    const denies = and([
      certain,
      has(body, 'Effect', 'Deny'),
      coversAction(body, 's3:putobject'),
      isEverybody(body),
      isPlainHttp(body),
    ]);
    const proof = cite(policy, 'PolicyDocument');
    const seen = `${policy.logicalId} denies plain HTTP`;
    if (denies === true) return yes(seen, proof);
    return isUndecided(denies) ? unknown(`whether ${seen} is not known (${denies.why})`, proof) : no('');
  });
  const best = any(answers, '');
  return best.is === 'no'
    ? no(`no policy of ${bucket.logicalId} denies plain HTTP, expected one that denies it to everybody`)
    : best;
}

/** Whether a statement holds for plain HTTP, and under no other condition. */
function isPlainHttp(body: Value): Tri {
  const conditions = conditionsOf(body);
  if (!conditions) return new Undecided('its Condition is not known');
  const [condition, ...others] = conditions;
  if (condition?.key !== 'aws:securetransport' || others.length > 0) return false;
  return or(itemsOf(condition.values).map((value) => test(value, undefined, (secure) => !isTrue(secure))));
}
