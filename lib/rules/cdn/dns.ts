import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../answer';
import { isStated, optionsOf } from '../either-way';
import { distributionType } from '../network/entries';
import { ownersOf } from '../network/routing';
import { perEnvironment } from '../per-environment';
import { numeric, test } from '../reading';

/** A DNS record of the templates that says where a name leads, and whether it certainly does. */
interface Lead {
  readonly record: Resource;
  readonly path: string;
  readonly targets: readonly Value[];
  readonly certain: Tri;
}

const path = 'DistributionConfig.Aliases';
const addressTypes: readonly unknown[] = ['A', 'AAAA', 'CNAME'];

/** Public records that answer with addresses, by name. */
const leadsByName = perEnvironment((environment) => {
  const table = new Map<string, Lead[]>();
  const add = (record: Resource, entry: Value, property?: string): void => {
    const isAddress = test(member(entry, 'Type'), undefined, (type) => addressTypes.includes(type));
    const alias = member(member(entry, 'AliasTarget'), 'DNSName');
    const targets = alias.kind === 'absent' ? itemsOf(member(entry, 'ResourceRecords')) : [alias];
    const own = alias.kind === 'absent' ? 'ResourceRecords' : 'AliasTarget.DNSName';
    for (const { option, certain } of optionsOf(member(entry, 'Name'))) {
      const name = nameKey(option);
      const leads = and([certain, isAddress, not(isSpare(entry)), not(isPrivate(record)), record.exists]);
      if (name === undefined || leads === false || targets.length === 0) continue;
      const lead = { record, path: property ?? own, targets, certain: leads };
      table.set(name, [...(table.get(name) ?? []), lead]);
    }
  };
  for (const record of environment.of('AWS::Route53::RecordSet')) add(record, record.read(''));
  for (const group of environment.of('AWS::Route53::RecordSetGroup')) {
    for (const entry of group.each('RecordSets.*')) add(group, entry, 'RecordSets');
  }
  return table;
});

/** Names are compared without case, and without the dot that may end them. */
function nameKey(name: Value): string | undefined {
  return keyOf(name)?.replace(/\.$/, '').toLowerCase();
}

/** Whether a record answers only when others fail, or never. */
function isSpare(entry: Value): Tri {
  return or([
    test(member(entry, 'Failover'), undefined, (role) => role === 'SECONDARY'),
    test(member(entry, 'Weight'), 1, (weight) => numeric(weight) === 0),
  ]);
}

/** Whether a record lies in the zone of a VPC, which answers inside it alone. */
function isPrivate(record: Resource): Tri {
  const zones = ownersOf(record, 'HostedZoneId', 'AWS::Route53::HostedZone');
  return or(zones.map(({ to, certain }) => and([or(to.each('VPCs.*').map(isStated)), certain])));
}

/** Whether the DNS records for the names of a distribution lead to it; undefined where it has no name of its own. */
export function isReachedByName(distribution: Resource): Answer | undefined {
  if (distribution.type !== distributionType) return undefined;
  const answers = distribution
    .each(path)
    .flatMap(itemsOf)
    .flatMap(optionsOf)
    .map(({ option, certain }) => certainly(certain, answersTo(option, distribution)));
  return answers.length > 0 ? all(answers) : undefined;
}

function answersTo(name: Value, distribution: Resource): Answer {
  const leads = leadsByName(distribution.stack.environment).get(nameKey(name) ?? '') ?? [];
  if (leads.length > 0) {
    const answer = all(leads.map((lead) => certainly(lead.certain, leadsTo(lead, name, distribution))));
    return given(or(leads.map(({ certain }) => certain)), answer);
  }
  const missing = `no record for ${show(name)} is in the templates`;
  return unknown(`${missing}; verify that it leads to ${distribution.logicalId}`, cite(distribution, path));
}

function certainly(applies: Tri, answer: Answer): Answer {
  return answer.is === 'yes' ? answer : given(applies, answer);
}

function leadsTo({ record, path: property, targets }: Lead, name: Value, distribution: Resource): Answer {
  const proof = cite(record, property);
  const truth = and(targets.map((target) => isNameOf(target, distribution)));
  const seen = `${record.logicalId} leads ${show(name)} to`;
  if (truth === true) return yes(`${seen} ${distribution.logicalId}`, proof);
  if (isUndecided(truth))
    return unknown(`whether ${seen} ${distribution.logicalId} is not known (${truth.why})`, proof);
  return no(`${seen} ${targets.map(shortly).join(', ')}, expected ${distribution.logicalId}`, proof);
}

/** The resource that a domain name belongs to, where it is one of the templates. */
function ownerOf(domain: Value): Resource | undefined {
  for (const part of partsOf(domain) ?? []) {
    if (typeof part === 'object' && part.kind === 'attribute') return part.resource;
  }
  return undefined;
}

function shortly(domain: Value): string {
  return ownerOf(domain)?.logicalId ?? show(domain);
}

function isNameOf(domain: Value, distribution: Resource): Tri {
  const truths = alternatives(domain).map((option): Tri => {
    const owner = ownerOf(option);
    if (owner?.type.startsWith('AWS::Route53::')) return new Undecided(`it leads to ${owner.logicalId}`);
    if (owner) return owner === distribution;
    if (option.kind !== 'known') return new Undecided(whyNotKnown(option) ?? 'it is no name');
    if (leadsByName(distribution.stack.environment).has(nameKey(option) ?? ''))
      return new Undecided(`${show(option)} has a record of its own`);
    const generated = /\.cloudfront\.net\.?$/.test(String(option.value));
    return generated ? new Undecided(`${show(option)} may be its name`) : false;
  });
  return unanimous(truths, whyNotKnown(domain) ?? 'it is no name');
}
