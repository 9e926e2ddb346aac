import { displayWidth, wrap } from '../../lib/report/wrap';

const lines = (text: string, width: number, first?: number) =>
  wrap(text, width, first).map(([start, end]) => text.slice(start, end));

describe('the width of text on a terminal', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['数据库', 6],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['🚀', 2],
    ['❤️', 2],
    ['👩‍💻', 2],
    ['🇩🇪', 2],
    ['e\u0301', 1],
    ['Ключ–', 5],
    ['≤24 h → café', 12],
    ['→\u0301', 1],
    ['↔️', 2],
    ['ab数', 4],
  ])('of %j is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('lines', () => {
  test('break between words and keep the blanks inside', () => {
    expect(lines('one two  three four', 11)).toEqual(['one two', 'three four']);
    expect(lines('one  two', 8)).toEqual(['one  two']);
  });

  test('break inside a word that fits into none', () => {
    expect(lines('a bcdefghij k', 4)).toEqual(['a', 'bcde', 'fghi', 'j k']);
  });

  test('never break inside a letter', () => {
    expect(lines('数据库', 5)).toEqual(['数据', '库']);
    expect(lines('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
    expect(lines('👩‍💻👩‍💻', 3)).toEqual(['👩‍💻', '👩‍💻']);
  });

  test('may have a first one that is longer', () => {
    expect(lines('one two three four', 9, 14)).toEqual(['one two three', 'four']);
  });

  test('of nothing are none', () => {
    expect(lines(' ', 10)).toEqual([]);
  });

  test('come to an end where a letter is wider than the line', () => {
    expect(lines('数据', 1)).toEqual(['数', '据']);
  });
});
