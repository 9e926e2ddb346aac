import { formats, isFormat } from '../../lib/report/formats';
import { realistic } from './reports';

test.each(Object.keys(formats))('the report as %s ends with one newline', (name) => {
  if (!isFormat(name)) throw new Error(`${name} is no format`);
  expect(formats[name]()(realistic, { columns: 80, color: false, verbose: false })).toMatch(/[^\n]\n$/);
});

test.each(['toString', '__proto__', 'constructor', 'TEXT', ''])('%j is no format', (name) => {
  expect(isFormat(name)).toBe(false);
});
