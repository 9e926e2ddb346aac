import { fail, pass, unknown, type Answer } from '../answer';

/** One answer of several: what fails, else what is open, is told; where all pass, a message of its own. */
export function together(answers: readonly Answer[], passing: string): Answer {
  const failed = answers.filter(({ outcome }) => outcome === 'fail');
  const open = answers.filter(({ outcome }) => outcome === 'unknown');
  const told = failed.length > 0 ? failed : open;
  const message = told.map((answer) => answer.message).join('; ');
  const seen = (told.length > 0 ? told : answers).flatMap((answer) => answer.seen);
  if (failed.length > 0) return fail(message, seen);
  return open.length > 0 ? unknown(message, seen) : pass(passing, seen);
}

/** Things by the ARN of the resource that they are about. */
export function byArn<T>(
  things: readonly T[],
  arnOf: (thing: T) => string | undefined,
): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const arn = arnOf(thing) ?? 'a resource that AWS does not name';
    found.set(arn, [...(found.get(arn) ?? []), thing]);
  }
  return found;
}

/** The end of an ARN, by which people know a resource: `cluster:shop`. */
export function nameIn(arn: string): string {
  return arn.split(':').slice(5).join(':') || arn;
}

/** So many things in words: `1 resource`, `3 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
