import { resolve } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Report } from '../assess/report';
import { items } from '../checklist';
import { UnreadableInput } from '../model/unreadable-input';
import { readText } from '../sources/file';
import { parseJson } from '../sources/json-text';
import { didYouMean } from './nearest';
import { nameOfPath, pathOfPointer, shown } from './schema-error';

/** Reads reports of other runs, as `--format json` writes them. Throws `UnreadableInput`. */
export function openReports(files: readonly string[], cwd: string): readonly Report[] {
  if (files.length === 0) return [];
  const isReport = compile();
  return files.map((file) => {
    const data = parseJson(readText({ path: resolve(cwd, file), shown: file }), file);
    refuseOther(data, file);
    if (!isReport(data)) throw new UnreadableInput(`${file}: ${problem(isReport.errors ?? [])}`);
    refuseUnknownIds(data, file);
    return data;
  });
}

function compile(): ValidateFunction<Report> {
  const schema = require('cdk-readiness/report.schema.json') as object;
  return new Ajv({ verbose: true }).compile<Report>(schema);
}

/** Says of what is no report at all, or one of another time, what it is, instead of what its parts lack. */
function refuseOther(data: unknown, file: string): void {
  const version =
    typeof data === 'object' && data !== null && 'schemaVersion' in data ? data.schemaVersion : 0;
  if (version === 1) return;
  throw new UnreadableInput(
    version === 0
      ? `${file} is no report of cdk-readiness, expected what --format json writes`
      : `${file}: schemaVersion is ${shown(version)}, expected 1; write the report with this version of cdk-readiness`,
  );
}

/** What the schema refuses first, with its place. */
function problem([error]: readonly ErrorObject[]): string {
  if (!error) return 'it does not follow report.schema.json';
  const { keyword, params, instancePath, data } = error;
  const place = nameOfPath(pathOfPointer(instancePath));
  if (keyword === 'additionalProperties')
    return `${place} has no key ${JSON.stringify(params.additionalProperty)}`;
  if (keyword === 'required') return `${place} lacks ${JSON.stringify(params.missingProperty)}`;
  return `${place} ${expectation(error)}, got ${shown(data)}`;
}

function expectation({ keyword, schema, parentSchema, message }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${(schema as readonly string[]).join(', ')}`;
  if (keyword !== 'pattern') return message ?? 'does not follow report.schema.json';
  const meant: unknown = parentSchema?.description;
  return `is not spelled as report.schema.json says${typeof meant === 'string' ? ` (${meant.replace(/\.$/, '')})` : ''}`;
}

/** What a report says of an item or control that this version does not have would be lost without a word. */
function refuseUnknownIds({ items: reported, tool }: Report, file: string): void {
  const refuse = (place: string, noun: string, id: string, known: readonly string[]): never => {
    const guess = didYouMean(id, known) || `; the report is of cdk-readiness ${tool.version}`;
    throw new UnreadableInput(`${file}: ${place}: there is no ${noun} ${JSON.stringify(id)}${guess}`);
  };
  reported.forEach(({ id, controls, probes }, index) => {
    const item = items.find((each) => each.id === id);
    if (!item)
      return refuse(
        `items[${index}]`,
        'item',
        id,
        items.map((each) => each.id),
      );
    const known = item.controls.map((control) => control.id);
    for (const [number, control] of controls.entries()) {
      if (!known.includes(control.id))
        refuse(`items[${index}].controls[${number}]`, `control of ${id}`, control.id, known);
    }
    for (const [number, probe] of probes.entries()) {
      if (!probe.id.startsWith(`${id}.`))
        refuse(`items[${index}].probes[${number}]`, `probe of ${id}`, probe.id, []);
    }
  });
}
