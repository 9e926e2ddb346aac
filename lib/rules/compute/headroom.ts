import type { Resource } from '../../model/resource';
import { or, isUndecided } from '../../model/tri';
import { cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { boundsOf } from '../network/bounds';
import { allOf } from '../possible';
import { scalersOf } from './scaling';

/** The lowest and the highest capacity of a group that scales by itself. */
const capacities: Readonly<Record<string, readonly [min: string, max: string]>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['MinCapacity', 'MaxCapacity'],
  'AWS::AutoScaling::AutoScalingGroup': ['MinSize', 'MaxSize'],
  'AWS::EKS::Nodegroup': ['ScalingConfig.MinSize', 'ScalingConfig.MaxSize'],
};

/** Whether a service can grow to a multiple of its lowest capacity; undefined for what grows by itself. */
export function hasHeadroom(service: Resource, factor: number): Answer | undefined {
  if (Object.hasOwn(capacities, service.type)) return grows(service, factor);
  if (service.type !== 'AWS::ECS::Service') return undefined;
  const scalers = scalersOf(service);
  const answer = allOf(scalers.map(({ target, certain }) => ({ certain, answer: grows(target, factor) })));
  const scaled = or(scalers.map(({ certain }) => certain));
  if (scaled === true) return answer;
  const fixed = no(
    `no scalable target scales it, expected one that reaches ${factor} times its lowest capacity`,
    present(service),
  );
  return isUndecided(scaled) ? given(scaled, fixed) : fixed;
}

function grows(scaled: Resource, factor: number): Answer {
  const [min, max] = capacities[scaled.type]!;
  const lowest = boundsOf(scaled.read(min), 0);
  const highest = boundsOf(scaled.read(max), 0);
  const proof = [cite(scaled, min), cite(scaled, max)];
  if (!lowest || !highest)
    return unknown(
      `${max} or ${min} is not known, expected ${max} of at least ${factor} times ${min}`,
      ...proof,
    );
  const seen = `${max} is ${highest.max}`;
  if (highest.min >= factor * lowest.max) return yes(`${seen}, ${min} is ${lowest.max}`, ...proof);
  const expected = `expected at least ${factor} times ${min}, which is ${lowest.min}`;
  return highest.max < factor * lowest.min
    ? no(`${seen}, ${expected}`, ...proof)
    : unknown(`${max} may be too low, ${expected} or more`, ...proof);
}
