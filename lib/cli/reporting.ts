import type { Report } from '../assess/report';
import { formats } from '../report/formats';
import type { Io } from './io';
import { fileLayout, layoutOf } from './layout';
import { checkWritable, destinationsOf, writeReport, type Destination } from './outputs';
import { UsageError } from './usage-error';

/** Options on what a report looks like, where it goes, and when it holds. */
export interface ReportingOptions {
  readonly format?: readonly string[];
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** Where reports go; refuses what cannot be written before work is spent on it. Throws `UsageError`. */
export function checkOutputs({ format = [] }: ReportingOptions, { cwd }: Io): readonly Destination[] {
  const destinations = destinationsOf(format, cwd);
  for (const { file } of destinations) if (file !== undefined) checkWritable(file, cwd);
  return destinations;
}

export function writeReports(
  report: Report,
  destinations: readonly Destination[],
  options: ReportingOptions,
  io: Io,
): void {
  const layout = layoutOf(io, options.color);
  const verbose = options.verbose === true;
  for (const { format, file } of destinations) {
    const write = formats[format]();
    if (file === undefined) io.stdout.write(write(report, { ...layout, verbose }));
    else writeReport(file, io.cwd, write(report, { ...fileLayout, verbose }));
  }
}

/** Whether a run is a success: nothing fails or is expired, and with `--strict` nothing is unknown. */
export function holds({ verdict, summary }: Report, { strict = false }: ReportingOptions): boolean {
  return verdict !== 'no-go' && !(strict && summary.unknown > 0);
}

const lastSecond = 253_402_300_799;

/** Time that a report carries: now, or what SOURCE_DATE_EPOCH fixes it to. */
export function timestamp({ env, now }: Io): string {
  const fixed = env.SOURCE_DATE_EPOCH;
  if (!fixed) return now().toISOString();
  if (!/^\d{1,12}$/.test(fixed) || Number(fixed) > lastSecond) {
    throw new UsageError(
      `SOURCE_DATE_EPOCH must be a number of seconds since 1970, got ${JSON.stringify(fixed)}`,
    );
  }
  return new Date(Number(fixed) * 1000).toISOString();
}
