import { arnFields } from '../../model/arn';
import { matchesGlob, same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import { pseudoParameter } from '../../model/parameters';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, known, partsOf, soleToken, whyNotKnown, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer } from '../answer';
import { isStated, optionsOf } from '../either-way';
import { test } from '../reading';

/** Who reads a bucket: a distribution by origin access control, or by the origin access identity given. */
export interface Reader {
  readonly distribution: Resource;
  readonly identity?: Value;
}

/** A statement of a bucket's policies, and whether it certainly applies. */
interface Statement {
  readonly policy: Resource;
  readonly certain: Tri;
  readonly body: Value;
}

function statementsOf(bucket: Resource): readonly Statement[] {
  const { environment } = bucket.stack;
  const links = environment.links('AWS::S3::BucketPolicy', 'Bucket');
  const own = links.to(bucket).map(({ from, certain }) => ({ policy: from, certain }));
  const strays = environment.of('AWS::S3::BucketPolicy').flatMap((policy) => {
    const why = links.openFrom(policy);
    const isOther = same(policy.read('Bucket'), bucket.read('BucketName')) === false;
    return why === undefined || isOther ? [] : [{ policy, certain: new Undecided(why) }];
  });
  return [...own, ...strays].flatMap(({ policy, certain }) =>
    itemsOf(policy.read('PolicyDocument.Statement'))
      .flatMap(optionsOf)
      .map((body) => ({ policy, certain: and([certain, body.certain]), body: body.option })),
  );
}

/** Whether a policy opens a bucket to everybody. */
export function isOpenToEverybody(bucket: Resource): Answer {
  let doubt: Answer | undefined;
  for (const { policy, certain, body } of statementsOf(bucket)) {
    const open = and([certain, has(body, 'Effect', 'Allow'), isEverybody(body), not(isLimited(body))]);
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
  const statements = statementsOf(bucket).map((statement) => ({
    ...statement,
    proof: cite(statement.policy, 'PolicyDocument'),
  }));
  for (const { policy, certain, body, proof } of statements) {
    const denies = and([certain, has(body, 'Effect', 'Deny'), readsObjects(body), shutsOut(body)]);
    const seen = `${policy.logicalId} denies the distribution to read ${name}`;
    if (denies === true) return no(`${seen}, expected a Deny that leaves it out`, proof);
    if (isUndecided(denies)) return unknown(`whether ${seen} is not known (${denies.why})`, proof);
  }
  let doubt: Answer | undefined;
  for (const { policy, certain, body, proof } of statements) {
    const admits = and([
      certain,
      has(body, 'Effect', 'Allow'),
      readsObjects(body),
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

function has(body: Value, name: string, expected: string): Tri {
  return test(member(body, name), undefined, (value) => value === expected);
}

function readsObjects(body: Value): Tri {
  if (member(body, 'NotAction').kind !== 'absent') return new Undecided('it is written with NotAction');
  return or(
    itemsOf(member(body, 'Action')).map((action) =>
      test(action, undefined, (pattern) => matchesGlob(String(pattern).toLowerCase(), 's3:getobject')),
    ),
  );
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

function isEverybody(body: Value): Tri {
  const principal = member(body, 'Principal');
  const names = [...itemsOf(principal), ...itemsOf(member(principal, 'AWS'))].flatMap(optionsOf);
  const stars = names.map(({ option, certain }) => and([option.kind !== 'map' && isStar(option), certain]));
  return or([isStated(member(body, 'NotPrincipal')), ...stars]);
}

function isStar(name: Value): Tri {
  const namesResource = (partsOf(name) ?? []).some(
    (part) => typeof part === 'object' && part.kind === 'attribute',
  );
  return namesResource ? false : same(name, known('*'));
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

/** One test of a condition: `StringEquals`, its key in small letters, and the values to compare with. */
interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: Value;
}

/** The tests of a statement's condition; undefined where they are not known. */
function conditionsOf(body: Value): readonly Condition[] | undefined {
  const condition = member(body, 'Condition');
  if (condition.kind === 'absent') return [];
  if (condition.kind !== 'map') return undefined;
  const found: Condition[] = [];
  for (const operator of Object.keys(condition.entries)) {
    const tests = member(condition, operator);
    if (tests.kind !== 'map') return undefined;
    for (const key of Object.keys(tests.entries)) {
      found.push({ operator, key: key.toLowerCase(), values: member(tests, key) });
    }
  }
  return found;
}

function isLimited(body: Value): Tri {
  const conditions = conditionsOf(body);
  if (!conditions) return new Undecided('its Condition is not known');
  if (conditions.some(({ key, operator }) => limits.includes(key) && !isNegated(operator))) return true;
  const other = conditions.find(({ key }) => !transport.includes(key));
  return other ? new Undecided(`it depends on ${other.key}`) : false;
}

function isNegated(operator: string): boolean {
  return operator.includes('Not');
}

/** Whether a statement that denies concerns the distribution. */
function shutsOut(body: Value): Tri {
  const conditions = conditionsOf(body);
  const onlyTransport = conditions?.every(({ key }) => transport.includes(key));
  if (conditions?.length !== 0 && onlyTransport) return false;
  const everybody = or([isEverybody(body), namesCloudFront(body)]);
  const unconditional = conditions?.length === 0 && member(body, 'NotPrincipal').kind === 'absent';
  return and([everybody, unconditional || new Undecided('it denies under a condition')]);
}

function namesCloudFront(body: Value): Tri {
  const services = itemsOf(member(member(body, 'Principal'), 'Service'));
  return or(services.map((service) => same(service, known('cloudfront.amazonaws.com'))));
}

function admitsReader(body: Value, { distribution, identity }: Reader): Tri {
  const conditions = conditionsOf(body);
  if (!conditions) return new Undecided('its Condition is not known');
  const meets = conditions.map((condition) => meetsCondition(condition, distribution));
  if (identity) return and([isIdentity(body, identity), ...meets]);
  return and([or([namesCloudFront(body), isEverybody(body)]), ...meets]);
}

function meetsCondition({ operator, key, values }: Condition, distribution: Resource): Tri {
  if (transport.includes(key)) return true;
  if (isNegated(operator)) return new Undecided(`it depends on ${key}`);
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
