import type { ChecklistItem, Control } from '../checklist';
import type { Probe } from '../live/probe';
import { blank, hanging, line, render, type Line } from '../report/lines';
import type { Io } from './io';
import { layoutOf } from './layout';
import { findById, probesOf } from './selection';

/** Options of `explain`. */
export interface ExplainOptions {
  readonly color?: boolean;
}

/** Writes what an item, a control or a probe asks for, why, and what cures it. */
export function explain(id: string, options: ExplainOptions, io: Io): number {
  const { items } = require('../checklist') as typeof import('../checklist');
  const { item, control, probe } = findById(items, id);
  const own = [...(control ? controlLines(control) : []), ...(probe ? probeLines(probe) : [])];
  const lines = own.length > 0 ? [...own, blank, ...itemLines(item)] : everything(item);
  io.stdout.write(render(lines, layoutOf(io, options.color)));
  return 0;
}

function itemLines(item: ChecklistItem): readonly Line[] {
  const where = [item.phase, item.section, item.group].filter((name) => name !== '').join(': ');
  const optional = item.optional ? `, optionally ${item.optional.join(', ')}` : '';
  return [
    line(0, { text: item.id, style: 'bold' }, `: ${item.text}`),
    hanging(2, { text: 'in: ', style: 'dim' }, where),
    hanging(2, { text: 'evidence: ', style: 'dim' }, item.evidence.join(', ') + optional),
    hanging(2, { text: 'freshness: ', style: 'dim' }, item.freshness),
  ];
}

function everything(item: ChecklistItem): readonly Line[] {
  return [
    ...itemLines(item),
    ...item.controls.flatMap((control) => [blank, ...controlLines(control)]),
    ...probesOf(item).flatMap((probe) => [blank, ...probeLines(probe)]),
  ];
}

function controlLines({ id, title, severity, why, fix, tried = [], docs }: Control): readonly Line[] {
  return [
    line(0, { text: id, style: 'bold' }, ` (${severity}): ${title}`),
    hanging(2, { text: 'why: ', style: 'dim' }, why),
    hanging(2, { text: 'fix: ', style: 'dim' }, fix),
    ...tried.map((situation) => hanging(2, { text: 'tried: ', style: 'dim' }, situation)),
    { ...line(2, { text: 'docs: ', style: 'dim' }, docs), whole: true },
  ];
}

function probeLines(probe: Probe): readonly Line[] {
  const { aboutInWords } = require('../live/about') as typeof import('../live/about');
  const { id, title, severity, why, fix, actions, decides = [], rollback, docs } = probe;
  return [
    line(0, { text: id, style: 'bold' }, ` (${severity}, asks the account): ${title}`),
    hanging(2, { text: 'why: ', style: 'dim' }, why),
    hanging(2, { text: 'fix: ', style: 'dim' }, fix),
    hanging(2, { text: 'asks about: ', style: 'dim' }, aboutInWords(probe)),
    hanging(2, { text: 'needs: ', style: 'dim' }, actions.join(', ')),
    ...(decides.length > 0 ? [hanging(2, { text: 'decides: ', style: 'dim' }, decides.join(', '))] : []),
    ...(rollback === true ? [line(2, { text: 'roll back: ', style: 'dim' }, 'where it fails')] : []),
    { ...line(2, { text: 'docs: ', style: 'dim' }, docs), whole: true },
  ];
}
