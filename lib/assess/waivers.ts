import { items } from '../checklist';
import type { Acknowledgement, EnvironmentInput, StackInput } from '../model/input';
import type { FindingReport, WaiverReport } from './report';

/** The words before the digits of our items' ids: what is acknowledged by another word is another tool's rule. */
const words = new Set(items.map(({ id }) => id.replace(/\d+$/, '')));

/** The id of the item or control that an acknowledgement is about; undefined where it is about another tool's rule. */
export function acknowledgedId(acknowledgement: Acknowledgement): string | undefined {
  const id = acknowledgement.id.replace(/^annotation::/i, '');
  const [, prefix, bare = ''] = /^(Readiness::)?(.*)$/is.exec(id) ?? [];
  const word = /^([A-Z]+)\d+(\.[a-z0-9-]+)?$/i.exec(bare)?.[1];
  const ours =
    prefix !== undefined ? !bare.includes('::') : word !== undefined && words.has(word.toUpperCase());
  return ours ? bare : undefined;
}

/** The acknowledgement that covers a finding of a control; undefined where none does. */
export type FindWaiver = (
  itemId: string,
  controlId: string,
  finding: FindingReport,
) => Acknowledgement | undefined;

function covers({ path }: Acknowledgement, paths: readonly (string | undefined)[]): boolean {
  return path === '' || paths.some((at) => at !== undefined && (at === path || at.startsWith(`${path}/`)));
}

/** Acknowledgements found, and which of them were used. */
export class Waivers {
  private readonly found = new Map<string, Acknowledgement>();
  private readonly used = new Map<string | undefined, Set<Acknowledgement>>();

  /** Takes up the acknowledgements of an environment, to be found for what is found there. */
  addFrom(environment: EnvironmentInput, above: readonly Acknowledgement[] = []): FindWaiver {
    const byId = new Map<string, Set<Acknowledgement>>();
    for (const entry of [...above, ...environment.stacks.flatMap(acknowledgementsOf)]) {
      const id = acknowledgedId(entry);
      if (id === undefined) continue;
      const key = `${entry.path} ${entry.id}`;
      const known = this.found.get(key) ?? entry;
      this.found.set(key, known);
      byId.set(id, (byId.get(id) ?? new Set()).add(known));
    }
    return (itemId, controlId, { resource }) => {
      const entries = [...(byId.get(itemId) ?? []), ...(byId.get(controlId) ?? [])];
      if (entries.length === 0) return undefined;
      // What is missing altogether lies nowhere: it is accepted on any stack of the environment, or above.
      const paths =
        resource?.logicalId === undefined
          ? environment.stacks.map(({ constructs }) => constructs?.stack()?.path)
          : [resource.constructPath];
      return entries.find((entry) => covers(entry, paths));
    };
  }

  /** Notes that an acknowledgement covers something; and the item in whose report it belongs. */
  use(acknowledgement: Acknowledgement, itemId: string | undefined): void {
    const used = this.used.get(itemId) ?? new Set();
    this.used.set(itemId, used.add(acknowledgement));
  }

  of(itemId: string): readonly WaiverReport[] {
    return [...(this.used.get(itemId) ?? [])].map((entry) => ({
      id: acknowledgedId(entry)!,
      reason: entry.reason,
      where: placeOf(entry),
    }));
  }

  /** One line for each acknowledgement that covers nothing. */
  notices(): readonly string[] {
    const used = new Set([...this.used.values()].flatMap((set) => [...set]));
    return [...this.found.values()]
      .filter((entry) => !used.has(entry))
      .map((entry) => {
        const id = acknowledgedId(entry)!;
        const reason = isKnown(id) ? 'nothing there fails it' : 'there is no such item or control';
        return `${placeOf(entry)}: the acknowledgement of ${id} matches nothing: ${reason}`;
      });
  }
}

function acknowledgementsOf(stack: StackInput): readonly Acknowledgement[] {
  return [
    ...(stack.constructs?.acknowledgements() ?? []),
    ...Object.values(stack.nested ?? {}).flatMap(acknowledgementsOf),
  ];
}

function isKnown(id: string): boolean {
  return items.some((item) => item.id === id || item.controls.some((control) => control.id === id));
}

/** Where an acknowledgement was made: the line, or the construct; the App itself has no path. */
function placeOf({ source, path }: Acknowledgement): string {
  return source ?? (path === '' ? 'the App' : path);
}
