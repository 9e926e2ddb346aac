import type { Report } from '../../assess/report';
import { items as checklist } from '../../checklist';
import { probes as allProbes } from '../../live/catalog';
import { policyFor } from '../../live/policy';
import type { Io } from '../io';
import { checkOutputs, holds, writeReports, type ReportingOptions } from '../reporting';
import { selectItems, type Filters } from '../selection';
import { duration } from './duration';
import { look, type LookOptions } from './look';
import { watch, type Round } from './watch';

/** Options of `verify`. */
export interface VerifyOptions extends Filters, LookOptions, ReportingOptions {
  /** Interval of the looks; true for the usual one. */
  readonly watch?: string | true;
  readonly for?: string;
  readonly printPolicy?: boolean;
}

/** Status that shells expect of a command that was interrupted. */
const interruptedStatus = 130;
/** The rhythm of the checklist for the first hours after a launch. */
const usual = { interval: '15m', time: '4h' };

/** Asks the account and writes the report. Returns 0 where the checklist holds there, else 1; 130 after Ctrl-C. */
export async function verify(options: VerifyOptions, io: Io): Promise<number> {
  const items = selectItems(checklist, options);
  const ids = new Set<string>(items.map(({ id }) => id));
  const probes = allProbes.filter(({ id }) => ids.has(id.replace(/\..*$/, '')));
  if (options.printPolicy === true) {
    io.stdout.write(policyFor(probes, options.drift));
    return 0;
  }
  const destinations = checkOutputs(options, io);
  const rhythm = options.watch === undefined ? undefined : rhythmOf(options);
  const signal = io.interrupted?.();
  const { report, fault } = await look({ items, probes }, options, io, signal);
  writeReports(report, destinations, options, io);
  if (fault !== undefined) throw fault;
  if (signal?.aborted) return interruptedStatus;
  if (!rhythm) return holds(report, options) ? 0 : 1;
  const lookAgain = async (): Promise<Round> =>
    roundOf((await look({ items, probes }, options, io, signal)).report);
  const last = await watch(roundOf(report), lookAgain, { ...rhythm, signal }, io);
  const files = destinations.filter(({ file }) => file !== undefined);
  writeReports(last.report, files, options, io);
  if (last.triggers.length > 0) return 1;
  return signal?.aborted ? interruptedStatus : holds(last.report, options) ? 0 : 1;
}

function rhythmOf(options: VerifyOptions): { readonly every: number; readonly lasting: number } {
  const every = typeof options.watch === 'string' ? options.watch : usual.interval;
  return { every: duration(every, '--watch'), lasting: duration(options.for ?? usual.time, '--for') };
}

function roundOf(report: Report): Round {
  const asking = report.items.flatMap(({ probes }) => probes).filter(({ rollback }) => rollback === true);
  const triggers = asking.flatMap(({ id, findings }) =>
    findings.filter(({ outcome }) => outcome === 'fail').map(({ message }) => `roll back: ${id}: ${message}`),
  );
  return { report, triggers };
}
