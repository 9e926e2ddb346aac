import { type Duration, Token } from 'aws-cdk-lib';
import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { redundancy } from '../../lib/checklist/thresholds';

/** What is wrong with a prop (what was seen, what is expected), or nothing. Unresolved tokens are never wrong. */
export type Problem = string | undefined;

/** Throws one error that names every problem of a construct, if there is any. */
export function refuse(construct: Construct, problems: readonly Problem[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length === 0) return;
  throw new Error(`cannot make ${construct.constructor.name} ${construct.node.path}: ${found.join('; ')}`);
}

/** Says that a number lies outside its inclusive range. */
export function outOfRange(prop: string, seen: number | undefined, least: number, most = Infinity): Problem {
  if (seen === undefined || Token.isUnresolved(seen) || (seen >= least && seen <= most)) return undefined;
  return `${prop} is ${seen}, expected ${range(least, most)}`;
}

/** Says that a duration lies outside its inclusive range of days. */
export function daysOutOfRange(
  prop: string,
  seen: Duration | undefined,
  least: number,
  most = Infinity,
): Problem {
  if (seen === undefined || seen.isUnresolved()) return undefined;
  const days = seen.toDays({ integral: false });
  if (Number.isInteger(days) && days >= least && days <= most) return undefined;
  return `${prop} is ${days} days, expected ${range(least, most)} whole days`;
}

/** Says that the selected subnets lie in fewer availability zones than the checklist asks for. */
export function tooFewZones(vpc: IVpc, subnets: SubnetSelection): Problem {
  const zones = vpc.selectSubnets(subnets).availabilityZones;
  if (Token.isUnresolved(zones)) return undefined;
  const seen = new Set(zones).size;
  if (seen >= redundancy.zones) return undefined;
  return `the subnets lie in ${seen} availability zone(s), expected at least ${redundancy.zones}`;
}

/** Says that a domain name does not belong to the hosted zone that is to hold its records. */
export function outsideZone(prop: string, domainName: string, zone: IHostedZone): Problem {
  if (Token.isUnresolved(domainName) || Token.isUnresolved(zone.zoneName)) return undefined;
  if (domainName === zone.zoneName || domainName.endsWith(`.${zone.zoneName}`)) return undefined;
  return `${prop} is ${domainName}, expected a name in the hosted zone ${zone.zoneName}`;
}

/** Says that a stack lies in another region than the one that its resources must be made in. */
export function unfitRegion(region: string, expected: string): Problem {
  if (Token.isUnresolved(region) || region === expected) return undefined;
  return `the stack is in ${region}, expected ${expected}`;
}

function range(least: number, most: number): string {
  return most === Infinity ? `at least ${least}` : `${least} to ${most}`;
}
