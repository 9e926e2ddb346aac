import { isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { test } from '../reading';
import type { Variable } from './containers';
import { besideAddress, besides, endpoints, switches, telling, vendors, type Vendor } from './tracers';

/** What the variables of a container or function say about its traces. */
export interface Sign {
  /** `away` leads to a monitor, `beside` to what runs next to the application, `maybe` leaves it open. */
  readonly kind: 'away' | 'beside' | 'maybe';
  /** `DD_API_KEY of container api leads to Datadog`. */
  readonly says: string;
  readonly certain: Tri;
  /** Where OpenTelemetry delivers to. */
  readonly endpoint?: string;
}

/** Whether a variable switches instrumentation off, and which. */
export function switchedOff(
  who: string,
  variables: readonly Variable[],
): { readonly off: Tri; readonly says: string } {
  const found = variables.flatMap(({ name, value, certain }) => {
    const off = switches.get(name);
    if (!off) return [];
    const truth = test(value, undefined, (text) => off.test(String(text)));
    const says = `${name} of ${who} is ${show(value)}`;
    return truth === false ? [] : [{ says, off: isUndecided(certain) ? certain : truth }];
  });
  const certain = found.find(({ off }) => off === true);
  return { off: or(found.map(({ off }) => off)), says: (certain ?? found[0])?.says ?? '' };
}

/** Every sign of instrumentation among some variables. */
export function signsOf(who: string, variables: readonly Variable[]): readonly Sign[] {
  const set = variables.filter(({ value }) => test(value, undefined, (text) => text === '') !== true);
  const endpoint = endpoints.flatMap((name) => set.filter((variable) => variable.name === name))[0];
  const known = vendors.flatMap((vendor) => ofVendor(who, vendor, set));
  const others = set.flatMap((variable) => ofOpenTelemetry(who, variable));
  const signs = [...(endpoint ? [leadsTo(who, endpoint)] : []), ...known, ...(endpoint ? [] : others)];
  return signs.length > 0 ? signs : set.flatMap((variable) => ofAnything(who, variable));
}

function ofVendor(who: string, vendor: Vendor, variables: readonly Variable[]): readonly Sign[] {
  const own = variables.filter(({ name }) => vendor.any.test(name));
  const keys = own.filter(({ name, value }) => vendor.key.test(name) && !leadsBeside(value));
  const [key] = keys.some(({ certain }) => certain === true)
    ? keys.filter(({ certain }) => certain === true)
    : keys;
  if (key)
    return [{ kind: 'away', says: `${key.name} of ${who} leads to ${vendor.name}`, certain: key.certain }];
  const [other] = own;
  if (!other) return [];
  const kind = vendor.beside === true ? 'beside' : 'maybe';
  return [{ kind, says: `${other.name} of ${who} is of ${vendor.name}`, certain: other.certain }];
}

function leadsTo(who: string, { name, value, isSecret, certain }: Variable): Sign {
  const says = `${name} of ${who} is ${show(value)}`;
  const parts = partsOf(value) ?? [];
  if (isSecret) return { kind: 'away', says: `${name} of ${who} comes from a secret`, certain };
  if (typeof parts[0] === 'string')
    return { kind: leadsBeside(value) ? 'beside' : 'away', says, certain, endpoint: show(value) };
  const why = new Undecided(whyNotKnown(value) ?? 'it is no plain text');
  return { kind: parts.length > 1 ? 'away' : 'maybe', says, certain: parts.length > 1 ? certain : why };
}

function leadsBeside(value: Value): boolean {
  const [first] = partsOf(value) ?? [];
  return typeof first === 'string' && besideAddress.test(first);
}

function ofOpenTelemetry(who: string, { name, value, certain }: Variable): readonly Sign[] {
  const says = `${name} of ${who} is ${show(value)}`;
  const is = besides.get(name);
  return is && test(value, undefined, (text) => is.test(String(text))) === true
    ? [{ kind: 'beside', says, certain }]
    : [];
}

function ofAnything(who: string, { name, certain }: Variable): readonly Sign[] {
  return telling.test(name) ? [{ kind: 'maybe', says: `${name} of ${who} is set`, certain }] : [];
}
