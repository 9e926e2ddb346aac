/** Statuses in which AWS's documentation has a cluster or an instance serve its clients. */
const serving: ReadonlySet<string> = new Set([
  'available',
  'backing-up',
  'storage-initialization',
  'storage-optimization',
]);

/** Statuses in which it serves none, or only some, of what it is asked. */
const down: ReadonlySet<string> = new Set([
  'backtracking',
  'cloning-failed',
  'creating',
  'delete-precheck',
  'deleting',
  'failed',
  'failing-over',
  'inaccessible-encryption-credentials',
  'inaccessible-encryption-credentials-recoverable',
  'incompatible-create',
  'incompatible-credentials',
  'incompatible-network',
  'incompatible-option-group',
  'incompatible-parameters',
  'incompatible-restore',
  'insufficient-capacity',
  'maintenance',
  'migrating',
  'migration-failed',
  'rebooting',
  'renaming',
  'restore-error',
  'starting',
  'stopped',
  'stopping',
  'storage-full',
  'upgrading',
]);

/** Whether a cluster or an instance serves; undefined for what its status does not tell, such as `modifying`. */
export function isServing(status: string | undefined): boolean | undefined {
  const name = status?.toLowerCase() ?? '';
  if (serving.has(name)) return true;
  return down.has(name) ? false : undefined;
}

/** Whether it is being made or removed, as scaling does beside those that serve. */
export function comesOrGoes(status: string | undefined): boolean {
  return status === 'creating' || status === 'deleting';
}
