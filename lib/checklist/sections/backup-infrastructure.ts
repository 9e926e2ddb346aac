import { fileSystems, isBackedUp } from '../../rules/backup/stores';
import { judgeAny, requireEach } from '../../rules/finding';
import { dataStores, survivesDeletion, survivesReplacement } from '../../rules/retention/survival';
import type { Item } from '../item';
import { backup } from '../thresholds';

/** The last item under "Production Environment Setup" of the checklist. */
export const backupInfrastructure = {
  id: 'ENV7',
  text: 'Set up backup infrastructure',
  evidence: ['synth', 'live'],
  infrastructure: true,
  freshness: 'live re-check ≤24 h',
  controls: [
    {
      id: 'ENV7.databases',
      title: 'Database is backed up daily and its backups are kept for a week',
      severity: 'error',
      why: 'A bad migration is often noticed days later; a backup of one day is overwritten by then.',
      fix: 'Set the backup retention to 7 days or more, or select the database in a daily plan with DailyBackupPlan.',
      check: (w) => requireEach(w.databases, (database) => isBackedUp(database, backup)),
      docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    },
    {
      id: 'ENV7.files',
      title: 'File system is backed up daily and its backups are kept for a week',
      severity: 'error',
      why: 'Uploads that were deleted or encrypted by an intruder come back from a backup only.',
      fix: 'Set enableAutomaticBackups to true, or select the file system in a daily plan with DailyBackupPlan.',
      check: (w) => judgeAny(fileSystems(w), (fileSystem) => isBackedUp(fileSystem, backup)),
      docs: 'https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html',
    },
    {
      id: 'ENV7.retained',
      title: 'Data store survives the deletion of its stack',
      severity: 'error',
      why: 'A stack deleted by mistake, or one removed line of code, takes its data along; a site that is down comes back, lost data does not.',
      fix: 'Set removalPolicy to RETAIN and leave autoDeleteObjects out, or make DataRetention part of the app.',
      check: (w) => judgeAny(dataStores(w), survivesDeletion),
      docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    },
    {
      id: 'ENV7.replaced',
      title: 'Data store survives its own replacement',
      severity: 'warning',
      why: 'Where a name or an engine changes, CloudFormation makes a new, empty store and deletes the old one.',
      fix: 'Set UpdateReplacePolicy as well as DeletionPolicy, which removalPolicy does, or make DataRetention part of the app.',
      check: (w) => judgeAny(dataStores(w), survivesReplacement),
      docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
    },
  ],
} as const satisfies Item;
