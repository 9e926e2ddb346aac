import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, unanimous, type Tri } from '../../model/tri';
import {
  alternatives,
  itemsOf,
  keyOf,
  partsOf,
  show,
  textOf,
  whyNotKnown,
  type Value,
} from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { ifPublic } from '../network/entries';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';
import { certificateType, certificatesOf, domainsOf, type CertificateUse } from './uses';

/** A DNS name that leads to a resource. */
export interface Alias {
  readonly name: Value;
  readonly record: Resource;
  /** Whether the record is there and leads to nothing else. */
  readonly certain: Tri;
}

/** Records of Route 53 in the templates, by the resource that they lead to. */
export const aliasesByTarget = perEnvironment((environment) => {
  const table = new Map<Resource, Alias[]>();
  const add = (record: Resource, entry: Value): void => {
    const isAlias = keyOf(member(entry, 'Type')) === 'CNAME';
    const addresses = [
      member(member(entry, 'AliasTarget'), 'DNSName'),
      ...(isAlias ? itemsOf(member(entry, 'ResourceRecords')) : []),
    ];
    for (const address of addresses) {
      for (const target of resourcesIn(address)) {
        const leads = alternatives(address).map((option) => resourcesIn(option).includes(target));
        const certain = and([record.exists, unanimous(leads, whyNotKnown(address) ?? 'it is not known')]);
        table.set(target, [...(table.get(target) ?? []), { name: member(entry, 'Name'), record, certain }]);
      }
    }
  };
  for (const record of environment.of('AWS::Route53::RecordSet')) add(record, record.read(''));
  for (const group of environment.of('AWS::Route53::RecordSetGroup')) {
    for (const entry of group.each('RecordSets.*')) add(group, entry);
  }
  return table;
});

/** Whether the certificates of an entry are made out for every name that leads to it. */
export const coversItsNames = ifPublic((entry) => {
  const table = aliasesByTarget(entry.stack.environment);
  const owners = [entry, ...domainsOf(entry).domains.map(({ to }) => to)];
  const aliases = owners.flatMap((resource) => table.get(resource) ?? []);
  const offers = certificatesOf(entry).map(offerOf);
  if (aliases.length === 0 || offers.length === 0) return undefined;
  return all(
    aliases.map(({ name, record, certain }) => {
      const answer = eitherWay(name, (option) => covered(option, record, offers));
      return answer.is === 'yes' ? answer : given(certain, answer);
    }),
  );
});

/** The names of a certificate that an entry presents. */
interface Offer {
  /** The names of each certificate that it may be; every one must cover a name. */
  readonly options: readonly (readonly Value[])[];
  /** Why it may be made out for other names, or not be presented at all. */
  readonly open?: string;
}

function offerOf(use: CertificateUse): Offer {
  let open = isUndecided(use.certain) ? use.certain.why : undefined;
  const options = alternatives(use.certificate).flatMap((option) => {
    const made = targetOf(option, use.owner.stack).resources[0];
    if (made?.type === certificateType) {
      return [[made.read('DomainName'), ...made.each('SubjectAlternativeNames.*')]];
    }
    if (option.kind !== 'absent') open ??= `${show(option)} is not among the templates`;
    return [];
  });
  return { options, open };
}

function covered(name: Value, record: Resource, offers: readonly Offer[]): Answer {
  const proof = cite(record, record.type.endsWith('Group') ? 'RecordSets' : 'Name');
  const plain = withoutDot(name);
  const covers = (names: readonly Value[]): boolean =>
    names.some((candidate) => coversName(withoutDot(candidate), plain));
  const fits = ({ options }: Offer): boolean => options.length > 0 && options.every(covers);
  if (offers.some((offer) => offer.open === undefined && fits(offer))) {
    return yes(`a certificate covers ${show(plain)}`, proof);
  }
  const seen = `no certificate of the entry covers ${show(plain)}`;
  const open = offers.map((offer) => offer.open).find((why) => why !== undefined);
  if (open !== undefined) return unknown(`${seen} as far as the templates tell (${open})`, proof);
  const names = offers.flatMap(({ options }) => options.flat());
  const literal = [plain, ...names].every(({ kind }) => kind === 'known');
  const known = [...new Set(names.map(show))].join(', ');
  const isDecided = literal && !offers.some(({ options }) => options.some(covers));
  return isDecided
    ? no(`${seen}, only ${known}`, proof)
    : unknown(`${seen} for certain, only ${known}`, proof);
}

/** A name without the dot that ends a fully qualified one. */
export function withoutDot(name: Value): Value {
  const parts = partsOf(name);
  const last = parts?.[parts.length - 1];
  if (!parts || typeof last !== 'string' || !last.endsWith('.')) return name;
  return textOf([...parts.slice(0, -1), last.slice(0, -1)]);
}

/** A wildcard stands for exactly one label. */
function coversName(certificate: Value, name: Value): boolean {
  if (keyOf(name) !== undefined && keyOf(certificate)?.toLowerCase() === keyOf(name)?.toLowerCase())
    return true;
  const parts = partsOf(certificate) ?? [];
  const [head] = parts;
  if (typeof head !== 'string' || !head.startsWith('*.')) return false;
  const parent = keyOf(textOf([head.slice(2), ...parts.slice(1)]))?.toLowerCase();
  const nameParts = partsOf(name) ?? [];
  const [first] = nameParts;
  if (typeof first !== 'string' || !first.includes('.')) return false;
  const rest = textOf([first.slice(first.indexOf('.') + 1), ...nameParts.slice(1)]);
  return keyOf(rest)?.toLowerCase() === parent;
}
