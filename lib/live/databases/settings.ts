import { fail, notApplicable, pass, unknown, type Answer, type Seen } from '../answer';
import { ofDatabase, type Database } from './database';
import { told } from './words';

/** Whether it refuses to be deleted, as it is now. */
export const refusesDeletion = ofDatabase((database): Answer => {
  const { DeletionProtection: on } = database.settings;
  const seen = [fact(database, 'DeletionProtection', on)];
  if (on === undefined) return unknown('DeletionProtection is not told; verify it in the console', seen);
  return on ? pass('deletion protection is on', seen) : fail('deletion protection is off, expected on', seen);
});

/** Whether it stores its data encrypted; with a key that AWS owns it says so in a field of its own. */
export const encryptsStorage = ofDatabase((database): Answer => {
  const { StorageEncrypted: on, StorageEncryptionType: type } = database.settings;
  const seen = [fact(database, 'StorageEncrypted', on), fact(database, 'StorageEncryptionType', type)];
  if (on === true) return pass('its storage is encrypted', seen);
  if (type === 'sse-rds' || type === 'sse-kms') return pass(`its storage is encrypted (${type})`, seen);
  if (on === undefined && type === undefined)
    return unknown('whether its storage is encrypted is not told; verify it in the console', seen);
  return fail('its storage is not encrypted, expected encryption', seen);
});

/** Whether a standby takes over for an instance; in clusters replicas do. */
export const hasStandby = ofDatabase((database): Answer => {
  const { cluster, settings } = database;
  if (cluster) return notApplicable('a replica of the cluster takes over for its writer');
  const seen = [fact(database, 'MultiAZ', settings.MultiAZ)];
  const pending = settings.PendingModifiedValues;
  const change =
    pending && 'MultiAZ' in pending && pending.MultiAZ === true ? '; the change to it is pending' : '';
  if (settings.MultiAZ === undefined) return unknown('MultiAZ is not told; verify it in the console', seen);
  if (!settings.MultiAZ)
    return fail(`it has no standby (MultiAZ is false), expected one in another zone${change}`, seen);
  const zone = 'SecondaryAvailabilityZone' in settings ? settings.SecondaryAvailabilityZone : undefined;
  return pass(`a standby${zone ? ` in ${zone}` : ''} takes over (MultiAZ is true)`, [
    ...seen,
    fact(database, 'SecondaryAvailabilityZone', zone),
  ]);
});

/** Whether RDS can rotate the master password that it keeps. */
export const rotatesPassword = ofDatabase((database): Answer => {
  const secret = database.settings.MasterUserSecret;
  if (!secret) return notApplicable('RDS does not keep its master password');
  const status = secret.SecretStatus;
  const seen = [fact(database, 'MasterUserSecret.SecretStatus', status)];
  if (status === 'active' || status === 'rotating')
    return pass(`the secret of its master password is ${status}`, seen);
  if (status === 'impaired')
    return fail(
      'the secret of its master password is impaired, so that it cannot be rotated, expected active',
      seen,
    );
  return unknown(
    `the secret of its master password is ${status ?? 'of unknown status'}; ask again when it is active`,
    seen,
  );
});

/** A field of a database as a fact. */
export function fact({ call }: Database, path: string, value: string | boolean | undefined): Seen {
  return { call, path, value: told(value) };
}
