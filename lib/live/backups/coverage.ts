import {
  BackupClient,
  GetBackupSelectionCommand,
  paginateListBackupPlans,
  paginateListBackupSelections,
  type BackupPlansListMember,
  type GetBackupSelectionOutput,
} from '@aws-sdk/client-backup';
import { backup } from '../../checklist/thresholds';
import { hours } from '../ages';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { pauseOf, planOf } from './schedules';
import { takes } from './selections';
import type { Store } from './stores';

/** A plan that backs a store up every day. */
export interface Selecting {
  readonly plan: string;
  /** True where the selection names the store, or all of its kind. */
  readonly isNamed: boolean;
  /** Since when it does so. */
  readonly since?: Date;
  /** Why it is open whether it does; absent where it does for certain. */
  readonly doubt?: string;
}

/** The plans of a region that back a store up every day: those that do so for certain first, of these the oldest. */
export async function plansFor(store: Store, aws: Aws): Promise<readonly Selecting[]> {
  const client = aws.client(BackupClient);
  const plans = await everyPage(paginateListBackupPlans({ client }, {}), (page) => page.BackupPlansList);
  const found = await Promise.all(
    plans.filter(({ DeletionDate }) => !DeletionDate).map((plan) => selecting(plan, store, aws)),
  );
  const order = ({ doubt, since }: Selecting): number =>
    doubt === undefined ? (since?.getTime() ?? 0) : Number.MAX_VALUE;
  return found.flat().sort((left, right) => order(left) - order(right));
}

async function selecting(
  { BackupPlanId, BackupPlanName: plan = BackupPlanId }: BackupPlansListMember,
  store: Store,
  aws: Aws,
): Promise<readonly Selecting[]> {
  if (BackupPlanId === undefined || plan === undefined) return [];
  const selections = (await selectionsOf(BackupPlanId, aws)).map(({ BackupSelection, CreationDate }) => ({
    taken: BackupSelection ? takes(BackupSelection, store) : 'open',
    since: CreationDate,
  }));
  const taking = selections.filter(({ taken }) => taken !== 'not');
  if (taking.length === 0) return [];
  const pause = pauseOf((await planOf(BackupPlanId, aws)) ?? {});
  // The checklist asks for daily backups; plans that run less often are archives beside them.
  if (pause !== undefined && pause > hours(backup.intervalHours + backup.lateHours)) return [];
  const often = pause === undefined ? `how often plan ${plan} runs is not known: see its rules` : undefined;
  return taking.map(({ taken, since }) => {
    const doubt =
      taken === 'open' ? `whether plan ${plan} selects it hangs on its tags: look into the plan` : often;
    return { plan, isNamed: taken === 'named', since, ...(doubt === undefined ? {} : { doubt }) };
  });
}

async function selectionsOf(BackupPlanId: string, aws: Aws): Promise<readonly GetBackupSelectionOutput[]> {
  const client = aws.client(BackupClient);
  const pages = paginateListBackupSelections({ client }, { BackupPlanId });
  const listed = await everyPage(pages, (page) => page.BackupSelectionsList);
  return Promise.all(
    listed.map(({ SelectionId }) =>
      client.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId })),
    ),
  );
}
