import { arnFields, layoutOf } from '../../model/arn';
import { targetOf } from '../../model/names';
import { pseudoParameter } from '../../model/parameters';
import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, known, whyNotKnown, type Value } from '../../model/value';
import {
  conditionsOf,
  coversAction,
  has,
  isEverybody,
  isNegated,
  namesService,
  type Condition,
  type Statement,
} from './statements';

/** Keys by which a policy can ask on whose behalf a service comes. */
export type SourceKey = 'aws:sourcearn' | 'aws:sourceaccount' | 'aws:sourceowner';

/** What a service of AWS asks the policy of a resource for. */
export interface Request {
  /** `events.amazonaws.com`. */
  readonly service: string;
  /** In small letters: `sns:publish`. */
  readonly action: string;
  /** What the policy is attached to, where its statements name resources. */
  readonly resource?: Resource;
  /** The resource on whose behalf the service comes: a rule, an alarm. */
  readonly source: Resource;
  /** The keys that the service sends along; undecided for those of which this is not certain. */
  readonly sends: Readonly<Record<SourceKey, Tri>>;
}

/** Whether statements let a service do what it asks for: one allows it and none denies it. */
export function isAdmitted(statements: readonly Statement[], request: Request): Tri {
  const some = (effect: string): Tri =>
    or(
      statements.map(({ body, certain }) =>
        and([certain, has(body, 'Effect', effect), concerns(body, request)]),
      ),
    );
  return and([not(some('Deny')), some('Allow')]);
}

function concerns(body: Value, request: Request): Tri {
  const conditions = conditionsOf(body);
  return and([
    coversAction(body, request.action),
    or([namesService(body, request.service), isEverybody(body)]),
    namesResource(body, request.resource),
    ...(conditions?.map((condition) => meets(condition, request)) ?? [
      new Undecided('its Condition is not known'),
    ]),
  ]);
}

function namesResource(body: Value, resource: Resource | undefined): Tri {
  if (!resource) return true;
  if (member(body, 'NotResource').kind !== 'absent') return new Undecided('it is written with NotResource');
  return or(
    itemsOf(member(body, 'Resource')).map((value) => {
      if (keyOf(value) === '*') return true;
      const { resources, open } = targetOf(value, resource.stack);
      if (resources.includes(resource)) return open === undefined || new Undecided(open);
      return open === undefined ? false : new Undecided(open);
    }),
  );
}

/** Keys of conditions that are about users and roles, which no service of AWS has. */
const ofPrincipals = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:username',
];

function meets(condition: Condition, request: Request): Tri {
  const { key, operator, values } = condition;
  const undecided = new Undecided(`it depends on ${key}`);
  if (key === 'aws:securetransport') return or(itemsOf(values).map((value) => same(value, known('true'))));
  if (isNegated(condition) || operator.startsWith('Null') || operator.startsWith('For')) return undecided;
  const missing = operator.endsWith('IfExists');
  if (ofPrincipals.includes(key)) return missing;
  if (!isSourceKey(key)) return undecided;
  const sent = request.sends[key];
  if (sent !== true) return sent === false ? missing : new Undecided(`${undecided.why}, ${sent.why}`);
  return or(itemsOf(values).map((value) => meetsSource(key, value, request.source)));
}

function isSourceKey(key: string): key is SourceKey {
  return key === 'aws:sourcearn' || key === 'aws:sourceaccount' || key === 'aws:sourceowner';
}

function meetsSource(key: SourceKey, value: Value, source: Resource): Tri {
  if (key === 'aws:sourcearn') return namesSource(value, source);
  return same(value, pseudoParameter(source.stack, 'AWS::AccountId') ?? value);
}

/** Whether an ARN, or a pattern of ARNs, is that of a resource. */
function namesSource(value: Value, source: Resource): Tri {
  const { resources, open } = targetOf(value, source.stack);
  if (resources.length > 0) return resources.includes(source);
  const fields = arnFields(value);
  const layout = layoutOf(source.type);
  if (!fields || !layout) return new Undecided(open ?? 'its aws:SourceArn is not known');
  const own = (name: string): Value => pseudoParameter(source.stack, name) ?? known('');
  const pattern = keyOf(fields.resource);
  const anyOfType = pattern === '*' || pattern === `${layout.prefix}*`;
  return and([
    same(fields.service, known(layout.service)),
    fits(fields.region, own('AWS::Region')),
    fits(fields.account, own('AWS::AccountId')),
    anyOfType || new Undecided(open ?? whyNotKnown(value) ?? 'its aws:SourceArn is a pattern'),
  ]);
}

function fits(field: Value, own: Value): Tri {
  return keyOf(field) === '*' || same(field, own);
}
