import type { Io } from '../../lib/cli/io';
import { layoutOf } from '../../lib/cli/layout';

const output = { write: () => true };
const terminal = { ...output, isTTY: true, columns: 100 };
const io = (more: Partial<Io>): Io => ({
  stdout: output,
  stderr: output,
  cwd: '/',
  env: {},
  now: () => new Date(0),
  ...more,
});

describe('colours', () => {
  test.each<[string, boolean | undefined, Partial<Io>, boolean]>([
    ['are off where there is no terminal', undefined, {}, false],
    ['are on at a terminal', undefined, { stdout: terminal }, true],
    ['are off at a terminal that knows none', undefined, { stdout: terminal, env: { TERM: 'dumb' } }, false],
    [
      'are off with NO_COLOR',
      undefined,
      { stdout: terminal, env: { NO_COLOR: '1', FORCE_COLOR: '1' } },
      false,
    ],
    ['are on with NO_COLOR empty', undefined, { stdout: terminal, env: { NO_COLOR: '' } }, true],
    ['are on with FORCE_COLOR', undefined, { env: { FORCE_COLOR: '1' } }, true],
    ['are off with FORCE_COLOR=0', undefined, { stdout: terminal, env: { FORCE_COLOR: '0' } }, false],
    ['are on with --color', true, { env: { NO_COLOR: '1' } }, true],
    ['are off with --no-color', false, { stdout: terminal, env: { FORCE_COLOR: '1' } }, false],
  ])('%s', (_, option, more, expected) => {
    expect(layoutOf(io(more), option).color).toBe(expected);
  });
});

describe('text', () => {
  test.each([
    ['is as wide as the terminal', { ...terminal, columns: 80 }, 80],
    ['keeps its form on a terminal that is too narrow', { ...terminal, columns: 20 }, 60],
    ['stays readable on one that is wide', { ...terminal, columns: 300 }, 120],
    ['is 100 columns wide elsewhere', output, 100],
    ['is 100 columns wide on a terminal that does not know its width', { ...terminal, columns: 0 }, 100],
  ])('%s', (_, stdout, columns) => {
    expect(layoutOf(io({ stdout }), undefined).columns).toBe(columns);
  });
});
