/** The judgement without CDK and without command line: sources in, report out. */
export { assess, type AssessOptions } from './assess/assess';
export { report, type ReportOptions } from './assess/compose';
export { judge, UnmatchedSelector, type JudgeOptions, type Judgements } from './assess/judge';
export type * from './assess/probe-result';
export type * from './assess/report';
export type { Evidence } from './assess/run';
export { items, type ChecklistItem, type Control, type ControlId, type ItemId } from './checklist';
export type * from './model/input';
export type * from './rules/declaration';
export { readAssembly } from './sources/assembly';
export { openSources } from './sources/open';
