import type { Awaited, ControlReport, ItemReport, Outcome, ProbeReport } from '../assess/report';
import type { Layout, Style } from './lines';
import { drawTable, type Row } from './table';

/** Colour of an outcome's word. */
const outcomeStyles: Readonly<Record<Outcome, Style>> = {
  pass: 'green',
  fail: 'red',
  unknown: 'cyan',
  pending: 'dim',
  expired: 'red',
  waived: 'yellow',
  notApplicable: 'dim',
};

/** Every item in reading order under the heading of its phase; neighbours that only await evidence share a row. */
export function itemTable(items: readonly ItemReport[], layout: Layout): string {
  const rows: Row[] = [];
  let heading = '';
  for (const run of runs(items)) {
    const [first] = run;
    if (first.phase !== heading) rows.push({ heading: first.phase });
    heading = first.phase;
    rows.push(row(run));
  }
  return drawTable(rows, [13, 18, 'rest', 30], layout);
}

type Run = readonly [ItemReport, ...ItemReport[]];

/** Neighbours of one group that nothing judges yet, together; every other item alone. */
function* runs(items: readonly ItemReport[]): Iterable<Run> {
  let run: Run | undefined;
  for (const item of items) {
    const before = run?.at(-1);
    if (run && before && collapsible(before) && collapsible(item) && follows(item, before)) {
      run = [...run, item];
      continue;
    }
    if (run) yield run;
    run = [item];
  }
  if (run) yield run;
}

function collapsible(item: ItemReport): boolean {
  return item.outcome === 'pending' && judgedOf(item).length === 0;
}

/** Whether an item is the next of its group by number too, so that a range of ids names no item that is not there. */
function follows(item: ItemReport, before: ItemReport): boolean {
  const number = /\d+$/.exec(before.id)?.[0] ?? '';
  const sameGroup =
    item.phase === before.phase && item.section === before.section && item.group === before.group;
  return (
    sameGroup && item.id === `${before.id.slice(0, before.id.length - number.length)}${Number(number) + 1}`
  );
}

function row(run: Run): Row {
  const [first] = run;
  const last = run.at(-1) ?? first;
  const several = run.length > 1;
  return {
    cells: [
      { text: first.outcome, style: outcomeStyles[first.outcome] },
      { text: several ? `${first.id}–${last.id}` : first.id },
      {
        text: several ? `${first.group || first.section || first.phase} (${run.length} items)` : first.title,
      },
      { text: judgedOf(first).length > 0 ? counts(first) : awaited(run), style: 'dim' },
    ],
  };
}

function judgedOf({ controls, probes }: ItemReport): readonly (ControlReport | ProbeReport)[] {
  return [...controls, ...probes];
}

/** What stands in a row's last column, in this order. */
const tallies = [
  'fail',
  'warning',
  'unknown',
  'expired',
  'waived',
  'pass',
  'notApplicable',
  'pending',
] as const;
type Tally = (typeof tallies)[number];

/**
 * `1 fail, 1 warning, 2 pass`. A warning that fails is called a warning, since it does not fail its item; what does
 * not apply is counted only where nothing else is.
 */
function counts(item: ItemReport): string {
  const found = judgedOf(item).map(({ outcome, severity }): Tally =>
    outcome === 'fail' && severity === 'warning' ? 'warning' : outcome,
  );
  const applicable = tallies.filter(
    (tally) => tally !== 'notApplicable' || found.every((each) => each === tally),
  );
  return applicable
    .map((tally) => [tally, found.filter((each) => each === tally).length] as const)
    .filter(([, count]) => count > 0)
    .map(([tally, count]) => `${count} ${tally}`)
    .join(', ');
}

const awaitable = ['live', 'attestation'] as const satisfies readonly Awaited[];

function awaited(run: Run): string {
  const kinds = awaitable.filter((kind) => run.some((item) => item.awaits.includes(kind)));
  return kinds.length === 0 ? '' : `awaits ${kinds.join(', ')}`;
}
