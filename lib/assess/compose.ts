import { items as checklist, type ChecklistItem, type Control } from '../checklist';
import { minutesLiveHolds } from '../checklist/freshness';
import { atTime } from './expiry';
import { joinRuns } from './join';
import type { Judgements } from './judge';
import { itemOutcome, runVerdict, worstOf } from './outcome';
import {
  outcomes,
  type Awaited,
  type ControlReport,
  type Dated,
  type ItemReport,
  type Outcome,
  type ProbeFindingReport,
  type ProbeReport,
  type Report,
} from './report';
import { reportedRun, thisRun, type Evidence, type ProbeFound, type Run } from './run';
import { settle, stagesOf, type Stages } from './settle';

export interface ReportOptions {
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  /** Version of this package. */
  readonly version: string;
}

/** Makes a report of what the controls found and of what else is known, for the items in scope. */
export function report(
  judgements: Judgements,
  evidence: Evidence,
  { generatedAt, version }: ReportOptions,
): Report {
  const { reports = [] } = evidence;
  const own = thisRun(judgements, evidence);
  const run = reports.length === 0 ? own : joinRuns([own, ...reports.map(reportedRun)]);
  const known = {
    run,
    probes: new Map(run.probes.map((probe) => [probe, probeReport(probe, generatedAt)])),
    stages: stagesOf([...run.controls.values()].flatMap(({ findings }) => findings)),
    now: generatedAt,
  };
  const items = judgements.scope.map((item) => itemReport(item, known));
  const summary = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of items) summary[outcome]++;
  return {
    schemaVersion: 1,
    tool: { name: 'cdk-readiness', version },
    verdict: runVerdict(items),
    generatedAt,
    summary,
    asked: run.asked,
    items,
    notices: run.notices,
  };
}

/** What items are judged by. */
interface Known {
  readonly run: Run;
  readonly probes: ReadonlyMap<ProbeFound, ProbeReport>;
  readonly stages: Stages;
  readonly now: string;
}

function itemReport(item: ChecklistItem, known: Known): ItemReport {
  const controls = item.controls.map((control) => controlReport(control, item, known));
  const probes = [...known.probes]
    .filter(([found]) => found.item === item.id)
    .map(([, probe]) => probe)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const outcome = itemOutcome([...controls, ...probes]);
  return {
    id: item.id,
    title: item.text,
    phase: item.phase,
    section: item.section,
    group: item.group,
    outcome,
    awaits: awaited(item, isAnswered(outcome, probes)),
    controls,
    probes,
    attestations: [],
    waivers: known.run.waivers.get(item.id) ?? [],
  };
}

function controlReport(
  { id, title, severity }: Control,
  { freshness }: ChecklistItem,
  { run, probes, stages, now }: Known,
): ControlReport {
  const { findings: found, examined } = run.controls.get(id) ?? { findings: [], examined: 0 };
  const holds = minutesLiveHolds(freshness);
  const dated = found.map((finding) =>
    finding.origin === 'account' ? atTime(finding, now, holds) : finding,
  );
  const decider = deciderOf(id, [...probes.values()]);
  const findings = settle(dated, { decider, asked: run.asked, stages });
  const decided = decider && findings.some(({ decidedBy }) => decidedBy === decider.id);
  const open = findings.filter(({ decidedBy }) => decidedBy === undefined);
  return {
    id,
    title,
    severity,
    outcome: worstOf([...open, ...(decided ? [decider] : [])]),
    ...(decided ? { decidedBy: decider.id } : {}),
    at: oldest(findings),
    examined,
    findings,
  };
}

/** The probe that settles a control: one that fails where there is one, so that no other hides what it saw. */
function deciderOf(controlId: string, probes: readonly ProbeReport[]): ProbeReport | undefined {
  const deciders = probes
    .filter(({ decides }) => decides.includes(controlId))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return (
    deciders.find(({ outcome }) => outcome === 'fail') ?? deciders.find(({ outcome }) => outcome === 'pass')
  );
}

/** What the account said, as it stands at some time; in an order that is not that of its answers. */
function probeReport({ item, findings: found, ...probe }: ProbeFound, now: string): ProbeReport {
  const { id, title, severity, decides, rollback } = probe;
  const holds = minutesLiveHolds(checklist.find((each) => each.id === item)?.freshness ?? 'live daily');
  const findings = found
    .map((finding) => atTime(finding, now, holds))
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  return {
    id,
    title,
    severity,
    outcome: worstOf(findings),
    at: oldest(findings),
    examined: findings.filter(({ outcome }) => outcome !== 'notApplicable').length,
    decides,
    ...(rollback === undefined ? {} : { rollback }),
    findings,
  };
}

function placeOf({ resource: { account, region, type, id } }: ProbeFindingReport): string {
  return JSON.stringify([account, region, type, id]);
}

function oldest(findings: readonly Dated[]): string | undefined {
  return findings.reduce<string | undefined>(
    (least, { at }) => (least === undefined || Date.parse(at) < Date.parse(least) ? at : least),
    undefined,
  );
}

/** Whether the account leaves nothing open: it was asked about something, unless the item does not apply at all. */
function isAnswered(outcome: Outcome, probes: readonly ProbeReport[]): boolean {
  const decided = probes.every((probe) => ['pass', 'fail', 'notApplicable'].includes(probe.outcome));
  const arises = probes.some((probe) => probe.outcome !== 'notApplicable');
  return probes.length > 0 && decided && (arises || outcome === 'notApplicable');
}

function awaited({ evidence }: ChecklistItem, answered: boolean): readonly Awaited[] {
  return [
    ...(evidence.includes('live') && !answered ? (['live'] as const) : []),
    ...(evidence.includes('attest') ? (['attestation'] as const) : []),
  ];
}
