/** Why a call to an account gave no answer. */
export type Failure = 'denied' | 'throttled' | 'credentials' | 'unreachable' | 'interrupted' | 'refused';

/** A call to an account that gave no answer, in words that hold no secret. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  constructor(
    /** The call, as IAM names it: `rds:DescribeDBClusters`. */
    readonly action: string,
    /** The service's own code: `DBClusterNotFoundFault`. */
    readonly code: string,
    readonly failure: Failure,
  ) {
    super(words[failure](action, code));
  }
}

/** The service's own message stays out: it may repeat what was sent, and name who asked. */
const words: Readonly<Record<Failure, (action: string, code: string) => string>> = {
  denied: (action) => `the credentials may not call ${action}`,
  throttled: (action) => `AWS throttled ${action} until all attempts were used up`,
  credentials: (action, code) => `the credentials were not accepted for ${action} (${code})`,
  unreachable: (action, code) => `${action} was not answered (${code})`,
  interrupted: (action) => `${action} was interrupted`,
  refused: (action, code) => `${action} was refused (${code})`,
};

const codes: Readonly<Record<Exclude<Failure, 'refused'>, RegExp>> = {
  credentials:
    /^(CredentialsProviderError|Expired(Token.*)?|InvalidClientTokenId|UnrecognizedClient.*|InvalidAccessKeyId|.*Signature.*|MissingAuthenticationToken.*|RequestExpired|OptInRequired)$/,
  throttled:
    /^(.*Throttl.*|TooManyRequests.*|RequestLimitExceeded|LimitExceededException|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|RequestThrottled.*)$/,
  denied:
    /^(AccessDenied.*|AuthorizationError.*|Unauthorized.*|NotAuthorized.*|Forbidden.*|.*AccessDenied(Fault|Exception)?|403)$/,
  interrupted: /^AbortError$/,
  unreachable:
    /^(TimeoutError|ServiceUnavailable.*|InternalFailure|Internal(Server|Service).*|E[A-Z_]{3,}|50[0234])$/,
};

/** What an error of the SDK means for the call that threw it. */
export function callFailed(action: string, error: unknown): CallFailed {
  const found = codesOf(error);
  const failures = Object.keys(codes) as (keyof typeof codes)[];
  for (const failure of failures) {
    const code = found.find((each) => codes[failure].test(each));
    if (code !== undefined) return new CallFailed(action, found[0] ?? code, failure);
  }
  return new CallFailed(action, found[0] ?? 'UnknownError', 'refused');
}

/** The names that an error goes by, the service's own first. */
function codesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, code, $metadata } = error as Readonly<Record<string, unknown>>;
  const status =
    typeof $metadata === 'object' && $metadata !== null && 'httpStatusCode' in $metadata
      ? String($metadata.httpStatusCode)
      : undefined;
  const plain = [name, code].filter((each): each is string => typeof each === 'string');
  // An answer that is no answer of the service, such as a page of a proxy, makes an error of the parser.
  const own = plain.filter(
    (each) => /^[A-Za-z][\w.-]{0,79}$/.test(each) && each !== 'Error' && each !== 'SyntaxError',
  );
  return status === undefined || status === '200' ? own : [...own, status];
}

/** What a call returns, or nothing where the service says by one of these codes that there is no such thing. */
export async function ifFound<T>(answer: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** All members of the pages of an answer. */
export async function everyPage<Page, Member>(
  pages: AsyncIterable<Page>,
  members: (page: Page) => readonly Member[] | undefined,
): Promise<readonly Member[]> {
  const all: Member[] = [];
  for await (const page of pages) all.push(...(members(page) ?? []));
  return all;
}
