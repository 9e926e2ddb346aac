import type { Report } from '../assess/report';

/** How a report is shown; formats that are read by machines look at none of it. */
export interface ReportOptions {
  /** Width that text is wrapped to, in terminal columns. */
  readonly columns: number;
  /** Whether text carries ANSI colours. */
  readonly color: boolean;
  /** Whether controls that pass are shown with their proof. */
  readonly verbose: boolean;
}

/** Writes a report in one format, its final newline included. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** Every format of a report. A reporter is loaded only when it is asked for, so that none pays for another's libraries. */
export const formats = {
  text: (): Reporter => {
    const { text } = require('./text') as typeof import('./text');
    return text;
  },
  json: (): Reporter => {
    const { json } = require('./json') as typeof import('./json');
    return json;
  },
} as const satisfies Readonly<Record<string, () => Reporter>>;

/** Name of a format, as `--format` takes it. */
export type Format = keyof typeof formats;

/** Tells whether a word names a format. */
export function isFormat(word: string): word is Format {
  return Object.hasOwn(formats, word);
}
