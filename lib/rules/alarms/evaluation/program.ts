import { remembered } from '../../per-environment';
import type { AlarmDefinition, Expression, MetricStat } from './definition';
import { isInsights, parseInsights } from './insights';
import { bind } from './math/bind';
import { parseFormula } from './math/parse';
import type { Scope } from './math/scope';
import { nameOfKind, type Missing, type Operand, type Series, type Term } from './math/term';
import type { Untried } from './simulation';
import { hasThreshold } from './states';
import { parseStatistic, type Statistic } from './statistics';

/** A metric that a program needs, and how its samples become data points. */
export interface Input extends MetricStat {
  readonly aggregate: Statistic;
}

/** What an alarm compares with its threshold, ready to be evaluated. */
export interface Program {
  readonly inputs: readonly Input[];
  readonly periodMinutes: number;
  /** Whether the number of data points that it is evaluated on matters. */
  readonly dependsOnRange: boolean;
  /** Evaluates the data points of the inputs, and says whether it had to assume what a missing one means. */
  evaluate(
    inputs: readonly Series[],
    missing: Missing,
  ): { readonly series: Series; readonly doubtful: boolean };
}

/** The program of an alarm, made once, or why there is none. */
export const programOf: (alarm: AlarmDefinition) => Program | Untried = remembered((alarm) =>
  new Linker(alarm).link(),
);

/** What the metric math of an alarm reads at most. */
const mostMetrics = 10;

/** Follows the ids of an alarm from the query that it returns. */
class Linker implements Scope {
  private readonly inputs: Input[] = [];
  private readonly steps: Term[] = [];
  private readonly terms = new Map<string, Term>();
  private readonly open = new Set<string>();
  private dependsOnRange = false;
  private problem: string | undefined;

  constructor(private readonly alarm: AlarmDefinition) {}

  link(): Program | Untried {
    const result = this.query(this.alarm.returned);
    if (result.kind !== 'series') this.refuse(`returns ${nameOfKind[result.kind]}, expected one time series`);
    const periodSeconds = this.periodSeconds();
    this.checkEvaluation(periodSeconds);
    return this.problem === undefined ? this.program(result, periodSeconds) : { untried: this.problem };
  }

  query(id: string): Term {
    const known = this.terms.get(id);
    if (known) return known;
    const query = this.alarm.queries.find((candidate) => candidate.id === id);
    if (!query) return this.refuse(`refers to ${id}, which the alarm does not have`);
    if (this.open.has(id)) return this.refuse(`refers to itself by ${id}`);
    this.open.add(id);
    const term = 'metric' in query ? this.input(query) : this.step(query);
    this.terms.set(id, term);
    return term;
  }

  metrics(part: string): Term {
    const found = this.alarm.queries.filter((query) => 'metric' in query && query.id.includes(part));
    if (found.length === 0) return this.refuse(`refers to METRICS("${part}"), of which there are none`);
    const terms = found.map(({ id }) => this.query(id));
    return {
      kind: 'array',
      size: terms.length,
      of: (window) => terms.flatMap((term) => (term.kind === 'series' ? [term.of(window)] : [])),
    };
  }

  dependOnRange(): void {
    this.dependsOnRange = true;
  }

  refuse(why: string): Term {
    return this.stop(`its metric math ${why}`);
  }

  private stop(problem: string): Term {
    this.problem ??= problem;
    return { kind: 'number', of: () => NaN };
  }

  /** The data points of a metric are given before anything is evaluated. */
  private input(query: MetricStat): Term {
    const aggregate = parseStatistic(query.statistic);
    if (!aggregate) return this.stop(`its statistic is ${query.statistic}, which is not tried`);
    const slot = this.inputs.push({ ...query, aggregate }) - 1;
    return { kind: 'series', of: ({ inputs }) => inputs[slot]! };
  }

  /** An expression is evaluated once, however often others refer to it. */
  private step({ expression }: Expression): Term {
    if (isInsights(expression)) {
      const { problem } = parseInsights(expression);
      const why = problem === undefined ? 'is not tried' : `cannot be read: ${problem}`;
      return this.stop(`its query of Metrics Insights ${why}`);
    }
    const parsed = parseFormula(expression);
    if (parsed.problem !== undefined) return this.refuse(`cannot be read: ${parsed.problem}`);
    const term = bind(parsed.formula, this);
    const slot = this.steps.push(term) - 1;
    return stored(term, slot);
  }

  private periodSeconds(): number {
    const periods = [...new Set(this.inputs.map((input) => input.periodSeconds))].sort((a, b) => a - b);
    const [period = 60, ...others] = periods;
    if (others.length > 0)
      this.stop(`its metrics have periods of ${periods.join(' and ')} seconds, expected one`);
    if (this.inputs.length === 0) this.refuse('has no metric');
    if (this.inputs.length > mostMetrics)
      this.refuse(`has ${this.inputs.length} metrics, expected at most ${mostMetrics}`);
    if (!(period >= 60 && period % 60 === 0))
      this.stop(`its period is ${period} seconds, and only whole minutes are tried`);
    return period;
  }

  private checkEvaluation(periodSeconds: number): void {
    const { evaluationPeriods: periods, datapointsToAlarm } = this.alarm;
    if (!hasThreshold(this.alarm)) this.stop('its threshold is a band, which is not tried');
    if (!(Number.isInteger(periods) && datapointsToAlarm >= 1 && datapointsToAlarm <= periods))
      this.stop(`its DatapointsToAlarm is ${datapointsToAlarm} of ${periods} EvaluationPeriods`);
    const days = periodSeconds >= 3600 ? 7 : 1;
    if (periods * periodSeconds > days * 86_400)
      this.stop(
        `its ${periods} EvaluationPeriods of ${periodSeconds} seconds are more than ${days * 24} hours`,
      );
  }

  private program(result: Term, periodSeconds: number): Program {
    const { inputs, steps, dependsOnRange } = this;
    return {
      inputs,
      periodMinutes: periodSeconds / 60,
      dependsOnRange,
      evaluate(series, missing) {
        const results: Operand[] = [];
        const window = {
          inputs: series,
          results,
          length: series[0]!.length,
          periodSeconds,
          missing,
          doubtful: false,
        };
        for (const step of steps) results.push(step.of(window));
        return { series: result.of(window) as Series, doubtful: window.doubtful };
      },
    };
  }
}

/** A term that reads what another one resulted in. */
function stored(term: Term, slot: number): Term {
  switch (term.kind) {
    case 'number':
      return { kind: 'number', of: ({ results }) => results[slot] as number };
    case 'series':
      return { kind: 'series', of: ({ results }) => results[slot] as Series };
    case 'array':
      return { ...term, of: ({ results }) => results[slot] as readonly Series[] };
  }
}
