import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { itemsOf, keyOf, soleToken, whyNotKnown, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay } from '../either-way';

/** How a property lists subnets. */
interface Listing {
  /** The member that holds the subnet where the property lists objects. */
  readonly member?: string;
  /** The answer where the property is absent; a refusal unless stated. */
  readonly otherwise?: Answer;
}

/** Whether subnets that a property lists lie in at least so many different availability zones. */
export function spreadOverZones(
  resource: Resource,
  path: string,
  least: number,
  listing: Listing = {},
): Answer {
  const otherwise =
    listing.otherwise ?? no(`${path} is not set, expected subnets in at least ${least} zones`);
  return spread(resource, path, least, otherwise, (item) =>
    zoneOfSubnet(listing.member === undefined ? item : member(item, listing.member), resource),
  );
}

/** Whether a property names at least so many different availability zones. */
export function namesZones(resource: Resource, path: string, least: number): Answer {
  const otherwise = no(`${path} is not set, expected at least ${least} zones`);
  return spread(resource, path, least, otherwise, (item) => {
    return zoneAt(item, cite(resource, path), 'name') ?? whyNotKnown(item) ?? 'a zone is not known';
  });
}

/** A zone, in a form that is equal for equal zones of one family. */
export interface Zone {
  /** Zones of one family differ where their keys do; zones of two families may be the same. */
  readonly family: string;
  readonly key: string;
  readonly proof: Evidence;
}

/** `identify` gives the zone of one member, or why it is not known. */
function spread(
  resource: Resource,
  path: string,
  least: number,
  otherwise: Answer,
  identify: (item: Value) => Zone | string,
): Answer {
  return eitherWay(resource.read(path), (list) => {
    const proof = cite(resource, path);
    if (list.kind === 'absent') return otherwise;
    if (isEveryZone(list)) return yes(`${path} are all zones of the region`, proof);
    if (list.kind !== 'list') {
      return unknown(
        `${path} is not known (${whyNotKnown(list) ?? 'no list'}), expected at least ${least} zones`,
        proof,
      );
    }
    const found = list.items.flatMap((item) => itemsOf(item)).map(identify);
    return differ(`${path} lies in`, least, found, [proof]);
  });
}

/** Whether zones, some of which may not be known, are at least so many different ones. */
export function differ(
  what: string,
  least: number,
  found: readonly (Zone | string)[],
  proof: readonly Evidence[],
): Answer {
  const zones = found.filter((zone) => typeof zone !== 'string');
  const families = new Map<string, Map<string, Zone>>();
  for (const zone of zones) {
    const family = families.get(zone.family) ?? new Map<string, Zone>();
    families.set(zone.family, family.set(zone.key, zone));
  }
  const [largest = new Map<string, Zone>()] = [...families.values()].sort((a, b) => b.size - a.size);
  const zone = `availability ${largest.size === 1 ? 'zone' : 'zones'}`;
  const seen = `${what} ${largest.size} ${zone}`;
  const evidence = [...proof, ...[...largest.values()].map((zone) => zone.proof)];
  if (largest.size >= least) return yes(seen, ...evidence);
  const mixed = families.size > 1 ? 'zones named in different ways may be the same' : undefined;
  const why = found.find((zone) => typeof zone === 'string') ?? mixed;
  return why === undefined
    ? no(`${seen}, expected at least ${least}`, ...evidence)
    : unknown(`${what} ${largest.size} known ${zone} (${why}), expected at least ${least}`, ...proof);
}

/** The zone of a subnet, or why it is not known. */
function zoneOfSubnet(value: Value, asker: Resource): Zone | string {
  if (value.kind === 'choice') return value.why;
  const { resources, open } = targetOf(value, asker.stack);
  const subnet = resources.find((candidate) => candidate.type === 'AWS::EC2::Subnet');
  if (!subnet) return open ?? `${asker.logicalId} names no subnet`;
  if (subnet.exists !== true) return `subnet ${subnet.logicalId} may not exist`;
  return zoneOf(subnet) ?? `subnet ${subnet.logicalId} names no zone`;
}

/** The zone that a subnet or instance names, or why it is not known; undefined where it names none. */
export function zoneOf(resource: Resource): Zone | string | undefined {
  for (const [property, family] of [
    ['AvailabilityZone', 'name'],
    ['AvailabilityZoneId', 'id'],
  ] as const) {
    const zone = resource.read(property);
    if (zone.kind === 'absent') continue;
    const why = whyNotKnown(zone) ?? `the zone of ${resource.logicalId} is not known`;
    return zoneAt(zone, cite(resource, property), family) ?? why;
  }
  return undefined;
}

function zoneAt(zone: Value, proof: Evidence, family: string): Zone | undefined {
  if (zone.kind === 'known') return { family, key: String(zone.value), proof };
  // The members of one list of zones differ from each other; any other unknown may equal any zone.
  const key = keyOf(zone) ?? '';
  const index = /\[\d+\]/.exec(key)?.index;
  return isZoneList(zone) && index !== undefined ? { family: key.slice(0, index), key, proof } : undefined;
}

/** Fn::GetAZs: every zone of the account in that region; no region has fewer than two. */
function isEveryZone(value: Value): boolean {
  return isZoneList(value) && !/\[\d+\]/.test(keyOf(value) ?? '');
}

function isZoneList(value: Value): boolean {
  const token = soleToken(value);
  return token?.kind === 'opaque' && token.key.startsWith('zones of ');
}
