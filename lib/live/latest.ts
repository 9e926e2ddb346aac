/** The first members of the pages of an answer, so many at least where there are as many; no page beyond is asked for. */
export async function firstOf<Page, Member>(
  count: number,
  pages: AsyncIterable<Page>,
  members: (page: Page) => readonly Member[] | undefined,
): Promise<readonly Member[]> {
  const first: Member[] = [];
  for await (const page of pages) {
    first.push(...(members(page) ?? []));
    if (first.length >= count) break;
  }
  return first;
}

/** The latest first; what has no date last. */
export function latestFirst<T>(things: readonly T[], dateOf: (thing: T) => Date | undefined): readonly T[] {
  const time = (thing: T): number => dateOf(thing)?.getTime() ?? -Infinity;
  return [...things].sort((left, right) => time(right) - time(left));
}

/** The pauses between moments, in milliseconds, the latest first. */
export function pauses(moments: readonly Date[]): readonly number[] {
  const ordered = latestFirst(moments, (moment) => moment).map((moment) => moment.getTime());
  return ordered.slice(1).map((earlier, index) => ordered[index]! - earlier);
}
