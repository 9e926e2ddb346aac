import { asFound } from './expiry';
import type { Found, Judgements } from './judge';
import type { ProbeResult } from './probe-result';
import type { AskedReport, ProbeFindingReport, ProbeReport, Report, WaiverReport } from './report';

/** What is known beside what the controls found. */
export interface Evidence {
  /** What the account said in this run. */
  readonly probes?: readonly ProbeResult[];
  /** Reports of other runs. */
  readonly reports?: readonly Report[];
  /** What the reader should know beside the items. */
  readonly notices?: readonly string[];
}

/** What a run found, before anything is concluded from it. */
export interface Run {
  /** By the id of the control; a control that judged nothing is not there. */
  readonly controls: ReadonlyMap<string, Found>;
  readonly probes: readonly ProbeFound[];
  /** By the id of the item. */
  readonly waivers: ReadonlyMap<string, readonly WaiverReport[]>;
  readonly asked: readonly AskedReport[];
  readonly notices: readonly string[];
}

/** What the account said to one question. */
export interface ProbeFound extends Omit<ProbeReport, 'outcome' | 'at' | 'examined'> {
  /** Id of its item. */
  readonly item: string;
}

/** What this run found. */
export function thisRun(
  { scope, found, waivers, asked }: Judgements,
  { probes: results = [], notices = [] }: Evidence,
): Run {
  const probes = results.map(probeFound);
  return {
    controls: found,
    probes,
    waivers: new Map(scope.map(({ id }) => [id, waivers.of(id)])),
    asked: joinAsked([...asked, ...probes.flatMap(({ findings }) => findings.map(place))]),
    notices: [...waivers.notices(), ...notices],
  };
}

/** What another run found, taken back out of its report. */
export function reportedRun({ items, asked, notices }: Report): Run {
  const controls = items.flatMap((item) => item.controls);
  return {
    controls: new Map(
      controls.map(({ id, examined, findings }) => [
        id,
        { examined, findings: findings.map(({ decidedBy: _, ...finding }) => asFound(finding)) },
      ]),
    ),
    probes: items.flatMap((item) =>
      item.probes.map(({ outcome: _outcome, at: _at, examined: _examined, ...probe }) => ({
        ...probe,
        item: item.id,
        findings: probe.findings.map(asFound),
      })),
    ),
    waivers: new Map(items.map(({ id, waivers }) => [id, waivers])),
    asked,
    notices,
  };
}

/** Regions that were asked, each once: when it was asked last, and all stacks that were read there. */
export function joinAsked(all: readonly AskedReport[]): readonly AskedReport[] {
  const places = new Map<string, AskedReport>();
  for (const { account, region, at, stacks } of all) {
    const key = `${account}/${region}`;
    const known = places.get(key);
    places.set(key, {
      account,
      region,
      at: known && Date.parse(known.at) >= Date.parse(at) ? known.at : at,
      stacks: [...new Set([...(known?.stacks ?? []), ...stacks])].sort(),
    });
  }
  return [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, asked]) => asked);
}

function place({ resource: { account, region }, at }: ProbeFindingReport): AskedReport {
  return { account, region, at, stacks: [] };
}

function probeFound({ fix, findings, rollback, decides = [], ...rest }: ProbeResult): ProbeFound {
  return {
    ...rest,
    decides,
    ...(rollback === true ? { rollback } : {}),
    findings: findings.map((finding) => ({
      ...finding,
      ...(finding.outcome === 'fail' || finding.outcome === 'unknown' ? { fix } : {}),
    })),
  };
}
