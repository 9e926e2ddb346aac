import type { Link } from '../../model/links';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, show, type Value } from '../../model/value';
import { all, any, cite, given, no, unknown, yes, type Answer } from '../answer';
import { statementsAbout } from '../cdn/bucket-policy';
import { eitherWay } from '../either-way';
import { conditionsOf, coversAction, has, isEverybody, type Condition } from '../policies/statements';
import { perEnvironment } from '../per-environment';
import { property, test } from '../reading';
import { openPlan, plansFor } from './plans';

/** Whether GuardDuty scans what is put into a bucket, and says what it found. */
export function isScanned(bucket: Resource): Answer {
  const plans = plansFor(bucket);
  if (plans.length > 0) return any(plans.map(scans), '');
  const name = bucket.logicalId;
  const open = openPlan(bucket);
  if (open !== undefined)
    return unknown(`whether a malware protection plan protects ${name} is not known (${open})`);
  const told = bucket.each('NotificationConfiguration').length > 0;
  return told
    ? unknown(
        `something is told of new objects in ${name}; verify that it scans them`,
        cite(bucket, 'NotificationConfiguration'),
      )
    : no(`nothing scans what is put into ${name}, expected a malware protection plan of GuardDuty`);
}

function scans({ from: plan, certain }: Link): Answer {
  return given(certain, all([coversEverything(plan), reportsFindings(plan)]));
}

function coversEverything(plan: Resource): Answer {
  const bucketName = cite(plan, 'ProtectedResource.S3Bucket.BucketName');
  const path = 'ProtectedResource.S3Bucket.ObjectPrefixes';
  return eitherWay(plan.read(path), (prefixes) => {
    if (itemsOf(prefixes).length === 0) return yes(`${plan.logicalId} scans every object`, bucketName);
    const seen = `${plan.logicalId} scans objects under ${show(prefixes)} alone`;
    return unknown(`${seen}; verify that every upload goes there`, cite(plan, path));
  });
}

/** GuardDuty tags what it scanned where it is told to, and sends an event in any case. */
function reportsFindings(plan: Resource): Answer {
  const tags = property(plan, 'Actions.Tagging.Status', {
    expected: 'ENABLED, so that findings can be acted on',
    otherwise: 'DISABLED',
    holds: (status) => status === 'ENABLED',
  });
  const told = listeners(plan.stack.environment).map(({ rule, hears }) =>
    given(hears, yes(`${rule.logicalId} is told what it found`, cite(rule, 'EventPattern'))),
  );
  return any([tags, ...told], '');
}

/** Rules of EventBridge that pick the results of scans, or may. */
const listeners = perEnvironment((environment) =>
  environment
    .of('AWS::Events::Rule')
    .map((rule) => {
      const types = rule.each('EventPattern.detail-type.*');
      const picks = or(types.map((type) => test(type, undefined, (name) => name === scanResult)));
      return { rule, hears: and([rule.exists, picks]) };
    })
    .filter(({ hears }) => hears !== false),
);

const scanResult = 'GuardDuty Malware Protection Object Scan Result';

/** Whether nobody can read what a scan has not found clean; undefined where nothing scans. */
export function holdsBack(bucket: Resource): Answer | undefined {
  if (plansFor(bucket).length === 0) return undefined;
  const answers = statementsAbout(bucket).map(({ policy, certain, body }): Answer => {
    const denies = and([
      certain,
      has(body, 'Effect', 'Deny'),
      coversAction(body, 's3:getobject'),
      isEverybody(body),
      asksForTag(body),
    ]);
    const proof = cite(policy, 'PolicyDocument');
    const seen = `${policy.logicalId} denies reading what was not found clean`;
    if (denies === true) return yes(seen, proof);
    return isUndecided(denies) ? unknown(`whether ${seen} is not known (${denies.why})`, proof) : no('');
  });
  const best = any(answers, '');
  if (best.is !== 'no') return best;
  const [listener] = listeners(bucket.stack.environment);
  return listener
    ? unknown(
        `${listener.rule.logicalId} is told of findings; verify that infected objects are taken away`,
        cite(listener.rule, 'EventPattern'),
      )
    : no(
        `anybody who may read ${bucket.logicalId} reads infected objects too, expected a policy that denies it`,
      );
}

const tagKey = 's3:existingobjecttag/guarddutymalwarescanstatus';

function asksForTag(body: Value): Tri {
  const conditions = conditionsOf(body);
  return conditions ? or(conditions.map(isTagTest)) : new Undecided('its Condition is not known');
}

function isTagTest({ operator, key, values }: Condition): Tri {
  if (key !== tagKey) return false;
  const wanted = operator.startsWith('StringNot') ? 'NO_THREATS_FOUND' : 'THREATS_FOUND';
  return or(itemsOf(values).map((value) => test(value, undefined, (tag) => tag === wanted)));
}
