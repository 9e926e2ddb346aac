import { report as compose } from '../../assess/compose';
import { judge, type Judgements } from '../../assess/judge';
import type { Report } from '../../assess/report';
import type { ChecklistItem } from '../../checklist';
import { openReadiness } from '../../evidence/open';
import type { Readiness } from '../../evidence/readiness';
import { openReports } from '../../evidence/report-file';
import { targetOfArn } from '../../live/arn';
import type { Probe } from '../../live/probe';
import { run, type Run } from '../../live/run';
import type { Location } from '../../live/target';
import { version } from '../../version';
import type { Io } from '../io';
import { ProgressLine } from '../progress';
import { timestamp } from '../reporting';
import { openPlaces, type PlaceOptions, type Places } from './places';
import { resultsOf } from './results';
import {
  elsewhereIn,
  findStacks,
  wantedStacks,
  withoutStacks,
  type FoundStacks,
  type Search,
  type StackOptions,
} from './stacks';
import { Subjects } from './subjects';

/** Which items a look is for, and their probes. */
export interface Scope {
  readonly items: readonly ChecklistItem[];
  readonly probes: readonly Probe[];
}

/** Options that say where to look. */
export interface LookOptions extends PlaceOptions, StackOptions {
  readonly config?: string;
  readonly with?: readonly string[];
}

/** What one look found. */
export interface Looked {
  readonly report: Report;
  /** A fault of ours on the way; what it touched is unknown in the report. */
  readonly fault?: Error;
}

/** Looks at the account once: reads the stacks, judges them, asks about what they show, and reports. */
export async function look(
  scope: Scope,
  options: LookOptions,
  io: Io,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  const readiness = openReadiness(options.config, io.cwd);
  const reports = openReports(options.with ?? [], io.cwd);
  const wanted = wantedStacks(options, readiness, io.cwd);
  const elsewhere = elsewhereIn(readiness);
  const locations = [...wanted, ...elsewhere];
  const places = await openPlaces(options, { accounts: readiness.accounts, locations, signal });
  const progress = new ProgressLine(io);
  const eyes = new Eyes(places, new Date(timestamp(io)), progress, io, signal);
  try {
    const found =
      wanted.length > 0 ? await findStacks(wanted, searchOf(eyes, options)) : withoutStacks(elsewhere);
    const { judgements, subjects, notices } = judged(scope, found, readiness, eyes.now);
    const { replies, fault } = await eyes.ask(scope.probes, subjects);
    const location = found.locations[0]!;
    const probes = resultsOf(scope.probes, replies, { subjects, location, now: eyes.now });
    const evidence = { probes, reports, notices: [...found.notices, ...notices] };
    const options_ = { generatedAt: eyes.now.toISOString(), version: version() };
    return { report: compose({ ...judgements, scope: scope.items }, evidence, options_), fault };
  } finally {
    progress.clear();
    places.close();
  }
}

/** What the accounts are asked with during one look. */
class Eyes {
  readonly locations: readonly Location[];

  constructor(
    private readonly places: Places,
    readonly now: Date,
    readonly progress: ProgressLine,
    private readonly io: Io,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.locations = places.locations;
  }

  readonly aws = (location: Location): ReturnType<Places['aws']> => this.places.aws(location, this.now);

  ask(probes: readonly Probe[], subjects: Subjects): Promise<Run> {
    const questions = probes.flatMap((probe) => subjects.questions(probe));
    return run(questions, {
      aws: this.aws,
      signal: this.signal,
      clock: this.io.now,
      onQuestion: ({ probe, target }, count) => {
        this.progress.show(`Asking ${count} of ${questions.length}: ${probe.id} ${target.id}`);
      },
    });
  }
}

/** What the controls found in the stacks, and whom that lets the probes ask about. */
interface Judged {
  readonly judgements: Judgements;
  readonly subjects: Subjects;
  readonly notices: readonly string[];
}

function searchOf({ locations, aws, progress }: Eyes, { drift = false }: LookOptions): Search {
  return { locations, aws, progress, drift };
}

function judged(
  { items, probes }: Scope,
  { environments, locations }: FoundStacks,
  readiness: Readiness,
  now: Date,
): Judged {
  const subjects = new Subjects(locations);
  const notices: string[] = [];
  const judgements = judge(environments, {
    workload: readiness.workload,
    generatedAt: now.toISOString(),
    items: judgedItems(items, probes),
    origin: 'account',
    // It may lie in a stack that is not asked for.
    unmatched: ({ place, text }) =>
      notices.push(`${place}: ${text} is in none of the stacks that were asked for`),
    judged: (found, workload) => {
      subjects.addJudged(found, workload);
    },
  });
  subjects.addElsewhere(readiness, targetOfArn);
  return { judgements, subjects, notices };
}

/** Items whose controls find what is asked about: those in scope, and those that the probes of others point to. */
function judgedItems(scope: readonly ChecklistItem[], probes: readonly Probe[]): readonly string[] {
  const pointed = probes.flatMap(({ about }) => (about.of === 'proof' ? (about.items ?? []) : []));
  return [...new Set([...scope.map(({ id }) => id), ...pointed])];
}
