import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { together } from './serving/resources';
import { attached } from './firewall/attached';
import { doubtfulFronts, doubtfulRules } from './firewall/doubtful-firewalls';
import { fronts } from './firewall/fronts';
import { logs } from './firewall/logging';
import { rules } from './firewall/rules';
import { injections } from './firewall/sql-injection';

export const cases: Record<Extract<ControlId, `SEC2.${string}`>, ControlCases> = {
  'SEC2.attached': together(attached, fronts, doubtfulFronts),
  'SEC2.rules': together(rules, doubtfulRules),
  'SEC2.sql-injection': injections,
  'SEC2.logging': logs,
};

testControls(cases);
