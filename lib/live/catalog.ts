import type { Probe } from './probe';
import { alarmProbes } from './probes/alarms';
import { auditProbes } from './probes/audit';
import { backupProbes } from './probes/backups';
import { cacheProbes } from './probes/caches';
import { canaryProbes } from './probes/canaries';
import { certificateProbes } from './probes/certificates';
import { computeProbes } from './probes/compute';
import { databaseProbes } from './probes/databases';
import { detectionProbes } from './probes/detection';
import { entryProbes } from './probes/entries';
import { firewallProbes } from './probes/firewall';
import { metricProbes } from './probes/metrics';
import { notificationProbes } from './probes/notification';
import { workflowProbes } from './probes/workflows';

/** Every probe, in no order that matters; loads no client. */
export const probes: readonly Probe[] = [
  ...alarmProbes,
  ...auditProbes,
  ...backupProbes,
  ...cacheProbes,
  ...canaryProbes,
  ...certificateProbes,
  ...computeProbes,
  ...databaseProbes,
  ...detectionProbes,
  ...entryProbes,
  ...firewallProbes,
  ...metricProbes,
  ...notificationProbes,
  ...workflowProbes,
];
