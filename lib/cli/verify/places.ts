import type { Readiness } from '../../evidence/readiness';
import { named, openAccount, defaultRegion, type Account, type Reach } from '../../live/accounts';
import type { Aws } from '../../live/aws';
import type { Location } from '../../live/target';
import { UsageError } from '../usage-error';

/** Options that say which accounts and regions are asked. */
export interface PlaceOptions {
  readonly profile?: readonly string[];
  readonly role?: readonly string[];
  readonly region?: readonly string[];
}

/** The accounts and regions that a run asks. */
export interface Places {
  readonly locations: readonly Location[];
  readonly aws: (location: Location, now: Date) => Aws;
  close(): void;
}

/** What is known before any account is open. */
interface Known {
  readonly accounts: Readiness['accounts'];
  /** Where the stacks of an assembly, and what readiness.yaml names, lie. */
  readonly locations: readonly Partial<Location>[];
  readonly signal?: AbortSignal;
  readonly onCall?: (action: string) => void;
}

/** Opens every account that the options, else readiness.yaml, else the environment lead to. Throws `UsageError`. */
export async function openPlaces(options: PlaceOptions, known: Known): Promise<Places> {
  const reaches = reachesOf(options, known);
  const regions = await regionsOf(options, known, reaches);
  const opened = await Promise.all(
    reaches.map(async (reach) => ({ reach, account: await openAccount(reach, regions[0]!, known) })),
  );
  const accounts = new Map<string, Account>();
  for (const { reach, account } of opened) {
    if (reach.expected !== undefined && reach.expected !== account.id) {
      throw new UsageError(
        `${reach.place}: ${named(reach)} leads to account ${account.id}, not to ${reach.expected}`,
      );
    }
    accounts.set(account.id, account);
  }
  const locations = [...accounts.keys()].flatMap((account) => regions.map((region) => ({ account, region })));
  return {
    locations,
    aws: (location, now) => sessionOf(accounts, location).aws(location, now),
    close: () => {
      for (const { session } of accounts.values()) session.close();
    },
  };
}

function sessionOf(accounts: ReadonlyMap<string, Account>, { account }: Location): Account['session'] {
  const found = accounts.get(account);
  if (found) return found.session;
  const open = [...accounts.keys()].join(', ');
  throw new UsageError(
    `account ${account} is to be asked and the credentials lead to ${open}; name it under accounts in readiness.yaml, or give --profile or --role`,
  );
}

/** A way to an account, and where readiness.yaml says which account that is. */
type ExpectedReach = Reach & { readonly expected?: string; readonly place?: string };

function reachesOf({ profile = [], role = [] }: PlaceOptions, { accounts }: Known): readonly ExpectedReach[] {
  if (role.length > 0 && profile.length > 1) {
    throw new UsageError('--role takes its credentials from one profile, and several are given');
  }
  if (role.length > 0) return role.map((arn) => ({ role: arn, profile: profile[0] }));
  if (profile.length > 0) return profile.map((name) => ({ profile: name }));
  if (accounts.length > 0) return accounts.map(({ account, ...reach }) => ({ ...reach, expected: account }));
  return [{}];
}

async function regionsOf(
  { region = [] }: PlaceOptions,
  { locations }: Known,
  reaches: readonly Reach[],
): Promise<readonly string[]> {
  const named = region.flatMap((list) => list.split(',').map((word) => word.trim()));
  const wrong = named.find((word) => !/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(word));
  if (wrong !== undefined)
    throw new UsageError(`${JSON.stringify(wrong)} is no region, expected one such as eu-west-1`);
  const usual = named.length > 0 ? named : await Promise.all(reaches.map(defaultRegion));
  const all = [...usual, ...locations.map((location) => location.region)];
  const distinct = [...new Set(all.filter((each) => each !== undefined))].sort();
  if (distinct.length === 0) {
    throw new UsageError('no region is named: give --region eu-west-1, or set AWS_REGION');
  }
  return distinct;
}
