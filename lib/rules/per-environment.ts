import type { Environment } from '../model/environment';
import type { Resource } from '../model/resource';

/** Computes something once for each environment; it is forgotten together with the environment. */
export const perEnvironment: <T>(
  compute: (environment: Environment) => T,
) => (environment: Environment) => T = remembered;

/** Computes something once for each resource that many controls ask about. */
export const perResource: <T>(compute: (resource: Resource) => T) => (resource: Resource) => T = remembered;

/** Computes something once for each key, and forgets it together with the key. */
export function remembered<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const results = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const cached = results.get(key);
    if (cached) return cached.value;
    const value = compute(key);
    results.set(key, { value });
    return value;
  };
}
