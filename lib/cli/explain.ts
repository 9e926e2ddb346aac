import type { ChecklistItem, Control } from '../checklist';
import { blank, hanging, line, render, type Line } from '../report/lines';
import type { Io } from './io';
import { layoutOf } from './layout';
import { findById } from './selection';

/** Options of `explain`. */
export interface ExplainOptions {
  readonly color?: boolean;
}

/** Writes what an item or a control asks for, why, and what cures it. */
export function explain(id: string, options: ExplainOptions, io: Io): number {
  const { items } = require('../checklist') as typeof import('../checklist');
  const { item, control } = findById(items, id);
  const lines = control ? [...controlLines(control), blank, ...itemLines(item)] : itemAndControls(item);
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

function itemAndControls(item: ChecklistItem): readonly Line[] {
  return [...itemLines(item), ...item.controls.flatMap((control) => [blank, ...controlLines(control)])];
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
