import type { ItemReport, Outcome, Verdict } from './report';

/** Which of several outcomes prevails; what prevails over all comes first. */
const precedence: readonly Outcome[] = [
  'fail',
  'unknown',
  'expired',
  'waived',
  'pass',
  'notApplicable',
  'pending',
];

/** The outcome of a control or probe: the worst of its findings; `pending` where nothing was judged. */
export function worstOf(findings: readonly { readonly outcome: Outcome }[]): Outcome {
  return precedence.find((prevailing) => findings.some(({ outcome }) => outcome === prevailing)) ?? 'pending';
}

/** What decides an item. */
interface Decisive {
  readonly severity: 'error' | 'warning';
  readonly outcome: Outcome;
}

/** The outcome of an item: the worst of its error-level controls and probes; `pending` where it has none. */
export function itemOutcome(judged: readonly Decisive[]): Outcome {
  return worstOf(judged.filter(({ severity }) => severity === 'error'));
}

/** Whether a run says go: nothing failed or expired, nothing undecided, and no evidence awaited. */
export function runVerdict(items: readonly ItemReport[]): Verdict {
  if (items.some(({ outcome }) => outcome === 'fail' || outcome === 'expired')) return 'no-go';
  const settled = items.every(
    ({ outcome, awaits }) => outcome !== 'unknown' && outcome !== 'pending' && awaits.length === 0,
  );
  return settled ? 'go' : 'undecided';
}
