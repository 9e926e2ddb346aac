import { createColors } from 'picocolors';
import { escapeControls } from './escape';
import { wrap, type Stretch } from './wrap';

/** How a stretch of text looks where colours are on. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** One paragraph of a text report; none of its spans makes an empty line. */
export interface Line {
  readonly spans: readonly Span[];
  /** Columns before the first line. */
  readonly indent?: number;
  /** Columns before the lines after it, beyond the indent. */
  readonly hang?: number;
  /** Kept on one line however long it is, as an address must be to be followed. */
  readonly whole?: boolean;
}

export const blank: Line = { spans: [] };

/** A line of spans and plain strings. */
export function line(indent: number, ...spans: readonly (Span | string)[]): Line {
  return { indent, spans: spans.map((span) => (typeof span === 'string' ? { text: span } : span)) };
}

/** A line whose later lines stand under the text that follows its first span. */
export function hanging(indent: number, first: Span, ...rest: readonly (Span | string)[]): Line {
  return { ...line(indent, first, ...rest), hang: first.text.length };
}

/** How text is laid out on a terminal. */
export interface Layout {
  readonly columns: number;
  readonly color: boolean;
}

/**
 * The one door to a terminal: writes lines wrapped to the width. Every span is escaped here, before it is styled, so
 * nothing that came from a template can command the terminal or forge a line.
 */
export function render(lines: readonly Line[], layout: Layout): string {
  const paint = painter(layout.color);
  return lines.map((each) => renderLine(each, layout.columns, paint)).join('');
}

/** Applies a style; the text comes out as it went in where colours are off. */
export type Painter = (text: string, style: Style | undefined) => string;

export function painter(color: boolean): Painter {
  const colors = createColors(color);
  return (text, style) => (style === undefined ? text : colors[style](text));
}

function renderLine(source: Line, columns: number, paint: Painter): string {
  const spans = source.spans.map(({ text, style }) => ({ text: escapeControls(text), style }));
  const text = spans.map((span) => span.text).join('');
  const indent = source.indent ?? 0;
  const hang = source.hang ?? 0;
  const width = Math.max(columns - indent - hang, 20);
  const rows = source.whole ? wrap(text, Infinity) : wrap(text, width, width + hang);
  if (rows.length === 0) return '\n';
  return rows
    .map(
      (row, index) =>
        ' '.repeat(index === 0 ? indent : indent + hang) + paintStretch(spans, row, paint) + '\n',
    )
    .join('');
}

/** The part of styled spans that falls in one row of their joined text. */
function paintStretch(spans: readonly Span[], [start, end]: Stretch, paint: Painter): string {
  let offset = 0;
  let painted = '';
  for (const { text, style } of spans) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, text.length);
    if (from < to) painted += paint(text.slice(from, to), style);
    offset += text.length;
  }
  return painted;
}
