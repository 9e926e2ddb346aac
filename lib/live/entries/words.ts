/** A number of things: `1 task`, `3 tasks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A list in words: `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** How often each item occurs, most often first: `2 in eu-west-1a, 1 in eu-west-1b`. */
export function spread(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return sorted.map(([item, times]) => `${times} in ${item}`).join(', ');
}

/** A sentence with what it adds in brackets, where there is something to add. */
export function aside(sentence: string, additions: readonly string[]): string {
  return additions.length === 0 ? sentence : `${sentence} (${additions.join(', ')})`;
}
