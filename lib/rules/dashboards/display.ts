import type { Resource } from '../../model/resource';
import { and, isUndecided, or, type Tri } from '../../model/tri';
import { cite, no, present, unknown, yes, type Answer } from '../answer';
import { dashboardType, shownIn, type Blind, type ShownMetric } from './shown';

/** Metrics that show the same thing of some resource. */
export interface Display {
  readonly namespace: string;
  /** All metrics of the namespace where none is named. */
  readonly names?: readonly string[];
  /** The statistics that make sense of them, all where none is named: the average of a count of errors is always 1. */
  readonly statistics?: readonly string[];
}

/** A resource that belongs to another one. */
export interface Part {
  readonly resource: Resource;
  readonly certain: Tri;
}

/** What a dashboard should show. */
export interface Sought {
  /** `the error rate of Alb`. */
  readonly what: string;
  /** What it is about. */
  readonly subject: Resource;
  /** What tells as much of it: its members, the function that it calls. */
  readonly parts?: readonly Part[];
  readonly displays: readonly Display[];
  /** What may say as much in another way, by what is mentioned of it: metrics of other namespaces, logs. */
  readonly alsoBy?: RegExp;
}

/** Whether some dashboard shows what is sought. */
export function isShown(sought: Sought): Answer {
  const found = metricsOf(sought);
  const fitting = found.filter((shown) => sought.displays.some((display) => shows(display, shown)));
  const certain = fitting.find((shown) => shown.certain === true);
  if (certain)
    return yes(
      `${certain.dashboard.logicalId} shows ${sought.what}`,
      cite(certain.dashboard, 'DashboardBody'),
    );
  const truth = or(fitting.map((shown) => shown.certain));
  if (isUndecided(truth)) return notSure(sought, fitting[0]!.dashboard, truth.why);
  const wrong = found.find((shown) => sought.displays.some((display) => names(display, shown)));
  return missing(sought, wrong && asStatistic(wrong, sought));
}

/** The three percentiles of a response time that tell the usual, the bad and the worst. */
const percentiles = [50, 95, 99];

/** Whether some dashboard shows the 50th, 95th and 99th percentile of one metric among those that are sought. */
export function showsPercentiles(sought: Sought): Answer {
  const byMetric = new Map<string, ShownMetric[]>();
  for (const shown of metricsOf(sought)) {
    if (!sought.displays.some((display) => names(display, shown))) continue;
    const key = `${shown.dashboard.key}\n${shown.key}`;
    byMetric.set(key, [...(byMetric.get(key) ?? []), shown]);
  }
  const groups = [...byMetric.values()].map((group) => ({
    group,
    all: and(percentiles.map((p) => isAmong(p, group))),
  }));
  const complete = groups.find(({ all }) => all === true);
  if (complete) {
    const { dashboard, name } = complete.group[0]!;
    return yes(`${dashboard.logicalId} shows p50, p95 and p99 of ${name}`, cite(dashboard, 'DashboardBody'));
  }
  const truth = or(groups.map(({ all }) => all));
  if (isUndecided(truth)) {
    const open = groups.find(({ all }) => all !== false)!;
    return notSure(sought, open.group[0]!.dashboard, truth.why);
  }
  const most = groups.map(({ group }) => group).sort((left, right) => right.length - left.length)[0];
  return missing(sought, most && seenOf(most));
}

function isAmong(percentile: number, group: readonly ShownMetric[]): Tri {
  return or(
    group
      .filter(({ statistic }) => Number(/^p(\d+(\.\d+)?)$/i.exec(statistic)?.[1]) === percentile)
      .map(({ certain }) => certain),
  );
}

function seenOf(group: readonly ShownMetric[]): string {
  const { dashboard, name } = group[0]!;
  const statistics = [...new Set(group.map(({ statistic }) => statistic))].join(', ');
  return `${dashboard.logicalId} shows ${statistics} of ${name}`;
}

/** What the dashboards show of the subject and its parts. */
function metricsOf({ subject, parts = [] }: Sought): readonly ShownMetric[] {
  const { metrics } = shownIn(subject.stack.environment);
  return [{ resource: subject, certain: true }, ...parts].flatMap(({ resource, certain }) =>
    (metrics.get(resource) ?? []).map((shown) => ({ ...shown, certain: and([shown.certain, certain]) })),
  );
}

function names(display: Display, { namespace, name }: ShownMetric): boolean {
  return namespace === display.namespace && (display.names?.includes(name) ?? true);
}

function shows(display: Display, shown: ShownMetric): boolean {
  return names(display, shown) && (display.statistics?.includes(shown.statistic) ?? true);
}

function asStatistic({ dashboard, name, statistic }: ShownMetric, { displays }: Sought): string {
  const expected = displays.find(({ names }) => names?.includes(name))?.statistics ?? [];
  return `${dashboard.logicalId} shows ${name} as ${statistic}, expected ${expected.join(' or ')}`;
}

function notSure({ what }: Sought, dashboard: Resource, why: string): Answer {
  const seen = `whether ${dashboard.logicalId} shows ${what} is not known (${why})`;
  return unknown(`${seen}; verify on the dashboard`, cite(dashboard, 'DashboardBody'));
}

/** Nothing that can be told shows it: what is shown instead, or what may show it and cannot be told. */
function missing(sought: Sought, instead: string | undefined): Answer {
  const { subject, what } = sought;
  const { environment } = subject.stack;
  const { blind, lost } = shownIn(environment);
  const open = blind.find((gap) => mayShow(gap, sought));
  if (open) return notSure(sought, open.dashboard, open.why);
  const none = `no dashboard shows ${what}`;
  const expected = 'expected one that does';
  const [hidden] = environment.of(dashboardType).length === 0 ? environment.hidden : [];
  if (hidden !== undefined) return unknown(`${none}, but ${hidden}`);
  if (instead !== undefined) return no(`${none}: ${instead}`, present(subject));
  const stale = lost.find((gap) => mayShow(gap, sought));
  const seen = stale ? ` (${stale.dashboard.logicalId}: ${stale.why})` : '';
  return no(`${none}${seen}, ${expected}`, present(subject));
}

/** What mentions nothing may show anything. */
function mayShow({ mentions }: Blind, { displays, alsoBy }: Sought): boolean {
  if (mentions === undefined) return true;
  return mentions.some(
    (mention) =>
      alsoBy?.test(mention) ||
      displays.some(({ namespace, names: metrics }) =>
        metrics && mention !== namespace
          ? metrics.some((name) => mention === name || mention === `${namespace} ${name}`)
          : mention === namespace || mention.startsWith(`${namespace} `),
      ),
  );
}
