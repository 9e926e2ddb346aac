import type { Report } from '../assess/report';
import { openReadiness } from '../evidence/open';
import { applyStacks } from '../evidence/stack-settings';
import { selectStages } from '../evidence/stages';
import type { EnvironmentInput } from '../model/input';
import type { Io } from './io';
import { withProgress } from './progress';
import { checkOutputs, holds, timestamp, writeReports, type ReportingOptions } from './reporting';
import { selectItems, type Filters } from './selection';
import { version } from '../version';

/** Options of `check`. */
export interface CheckOptions extends Filters, ReportingOptions {
  readonly config?: string;
  readonly stage?: readonly string[];
  readonly with?: readonly string[];
}

/** Judges an assembly or templates and writes the report. Returns 0 where the checklist holds, else 1. */
export function check(paths: readonly string[], options: CheckOptions, io: Io): number {
  const destinations = checkOutputs(options, io);
  const report = reportOn(paths, options, io);
  writeReports(report, destinations, options, io);
  return holds(report, options) ? 0 : 1;
}

function reportOn(paths: readonly string[], options: CheckOptions, io: Io): Report {
  const { items } = require('../checklist') as typeof import('../checklist');
  const { assess } = require('../assess/assess') as typeof import('../assess/assess');
  const narrowed = options.item !== undefined || options.phase !== undefined;
  const chosen = narrowed ? selectItems(items, options).map((item) => item.id) : undefined;
  const generatedAt = timestamp(io);
  const readiness = openReadiness(options.config, io.cwd);
  const stages = options.stage?.map((text) => ({ text, place: '--stage' })) ?? readiness.stages;
  const environments = selectStages(applyStacks(inputs(paths, io.cwd), readiness.stacks), stages);
  const { workload } = readiness;
  const judging = { workload, generatedAt, version: version(), items: chosen };
  return assess(withProgress(environments, io), judging, { reports: reportsOf(options, io) });
}

function reportsOf({ with: files = [] }: CheckOptions, { cwd }: Io): readonly Report[] {
  if (files.length === 0) return [];
  const { openReports } = require('../evidence/report-file') as typeof import('../evidence/report-file');
  return openReports(files, cwd);
}

function inputs(paths: readonly string[], cwd: string): Iterable<EnvironmentInput> {
  const { openSources } = require('../sources/open') as typeof import('../sources/open');
  return openSources(paths, cwd);
}
