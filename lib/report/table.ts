import { escapeControls } from './escape';
import { line, painter, render, type Layout, type Painter, type Span } from './lines';
import { displayWidth, wrap } from './wrap';

/** A row of a table: a heading across all columns, or one cell for each column. */
export type Row = { readonly heading: string } | { readonly cells: readonly Span[] };

/** Widest that a column may be, in terminal columns; the one marked `rest` takes what the others leave. */
export type ColumnWidth = number | 'rest';

const gap = 2;
const narrowest = 12;

/** Draws a table without borders; long cells are wrapped, and every cell is escaped as `render` does. */
export function drawTable(rows: readonly Row[], columns: readonly ColumnWidth[], layout: Layout): string {
  const widths = columnWidths(rows, columns, layout.columns);
  const paint = painter(layout.color);
  return rows
    .map((row) =>
      'heading' in row
        ? `\n${render([line(0, { text: row.heading, style: 'bold' })], layout)}`
        : drawCells(row.cells, widths, paint),
    )
    .join('');
}

function columnWidths(
  rows: readonly Row[],
  columns: readonly ColumnWidth[],
  total: number,
): readonly number[] {
  const natural = columns.map((most, index) => (most === 'rest' ? 0 : Math.min(most, widest(rows, index))));
  const taken = natural.reduce((sum, width) => sum + width + gap, -gap);
  return natural.map((width, index) =>
    columns[index] === 'rest' ? Math.max(total - taken, narrowest) : width,
  );
}

function widest(rows: readonly Row[], column: number): number {
  const width = (row: Row): number => ('cells' in row ? displayWidth(row.cells[column]?.text ?? '') : 0);
  return rows.reduce((most, row) => Math.max(most, width(row)), 0);
}

function drawCells(cells: readonly Span[], widths: readonly number[], paint: Painter): string {
  const columns = cells.map(({ text, style }, index) => {
    const safe = escapeControls(text);
    const width = widths[index] ?? narrowest;
    const lines = wrap(safe, width).map(([start, end]) => safe.slice(start, end));
    return { lines, width, style };
  });
  const height = Math.max(...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    // Blanks are added only once a cell follows them, so that no line ends in blanks.
    let missing = 0;
    const drawn = columns.map(({ lines, width, style }) => {
      const text = lines[row] ?? '';
      const before = text === '' ? '' : ' '.repeat(missing);
      missing = text === '' ? missing + width + gap : width + gap - displayWidth(text);
      return text === '' ? '' : before + paint(text, style);
    });
    return `${drawn.join('')}\n`;
  }).join('');
}
