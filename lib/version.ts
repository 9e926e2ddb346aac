/** Version of this package. */
export function version(): string {
  const manifest = require('cdk-readiness/package.json') as { readonly version: string };
  return manifest.version;
}
