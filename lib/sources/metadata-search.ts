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
 * Finds constructs by logical id in the text of a metadata file without parsing it: a report asks for a few of its
 * hundreds of constructs, and the file is larger than the template. Relies on the layout that the CDK writes; finds
 * nothing where the text has another, or where an id is not in it exactly once.
 */
export class ConstructSearch {
  /** Where each logical id stands; undefined where it stands twice. */
  private index?: ReadonlyMap<string, number | undefined>;

  constructor(private readonly text: string) {}

  find(logicalId: string): FoundConstruct | undefined {
    this.index ??= indexOf(this.text);
    const at = this.index.get(logicalId);
    return at === undefined ? undefined : constructAt(this.text, at);
  }
}

function indexOf(text: string): ReadonlyMap<string, number | undefined> {
  const index = new Map<string, number | undefined>();
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + marker.length)) {
    const start = at + marker.length;
    // Logical ids are letters and digits, so nothing in them is escaped.
    const id = text.slice(start + 1, text.indexOf('"', start + 1));
    index.set(id, index.has(id) ? undefined : at);
  }
  return index;
}

function constructAt(text: string, at: number): FoundConstruct | undefined {
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
