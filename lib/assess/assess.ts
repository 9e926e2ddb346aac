import type { EnvironmentInput } from '../model/input';
import { judge, type JudgeOptions } from './judge';
import { report, type ReportOptions } from './compose';
import type { Report } from './report';
import type { Evidence } from './run';

export interface AssessOptions extends JudgeOptions, ReportOptions {}

/**
 * Judges templates, and reports on them together with what else is known.
 *
 * @throws UnmatchedSelector
 */
export function assess(
  environments: Iterable<EnvironmentInput>,
  options: AssessOptions,
  evidence: Evidence = {},
): Report {
  return report(judge(environments, options), evidence, options);
}
