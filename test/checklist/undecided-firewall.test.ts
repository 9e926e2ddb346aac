import type { ControlCases } from '../harness/judge';
import { testUndecided } from '../harness/undecided';
import { attached } from './firewall/attached';
import { floods } from './firewall/floods';
import { fronts } from './firewall/fronts';
import { headroom } from './firewall/headroom';
import { logs } from './firewall/logging';
import { rules } from './firewall/rules';
import { injections } from './firewall/sql-injection';

const tables: readonly ControlCases[] = [attached, floods, fronts, headroom, logs, rules, injections];

testUndecided(/^SEC[23]$/, tables, 500);
