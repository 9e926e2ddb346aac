import { splitText } from '../../model/arn';
import { same } from '../../model/compare';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../model/value';
import { no, present, unknown, yes, type Answer } from '../answer';
import { aliasesByTarget, withoutDot } from '../certificates/names';
import { domainsOf } from '../certificates/uses';
import { resourcesIn } from '../mentions';
import { isTrue, test } from '../reading';

/** What asks from outside whether something answers. */
export const watcherTypes = ['AWS::Route53::HealthCheck', 'AWS::Synthetics::Canary'];

/** Whether somebody asks from outside whether one of the entries in front of a function answers. */
export function watches(server: Resource, entries: readonly Resource[]): Answer {
  const judged = server.stack.environment.of(...watcherTypes).map((watcher) => ({
    watcher,
    asks: asksWhether(watcher, entries),
  }));
  const certain = judged.find(({ asks }) => asks === true);
  if (certain) return yes(`${certain.watcher.logicalId} watches its API`, present(certain.watcher));
  const expected = 'expected a Route 53 health check or a Synthetics canary on the API';
  for (const { watcher, asks } of judged) {
    if (!isUndecided(asks)) continue;
    const seen = `whether ${watcher.logicalId} watches its API is not known (${asks.why})`;
    return unknown(`${seen}, ${expected}`, present(watcher));
  }
  return no(`no load balancer checks it and nothing watches its API, ${expected}`, present(server));
}

/** Whether a watcher asks from outside whether one of some entries answers. */
export function asksWhether(watcher: Resource, entries: readonly Resource[]): Tri {
  return and([watcher.exists, isActive(watcher), asksFor(watcher, entries)]);
}

function isActive(watcher: Resource): Tri {
  return watcher.type === 'AWS::Synthetics::Canary'
    ? test(watcher.read('StartCanaryAfterCreation'), true, isTrue)
    : not(test(watcher.read('HealthCheckConfig.Disabled'), false, isTrue));
}

/** What a watcher asks is its domain name, or what a canary is told; the script of a canary may say more. */
function asksFor(watcher: Resource, entries: readonly Resource[]): Tri {
  const isCanary = watcher.type === 'AWS::Synthetics::Canary';
  const told = isCanary ? variablesOf(watcher) : [watcher.read('HealthCheckConfig.FullyQualifiedDomainName')];
  const ways = entries.flatMap(waysTo);
  const asks = or(
    told.map((value) =>
      unanimous(
        alternatives(value).map((option) => option.kind !== 'absent' && leadsTo(option, ways)),
        whyNotKnown(value) ?? 'it is not known',
      ),
    ),
  );
  return isCanary && asks === false ? new Undecided('its script is not among the templates') : asks;
}

function variablesOf(canary: Resource): readonly Value[] {
  const variables = canary.read('RunConfig.EnvironmentVariables');
  return variables.kind === 'map'
    ? Object.keys(variables.entries).map((name) => canary.read(`RunConfig.EnvironmentVariables.${name}`))
    : [];
}

/** A resource or a name by which an entry is reached. */
interface Way {
  readonly certain: Tri;
  readonly target: Resource;
  readonly names: readonly Value[];
}

/** The entry itself and the domains that are mapped to it, with the names that lead to each. */
function waysTo(entry: Resource): readonly Way[] {
  const aliases = aliasesByTarget(entry.stack.environment);
  const domains = domainsOf(entry).domains.map(({ to, certain }) => ({ target: to, certain }));
  return [{ target: entry, certain: entry.exists }, ...domains].map(({ target, certain }) => ({
    certain,
    target,
    names: [
      ...(target === entry ? [] : [target.read('DomainName'), target.read('Name')]),
      ...(aliases.get(target) ?? []).filter((alias) => alias.certain === true).map(({ name }) => name),
    ].filter(({ kind }) => kind !== 'absent'),
  }));
}

function leadsTo(address: Value, ways: readonly Way[]): Tri {
  const named = resourcesIn(address);
  const host = withoutDot(hostIn(address));
  const found = ways.filter(
    ({ target, names }) =>
      named.includes(target) || names.some((name) => same(withoutDot(name), host) === true),
  );
  if (found.length > 0) return or(found.map(({ certain }) => certain));
  return named.length > 0 ? false : new Undecided('it asks for a name that the templates do not explain');
}

/** The host of an address such as `https://api.example.com/health`, or the name that is one already. */
function hostIn(address: Value): Value {
  const fields = splitText(address, '/') ?? [address];
  return (fields.length > 2 ? fields[2] : fields[0]) ?? address;
}
