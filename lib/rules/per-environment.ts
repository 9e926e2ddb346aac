import type { Environment } from '../model/environment';

/** Computes something once for each environment; it is forgotten together with the environment. */
export function perEnvironment<T>(compute: (environment: Environment) => T): (environment: Environment) => T {
  const results = new WeakMap<Environment, { readonly value: T }>();
  return (environment) => {
    const cached = results.get(environment);
    if (cached) return cached.value;
    const value = compute(environment);
    results.set(environment, { value });
    return value;
  };
}
