import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(__dirname, '..', 'golden');

/** Compares text with a file of test/golden; `UPDATE_GOLDEN=1` writes the file anew, to be read before it is kept. */
export function expectGolden(text: string, file: string): void {
  const path = join(folder, file);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`test/golden/${file} is missing; write it with UPDATE_GOLDEN=1`);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
