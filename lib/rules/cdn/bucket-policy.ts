import { arnFields } from '../../model/arn';
import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import { pseudoParameter } from '../../model/parameters';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, partsOf, soleToken, whyNotKnown, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer } from '../answer';
import {
  conditionsOf,
  coversAction,
  has,
  isEverybody,
  isNegated,
  namesService,
  policiesOf,
  statementsOf,
  type Condition,
  type Statement,
} from '../policies/statements';

const cloudFront = 'cloudfront.amazonaws.com';

/** Who reads a bucket: a distribution by origin access control, or by the origin access identity given. */
export interface Reader {
  readonly distribution: Resource;
  readonly identity?: Value;
}

/** The statements that apply to a bucket, or may. */
export function statementsAbout(bucket: Resource): readonly Statement[] {
  return policiesOf(bucket, 'AWS::S3::BucketPolicy', 'Bucket')
    .filter(({ policy }) => same(policy.read('Bucket'), bucket.read('BucketName')) !== false)
    .flatMap((policy) => statementsOf(policy));
}

/** Whether a policy opens a bucket to everybody; where S3 refuses public policies, an odd condition is one that limits. */
export function isOpenToEverybody(bucket: Resource, refusesPublic = false): Answer {
  let doubt: Answer | undefined;
  for (const { policy, certain, body } of statementsAbout(bucket)) {
    const open = and([
      certain,
      has(body, 'Effect', 'Allow'),
      isEverybody(body),
      not(isLimited(body, refusesPublic)),
    ]);
    const proof = cite(policy, 'PolicyDocument');
    const seen = `${policy.logicalId} opens ${bucket.logicalId} to everybody`;
    if (open === true) return yes(seen, proof);
    if (isUndecided(open)) doubt ??= unknown(`whether ${seen} is not known (${open.why})`, proof);
  }
  return doubt ?? no(`no policy opens ${bucket.logicalId} to everybody`);
}

/** Whether the policies of a bucket let a distribution read its objects. */
export function distributionReads(bucket: Resource, reader: Reader): Answer {
  const name = bucket.logicalId;
  const statements = statementsAbout(bucket).map((statement) => ({
    ...statement,
    proof: cite(statement.policy, 'PolicyDocument'),
  }));
  for (const { policy, certain, body, proof } of statements) {
    const denies = and([
      certain,
      has(body, 'Effect', 'Deny'),
      coversAction(body, 's3:getobject'),
      shutsOut(body),
    ]);
    const seen = `${policy.logicalId} denies the distribution to read ${name}`;
    if (denies === true) return no(`${seen}, expected a Deny that leaves it out`, proof);
    if (isUndecided(denies)) return unknown(`whether ${seen} is not known (${denies.why})`, proof);
  }
  let doubt: Answer | undefined;
  for (const { policy, certain, body, proof } of statements) {
    const admits = and([
      certain,
      has(body, 'Effect', 'Allow'),
      coversAction(body, 's3:getobject'),
      namesObjects(body),
      admitsReader(body, reader),
    ]);
    const seen = `${policy.logicalId} lets the distribution read ${name}`;
    if (admits === true) return yes(seen, proof);
    if (isUndecided(admits)) doubt ??= unknown(`whether ${seen} is not known (${admits.why})`, proof);
  }
  const none = `no bucket policy lets the distribution read ${name}, expected one that does`;
  return doubt ?? no(none, ...statements.map(({ proof }) => proof));
}

/** Whether a statement is about objects: the ARN of a bucket alone does not include what lies in it. */
function namesObjects(body: Value): Tri {
  return or(
    itemsOf(member(body, 'Resource')).map((resource) => {
      if (soleToken(resource)?.kind === 'attribute') return false;
      const key = keyOf(arnFields(resource)?.resource ?? resource);
      return key === undefined || soleToken(resource)
        ? new Undecided(whyNotKnown(resource) ?? 'its Resource is not known')
        : /[*/]/.test(key);
    }),
  );
}

