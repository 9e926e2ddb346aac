import { Token } from 'aws-cdk-lib';
import type { Problem } from './problems';

/** Says that an origin is not an https origin by name, as browsers send it. */
export function notAnOrigin(prop: string, origin: string): Problem {
  if (Token.isUnresolved(origin) || /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/.test(origin))
    return undefined;
  return `${prop} is ${origin}, expected an https origin such as https://app.example.com`;
}

/** Says what is wrong with a list of origins. */
export function originProblems(prop: string, origins: readonly string[]): Problem[] {
  if (origins.length === 0) return [`${prop} is empty, expected at least one origin`];
  return origins.map((origin) => notAnOrigin(prop, origin));
}
