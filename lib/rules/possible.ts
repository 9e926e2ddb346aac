import type { Tri } from '../model/tri';
import { all, given, type Answer } from './answer';

/** An answer about something that may not be there. */
export interface Possible {
  readonly certain: Tri;
  readonly answer: Answer;
}

/** Yes where nothing that is there, or may be, says otherwise; what only may be there cannot refuse for certain. */
export function allOf(possible: readonly Possible[]): Answer {
  const binding = possible.filter(({ certain, answer }) => certain === true || answer.is !== 'yes');
  const answers = binding.map(({ certain, answer }) => given(certain, answer));
  return all(answers.length > 0 ? answers : possible.map(({ answer }) => answer));
}
