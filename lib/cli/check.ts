import type { Report } from '../assess/report';
import { openReadiness } from '../evidence/open';
import { applyStacks } from '../evidence/stack-settings';
import { selectStages } from '../evidence/stages';
import type { EnvironmentInput } from '../model/input';
import { formats } from '../report/formats';
import type { Io } from './io';
import { fileLayout, layoutOf } from './layout';
import { checkWritable, destinationsOf, writeReport } from './outputs';
import { withProgress } from './progress';
import { selectItems, type Filters } from './selection';
import { UsageError } from './usage-error';
import { version } from '../version';

/** Options of `check`. */
export interface CheckOptions extends Filters {
  readonly format?: readonly string[];
  readonly config?: string;
  readonly strict?: boolean;
  readonly stage?: readonly string[];
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** Judges an assembly or templates and writes the report. Returns 0 where the checklist holds, else 1. */
export function check(paths: readonly string[], options: CheckOptions, io: Io): number {
  const destinations = destinationsOf(options.format ?? [], io.cwd);
  for (const { file } of destinations) if (file !== undefined) checkWritable(file, io.cwd);
  const report = judge(paths, options, io);
  const layout = layoutOf(io, options.color);
  const verbose = options.verbose === true;
  for (const { format, file } of destinations) {
    const write = formats[format]();
    if (file === undefined) io.stdout.write(write(report, { ...layout, verbose }));
    else writeReport(file, io.cwd, write(report, { ...fileLayout, verbose }));
  }
  return holds(report, options.strict === true) ? 0 : 1;
}

function judge(paths: readonly string[], options: CheckOptions, io: Io): Report {
  const { items } = require('../checklist') as typeof import('../checklist');
  const { assess } = require('../assess/assess') as typeof import('../assess/assess');
  const narrowed = options.item !== undefined || options.phase !== undefined;
  const chosen = narrowed ? selectItems(items, options).map((item) => item.id) : undefined;
  const generatedAt = timestamp(io);
  const readiness = openReadiness(options.config, io.cwd);
  const stages = options.stage?.map((text) => ({ text, place: '--stage' })) ?? readiness.stages;
  const environments = selectStages(applyStacks(inputs(paths, io.cwd), readiness.stacks), stages);
  return assess(withProgress(environments, io), {
    workload: readiness.workload,
    generatedAt,
    version: version(),
    items: chosen,
  });
}

function inputs(paths: readonly string[], cwd: string): Iterable<EnvironmentInput> {
  const { openSources } = require('../sources/open') as typeof import('../sources/open');
  return openSources(paths, cwd);
}

function holds({ verdict, summary }: Report, strict: boolean): boolean {
  return verdict !== 'no-go' && !(strict && summary.unknown > 0);
}

const lastSecond = 253_402_300_799;

/** Time that a report carries: now, or what SOURCE_DATE_EPOCH fixes it to. */
function timestamp({ env, now }: Io): string {
  const fixed = env.SOURCE_DATE_EPOCH;
  if (!fixed) return now().toISOString();
  if (!/^\d{1,12}$/.test(fixed) || Number(fixed) > lastSecond) {
    throw new UsageError(
      `SOURCE_DATE_EPOCH must be a number of seconds since 1970, got ${JSON.stringify(fixed)}`,
    );
  }
  return new Date(Number(fixed) * 1000).toISOString();
}
