import { codeQuality, database, apiIntegrations } from './sections/application-readiness';
import { businessMetrics } from './sections/business-metrics';
import { legalCompliance, supportOperations } from './sections/business-readiness';
import { businessTeam } from './sections/business-team';
import { everyQuarterHour } from './sections/critical-monitoring';
import { morningChecks, eveningReview } from './sections/daily-operations';
import {
  enableMaintenanceMode,
  databaseMigration,
  applicationDeployment,
  postDeploymentVerification,
  goLive,
} from './sections/deployment-steps';
import { documentationLinks } from './sections/documentation-links';
import { userNotifications } from './sections/external-communication';
import { externalVendors } from './sections/external-vendors';
import { financialMetrics } from './sections/financial-metrics';
import { coreFeatures, businessFlows } from './sections/functional-testing';
import { immediateRollbackTriggers } from './sections/immediate-rollback-triggers';
import { incidentResponseSteps } from './sections/incident-response-steps';
import { slackChannels, teamNotifications } from './sections/internal-communication';
import { monitoringAlerting } from './sections/monitoring-alerting';
import { monthlySecurity, monthlyPerformance, businessReview } from './sections/monthly-tasks';
import { dailyChecks } from './sections/optimization';
import { loadTesting, stressTesting } from './sections/performance-testing';
import { finalChecks } from './sections/pre-deployment';
import { productionEnvironmentSetup } from './sections/production-environment-setup';
import { rollbackSteps } from './sections/rollback-steps';
import { securityHardening } from './sections/security-hardening';
import { penetrationTesting } from './sections/security-testing';
import { severityLevels } from './sections/severity-levels';
import { everyHour } from './sections/stabilization';
import { systemHealth } from './sections/system-health';
import { technicalTeam } from './sections/technical-team';
import { mondayPlanning, wednesdayDeployments, fridayReview } from './sections/weekly-maintenance';
import type { Control, Group, Item } from './item';

export type { Control, EvidenceKind, Item, Severity } from './item';

/** The groups of the checklist in reading order. */
const groups = [
  productionEnvironmentSetup,
  securityHardening,
  monitoringAlerting,
  codeQuality,
  database,
  apiIntegrations,
  legalCompliance,
  supportOperations,
  coreFeatures,
  businessFlows,
  loadTesting,
  stressTesting,
  penetrationTesting,
  finalChecks,
  enableMaintenanceMode,
  databaseMigration,
  applicationDeployment,
  postDeploymentVerification,
  goLive,
  immediateRollbackTriggers,
  rollbackSteps,
  slackChannels,
  teamNotifications,
  userNotifications,
  everyQuarterHour,
  everyHour,
  dailyChecks,
  morningChecks,
  eveningReview,
  mondayPlanning,
  wednesdayDeployments,
  fridayReview,
  monthlySecurity,
  monthlyPerformance,
  businessReview,
  severityLevels,
  incidentResponseSteps,
  systemHealth,
  businessMetrics,
  financialMetrics,
  technicalTeam,
  businessTeam,
  externalVendors,
  documentationLinks,
] as const satisfies readonly Group[];

type Groups = (typeof groups)[number];
type Items = Groups['items'][number];

/** Id of an item: `ENV5`. */
export type ItemId = Items['id'];

/** Id of a control: `ENV5.replicas`. */
export type ControlId = Extract<Items, { controls: readonly Control[] }>['controls'][number]['id'];

/** An item together with the headings above it. */
export interface ChecklistItem extends Item {
  readonly id: ItemId;
  readonly phase: string;
  readonly section: string;
  readonly group: string;
  readonly controls: readonly Control[];
}

/** Every item of the checklist in reading order. */
export const items: readonly ChecklistItem[] = groups.flatMap(({ phase, section, group, items: members }) =>
  members.map((item: Item & { readonly id: ItemId }) => ({
    ...item,
    phase,
    section,
    group,
    controls: item.controls ?? [],
  })),
);
