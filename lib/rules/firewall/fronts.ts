import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, or, unanimous, type Tri } from '../../model/tri';
import { alternatives, keyOf, whyNotKnown, type Value } from '../../model/value';
import { aliasesByTarget, withoutDot } from '../certificates/names';
import { domainsOf } from '../certificates/uses';
import { optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { apiTypes, distributionType, entryTypes } from '../network/entries';
import { perEnvironment } from '../per-environment';

/** A distribution that takes its content from an entry, and the origin by which it does. */
export interface Front {
  readonly distribution: Resource;
  readonly origin: Value;
  readonly certain: Tri;
}

/** The distributions in front of an entry. */
export function frontsOf(entry: Resource): readonly Front[] {
  return frontsByEntry(entry.stack.environment).get(entry) ?? [];
}

const frontsByEntry = perEnvironment((environment) => {
  const table = new Map<Resource, Front[]>();
  const owners = ownersOfNames(environment);
  for (const distribution of environment.of(distributionType)) {
    for (const { option: origin, certain } of distribution
      .each('DistributionConfig.Origins.*')
      .flatMap(optionsOf)) {
      const domain = member(origin, 'DomainName');
      const named = alternatives(domain).map((option) => entriesAt(option, owners));
      for (const entry of new Set(named.flat().map((found) => found.entry))) {
        const leads = unanimous(
          named.map((entries) => or(entries.map((found) => found.entry === entry && found.certain))),
          whyNotKnown(domain) ?? 'its origin is not known',
        );
        const front = { distribution, origin, certain: and([certain, leads, distribution.exists]) };
        table.set(entry, [...(table.get(entry) ?? []), front]);
      }
    }
  }
  return table;
});

/** An entry that a name belongs to, or may. */
interface Named {
  readonly entry: Resource;
  readonly certain: Tri;
}

interface Names {
  /** The API behind a custom domain. */
  readonly byDomain: ReadonlyMap<Resource, Resource>;
  /** The entry that a DNS record of the templates leads to, by its name. */
  readonly byAlias: ReadonlyMap<string, Named>;
}

const ownersOfNames = perEnvironment((environment): Names => {
  const byDomain = new Map<Resource, Resource>();
  for (const api of environment.of(...apiTypes)) {
    for (const { to } of domainsOf(api).domains) byDomain.set(to, api);
  }
  const byAlias = new Map<string, Named>();
  for (const [target, aliases] of aliasesByTarget(environment)) {
    const entry = byDomain.get(target) ?? target;
    for (const { name, certain } of aliases) {
      for (const each of optionsOf(name)) {
        byAlias.set(nameKey(each.option), { entry, certain: and([certain, each.certain]) });
      }
    }
  }
  for (const [domain, api] of byDomain) {
    byAlias.set(nameKey(domain.read('DomainName')), { entry: api, certain: domain.exists });
  }
  return { byDomain, byAlias };
});

/** Names are compared without case, and without the dot that may end them. */
function nameKey(name: Value): string {
  return keyOf(withoutDot(name))?.toLowerCase() ?? '';
}

/** The entries that a domain name belongs to: by their own address, a custom domain or a DNS record. */
function entriesAt(domain: Value, { byDomain, byAlias }: Names): readonly Named[] {
  const named = resourcesIn(domain).map((resource) => ({
    entry: byDomain.get(resource) ?? resource,
    certain: true,
  }));
  const aliased = nameKey(domain) === '' ? undefined : byAlias.get(nameKey(domain));
  return [...named, ...(aliased ? [aliased] : [])].filter(({ entry }) => entryTypes.includes(entry.type));
}
