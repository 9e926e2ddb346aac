// Compiles the library with jsii in a copy of it, so that its main entry stays usable from other languages.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const copy = mkdtempSync(join(tmpdir(), 'jsii-'));
try {
  for (const name of ['package.json', 'tsconfig.json', 'README.md', 'LICENSE', 'constructs', 'lib']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  // The library is written for the stricter of the two compilers' settings; jsii has no opinion about them.
  const { compilerOptions } = JSON.parse(readFileSync(join(copy, 'tsconfig.json'), 'utf8'));
  const own = { ...compilerOptions, declaration: true, types: ['node'] };
  writeFileSync(
    join(copy, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: own, include: ['lib', 'constructs'] }),
  );
  const jsii = join(root, 'node_modules', '.bin', 'jsii');
  execFileSync(
    jsii,
    ['--silence-warnings', 'reserved-word', '--tsconfig', 'tsconfig.json', '--validate-tsconfig', 'minimal'],
    {
      cwd: copy,
      stdio: 'inherit',
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' },
    },
  );
  console.log('The main entry compiles with jsii.');
} finally {
  rmSync(copy, { recursive: true, force: true });
}
