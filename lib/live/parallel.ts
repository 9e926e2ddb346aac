/** Questions to an account at once. */
export const concurrency = 8;

/** Applies a function to every member, a few at once; the results have the order of the members. */
export async function inParallel<Member, Result>(
  members: readonly Member[],
  apply: (member: Member, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < members.length; index = next++) {
      results[index] = await apply(members[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}
