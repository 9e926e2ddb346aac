import { same } from '../../../model/compare';
import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { soleToken, type Value } from '../../../model/value';
import { perEnvironment, remembered } from '../../per-environment';
import type { Metric } from '../evaluation/definition';
import type { Emission, Samples } from '../evaluation/samples';
import type { View } from '../situation';
import type { Kind, Publication } from './kinds';
import type { Part } from './parts';
import { shows } from './probes';
import { gone, sumOf, type Traffic } from './traffic';

/** What can happen to an entry: by the service of AWS that it is, and by its parts. */
export interface Shape {
  readonly kind: Kind;
  readonly parts: readonly Part[];
}

/** An entry of some shape. */
export interface Subject extends Shape {
  readonly entry: Resource;
}

/** What happens at an entry in a minute. */
export interface State {
  readonly traffic: ReadonlyMap<Part, Traffic>;
  /** Which of its places each part uses. */
  readonly colour: number;
  /** False where nothing asks any more from outside whether the entry answers. */
  readonly isProbed: boolean;
}

type About = ReadonlyMap<string, Resource>;
type Gauge = (state: State) => Samples | undefined;

/** What the metrics show of an entry that is in one state, and in another from minute 0 on for so many minutes. */
export function viewOf(subject: Subject, before: State, during: State, minutes = Infinity): View {
  const seen = new Map<Metric, Emission | undefined>();
  return (metric, about) => {
    if (seen.has(metric)) return seen.get(metric);
    const gauge = gaugeOf(subject, metric, about);
    const [past, now] = [gauge?.(before), gauge?.(during)];
    const emission = past && now && emissionOf(subject.entry.stack.environment, past, now, minutes);
    seen.set(metric, emission);
    return emission;
  };
}

/** What a metric shows in any state; undefined where it says nothing about the entry. */
function gaugeOf(subject: Subject, metric: Metric, about: About): Gauge | undefined {
  const { entry, kind, parts } = subject;
  if (metric.namespace !== kind.namespace) return probeGauge(subject, metric, about);
  const owner = kind.ownerOf?.(entry) ?? entry;
  if (![...about.values()].includes(owner)) return undefined;
  if (isUnder(kind.whole, metric)) {
    const formula = kind.whole.metrics[metric.name];
    return formula && ((state) => formula(totalOf(state)));
  }
  if (!kind.parts || !isUnder(kind.parts, metric)) return undefined;
  const formula = kind.parts.metrics[metric.name];
  const found = placeOf(parts, metric, about);
  return formula && found && ((state) => formula(trafficAt(found.part, state, found.place)));
}

function isUnder({ dimensions }: Publication, metric: Metric): boolean {
  return (
    dimensions.length === metric.dimensions.size && dimensions.every((name) => metric.dimensions.has(name))
  );
}

/** The part that a metric is about: by its target group, or by the name of its stage. */
function placeOf(
  parts: readonly Part[],
  { dimensions }: Metric,
  about: About,
): { readonly part: Part; readonly place: Resource } | undefined {
  const group = about.get('TargetGroup');
  const stage = dimensions.get('Stage');
  for (const part of parts) {
    const place = part.places.find((one) => one === group || (stage && isStage(one, stage)));
    if (place) return { part, place };
  }
  return undefined;
}

function isStage(stage: Resource, name: Value): boolean {
  const token = soleToken(name);
  if (token?.kind === 'attribute' && token.resource === stage) return true;
  return same(stage.read('StageName'), name) === true;
}

/** What happens at a part, or at one of its places: where it is not now, nothing does. */
function trafficAt(part: Part, { traffic, colour }: State, place: Resource): Traffic {
  const current = part.places[colour] ?? part.places[0];
  return place === current ? (traffic.get(part) ?? gone) : gone;
}

/** What happens at all parts together. */
const totalOf = remembered(({ traffic }: State) => sumOf([...traffic.values()]));

/** What something shows that asks from outside; it cannot know of a part alone. */
function probeGauge({ entry }: Subject, metric: Metric, about: About): Gauge | undefined {
  const formula = shows(entry, metric, about);
  return (
    formula &&
    (({ traffic, isProbed }) => {
      if (!isProbed) return [];
      const up = [...traffic.values()].map(({ healthy }) => healthy > 0);
      return up.every((one) => one === up[0]) ? formula(up[0] === true) : undefined;
    })
  );
}

/** Alarms that are alike are tried once on emissions that are alike. */
const emissions = perEnvironment((_: Environment) => new Map<string, Emission>());

function emissionOf(environment: Environment, past: Samples, now: Samples, minutes: number): Emission {
  const known = emissions(environment);
  const key = JSON.stringify([past, now, minutes]);
  let emission = known.get(key);
  if (!emission) known.set(key, (emission = (minute) => (minute >= 0 && minute < minutes ? now : past)));
  return emission;
}
