import type { Found } from './judge';
import type { Dated, FindingReport, ProbeFindingReport } from './report';
import { joinAsked, type ProbeFound, type Run } from './run';

/**
 * What several runs found together. What two of them said about the same thing, the younger one said better; all else
 * stands side by side. It does not matter in which order they come, nor how often one of them does.
 */
export function joinRuns(runs: readonly Run[]): Run {
  return {
    controls: joinMaps(
      runs.map(({ controls }) => controls),
      joinFound,
    ),
    probes: joinProbes(runs.flatMap(({ probes }) => probes)),
    waivers: joinMaps(
      runs.map(({ waivers }) => waivers),
      (all) => distinct(all.flat()),
    ),
    asked: joinAsked(runs.flatMap(({ asked }) => asked)),
    notices: [...new Set(runs.flatMap(({ notices }) => notices))].sort(),
  };
}

function joinMaps<T>(
  maps: readonly ReadonlyMap<string, T>[],
  join: (values: readonly T[]) => T,
): ReadonlyMap<string, T> {
  const groups = groupBy(
    maps.flatMap((map) => [...map]),
    ([key]) => key,
  );
  return new Map([...groups].map(([key, entries]) => [key, join(entries.map(([, value]) => value))]));
}

function joinFound(all: readonly Found[]): Found {
  const findings = youngest(
    all.flatMap((found) => found.findings),
    subjectOf,
  );
  const subjects = new Set(findings.filter(({ resource }) => resource?.logicalId).map(subjectOf));
  return { findings, examined: Math.max(subjects.size, ...all.map(({ examined }) => examined)) };
}

function joinProbes(all: readonly ProbeFound[]): readonly ProbeFound[] {
  const groups = groupBy(all, ({ id }) => id);
  return [...groups.values()].map((probes) => {
    const findings = youngest(
      probes.flatMap((probe) => probe.findings),
      targetOf,
    );
    // What is said of the probe itself may differ where its runs were of different versions of it.
    const [first] = distinct(probes.map((probe) => ({ ...probe, findings: [] })));
    return { ...first!, findings };
  });
}

/** What a finding is about: the same place, asked about in another run, has the same key. */
function subjectOf({ origin, environment, resource }: FindingReport): string {
  const { stack, stackName = stack, account, region, logicalId } = resource ?? {};
  return JSON.stringify([origin, environment, account, region, stackName, stack, logicalId]);
}

function targetOf({ resource: { account, region, type, id } }: ProbeFindingReport): string {
  return JSON.stringify([account, region, type, id]);
}

/** For each key the values of its latest time, each once, in the order of the keys. */
function youngest<T extends Dated>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...groupBy(values, key)].sort(byText).flatMap(([, group]) => {
    const last = Math.max(...group.map(timeOf));
    return distinct(group.filter((value) => timeOf(value) === last));
  });
}

/** A time that cannot be read is before all others, so that nothing is lost for it. */
function timeOf({ at }: Dated): number {
  const time = Date.parse(at);
  return Number.isNaN(time) ? -Infinity : time;
}

/** Values that differ as JSON, in the order of their text. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [canonical(value), value]))]
    .sort(byText)
    .map(([, value]) => value);
}

function byText([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** JSON that does not depend on the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const own = key(value);
    const group = groups.get(own);
    if (group) group.push(value);
    else groups.set(own, [value]);
  }
  return groups;
}
