import type { Json } from '../model/input';

/** The entries that the CDK wrote about one construct. */
export interface FoundConstruct {
  /** Path of the construct, with the slash that the CDK puts before it. */
  readonly path: string;
  readonly entries: Json;
}

const marker = '"type": "aws:cdk:logicalId",\n      "data": ';
const keyStart = '\n  "';
const keyEnd = '": [\n';
const listEnd = '\n  ]';

/**
 * The construct that has a logical id, found in the text of a metadata file without parsing it: a report asks for a few
 * of its hundreds of constructs, and the file is larger than the template. Relies on the layout that the CDK writes;
 * undefined where the text has another, or where the id is not in it exactly once.
 */
export function searchConstruct(text: string, logicalId: string): FoundConstruct | undefined {
  const entry = `${marker}${JSON.stringify(logicalId)}`;
  const at = text.indexOf(entry);
  if (at === -1 || text.includes(entry, at + 1)) return undefined;
  const start = text.lastIndexOf(keyStart, at);
  const middle = text.indexOf(keyEnd, start);
  const end = text.indexOf(listEnd, at);
  if (start === -1 || middle === -1 || middle > at || end === -1) return undefined;
  try {
    return {
      path: JSON.parse(text.slice(start + keyStart.length - 1, middle + 1)) as string,
      entries: JSON.parse(text.slice(middle + 3, end + listEnd.length)) as Json,
    };
  } catch {
    return undefined;
  }
}
