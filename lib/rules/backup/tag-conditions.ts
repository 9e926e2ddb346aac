import { matchesGlob } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, whyNotKnown, type Value } from '../../model/value';
import { tagsOf } from './tags';

type Comparison = (pattern: string, text: string) => boolean;
const equals: Comparison = (pattern, text) => pattern === text;

const operators: Readonly<Record<string, { readonly compare: Comparison; readonly negated: boolean }>> = {
  StringEquals: { compare: equals, negated: false },
  StringLike: { compare: matchesGlob, negated: false },
  StringNotEquals: { compare: equals, negated: true },
  StringNotLike: { compare: matchesGlob, negated: true },
};

/** Whether a resource has at least one of the tags that `ListOfTags` names. */
export function hasOneTag(conditions: readonly Value[], resource: Resource): Tri {
  return or(conditions.map((condition) => meets(condition, resource, equals, false)));
}

/** Whether the tags of a resource meet everything that `Conditions` asks. */
export function meetsConditions(conditions: Value, resource: Resource): Tri {
  if (conditions.kind !== 'map')
    return new Undecided(whyNotKnown(conditions) ?? 'its conditions are not known');
  return and(
    Object.entries(operators).flatMap(([name, { compare, negated }]) =>
      itemsOf(member(conditions, name)).map((condition) => meets(condition, resource, compare, negated)),
    ),
  );
}

function meets(condition: Value, resource: Resource, compare: Comparison, negated: boolean): Tri {
  const [key, pattern] = [member(condition, 'ConditionKey'), member(condition, 'ConditionValue')];
  if (key.kind !== 'known') return new Undecided(whyNotKnown(key) ?? 'a tag condition is not known');
  const name = String(key.value).replace(/^aws:ResourceTag\//, '');
  const tags = tagsOf(resource);
  if (tags instanceof Undecided) return tags;
  const tag = tags.find((candidate) => candidate.key === name);
  if (!tag) return isMissing(name, negated);
  const equal = compareTag(pattern, tag.value, compare);
  return negated ? not(equal) : equal;
}

/** What AWS Backup makes of a tag that is missing, asked for something that it must not be, is not documented. */
function isMissing(name: string, negated: boolean): Tri {
  if (name.startsWith('aws:')) return new Undecided(`AWS itself sets tag ${name}`);
  return negated && new Undecided(`it has no tag ${name}, which may mean either`);
}

function compareTag(pattern: Value, value: Value, compare: Comparison): Tri {
  if (pattern.kind === 'known' && value.kind === 'known')
    return compare(String(pattern.value), String(value.value));
  if (keyOf(pattern) !== undefined && keyOf(pattern) === keyOf(value)) return true;
  return new Undecided(whyNotKnown(value) ?? whyNotKnown(pattern) ?? 'a tag is not known');
}
