import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadiness } from '../../lib/evidence/open';
import { nothingDeclared } from '../../lib/evidence/readiness';
import { UnreadableInput } from '../../lib/model/unreadable-input';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'readiness-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const stages = [{ text: 'Prod', place: 'readiness.yaml:1:10' }];

test('readiness.yaml of the working folder is read', () => {
  writeFileSync(join(cwd, 'readiness.yaml'), 'stages: [Prod]');
  expect(openReadiness(undefined, cwd)).toEqual({ ...nothingDeclared, stages });
});

test('without a file nothing is declared', () => {
  expect(openReadiness(undefined, cwd)).toBe(nothingDeclared);
});

test('a file that is named is called in messages as it was named', () => {
  mkdirSync(join(cwd, 'ops'));
  writeFileSync(join(cwd, 'ops', 'prod.yaml'), 'stages: [Prod]');
  expect(openReadiness('ops/prod.yaml', cwd).stages).toEqual([{ text: 'Prod', place: 'ops/prod.yaml:1:10' }]);
});

test('a file that is named must exist', () => {
  expect(() => openReadiness('readiness.yaml', cwd)).toThrow(
    new UnreadableInput('readiness.yaml does not exist'),
  );
});

test('a folder is not read', () => {
  mkdirSync(join(cwd, 'readiness.yaml'));
  expect(() => openReadiness(undefined, cwd)).toThrow(
    new UnreadableInput('readiness.yaml is a folder, expected a YAML file'),
  );
});

test('a device is not read', () => {
  expect(() => openReadiness('/dev/null', cwd)).toThrow(
    new UnreadableInput('/dev/null is not a regular file, expected a YAML file'),
  );
});

test('a file below a file is not read', () => {
  writeFileSync(join(cwd, 'a'), '');
  expect(() => openReadiness('a/b', cwd)).toThrow(new UnreadableInput('a/b cannot be read: ENOTDIR'));
});

test('a file that is not text is not read', () => {
  writeFileSync(join(cwd, 'readiness.yaml'), Buffer.from([0x73, 0xff, 0xfe]));
  expect(() => openReadiness(undefined, cwd)).toThrow(
    new UnreadableInput('readiness.yaml is not UTF-8 text'),
  );
});

test('a file beyond a megabyte is not read', () => {
  writeFileSync(join(cwd, 'readiness.yaml'), Buffer.alloc(1_000_001, '#'));
  expect(() => openReadiness(undefined, cwd)).toThrow(
    new UnreadableInput('readiness.yaml has 1000001 bytes, expected at most 1000000'),
  );
});
