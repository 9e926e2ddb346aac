import { same } from '../../model/compare';
import { targetOf } from '../../model/names';
import { pseudoParameter } from '../../model/parameters';
import { Resource } from '../../model/resource';
import { Stack } from '../../model/stack';
import { and, Undecided, type Tri } from '../../model/tri';
import { alternatives, keyOf, show, whyNotKnown, type Value } from '../../model/value';
import type { Metric } from '../alarms/evaluation/definition';
import { scopeOf, type Scope } from '../alarms/published-metrics';
import { namings, type Naming } from '../alarms/published/dimensions';
import { services } from '../alarms/published/services';
import { perEnvironment, remembered } from '../per-environment';
import { parseJson } from './json-text';
import { contentsOf, type Contents, type Gap, type Row } from './widgets';

export const dashboardType = 'AWS::CloudWatch::Dashboard';

/** A metric that a dashboard shows of a resource. */
export interface ShownMetric {
  readonly dashboard: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  /** Equal for the same metric under another statistic. */
  readonly key: string;
  readonly certain: Tri;
}

/** Something that a dashboard may show, and cannot be told. */
export interface Blind extends Gap {
  readonly dashboard: Resource;
}

/** What the dashboards of an environment show. */
export interface Shown {
  readonly metrics: ReadonlyMap<Resource, readonly ShownMetric[]>;
  readonly alarms: readonly {
    readonly dashboard: Resource;
    readonly alarm: Resource;
    readonly certain: Tri;
  }[];
  readonly blind: readonly Blind[];
  /** What dashboards show that leads to nothing in the templates: `LoadBalancer app/old/0123`. */
  readonly lost: readonly Blind[];
}

export const shownIn = perEnvironment((environment): Shown => {
  const index = new Index();
  for (const dashboard of environment.of(dashboardType)) index.add(dashboard);
  return index;
});

class Index implements Shown {
  readonly metrics = new Map<Resource, ShownMetric[]>();
  readonly alarms: { dashboard: Resource; alarm: Resource; certain: Tri }[] = [];
  readonly blind: Blind[] = [];
  readonly lost: Blind[] = [];

  add(dashboard: Resource): void {
    const body = dashboard.read('DashboardBody');
    const variants = alternatives(body);
    const why = whyNotKnown(body) ?? 'it is no text';
    const read = variants.flatMap((variant): readonly Contents[] => {
      const document = parseJson(variant);
      const contents = document && contentsOf(document);
      if (contents) return [contents];
      if (variant.kind === 'known')
        this.lost.push({ dashboard, why: 'its body is no JSON document with widgets' });
      else this.blind.push({ dashboard, why: `its body is not known (${why})` });
      return [];
    });
    const places = new Places(dashboard);
    const sure = (count: number): Tri =>
      and([dashboard.exists, count === variants.length || new Undecided(why)]);
    for (const [row, count] of counted(read, ({ rows }) => rows, rowKey))
      this.addRow(row, places, sure(count));
    for (const [arn, count] of counted(read, ({ alarms }) => alarms, keyOrText))
      this.addAlarm(arn, dashboard, sure(count));
    this.blind.push(...read.flatMap(({ gaps }) => gaps.map((gap) => ({ ...gap, dashboard }))));
  }

  private addRow(row: Row, places: Places, certain: Tri): void {
    const { metric, statistic } = row;
    const { dashboard } = places;
    const { asker, doubt } = places.of(row);
    const scope = scopeOf(metric, asker);
    if (scope.kind !== 'resources' || scope.resources.size === 0) {
      const why =
        scope.kind === 'resources'
          ? `the dimensions of ${metric.name} name no resource of the templates`
          : scope.why;
      const list = isElsewhere(metric, scope, dashboard) ? this.lost : this.blind;
      list.push({ dashboard, why, mentions: [`${metric.namespace} ${metric.name}`] });
      return;
    }
    for (const resource of new Set(scope.resources.values())) {
      append(this.metrics, resource, {
        dashboard,
        namespace: metric.namespace,
        name: metric.name,
        statistic,
        key: metricKey(row),
        certain: and([certain, resource.exists, doubt]),
      });
    }
  }

