import type { BackupSelection, ConditionParameter } from '@aws-sdk/client-backup';
import { matchesGlob } from '../../model/compare';
import type { Store } from './stores';

/** How a selection takes a store: by naming it or its kind, by its tags, or with everything else; `open` may be either. */
export type Taken = 'named' | 'found' | 'open' | 'not';

/** Whether a selection of a backup plan takes a store. */
export function takes(selection: BackupSelection, store: Store): Taken {
  const { Resources = [], NotResources = [], ListOfTags = [], Conditions = {} } = selection;
  const names = (pattern: string): boolean => matchesGlob(pattern.toLowerCase(), store.arn.toLowerCase());
  if (NotResources.some(names)) return 'not';
  const named = Resources.filter(names);
  const conditions = [
    ...each(Conditions.StringEquals, store, (want, is) => want === is),
    ...each(Conditions.StringLike, store, matchesGlob),
    ...each(Conditions.StringNotEquals, store, (want, is) => want !== is),
    ...each(Conditions.StringNotLike, store, (want, is) => !matchesGlob(want, is)),
  ];
  if (conditions.includes(false)) return 'not';
  const tagged = ListOfTags.map(({ ConditionKey, ConditionValue }) =>
    meets(store, ConditionKey, ConditionValue, (want, is) => want === is),
  );
  // ListOfTags adds to Resources, Conditions narrow both; a selection that names nothing takes everything.
  const takesAll = Resources.length + ListOfTags.length === 0;
  const isTaken = takesAll || named.length > 0 || tagged.includes(true);
  if (!isTaken) return tagged.includes(undefined) ? 'open' : 'not';
  if (conditions.includes(undefined)) return 'open';
  return named.some((pattern) => pattern !== '*') ? 'named' : 'found';
}

type Comparison = (want: string, is: string) => boolean;

function each(
  conditions: readonly ConditionParameter[] | undefined,
  store: Store,
  compare: Comparison,
): readonly (boolean | undefined)[] {
  return (conditions ?? []).map(({ ConditionKey, ConditionValue }) =>
    meets(store, ConditionKey, ConditionValue, compare),
  );
}

/** Undefined where it is open: what AWS makes of a tag that is missing, asked what it is not, is not documented. */
function meets(
  { tags }: Store,
  key = '',
  want: string | undefined,
  compare: Comparison,
): boolean | undefined {
  if (!tags || want === undefined) return undefined;
  const is = tags.get(key.replace(/^aws:ResourceTag\//, ''));
  if (is !== undefined) return compare(want, is);
  return compare(want, `${want}x`) ? undefined : false;
}
