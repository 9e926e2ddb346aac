import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';

/** What a trail or an event data store takes in, as CloudTrail tells it. */
export interface Selectors {
  readonly EventSelectors?: readonly EventSelector[];
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[];
}

/** Whether they take in every change made through the APIs of AWS; undefined where there are none to tell. */
export function takeInChanges(selectors: Selectors): boolean | undefined {
  const { EventSelectors: simple = [], AdvancedEventSelectors: fine = [] } = selectors;
  if (simple.length + fine.length === 0) return undefined;
  return (
    simple.some(takesInChanges) || fine.some(({ FieldSelectors: fields = [] }) => letsChangesPass(fields))
  );
}

/** What is not stated counts as CloudTrail documents it: management events, of reading and writing. */
function takesInChanges({ IncludeManagementEvents, ReadWriteType }: EventSelector): boolean {
  return (IncludeManagementEvents ?? true) && ['All', 'WriteOnly'].includes(ReadWriteType ?? 'All');
}

/** One for management events that asks for nothing else which most changes fail. */
function letsChangesPass(fields: readonly AdvancedFieldSelector[]): boolean {
  const isManagement = fields.some(
    ({ Field, Equals }) => Field === 'eventCategory' && Equals?.includes('Management') === true,
  );
  return isManagement && fields.every(leavesChanges);
}

function leavesChanges({ Field, Equals, StartsWith, EndsWith }: AdvancedFieldSelector): boolean {
  if (Field === 'eventCategory') return true;
  if (Field === 'readOnly') return Equals?.includes('false') === true;
  return [Equals, StartsWith, EndsWith].every((wanted) => (wanted ?? []).length === 0);
}
