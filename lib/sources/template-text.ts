import type { Json, JsonObject } from '../model/input';
import { isObject } from './template';

/** Lists of which CloudFormation ignores the order. */
const unordered = new Set([
  'Action',
  'AlarmActions',
  'AvailabilityZones',
  'DependsOn',
  'Dimensions',
  'Environment',
  'InsufficientDataActions',
  'ManagedPolicyArns',
  'NotAction',
  'NotResource',
  'OKActions',
  'Resource',
  'SecurityGroupEgress',
  'SecurityGroupIds',
  'SecurityGroupIngress',
  'SecurityGroups',
  'Statement',
  'SubnetIds',
  'Subnets',
  'Tags',
  'VpcSecurityGroupIds',
  'VPCSecurityGroups',
]);

/** Whether the members of a list, by the name that it stands at, have an order. */
export function areInOrder(name: string | undefined): boolean {
  return name === undefined || !unordered.has(name);
}

/** Hashes of assets, and of what is made anew with each of them. */
const hash = /[0-9a-f]{32,}/g;

/** A text without the hashes in it. */
export function withoutHashes(text: string): string {
  return text.replace(hash, '#');
}

/** A text that is the same for parts of templates that mean the same to CloudFormation, under the name they stand at. */
export function meaningOf(part: Json | undefined, name = ''): string {
  if (part === undefined || part === null) return '';
  if (Array.isArray(part)) {
    const items = part.map((item) => meaningOf(item));
    return `[${(areInOrder(name) ? items : items.sort()).join(',')}]`;
  }
  if (isObject(part)) {
    const members = Object.keys(part)
      .filter((key) => part[key] !== null)
      .sort();
    return `{${members.map((key) => `${JSON.stringify(key)}:${meaningOf(part[key], key)}`).join(',')}}`;
  }
  return meaningOfScalar(String(part), name);
}

function meaningOfScalar(text: string, name: string): string {
  if (name === 'DependsOn') return meaningOf([text], name);
  if (name === 'Fn::GetAtt') return meaningOf(text.split(/\.(.*)/s, 2));
  // CloudFormation returns templates with a question mark in place of what is not ASCII.
  return JSON.stringify(text.replace(/[?\u0080-\uffff]+/g, '?'));
}

/** Whether an object is a function of CloudFormation's, and not a mapping. */
export function isExpression(object: JsonObject): boolean {
  const [name = '', ...others] = Object.keys(object);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}