/** Keys of conditions that hold for somebody in particular: with one of them, S3 does not call a policy public. */
const limits = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
];

/** Keys of conditions that CloudFront meets whenever it reads a bucket. */
const transport = ['aws:securetransport', 's3:tlsversion'];

function isLimited(body: Value, refusesPublic: boolean): Tri {
  const conditions = conditionsOf(body);
  if (!conditions) return new Undecided('its Condition is not known');
  if (conditions.some((condition) => limits.includes(condition.key) && !isNegated(condition))) return true;
  const other = conditions.find(({ key }) => !transport.includes(key));
  return other ? refusesPublic || new Undecided(`it depends on ${other.key}`) : false;
}

/** Whether a statement that denies concerns the distribution. */
function shutsOut(body: Value): Tri {
  const conditions = conditionsOf(body);
  const onlyTransport = conditions?.every(({ key }) => transport.includes(key));
  if (conditions?.length !== 0 && onlyTransport) return false;
  const everybody = or([isEverybody(body), namesService(body, cloudFront)]);
  const unconditional = conditions?.length === 0 && member(body, 'NotPrincipal').kind === 'absent';
  return and([everybody, unconditional || new Undecided('it denies under a condition')]);
}

function admitsReader(body: Value, { distribution, identity }: Reader): Tri {
  const conditions = conditionsOf(body);
  if (!conditions) return new Undecided('its Condition is not known');
  const meets = conditions.map((condition) => meetsCondition(condition, distribution));
  if (identity) return and([isIdentity(body, identity), ...meets]);
  return and([or([namesService(body, cloudFront), isEverybody(body)]), ...meets]);
}

function meetsCondition(condition: Condition, distribution: Resource): Tri {
  const { key, values } = condition;
  if (transport.includes(key)) return true;
  if (isNegated(condition)) return new Undecided(`it depends on ${key}`);
  if (key === 'aws:sourcearn') return or(itemsOf(values).map((arn) => namesDistribution(arn, distribution)));
  const account = pseudoParameter(distribution.stack, 'AWS::AccountId');
  if (key === 'aws:sourceaccount' && account) return or(itemsOf(values).map((value) => same(value, account)));
  return new Undecided(`it depends on ${key}`);
}

function namesDistribution(source: Value, distribution: Resource): Tri {
  const { resources, open } = targetOf(source, distribution.stack);
  if (resources.length > 0) return resources.includes(distribution);
  const id = keyOf(arnFields(source)?.resource ?? source);
  if (id === 'distribution/*' || id === '*') return true;
  return open === undefined ? false : new Undecided(open);
}

/** Whether a statement names an origin access identity, by its canonical user or by its ARN. */
function isIdentity(body: Value, identity: Value): Tri {
  const principal = member(body, 'Principal');
  const wanted = resourceIn(identity);
  const names = [...itemsOf(member(principal, 'CanonicalUser')), ...itemsOf(member(principal, 'AWS'))];
  return or(
    names.map((name) => {
      const found = resourceIn(name);
      if (wanted && found) return wanted === found;
      if (!wanted && !found) return namesSameId(name, identity);
      return found || name.kind === 'known'
        ? false
        : new Undecided(whyNotKnown(name) ?? 'it is no principal');
    }),
  );
}

/** `origin-access-identity/cloudfront/E1` and `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1`. */
function namesSameId(name: Value, identity: Value): Tri {
  const id = keyOf(identity)?.split('/').pop();
  return (
    (id !== undefined && keyOf(name)?.endsWith(` ${id}`)) ||
    new Undecided('the identity is not among the templates')
  );
}

/** The resource that a text is made from. */
function resourceIn(value: Value): Resource | undefined {
  for (const part of partsOf(value) ?? []) {
    if (typeof part === 'object' && part.kind === 'attribute') return part.resource;
  }
  return undefined;
}
