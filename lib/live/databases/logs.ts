import type { PendingCloudwatchLogsExports } from '@aws-sdk/client-rds';
import { notApplicable, pass, unknown, unless, type Answer } from '../answer';
import { ofDatabase, type Database } from './database';
import { fact } from './settings';
import { listed } from './words';

/** The log that an engine writes its audit to, where it is one that RDS exports. */
const auditLogs: readonly (readonly [engine: RegExp, log: string])[] = [
  [/postgres/, 'postgresql'],
  [/^(aurora|mysql|mariadb|(custom-)?oracle|docdb|neptune)/, 'audit'],
];

/** Whether the log that holds the audit of a database reaches CloudWatch, as it is now. */
export const exportsAuditLog = ofDatabase((database): Answer => {
  const { settings } = database;
  const engine = settings.Engine ?? '';
  if (settings.ActivityStreamStatus === 'started')
    return pass('a database activity stream records its audit', [
      fact(database, 'ActivityStreamStatus', settings.ActivityStreamStatus),
    ]);
  const log = auditLogs.find(([pattern]) => pattern.test(engine))?.[1];
  if (!log && engine) return notApplicable(`${engine} does not export its audit log; see its option group`);
  if (!log) return unknown('its engine is not told; verify which of its logs holds the audit');
  if (database.cluster?.EngineMode === 'serverless')
    return notApplicable('Aurora Serverless v1 exports every log');
  const exported = settings.EnabledCloudwatchLogsExports ?? [];
  const { LogTypesToEnable: on = [], LogTypesToDisable: off = [] } = pendingOf(database);
  const pending = [...on, ...off];
  const has = exported.includes(log);
  const waiting = restartsAwaited(database);
  const state = exported.length > 0 ? `it exports ${listed(exported)}` : 'it exports no log';
  return unless(
    {
      problems: has || pending.includes(log) ? [] : [`${state}, expected ${log}`],
      doubts: [
        ...(pending.length > 0
          ? [`a change to the export of ${listed(pending)} is pending; ask again when it is done`]
          : []),
        ...(waiting.length > 0
          ? [
              `parameters of ${listed(waiting)} wait for a restart, and with them the audit may; restart in a maintenance window`,
            ]
          : []),
      ],
    },
    `${state} to CloudWatch`,
    [fact(database, 'EnabledCloudwatchLogsExports', exported.join(', ') || 'none')],
  );
});

/** AWS's own documentation has what is being switched on and off the wrong way round, so both are only pending. */
function pendingOf({ settings }: Database): PendingCloudwatchLogsExports {
  return settings.PendingModifiedValues?.PendingCloudwatchLogsExports ?? {};
}

/** Instances that do not run with the parameters that they are told yet. */
export function restartsAwaited({ cluster, instances }: Database): readonly string[] {
  const isPending = (status: string | undefined): boolean => status === 'pending-reboot';
  const members = (cluster?.DBClusterMembers ?? []).filter(({ DBClusterParameterGroupStatus }) =>
    isPending(DBClusterParameterGroupStatus),
  );
  const own = instances.filter(({ DBParameterGroups = [] }) =>
    DBParameterGroups.some(({ ParameterApplyStatus }) => isPending(ParameterApplyStatus)),
  );
  const names = [...members, ...own].map(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? '');
  return [...new Set(names)].sort();
}
