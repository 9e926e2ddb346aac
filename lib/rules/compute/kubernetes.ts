import { same } from '../../model/compare';
import type { Json, JsonObject } from '../../model/input';
import { targetOf } from '../../model/names';
import { isObject, own, ownObject, textOfJson } from '../../model/own';
import type { Resource } from '../../model/resource';
import { type Tri, Undecided } from '../../model/tri';
import { absent, whyNotKnown } from '../../model/value';
import { all, type Answer, cite, given, no, unknown, yes } from '../answer';
import { jsonIn } from '../json-text';
import { perEnvironment } from '../per-environment';
import { allOf } from '../possible';

export const clusterTypes: readonly string[] = ['AWS::EKS::Cluster', 'Custom::AWSCDK-EKS-Cluster'];

/** The resource by which the CDK applies a manifest to a cluster. */
export const manifestType = 'Custom::AWSCDK-EKS-KubernetesResource';

/** An object of a manifest. */
interface Applied {
  readonly manifest: Resource;
  readonly object: JsonObject;
}

/** The objects of a manifest; undefined where it cannot be read. */
function objectsOf(manifest: Resource): readonly JsonObject[] | undefined {
  const parsed = jsonIn(manifest.read('Manifest'));
  return Array.isArray(parsed) ? parsed.filter(isObject) : undefined;
}

/** The pods of an environment that serve: those that a Service of the manifests selects, all where there is none. */
const pods = perEnvironment((environment) => {
  const objects: readonly Applied[] = environment
    .of(manifestType)
    .flatMap((manifest) => (objectsOf(manifest) ?? []).map((object) => ({ manifest, object })));
  const ofKind = (...kinds: readonly string[]): readonly Applied[] =>
    objects.filter(({ object }) => kinds.includes(textOfJson(own(object, 'kind')) ?? ''));
  const replicated = ofKind('Deployment', 'StatefulSet');
  const selectors = ofKind('Service').map(({ object }) => ownObject(ownObject(object, 'spec'), 'selector'));
  const serving = replicated.filter(({ object }) =>
    selectors.some((selector) => selects(selector, labelsOf(object))),
  );
  return {
    serving: serving.length > 0 ? serving : replicated,
    scalers: ofKind('HorizontalPodAutoscaler'),
    hidden: environment.of(manifestType).find((manifest) => objectsOf(manifest) === undefined),
  };
});

function labelsOf(object: JsonObject): JsonObject {
  const template = ownObject(ownObject(object, 'spec'), 'template');
  return ownObject(ownObject(template, 'metadata'), 'labels');
}

function selects(selector: JsonObject, labels: JsonObject): boolean {
  const keys = Object.keys(selector);
  return keys.length > 0 && keys.every((key) => own(labels, key) === own(selector, key));
}

/** Whether a manifest deploys pods that serve; one that cannot be read may. */
export function deploysPods(manifest: Resource): boolean {
  if (objectsOf(manifest) === undefined) return true;
  return pods(manifest.stack.environment).serving.some((applied) => applied.manifest === manifest);
}

/** Whether every Deployment and StatefulSet of a manifest that serves keeps at least so many pods. */
export function keepsPods(manifest: Resource, least: number): Answer {
  if (objectsOf(manifest) === undefined) {
    const why = whyNotKnown(manifest.read('Manifest')) ?? 'it is no list of objects';
    return unknown(`Manifest is not known (${why})`, cite(manifest, 'Manifest'));
  }
  const { serving } = pods(manifest.stack.environment);
  const own_ = serving.filter((applied) => applied.manifest === manifest);
  return all(own_.map(({ object }) => keepsReplicas(manifest, object, least)));
}

/** A scaler governs the number of pods, and every `kubectl apply` puts it back to the replicas that are stated. */
function keepsReplicas(manifest: Resource, object: JsonObject, least: number): Answer {
  const { scalers, hidden } = pods(manifest.stack.environment);
  const kind = textOfJson(own(object, 'kind'));
  const name = textOfJson(own(ownObject(object, 'metadata'), 'name'));
  const scaler = scalers.find((candidate) => {
    const target = ownObject(ownObject(candidate.object, 'spec'), 'scaleTargetRef');
    return textOfJson(own(target, 'name')) === name && textOfJson(own(target, 'kind')) === kind;
  });
  const called = `${kind} ${name ?? 'without a name'}`;
  const stated = own(ownObject(object, 'spec'), 'replicas');
  const replicas = enough(`replicas of ${called}`, stated, least, manifest);
  if (!scaler) {
    const mayScale = new Undecided(`${hidden?.logicalId} may scale it`);
    return hidden && stated === undefined ? given(mayScale, replicas) : replicas;
  }
  const floor = own(ownObject(scaler.object, 'spec'), 'minReplicas');
  const scaled = enough(`minReplicas of ${called}`, floor, least, manifest);
  const certain = scaler.manifest.exists;
  if (stated === undefined) return certain === true ? scaled : given(certain, scaled);
  return allOf([
    { certain: true, answer: replicas },
    { certain, answer: scaled },
  ]);
}

function enough(what: string, count: Json | undefined, least: number, manifest: Resource): Answer {
  const proof = cite(manifest, 'Manifest');
  const number = count === undefined ? 1 : Number(textOfJson(count) ?? NaN);
  const expected = `expected at least ${least}`;
  if (Number.isNaN(number)) return unknown(`${what} is not known, ${expected}`, proof);
  const seen = count === undefined ? `${what} is not set and so 1` : `${what} is ${number}`;
  return number >= least ? yes(seen, proof) : no(`${seen}, ${expected}`, proof);
}

/** The other nodegroups that belong to the cluster of a nodegroup, or may. */
export function otherNodegroups(nodegroup: Resource): readonly Resource[] {
  return nodegroup.stack.environment
    .of(nodegroup.type)
    .filter((other) => other !== nodegroup && sharesCluster(other, nodegroup) !== false);
}

function sharesCluster(left: Resource, right: Resource): Tri {
  const [one, other] = [left, right].map((group) => group.read('ClusterName'));
  const [first, second] = [left, right].map(
    (group) => targetOf(group.read('ClusterName'), group.stack).resources[0],
  );
  return first && second ? first === second : same(one ?? absent, other ?? absent);
}
