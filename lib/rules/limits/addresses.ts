import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { or } from '../../model/tri';
import { keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { given, no, unknown, yes, type Answer } from '../answer';
import { frontsOf } from '../firewall/fronts';

/** Whether a rate-based statement counts the requests of each address apart; undefined where it counts by something else. */
export function countsAddresses(rate: Value, entry: Resource): Answer | undefined {
  const type = member(rate, 'AggregateKeyType');
  switch (keyOf(type)) {
    case 'IP':
      return countsSenders(entry);
    case 'FORWARDED_IP':
      return countsForwarded(member(rate, 'ForwardedIPConfig'), entry);
    default: {
      const why = whyNotKnown(type);
      return why === undefined ? undefined : unknown(`AggregateKeyType is not known (${why})`);
    }
  }
}

/** Behind a distribution, the address that a firewall sees is that of an edge server, which many users share. */
function countsSenders(entry: Resource): Answer {
  const fronts = frontsOf(entry);
  const counted = 'it counts by IP';
  if (fronts.length === 0) return yes(counted);
  const names = namesOf(entry);
  const shared = no(
    `${counted}, which behind ${names} is the address of CloudFront, expected a limit on the web ACL of ${names}`,
  );
  return given(or(fronts.map(({ certain }) => certain)), shared);
}

/** A firewall reads the first address in the header, and that is the one that the sender may have put there. */
function countsForwarded(config: Value, entry: Resource): Answer {
  const header = member(config, 'HeaderName');
  const counted = `it counts by the first address in ${show(header)}`;
  if (header.kind !== 'known') return unknown(`the header that it counts by is not known`);
  const isUsual = keyOf(header)?.toLowerCase() === 'x-forwarded-for';
  if (isUsual && frontsOf(entry).length === 0)
    return no(`${counted}, which senders write themselves or leave out, expected IP`);
  const who = frontsOf(entry).length > 0 ? namesOf(entry) : `what stands in front of ${entry.logicalId}`;
  const instead = frontsOf(entry).length > 0 ? `, or limit addresses in front of ${who}` : '';
  return unknown(`${counted}, which senders can make up; verify that ${who} overwrites it${instead}`);
}

function namesOf(entry: Resource): string {
  return [...new Set(frontsOf(entry).map(({ distribution }) => distribution.logicalId))].join(', ');
}
