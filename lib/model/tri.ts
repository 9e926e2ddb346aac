/** Three-valued truth: yes, no, or not decided by what is known, with the reason. */

export class Undecided {
  constructor(readonly why: string) {}
}

export type Tri = boolean | Undecided;

export function isUndecided(truth: Tri): truth is Undecided {
  return typeof truth !== 'boolean';
}

/** Kleene's conjunction: one `false` decides, whatever the others are. */
export function and(truths: Iterable<Tri>): Tri {
  let result: Tri = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (isUndecided(truth) && result === true) result = truth;
  }
  return result;
}

/** Kleene's disjunction: one `true` decides, whatever the others are. */
export function or(truths: Iterable<Tri>): Tri {
  let result: Tri = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (isUndecided(truth) && result === false) result = truth;
  }
  return result;
}

export function not(truth: Tri): Tri {
  return isUndecided(truth) ? truth : !truth;
}

/** True or false where all alternatives agree; undecided otherwise. */
export function unanimous(truths: readonly Tri[], why: string): Tri {
  const first = truths[0];
  if (first === undefined) return new Undecided(why);
  if (truths.every((truth) => truth === first)) return first;
  return truths.find(isUndecided) ?? new Undecided(why);
}
