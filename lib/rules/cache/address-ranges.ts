import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { Undecided, type Tri } from '../../model/tri';
import { keyOf, soleToken, whyNotKnown, type Value } from '../../model/value';

/** Whether a range of IPv4 addresses includes the whole network that a security group belongs to. */
export function includesNetworkOf(range: Value, group: Resource): Tri {
  if (keyOf(range) === '0.0.0.0/0') return true;
  const { resources, open } = targetOf(group.read('VpcId'), group.stack);
  const network = resources.find(({ type }) => type === 'AWS::EC2::VPC');
  if (!network) return new Undecided(open ?? `the network of ${group.logicalId} is not known`);
  const token = soleToken(range);
  if (token?.kind === 'attribute' && token.resource === network) return true;
  const own = network.read('CidrBlock');
  if (keyOf(own) !== undefined && keyOf(own) === keyOf(range)) return true;
  const [outer, inner] = [parse(range), parse(own)];
  if (!outer || !inner) {
    const why = whyNotKnown(range) ?? whyNotKnown(own);
    return new Undecided(why ?? `the addresses of ${network.logicalId} are not known`);
  }
  if (outer.first <= inner.first && inner.last <= outer.last) return true;
  const apart = outer.last < inner.first || inner.last < outer.first;
  return apart ? false : new Undecided(`a rule covers only a part of ${network.logicalId}`);
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** The first and the last address of a range such as `10.0.0.0/16`. */
function parse(range: Value): Range | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(keyOf(range) ?? '');
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}
