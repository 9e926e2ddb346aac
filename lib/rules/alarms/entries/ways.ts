import type { Resource } from '../../../model/resource';
import { and, or, type Tri } from '../../../model/tri';
import { all, given, type Answer } from '../../answer';
import { frontsOf } from '../../firewall/fronts';
import { isLockedTo } from '../../firewall/lock';
import { entriesBehind } from '../../limits/entries';
import { balancerType, targetGroupType } from '../../network/routing';
import { allOf } from '../../possible';
import { targetGroupsOf } from './target-groups';

/** An entry that another one passes requests on to. */
export interface Next {
  readonly entry: Resource;
  readonly certain: Tri;
}

/** Where an entry passes requests on to: the origins of a distribution, the load balancer behind a network load balancer. */
export function behind(entry: Resource): readonly Next[] {
  const origins = entriesBehind(entry.stack.environment).get(entry) ?? [];
  if (entry.type !== balancerType) return origins;
  const targets = entry.stack.environment.links(targetGroupType, 'Targets.*.Id');
  return [...targetGroupsOf(entry).groups].flatMap(([group, routed]) =>
    targets
      .from(group)
      .filter(({ to }) => to.type === balancerType)
      .map(({ to, certain }) => ({ entry: to, certain: and([routed, certain]) })),
  );
}

/**
 * The answer for an entry, or else for what all its requests come through or go to. What is said is what was seen at
 * the entry: there the alarm is missed.
 */
export function onItsWay(entry: Resource, judge: (at: Resource) => Answer): Answer {
  const own = judge(entry);
  if (own.is === 'yes') return own;
  const others = [...inFront(entry, judge), ...beyond(entry, judge)];
  const yes = others.find(({ is }) => is === 'yes');
  const doubt = own.is === 'no' ? others.find(({ is }) => is === 'unknown') : undefined;
  return yes ?? doubt ?? own;
}

function inFront(entry: Resource, judge: (at: Resource) => Answer): readonly Answer[] {
  const fronts = frontsOf(entry);
  if (fronts.length === 0) return [];
  const judged = fronts.map(({ distribution, certain }) => given(certain, judge(distribution)));
  return judged.some(({ is }) => is === 'no') ? [] : [all([isLockedTo(entry, fronts), ...judged])];
}

function beyond(entry: Resource, judge: (at: Resource) => Answer): readonly Answer[] {
  const possible = behind(entry).map((next) => ({ certain: next.certain, answer: judge(next.entry) }));
  if (possible.length === 0) return [];
  return [given(or(possible.map(({ certain }) => certain)), allOf(possible))];
}
