import { unanimous, Undecided, type Tri } from '../model/tri';
import { alternatives, whyNotKnown, type Value } from '../model/value';
import { all, given, type Answer } from './answer';

/** The answer that holds whichever of its values an expression turns out to have; unknown where they differ. */
export function eitherWay(value: Value, judge: (option: Value) => Answer): Answer {
  const answers = alternatives(value).map(judge);
  if (answers.every(({ is }) => is === answers[0]?.is)) return all(answers);
  const why = whyNotKnown(value) ?? 'the value is not known';
  return given(new Undecided(why), all(answers.filter(({ is }) => is !== 'yes')));
}

/** Whether an expression stands for anything at all. */
export function isStated(value: Value): Tri {
  const stated = alternatives(value).map(({ kind }) => kind !== 'absent');
  return unanimous(stated, whyNotKnown(value) ?? 'the value is not known');
}

/** A value that an expression may have, and whether it certainly has it. */
export interface Option {
  readonly option: Value;
  readonly certain: Tri;
}

/** The values that an expression may have, nothing left out. */
export function optionsOf(value: Value): readonly Option[] {
  const certain = value.kind === 'choice' ? new Undecided(value.why) : true;
  return alternatives(value).flatMap((option) => (option.kind === 'absent' ? [] : [{ option, certain }]));
}
