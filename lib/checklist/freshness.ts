const minutes = 1;
const hours = 60 * minutes;
const days = 24 * hours;

/** How long what an account said holds, for the classes that ask for more or less than a day. */
const liveMinutes = {
  // What every deployment, scaling action or person with a console may have changed since.
  'live re-check ≤24 h': 24 * hours,
  'live 24 h': 24 * hours,
  'live daily': 24 * hours,
  'bot T-win daily': 24 * hours,
  'T-win daily': 24 * hours,
  // What is written after a backup is lost where the migration goes wrong.
  '≤2 h, before migration': 2 * hours,
  // Whoever stood by at noon may be asleep by night.
  'IC ≤4 h': 4 * hours,
  // What was seen before the release says nothing about it: it is looked at as it goes, and ten minutes after it.
  'at T': 10 * minutes,
  'T+10 min': 10 * minutes,
  // Going live and rolling back are looked at for half an hour.
  'T+30 min': 30 * minutes,
  '30 min': 30 * minutes,
  // Sixteen reports in the first four hours, then one an hour.
  'bot report ×16': 15 * minutes,
  'bot/support T-win': 1 * hours,
  // As long as the period that they are done once in.
  'T-win weekly': 7 * days,
  monthly: 31 * days,
  'security T-win monthly': 31 * days,
  // Restore tests run once a month, and may start late and take long.
  'bot ≤35 d; DBA T-90d': 35 * days,
} as const;

/** Classes of what a person states: they say nothing about the live evidence beside it. */
type Attested =
  | `${string}T-${'dep' | 'win' | '7d' | '30d' | '90d' | '365d'}${string}`
  | `IC per ${string}`
  | `per incident${string}`;

/** How old evidence for an item may be, and who gives it, in the words of the checklist. */
export type Freshness = keyof typeof liveMinutes | Attested;

/** Minutes for which live evidence of a class holds; a day where the class speaks of attestations alone. */
export function minutesLiveHolds(freshness: Freshness): number {
  const known: Readonly<Partial<Record<Freshness, number>>> = liveMinutes;
  return known[freshness] ?? 24 * hours;
}
