/** What the account said, and what follows from it. */
export interface Answer {
  /** `notApplicable` where the question does not arise for the target. */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'notApplicable';
  /** What was seen, and where it is not as it should be, what was expected. */
  readonly message: string;
  readonly seen: readonly Seen[];
}

/** One fact from the account. Never a secret: endpoints of subscribers, values of parameters and keys stay out. */
export interface Seen {
  /** The call that told it, as IAM names it: `rds:DescribeDBClusters`. */
  readonly call: string;
  /** Where in its answer it stands: `DBClusterMembers`. */
  readonly path: string;
  readonly value: string;
}

export function pass(message: string, seen: readonly Seen[]): Answer {
  return { outcome: 'pass', message, seen };
}

export function fail(message: string, seen: readonly Seen[]): Answer {
  return { outcome: 'fail', message, seen };
}

/** The message says what would decide it. */
export function unknown(message: string, seen: readonly Seen[] = []): Answer {
  return { outcome: 'unknown', message, seen };
}

export function notApplicable(message: string): Answer {
  return { outcome: 'notApplicable', message, seen: [] };
}

/** What speaks against a target, and what leaves it open. */
export interface Objections {
  readonly problems: readonly string[];
  readonly doubts?: readonly string[];
}

/** Fails for any problem, is unknown for any doubt, and passes with a message otherwise. */
export function unless(
  { problems, doubts = [] }: Objections,
  passing: string,
  seen: readonly Seen[],
): Answer {
  if (problems.length > 0) return fail([...problems, ...doubts].join('; '), seen);
  return doubts.length > 0 ? unknown(doubts.join('; '), seen) : pass(passing, seen);
}
