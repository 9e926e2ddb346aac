import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { referenceEnvironment } from '../../bin/reference-environment';
import { ConstructSearch } from '../../lib/sources/metadata-search';

interface Entry {
  readonly type: string;
  readonly data?: unknown;
}

test('every construct of what the CDK writes is found as parsing finds it', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'readiness-'));
  const app = new App({ outdir });
  referenceEnvironment(app);
  app.synth();
  const texts = readdirSync(outdir)
    .filter((name) => name.endsWith('.metadata.json'))
    .map((name) => readFileSync(join(outdir, name), 'utf8'));
  rmSync(outdir, { recursive: true });
  let found = 0;
  for (const text of texts) {
    const search = new ConstructSearch(text);
    for (const [path, entries] of Object.entries(JSON.parse(text) as Record<string, Entry[]>)) {
      const logicalId = entries.find(({ type }) => type === 'aws:cdk:logicalId')?.data;
      if (typeof logicalId !== 'string') continue;
      expect(search.find(logicalId)).toEqual({ path, entries });
      found++;
    }
  }
  expect(found).toBeGreaterThan(100);
});

const metadata = {
  '/Shop': [{ type: 'aws:cdk:templateFile', data: 'Shop.template.json' }],
  '/Shop/A "quoted"': [
    { type: 'aws:cdk:logicalId', data: 'A' },
    { type: 'x', data: ['": [', '\n  ]'] },
  ],
  '/Shop/B': [{ type: 'aws:cdk:logicalId', data: 'B' }],
};

test('text that looks like the layout is no trap', () => {
  const text = JSON.stringify(metadata, undefined, 2);
  expect(new ConstructSearch(text).find('A')).toEqual({
    path: '/Shop/A "quoted"',
    entries: metadata['/Shop/A "quoted"'],
  });
  expect(new ConstructSearch(text).find('B')).toEqual({ path: '/Shop/B', entries: metadata['/Shop/B'] });
});

test.each([
  ['an id that is not there', JSON.stringify(metadata, undefined, 2), 'C'],
  [
    'the beginning of an id',
    JSON.stringify({ '/Shop/AB': [{ type: 'aws:cdk:logicalId', data: 'AB' }] }, undefined, 2),
    'A',
  ],
  ['another layout', JSON.stringify(metadata), 'A'],
  ['another layout', JSON.stringify(metadata, undefined, 4), 'A'],
  [
    'an id that is there twice',
    JSON.stringify({ ...metadata, '/Shop/C': [{ type: 'aws:cdk:logicalId', data: 'A' }] }, undefined, 2),
    'A',
  ],
  ['text that ends early', JSON.stringify(metadata, undefined, 2).split('"x"')[0]!, 'A'],
])('%s is left to parsing', (_name, text, logicalId) => {
  expect(new ConstructSearch(text).find(logicalId)).toBeUndefined();
});
