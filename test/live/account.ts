import type { Aws, ClientClass } from '../../lib/live/aws';
import { Session } from '../../lib/live/session';

/** Account, region and time that tests speak of where they name no other. */
export const account = '123456789012';
export const region = 'eu-west-1';
export const now = new Date('2026-03-01T12:00:00Z');

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };

/** A plain client of the account at a local address, which tries a call once. */
export function clientAt<Client>(url: string, Client: ClientClass<Client>, inRegion = region): Client {
  return new Client({ endpoint: url, region: inRegion, credentials, maxAttempts: 1 } as never);
}

/** The account at a local address, as probes get it: a session of its own each time, which remembers no call. */
export function awsAt(url: string, inRegion = region, at = now): Aws {
  return new Session({ endpoint: url, credentials }).aws({ account, region: inRegion }, at);
}
