import type {
  ControlReport,
  EvidenceReport,
  ObservationReport,
  Outcome,
  ProbeReport,
  Report,
} from '../assess/report';
import { blank, hanging, line, type Line, type Style } from './lines';
import { Places, type AnyFinding } from './place';
import { factText, seen } from './seen';

/** Places shown for one and the same message before the rest is only counted. */
const placesShown = 10;

type Judged = ControlReport | ProbeReport;

/** How the findings of a report are shown. */
interface Showing {
  readonly places: Places;
  /** Time of the report. */
  readonly now: string;
  readonly verbose: boolean;
}

/**
 * Sections on what fails, what is expired and what cannot be decided; with `verbose` also on all else, and the proof. A
 * rollback is never far down the page.
 */
export function findingSections(report: Report, verbose: boolean): readonly Line[] {
  const showing = { places: new Places(report), now: report.generatedAt, verbose };
  const all = report.items.flatMap(({ controls, probes }): readonly Judged[] => [...controls, ...probes]);
  const failing = all.filter((judged) => has(judged, 'fail'));
  const errors = rollbackFirst(failing.filter(({ severity }) => severity === 'error'));
  const warnings = rollbackFirst(failing.filter(({ severity }) => severity === 'warning'));
  const expired = all.filter((judged) => has(judged, 'expired'));
  const unknown = all.filter((judged) => has(judged, 'unknown'));
  const open = new Set([...failing, ...expired, ...unknown]);
  const others = verbose ? all.filter((judged) => !open.has(judged)) : [];
  const noun = all.some(isProbe) ? 'Controls and probes' : 'Controls';
  const part = (some: readonly Judged[], label: Label): readonly Line[] =>
    some.flatMap((judged) => judgedLines(judged, label, showing));
  return [
    ...section(`${noun} that fail: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`, [
      ...part(errors, { text: 'error', style: 'red', only: 'fail' }),
      ...part(warnings, { text: 'warning', style: 'yellow', only: 'fail' }),
    ]),
    ...section(
      `${noun} that are expired: ${expired.length}, until cdk-readiness verify looks again`,
      part(expired, { text: 'expired', style: 'red', only: 'expired' }),
    ),
    ...section(
      `${noun} that are unknown: ${unknown.length}`,
      part(unknown, { text: 'unknown', style: 'cyan', only: 'unknown' }),
    ),
    ...section(`Other ${noun.toLowerCase()}: ${others.length}`, part(others, { style: 'green' })),
  ];
}

/** Whether findings of an outcome are to be shown; what is settled is not. */
function has({ findings }: Judged, outcome: Outcome): boolean {
  return (findings as readonly AnyFinding[]).some(
    (finding) => finding.outcome === outcome && !isSettled(finding),
  );
}

function isSettled(finding: AnyFinding): boolean {
  return 'decidedBy' in finding && finding.decidedBy !== undefined;
}

function isProbe(judged: Judged): judged is ProbeReport {
  return 'decides' in judged;
}

function asksForRollback(judged: Judged): boolean {
  return isProbe(judged) && judged.rollback === true;
}

function rollbackFirst(failing: readonly Judged[]): readonly Judged[] {
  return [...failing.filter(asksForRollback), ...failing.filter((judged) => !asksForRollback(judged))];
}

function counted(things: readonly unknown[], noun: string): string {
  return `${things.length} ${noun}${things.length === 1 ? '' : 's'}`;
}

function section(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [line(0, { text: title, style: 'bold' }), blank, ...lines];
}

/** How a control or probe is announced, and the outcome of the findings shown; all of them where there is none. */
interface Label {
  /** Its outcome where absent. */
  readonly text?: string;
  readonly style: Style;
  readonly only?: Outcome;
}

function judgedLines(judged: Judged, { text, style, only }: Label, showing: Showing): readonly Line[] {
  const { id, title, outcome, examined } = judged;
  const findings = (judged.findings as readonly AnyFinding[]).filter(
    (finding) => only === undefined || (finding.outcome === only && !isSettled(finding)),
  );
  const decidedBy = 'decidedBy' in judged && only === undefined ? judged.decidedBy : undefined;
  return [
    { ...line(0, { text: text ?? outcome, style }, ' ', { text: id, style: 'bold' }, `: ${title}`), hang: 2 },
    ...(only === 'fail' && asksForRollback(judged)
      ? [hanging(2, { text: 'roll back: ', style: 'red' }, 'the checklist takes a release back for this')]
      : []),
    ...(showing.verbose ? [line(2, { text: `${examined} examined`, style: 'dim' })] : []),
    ...(decidedBy === undefined ? [] : [line(2, { text: `decided by ${decidedBy}`, style: 'dim' })]),
    ...grouped(findings, (finding) => shownFix(finding, judged)).flatMap(([fix, alike]) => [
      ...(showing.verbose
        ? alike.flatMap((finding) => proofLines(finding, showing))
        : grouped(alike, (finding) => JSON.stringify([finding.message, seen(finding, showing.now)])).flatMap(
            ([, same]) => messageLines(same, showing),
          )),
      ...(fix === undefined
        ? []
        : [hanging(2, { text: only === 'unknown' ? 'to decide: ' : 'fix: ', style: 'green' }, fix)]),
    ]),
    blank,
  ];
}

/** What a probe leaves open, its message says how to decide; its fix is for what fails. What is settled needs none. */
function shownFix(finding: AnyFinding, judged: Judged): string | undefined {
  return isSettled(finding) || (isProbe(judged) && finding.outcome === 'unknown') ? undefined : finding.fix;
}

/** One message with the places where it was found. */
function messageLines(findings: readonly AnyFinding[], { places, now }: Showing): readonly Line[] {
  const where = findings.map((finding) => places.of(finding));
  const hidden = where.length - placesShown;
  const [first] = findings;
  return [
    ...where.slice(0, placesShown).map((each) => line(2, { text: each, style: 'cyan' })),
    ...(hidden > 0 ? [line(2, { text: `and ${hidden} more, which --verbose shows`, style: 'dim' })] : []),
    ...(first ? whatAndWhen(first, now) : []),
  ];
}

/** One finding with everything that decided it. */
function proofLines(finding: AnyFinding, { places, now }: Showing): readonly Line[] {
  const facts: readonly (EvidenceReport | ObservationReport)[] = finding.evidence;
  return [
    line(2, { text: places.of(finding), style: 'cyan' }),
    ...whatAndWhen(finding, now),
    ...facts.map((each) =>
      hanging(4, { text: 'seen: ', style: 'dim' }, { text: factText(each), style: 'dim' }),
    ),
  ];
}

function whatAndWhen(finding: AnyFinding, now: string): readonly Line[] {
  const when = seen(finding, now);
  return [line(4, finding.message), ...(when === '' ? [] : [line(4, { text: when, style: 'dim' })])];
}

/** Groups in the order in which their keys first appear. */
function grouped<T, K>(values: readonly T[], key: (value: T) => K): readonly (readonly [K, readonly T[]])[] {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return [...groups];
}
