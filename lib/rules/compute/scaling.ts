import { splitText } from '../../model/arn';
import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, unanimous, Undecided, type Tri } from '../../model/tri';
import { absent, alternatives, known, show, whyNotKnown, type Value } from '../../model/value';
import { cite, no, unknown, type Answer } from '../answer';
import { atLeast, numeric, test } from '../reading';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';

/** A scalable target of Application Auto Scaling, and how sure it is that it scales a service. */
export interface Scaler {
  readonly target: Resource;
  readonly certain: Tri;
}

const scalersByService = perEnvironment((environment) => {
  const table = new Map<Resource, Scaler[]>();
  const services = environment.of('AWS::ECS::Service');
  for (const target of environment.of('AWS::ApplicationAutoScaling::ScalableTarget')) {
    const dimension = target.read('ScalableDimension');
    const isCount = test(dimension, undefined, (name) => name === 'ecs:service:DesiredCount');
    if (isCount === false) continue;
    const id = target.read('ResourceId');
    const named = alternatives(id).map(servicesIn);
    const isEverywhere = named.every((found) => found.length > 0);
    for (const service of isEverywhere ? new Set(named.flat()) : services) {
      const scales = alternatives(id).map((option, i) => namesService(option, named[i]!, service));
      const why = whyNotKnown(id) ?? 'the ResourceId of a scalable target is not known';
      const certain = and([isCount, unanimous(scales, why), target.exists]);
      if (certain !== false) table.set(service, [...(table.get(service) ?? []), { target, certain }]);
    }
  }
  return table;
});

/** The services whose names are part of an id, as tokens. */
function servicesIn(id: Value): readonly Resource[] {
  return resourcesIn(id).filter(({ type }) => type === 'AWS::ECS::Service');
}

function namesService(id: Value, tokens: readonly Resource[], service: Resource): Tri {
  if (id.kind === 'absent') return false;
  return tokens.length > 0 ? tokens.includes(service) : isNamed(service, splitText(id, '/') ?? []);
}

/** Whether the fields of `service/<cluster>/<name>`, its name written by hand or not known, name a service. */
function isNamed(service: Resource, [, cluster, name]: readonly Value[]): Tri {
  if (!cluster || !name) return new Undecided('the ResourceId of a scalable target is not known');
  const own = service.read('ServiceName');
  const named =
    own.kind === 'absent' ? new Undecided(`the name of ${service.logicalId} is generated`) : same(own, name);
  return and([isCluster(cluster, service), named]);
}

/** Whether a name is that of the cluster of a service; a service that names none is in the cluster `default`. */
function isCluster(name: Value, service: Resource): Tri {
  const cluster = service.read('Cluster');
  if (cluster.kind === 'absent') return same(name, known('default'));
  const [wanted] = targetOf(name, service.stack).resources;
  const [actual] = targetOf(cluster, service.stack).resources;
  if (wanted && actual) return wanted === actual;
  const own = actual?.read('ClusterName') ?? absent;
  return same(name, own.kind === 'absent' ? lastField(cluster) : own);
}

/** The name at the end of an ARN, or the name that is one already. */
function lastField(value: Value): Value {
  return splitText(value, '/')?.pop() ?? value;
}

/** The scalable targets that scale a service, or may. */
export function scalersOf(service: Resource): readonly Scaler[] {
  return scalersByService(service.stack.environment).get(service) ?? [];
}

/** Bounds that a scalable target puts on a service: its lowest capacity, and each scheduled action that goes below. */
export function scalingFloors(target: Resource, least: number): readonly Answer[] {
  return [atLeast(target, 'MinCapacity', least, undefined), ...scheduledFloors(target, least)];
}

function scheduledFloors(target: Resource, least: number): readonly Answer[] {
  return target.each('ScheduledActions.*.ScalableTargetAction').flatMap((action) => {
    return ['MinCapacity', 'MaxCapacity'].flatMap((name) => {
      const bound = member(action, name);
      const keeps = bound.kind === 'absent' || test(bound, least, (value) => numeric(value) >= least, true);
      if (keeps === true) return [];
      const seen = `a scheduled action sets ${name} to ${show(bound)}, expected at least ${least}`;
      return [(keeps === false ? no : unknown)(seen, cite(target, 'ScheduledActions'))];
    });
  });
}
