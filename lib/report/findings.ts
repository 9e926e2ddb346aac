import type {
  ControlReport,
  EvidenceReport,
  FindingReport,
  Outcome,
  Report,
  ResourceReport,
} from '../assess/report';
import { blank, hanging, line, type Line, type Style } from './lines';

/** Places shown for one and the same message before the rest is only counted. */
const placesShown = 10;

/** Sections on the controls that fail and that cannot be decided; with `verbose` also on all others, and the proof. */
export function findingSections(report: Report, verbose: boolean): readonly Line[] {
  const controls = report.items.flatMap((item) => item.controls);
  const failing = controls.filter((control) => control.outcome === 'fail');
  const errors = failing.filter((control) => control.severity === 'error');
  const warnings = failing.filter((control) => control.severity === 'warning');
  const unknown = controls.filter((control) => control.outcome === 'unknown' || has(control, 'unknown'));
  const others = verbose
    ? controls.filter((control) => !failing.includes(control) && !unknown.includes(control))
    : [];
  return [
    ...section(`Controls that fail: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`, [
      ...errors.flatMap((control) => controlLines(control, control.severity, 'red', 'fail', verbose)),
      ...warnings.flatMap((control) => controlLines(control, control.severity, 'yellow', 'fail', verbose)),
    ]),
    ...section(
      `Controls that are unknown: ${unknown.length}`,
      unknown.flatMap((control) => controlLines(control, 'unknown', 'cyan', 'unknown', verbose)),
    ),
    ...section(
      `Other controls: ${others.length}`,
      others.flatMap((control) => controlLines(control, control.outcome, 'green', undefined, verbose)),
    ),
  ];
}

function has(control: ControlReport, outcome: Outcome): boolean {
  return control.findings.some((finding) => finding.outcome === outcome);
}

function counted(things: readonly unknown[], noun: string): string {
  return `${things.length} ${noun}${things.length === 1 ? '' : 's'}`;
}

function section(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [line(0, { text: title, style: 'bold' }), blank, ...lines];
}

function controlLines(
  control: ControlReport,
  label: string,
  style: Style,
  only: Outcome | undefined,
  verbose: boolean,
): readonly Line[] {
  const findings = control.findings.filter((finding) => only === undefined || finding.outcome === only);
  return [
    {
      ...line(0, { text: label, style }, ' ', { text: control.id, style: 'bold' }, `: ${control.title}`),
      hang: 2,
    },
    ...(verbose ? [line(2, { text: `${control.examined} examined`, style: 'dim' })] : []),
    ...grouped(findings, (finding) => finding.fix).flatMap(([fix, alike]) => [
      ...(verbose
        ? alike.flatMap(proofLines)
        : grouped(alike, (finding) => finding.message).flatMap(messageLines)),
      ...(fix === undefined
        ? []
        : [hanging(2, { text: only === 'unknown' ? 'to decide: ' : 'fix: ', style: 'green' }, fix)]),
    ]),
    blank,
  ];
}

/** One message with the places where it was found. */
function messageLines([message, findings]: readonly [string, readonly FindingReport[]]): readonly Line[] {
  const places = findings.map(place);
  const hidden = places.length - placesShown;
  return [
    ...places.slice(0, placesShown).map((each) => line(2, { text: each, style: 'cyan' })),
    ...(hidden > 0 ? [line(2, { text: `and ${hidden} more, which --verbose shows`, style: 'dim' })] : []),
    line(4, message),
  ];
}

/** One finding with everything that decided it. */
function proofLines(finding: FindingReport): readonly Line[] {
  return [
    line(2, { text: place(finding), style: 'cyan' }),
    line(4, finding.message),
    ...finding.evidence.map((each) =>
      hanging(4, { text: 'seen: ', style: 'dim' }, { text: seen(each), style: 'dim' }),
    ),
  ];
}

function seen({ stack, logicalId, path, value }: EvidenceReport): string {
  const where = `${logicalId} in ${stack}`;
  return path === '' ? `${where} exists` : `${where}, ${path} = ${value}`;
}

/** Where a finding is: the line in the user's code if it is known, then the construct or the resource, then the Stage. */
function place({ resource, environment }: FindingReport): string {
  const stage = environment === undefined ? '' : `, stage ${environment}`;
  if (resource === undefined) {
    return environment === undefined ? 'the whole workload' : `the whole stage ${environment}`;
  }
  const { source } = resource;
  return (
    (source === undefined || source === resource.stack ? nameOf(resource) : sourced(source, resource)) + stage
  );
}

function nameOf({ stack, logicalId, constructPath }: ResourceReport): string {
  return constructPath || (logicalId === undefined ? `stack ${stack}` : `${logicalId} in ${stack}`);
}

/** A line of a template names its stack already: `network.yaml:7:3 (Db)`. */
function sourced(source: string, resource: ResourceReport): string {
  const { stack, logicalId, constructPath } = resource;
  const inTemplate = !constructPath && logicalId !== undefined && source.startsWith(`${stack}:`);
  return `${source} (${inTemplate ? logicalId : nameOf(resource)})`;
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