  private addAlarm(arn: Value, dashboard: Resource, certain: Tri): void {
    const { resources, open } = targetOf(arn, dashboard.stack);
    const alarms = resources.filter(({ type }) => type.startsWith('AWS::CloudWatch::'));
    for (const alarm of alarms) {
      this.alarms.push({ dashboard, alarm, certain: and([certain, alarm.exists, isSure(open)]) });
    }
    if (alarms.length > 0) return;
    if (arn.kind === 'known')
      this.lost.push({
        dashboard,
        why: `the alarm ${show(arn)} is not among the templates`,
        mentions: [alarmStates],
      });
    else
      this.blind.push({
        dashboard,
        why: open ?? 'an alarm that it shows is not known',
        mentions: [alarmStates],
      });
  }
}

/** Mentioned where a dashboard shows alarms that are not known. */
export const alarmStates = 'alarms';

/**
 * Whether a metric certainly is of nothing in the templates: a literal is no name that AWS makes, nor one that a
 * template gives, unless what that gives is not known.
 */
function isElsewhere({ namespace, dimensions }: Metric, scope: Scope, { stack }: Resource): boolean {
  if (scope.kind === 'never') return true;
  const naming = namings[namespace];
  if (!naming || dimensions.size === 0) return naming !== undefined;
  const named = Object.keys(naming).filter((name) => dimensions.has(name));
  return (
    named.length > 0 &&
    named.every((name) => dimensions.get(name)?.kind === 'known') &&
    !named.some((name) => givesOpenNames(stack.environment)(naming[name]!))
  );
}

/** Whether a resource that a dimension may name has a name by hand that is not known. */
const givesOpenNames = perEnvironment((environment) =>
  remembered(({ types, property }: Naming): boolean => {
    const named = property === undefined ? [] : environment.of(...types);
    return named.some((resource) => whyNotKnown(resource.read(property!)) !== undefined);
  }),
);

function isSure(open: string | undefined): Tri {
  return open === undefined || new Undecided(open);
}

/** Where the widgets of a dashboard read from: the region that they name, or that of the dashboard. */
class Places {
  private readonly standIns = new Map<string, Resource>();

  constructor(readonly dashboard: Resource) {}

  /** Somebody in that region to ask in the place of, and why it may be another region than that of what is shown. */
  of({ region, metric }: Row): { readonly asker: Resource; readonly doubt: Tri } {
    const { stack } = this.dashboard;
    const own = pseudoParameter(stack, 'AWS::Region')!;
    if (region.kind === 'absent' || keyOf(region) === keyOf(own))
      return { asker: this.dashboard, doubt: true };
    if (region.kind !== 'known') return { asker: this.dashboard, doubt: same(region, own) };
    const isGlobal = services[metric.namespace]?.region !== undefined;
    const doubt =
      isGlobal || own.kind === 'known' || new Undecided(`the region of ${stack.displayName} is not fixed`);
    return { asker: this.standIn(String(region.value)), doubt };
  }

  private standIn(region: string): Resource {
    const existing = this.standIns.get(region);
    if (existing) return existing;
    const { stack, logicalId, definition } = this.dashboard;
    const place = {
      id: `${stack.id} in ${region}`,
      displayName: stack.displayName,
      account: stack.account,
      region,
    };
    const resource = new Resource(
      new Stack(stack.environment, { ...place, template: {} }),
      logicalId,
      definition,
    );
    this.standIns.set(region, resource);
    return resource;
  }
}

/** Each different thing, and how many of the variants of a dashboard have it. */
function counted<T>(
  variants: readonly Contents[],
  listOf: (contents: Contents) => readonly T[],
  identify: (thing: T) => string,
): readonly (readonly [T, number])[] {
  const found = new Map<string, [T, number]>();
  for (const contents of variants) {
    const here = new Map(listOf(contents).map((thing) => [identify(thing), thing]));
    for (const [key, thing] of here) {
      const entry = found.get(key);
      if (entry) entry[1]++;
      else found.set(key, [thing, 1]);
    }
  }
  return [...found.values()];
}

function rowKey(row: Row): string {
  return [metricKey(row), row.statistic, keyOrText(row.region)].join('\n');
}

function metricKey({ metric }: Row): string {
  const dimensions = [...metric.dimensions].map(([name, value]) => `${name}=${keyOrText(value)}`).sort();
  return [metric.namespace, metric.name, ...dimensions].join('\n');
}

function keyOrText(value: Value): string {
  return keyOf(value) ?? show(value);
}

function append<K, V>(table: Map<K, V[]>, key: K, value: V): void {
  const list = table.get(key);
  if (list) list.push(value);
  else table.set(key, [value]);
}
