import type { ChecklistItem, Control } from '../checklist';
import type { Probe } from '../live/probe';
import { didYouMean } from '../evidence/nearest';
import { drawTable, type Row } from '../report/table';
import type { Io } from './io';
import { layoutOf } from './layout';
import { probesOf, selectItems, type Filters } from './selection';
import { UsageError } from './usage-error';

/** Options of `list`. */
export interface ListOptions extends Filters {
  readonly format: string;
  readonly color?: boolean;
}

const formats = ['text', 'json'];

/** Writes the items of the checklist. */
export function list(options: ListOptions, io: Io): number {
  if (!formats.includes(options.format)) {
    const guess = didYouMean(options.format, formats) || `, there are ${formats.join(', ')}`;
    throw new UsageError(`there is no format ${JSON.stringify(options.format)}${guess}`);
  }
  const { items } = require('../checklist') as typeof import('../checklist');
  const chosen = selectItems(items, options);
  io.stdout.write(options.format === 'json' ? asJson(chosen) : asText(chosen, options, io));
  return 0;
}

function asJson(items: readonly ChecklistItem[]): string {
  const plain = items.map((item) => ({
    id: item.id,
    text: item.text,
    phase: item.phase,
    section: item.section,
    group: item.group,
    evidence: item.evidence,
    optional: item.optional ?? [],
    infrastructure: item.infrastructure === true,
    freshness: item.freshness,
    controls: item.controls.map(inShort),
    probes: probesOf(item).map(inShort),
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function inShort({ id, title, severity, docs }: Control | Probe): object {
  return { id, title, severity, docs };
}

function asText(items: readonly ChecklistItem[], options: ListOptions, io: Io): string {
  const rows: Row[] = [];
  let heading = '';
  for (const item of items) {
    const next = `${item.phase}: ${item.section}`;
    if (next !== heading) rows.push({ heading: next });
    heading = next;
    rows.push({
      cells: [
        { text: item.id },
        { text: item.evidence.join(', '), style: 'dim' },
        { text: counts(item) },
        { text: item.text },
      ],
    });
  }
  return drawTable(rows, [10, 20, 22, 'rest'], layoutOf(io, options.color)).replace(/^\n/, '');
}

/** `3 controls, 1 probe`. */
function counts(item: ChecklistItem): string {
  return [counted(item.controls, 'control'), counted(probesOf(item), 'probe')]
    .filter((count) => count !== '')
    .join(', ');
}

function counted({ length }: readonly unknown[], noun: string): string {
  if (length === 0) return '';
  return length === 1 ? `1 ${noun}` : `${length} ${noun}s`;
}
