const limit = 200;
let depth = 0;

/** Runs a computation that may call itself through expressions of a template; ends it where they nest too deeply. */
export function nest<T>(compute: () => T, tooDeep: () => T): T {
  if (depth >= limit) return tooDeep();
  depth++;
  try {
    return compute();
  } finally {
    depth--;
  }
}
