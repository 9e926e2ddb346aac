/** A stretch of a string, from its first index to the one after its last. */
export type Stretch = readonly [start: number, end: number];

/** Latin letters, punctuation, arrows and operators: one code unit, one letter, one column each. */
const narrowOnly = /^[\x20-\x7e\u00a1-\u02ff\u2010-\u2027\u2190-\u22ff]*$/;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}/u;
const onlyMarks = /^[\p{M}\p{Cf}]*$/u;

let segmenter: Intl.Segmenter | undefined;

/** Columns that text takes on a terminal: two for CJK and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (narrowOnly.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** Breaks text between words into lines of at most `width` columns, the first of `first`; longer words are broken. */
export function wrap(text: string, width: number, first = width): readonly Stretch[] {
  const lines: Stretch[] = [];
  let line: { start: number; end: number; width: number } | undefined;
  for (const [start, end] of pieces(text, width)) {
    const added = displayWidth(text.slice(line?.end ?? start, end));
    if (line && line.width + added <= (lines.length === 0 ? first : width)) {
      line = { start: line.start, end, width: line.width + added };
      continue;
    }
    if (line) lines.push([line.start, line.end]);
    line = { start, end, width: displayWidth(text.slice(start, end)) };
  }
  if (line) lines.push([line.start, line.end]);
  return lines;
}

/** Words of a text, those wider than a line in parts. */
function* pieces(text: string, width: number): Iterable<Stretch> {
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (displayWidth(word) <= width) yield [index, index + word.length];
    else yield* parts(word, index, width);
  }
}

function* parts(word: string, offset: number, width: number): Iterable<Stretch> {
  let start = 0;
  let used = 0;
  for (const { segment, index } of graphemes(word)) {
    const next = graphemeWidth(segment);
    if (used + next > width && index > start) {
      yield [offset + start, offset + index];
      start = index;
      used = 0;
    }
    used += next;
  }
  yield [offset + start, offset + word.length];
}

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (onlyMarks.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
