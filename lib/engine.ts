/** The judgement without CDK and without command line: sources in, report out. */
export { assess, UnmatchedSelector, type AssessOptions } from './assess/assess';
export type * from './assess/report';
export { items, type ChecklistItem, type Control, type ControlId, type ItemId } from './checklist';
export type * from './model/input';
export type * from './rules/declaration';
export { readAssembly } from './sources/assembly';
export { openSources } from './sources/open';
