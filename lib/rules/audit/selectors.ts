import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { isTrue, test } from '../reading';

const basic = 'EventSelectors';
const advanced = 'AdvancedEventSelectors';

/** The properties by which a trail selects events. */
export function selectorsOf(trail: Resource): readonly Evidence[] {
  return [basic, advanced]
    .filter((path) => trail.each(`${path}.*`).length > 0)
    .map((path) => cite(trail, path));
}

/** Whether a trail records every change that is made through the APIs of AWS: management events that write. */
export function recordsChanges(trail: Resource): Answer {
  return eitherWay(trail.read(basic), (simple) =>
    eitherWay(trail.read(advanced), (fine) => selectsAllChanges(trail, itemsOf(simple), itemsOf(fine))),
  );
}

function selectsAllChanges(trail: Resource, simple: readonly Value[], fine: readonly Value[]): Answer {
  // Without selectors, a trail records all management events.
  const unselected = and([...simple, ...fine].map((selector) => not(isStated(selector))));
  if (unselected === true) return yes('');
  const truth = or([
    unselected,
    ...simple.flatMap(optionsOf).map(({ option, certain }) => and([certain, selectsChanges(option)])),
    ...fine.flatMap(optionsOf).map(({ option, certain }) => and([certain, filtersChanges(fieldsOf(option))])),
  ]);
  const proof = selectorsOf(trail);
  const expected = 'expected all management events that write';
  const seen = `the event selectors of ${trail.logicalId}`;
  if (truth === true) return yes(`${seen} take in management events`, ...proof);
  if (isUndecided(truth))
    return unknown(`what ${seen} take in is not known (${truth.why}), ${expected}`, ...proof);
  return no(`${seen} leave out management events, ${expected}`, ...proof);
}

function selectsChanges(selector: Value): Tri {
  return and([
    test(member(selector, 'IncludeManagementEvents'), true, isTrue),
    test(member(selector, 'ReadWriteType'), 'All', (type) => type === 'All' || type === 'WriteOnly'),
  ]);
}

/** Whether a trail records the requests to every resource of a type: its data events. */
export function recordsRequests(trail: Resource, type: string, prefix: string): Tri {
  return or([
    ...trail
      .each(`${basic}.*.DataResources.*`)
      .flatMap(optionsOf)
      .map(({ option, certain }) =>
        and([
          certain,
          test(member(option, 'Type'), undefined, (name) => name === type),
          or(
            itemsOf(member(option, 'Values')).map((value) => test(value, undefined, (arn) => arn === prefix)),
          ),
        ]),
      ),
    ...trail
      .each(`${advanced}.*`)
      .flatMap(optionsOf)
      .map(({ option, certain }) => and([certain, filtersRequests(fieldsOf(option), type)])),
  ]);
}

/** What an advanced selector asks of an event: a field, an operator and its values. */
interface Field {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly Value[];
}

/** The questions of an advanced selector; undefined where they are not known. */
function fieldsOf(advancedSelector: Value): readonly Field[] | undefined {
  const fields: Field[] = [];
  for (const selector of itemsOf(member(advancedSelector, 'FieldSelectors'))) {
    const name = keyOf(member(selector, 'Field'));
    if (selector.kind !== 'map' || name === undefined) return undefined;
    for (const operator of Object.keys(selector.entries).filter((key) => key !== 'Field')) {
      fields.push({ name, operator, values: itemsOf(member(selector, operator)) });
    }
  }
  return fields;
}

const notKnown = new Undecided('a field selector is not known');

function filtersChanges(fields: readonly Field[] | undefined): Tri {
  if (!fields) return notKnown;
  return and([
    equals(fields, 'eventCategory', 'Management'),
    ...fields.filter(({ name }) => name !== 'eventCategory').map(leavesChanges),
  ]);
}

/** Whether a question is one that few changes fail: an exception, or one about reading. */
function leavesChanges({ name, operator, values }: Field): Tri {
  if (name === 'readOnly') return or(values.map((value) => test(value, undefined, (text) => !isTrue(text))));
  return operator.startsWith('Not');
}

function filtersRequests(fields: readonly Field[] | undefined, type: string): Tri {
  if (!fields) return notKnown;
  const others = fields.find(({ name }) => name !== 'eventCategory' && name !== 'resources.type');
  return and([
    equals(fields, 'eventCategory', 'Data'),
    equals(fields, 'resources.type', type),
    others ? new Undecided(`it also filters by ${others.name}`) : true,
  ]);
}

function equals(fields: readonly Field[], name: string, expected: string): Tri {
  return or(
    fields
      .filter((field) => field.name === name && field.operator === 'Equals')
      .flatMap(({ values }) => values.map((value) => test(value, undefined, (text) => text === expected))),
  );
}
