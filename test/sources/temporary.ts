import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that is gone after the test file has run. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file below the folder, an object as JSON, and gives its path. */
  write(name: string, content: string | Buffer | object): string;
}

/** A folder with nothing in it; its path has no links. */
export function temporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-readiness-')));
  afterAll(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      const plain = typeof content === 'string' || Buffer.isBuffer(content);
      writeFileSync(file, plain ? content : JSON.stringify(content, null, 1));
      return file;
    },
  };
}

/** Name and message of what a function throws; fails the test where it throws nothing. */
export function thrownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  throw new Error('expected an error, nothing was thrown');
}
