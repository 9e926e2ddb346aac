import type { ControlReport, ItemReport, Outcome, Verdict } from './report';

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

function worst(found: readonly Outcome[]): Outcome | undefined {
  return precedence.find((outcome) => found.includes(outcome));
}

/** The outcome of a control: the worst of its findings; without any, no environment was judged. */
export function controlOutcome(findings: readonly { readonly outcome: Outcome }[]): Outcome {
  return worst(findings.map(({ outcome }) => outcome)) ?? 'pending';
}

/** The outcome of an item: the worst of its error-level controls; `pending` where it has no control. */
export function itemOutcome(controls: readonly ControlReport[]): Outcome {
  const decisive = controls.filter(({ severity }) => severity === 'error');
  return worst(decisive.map(({ outcome }) => outcome)) ?? 'pending';
}

/** Whether a run says go: nothing failed or expired, nothing undecided, and no evidence awaited. */
export function runVerdict(items: readonly ItemReport[]): Verdict {
  if (items.some(({ outcome }) => outcome === 'fail' || outcome === 'expired')) return 'no-go';
  const settled = items.every(
    ({ outcome, awaits }) => outcome !== 'unknown' && outcome !== 'pending' && awaits.length === 0,
  );
  return settled ? 'go' : 'undecided';
}
