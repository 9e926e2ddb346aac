import { UnreadableInput } from '../model/unreadable-input';
import type { AccountAccess } from './readiness';
import type { YamlSource } from './yaml-source';

/** How an account is reached, as the schema guarantees it. */
export type AccessYaml =
  { readonly profile: string } | { readonly role: string; readonly externalId?: string };

/** What readiness.yaml says of how accounts are reached. Throws `UnreadableInput`. */
export function accounts(
  listed: Readonly<Record<string, AccessYaml>>,
  source: YamlSource,
): readonly AccountAccess[] {
  return Object.entries(listed).map(([account, access]) => {
    const place = source.placeOfKey(['accounts'], account);
    if (!/^\d{12}$/.test(account))
      throw new UnreadableInput(`${place}: ${JSON.stringify(account)} is no account, expected 12 digits`);
    const owner = 'role' in access ? access.role.split(':')[4] : account;
    if (owner === account) return { account, place, ...access };
    const odd = source.place(['accounts', account, 'role']);
    throw new UnreadableInput(`${odd}: the role is one of account ${owner}, expected one of ${account}`);
  });
}
