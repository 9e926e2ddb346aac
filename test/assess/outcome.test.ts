import { worstOf, itemOutcome, runVerdict } from '../../lib/assess/outcome';
import {
  outcomes,
  type Awaited,
  type ControlReport,
  type ItemReport,
  type Outcome,
} from '../../lib/assess/report';

function control(outcome: Outcome, severity: ControlReport['severity'] = 'error'): ControlReport {
  return { id: 'X1.a', title: 'A', severity, outcome, examined: 1, findings: [] };
}

function item(outcome: Outcome, awaits: readonly Awaited[] = []): ItemReport {
  const nothing = { controls: [], probes: [], attestations: [], waivers: [] };
  return { id: 'X1', title: 'X', phase: 'P', section: 'S', group: '', outcome, awaits, ...nothing };
}

/** From what prevails over all to what prevails over nothing. */
const order: readonly Outcome[] = [
  'fail',
  'unknown',
  'expired',
  'waived',
  'pass',
  'notApplicable',
  'pending',
];

test('the order names every outcome', () => {
  expect([...order].sort()).toEqual([...outcomes].sort());
});

test.each(order.flatMap((strong, i) => order.slice(i).map((weak) => [strong, weak] as const)))(
  '%s prevails over %s',
  (strong, weak) => {
    for (const pair of [
      [strong, weak],
      [weak, strong],
    ] as const) {
      expect(worstOf(pair.map((outcome) => ({ outcome })))).toBe(strong);
      expect(itemOutcome(pair.map((outcome) => control(outcome)))).toBe(strong);
    }
  },
);

test('a control that was judged nowhere, and an item without controls, are pending', () => {
  expect(worstOf([])).toBe('pending');
  expect(itemOutcome([])).toBe('pending');
});

test('warnings do not decide an item', () => {
  expect(itemOutcome([control('pass'), control('fail', 'warning'), control('unknown', 'warning')])).toBe(
    'pass',
  );
  expect(itemOutcome([control('fail', 'warning')])).toBe('pending');
});

describe('the verdict of a run', () => {
  test.each<[string, readonly ItemReport[], string]>([
    ['all that passes goes', [item('pass'), item('waived'), item('notApplicable')], 'go'],
    ['nothing at all goes', [], 'go'],
    ['what fails does not', [item('pass'), item('fail'), item('unknown')], 'no-go'],
    ['what has expired does not', [item('pass'), item('expired'), item('pending')], 'no-go'],
    ['what is not known leaves it open', [item('pass'), item('unknown')], 'undecided'],
    ['what is pending leaves it open', [item('pass'), item('pending')], 'undecided'],
    ['awaited evidence leaves it open', [item('pass', ['live'])], 'undecided'],
    ['a failure is one, whatever is awaited', [item('fail', ['attestation'])], 'no-go'],
  ])('%s', (_name, items, verdict) => {
    expect(runVerdict(items)).toBe(verdict);
  });
});
