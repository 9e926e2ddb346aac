import type { Aws } from '../aws';

/** The same account, asked in another region. */
export function inRegion(region: string, aws: Aws): Aws {
  if (region === aws.region) return aws;
  return { ...aws, region, client: (Client, other = region) => aws.client(Client, other) };
}
