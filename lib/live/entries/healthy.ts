import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { redundancy } from '../../checklist/thresholds';
import { unless, type Answer, type Objections, type Seen } from '../answer';
import { aside, count, listed, spread } from './words';
import type { GroupHealth } from './target-health';

/** What is wrong with the targets of a route, and what was seen of them. */
export interface HealthVerdict extends Objections {
  readonly doubts: readonly string[];
  readonly summary: string;
  readonly seen: readonly Seen[];
}

/** Whether the target groups that share a route have enough healthy targets among them, and no failing one. */
export function judgeHealth(groups: readonly GroupHealth[], least: number): Answer {
  const verdict = healthVerdict(groups, least);
  return unless(verdict, verdict.summary, verdict.seen);
}

/** The same for a route that is judged with others. */
export function healthVerdict(groups: readonly GroupHealth[], least: number): HealthVerdict {
  const answering = groups.flatMap(({ targets }) => targets.filter(isAnswering));
  const needed = groups.some(countsServers) ? least : 1;
  const names = listed(groups.map(({ name }) => name));
  const stated = groups.map(summaryOf).join('; ');
  const few = `${count(answering.length, 'target')} of ${names} ${answering.length === 1 ? 'is' : 'are'} healthy, expected at least ${needed}`;
  const isOpen = groups.some(({ targets }) => targets.some(isUndecided));
  const empty = groups.filter(({ targets }) => targets.length === 0).map(vacancy);
  const shortage = answering.length >= needed || empty.length === groups.length ? [] : [few];
  return {
    problems: [...empty, ...groups.flatMap(failures), ...(isOpen ? [] : shortage), ...inOneZone(groups)],
    doubts: [...groups.flatMap(openStates), ...(isOpen ? shortage : [])],
    summary: stated,
    seen: groups.map((group) => ({
      call: 'elasticloadbalancing:DescribeTargetHealth',
      path: 'TargetHealthDescriptions',
      value: `${group.name}: ${statesOf(group)}`,
    })),
  };
}

const leaving = ['draining', 'unhealthy.draining'];
const undecided = ['initial', 'unavailable'];

function stateOf({ TargetHealth }: TargetHealthDescription): string {
  return TargetHealth?.State ?? 'unknown';
}

/** A target that a zonal shift leads requests away from answers nobody, however healthy it is. */
function isAnswering(target: TargetHealthDescription): boolean {
  return stateOf(target) === 'healthy' && !isShiftedAway(target);
}

function isShiftedAway({ AdministrativeOverride }: TargetHealthDescription): boolean {
  return AdministrativeOverride?.State === 'zonal_shift_active';
}

function isUndecided(target: TargetHealthDescription): boolean {
  return undecided.includes(stateOf(target)) || target.TargetHealth?.State === undefined;
}

/** A group for a function or another load balancer has one target only. */
function countsServers({ group }: GroupHealth): boolean {
  return group?.TargetType !== 'lambda' && group?.TargetType !== 'alb';
}

function vacancy({ name, group }: GroupHealth): string {
  return group ? `no target is registered with ${name}` : `target group ${name} does not exist`;
}

function summaryOf({ name, targets }: GroupHealth): string {
  const answering = targets.filter(isAnswering);
  const away = targets.filter(isShiftedAway).length;
  const going = targets.filter((target) => leaving.includes(stateOf(target))).length;
  const zones = zonesOf(answering);
  return aside(
    `${answering.length} of ${count(targets.length, 'target')} of ${name} ${answering.length === 1 ? 'is' : 'are'} healthy`,
    [
      ...(zones.length > 0 ? [spread(zones)] : []),
      ...(going > 0 ? [`${going} draining`] : []),
      ...(away > 0 ? [`${away} in a zone that requests are shifted away from`] : []),
    ],
  );
}

function statesOf({ targets }: GroupHealth): string {
  const states = new Map<string, number>();
  for (const target of targets) states.set(stateOf(target), (states.get(stateOf(target)) ?? 0) + 1);
  return states.size === 0
    ? 'no targets'
    : [...states].map(([state, times]) => `${times} ${state}`).join(', ');
}

/** Zones of targets; those that lie in no certain zone have none. */
function zonesOf(targets: readonly TargetHealthDescription[]): readonly string[] {
  return targets.flatMap(({ Target }) => {
    const zone = Target?.AvailabilityZone;
    return zone === undefined || zone === 'all' ? [] : [zone];
  });
}

function inOneZone(groups: readonly GroupHealth[]): readonly string[] {
  const servers = groups.filter(countsServers).flatMap(({ targets }) => targets.filter(isAnswering));
  const zones = zonesOf(servers);
  const isKnown = zones.length === servers.length && zones.length > 1;
  return isKnown && new Set(zones).size < redundancy.zones
    ? [`all healthy targets are in ${zones[0]}, expected at least ${redundancy.zones} zones`]
    : [];
}

function nameOf({ Target }: TargetHealthDescription): string {
  const id = Target?.Id ?? 'a target';
  const isFunction = id.startsWith('arn:');
  return isFunction || Target?.Port === undefined ? (id.split(':').at(-1) ?? id) : `${id}:${Target.Port}`;
}

function inState(target: TargetHealthDescription, name: string): string {
  const { Reason, Description } = target.TargetHealth ?? {};
  const why = [Reason, Description].filter((text) => text !== undefined).join(': ');
  return aside(`${nameOf(target)} of ${name} is ${stateOf(target)}`, why === '' ? [] : [why]);
}

function failures({ name, targets }: GroupHealth): readonly string[] {
  const failing = targets.filter(({ TargetHealth }) =>
    ['unhealthy', 'unused'].includes(TargetHealth?.State ?? ''),
  );
  return failing.map((target) => inState(target, name));
}

function openStates({ name, targets }: GroupHealth): readonly string[] {
  const isOff = targets.some(({ TargetHealth }) => TargetHealth?.Reason === 'Target.HealthCheckDisabled');
  const off = `health checks of ${name} are off, so nothing tells whether its targets answer; switch them on`;
  const open = targets.filter(
    (target) => isUndecided(target) && target.TargetHealth?.Reason !== 'Target.HealthCheckDisabled',
  );
  const odd = targets.filter(({ AnomalyDetection }) => AnomalyDetection?.Result === 'anomalous');
  return [
    ...(isOff ? [off] : []),
    ...open.map((target) => `${inState(target, name)}; ask again in some minutes`),
    ...odd.map(
      (target) => `${nameOf(target)} of ${name} fails more requests than its neighbours; see its logs`,
    ),
  ];
}
