import { Undecided, unanimous, type Tri } from './tri';
import { alternatives, keyOf, partsOf, whyNotKnown, type Part, type Value } from './value';

/** Whether two values are equal as CloudFormation compares them: by their text. */
export function same(left: Value, right: Value): Tri {
  const answers = alternatives(left).flatMap((a) => alternatives(right).map((b) => sameSingle(a, b)));
  return unanimous(answers, whyNotKnown(left) ?? whyNotKnown(right) ?? 'the value is not known');
}

function sameSingle(left: Value, right: Value): Tri {
  const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
  const why = whyNotKnown(left) ?? whyNotKnown(right);
  if (!leftParts || !rightParts) {
    const bothAbsent = left.kind === 'absent' && right.kind === 'absent';
    return bothAbsent || new Undecided(why ?? 'it compares no plain values');
  }
  const key = keyOf(left);
  if (key !== undefined && key === keyOf(right)) return true;
  if (why === undefined || !mayMatch(leftParts, rightParts)) return false;
  return new Undecided(why);
}

/** False where literal beginnings or ends already differ. */
function mayMatch(left: readonly Part[], right: readonly Part[]): boolean {
  const heads = [left[0], right[0]].map(literal);
  const tails = [left[left.length - 1], right[right.length - 1]].map(literal);
  return (
    (heads[0]!.startsWith(heads[1]!) || heads[1]!.startsWith(heads[0]!)) &&
    (tails[0]!.endsWith(tails[1]!) || tails[1]!.endsWith(tails[0]!)) &&
    fits(left, right) &&
    fits(right, left)
  );
}

function literal(part: Part | undefined): string {
  return typeof part === 'string' ? part : '';
}

/** A fully literal side must be at least as long as the literal pieces of the other. */
function fits(side: readonly Part[], other: readonly Part[]): boolean {
  if (side.some((part) => typeof part !== 'string')) return true;
  return side.map(literal).join('').length >= other.map(literal).join('').length;
}

/** Whether a text matches a pattern in which `*` stands for any run of characters and `?` for one. */
export function matchesGlob(pattern: string, text: string): boolean {
  // Only the last star is remembered, so a hostile pattern costs its length times the text's and no more.
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t]) && pattern[p] !== '*') {
      p++;
      t++;
    } else if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
