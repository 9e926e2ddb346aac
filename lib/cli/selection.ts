import type { ChecklistItem, Control } from '../checklist';
import { didYouMean } from '../evidence/nearest';
import type { Probe } from '../live/probe';
import { UsageError } from './usage-error';

/** Options that choose among the items of the checklist. */
export interface Filters {
  /** Ids of items, controls or probes, or groups of items (`ENV`), with commas between them. */
  readonly item?: readonly string[];
  /** Beginning of the name of a phase. */
  readonly phase?: string;
}

/** The items that the filters choose, in reading order; all of them where there are none. Throws `UsageError`. */
export function selectItems(items: readonly ChecklistItem[], filters: Filters): readonly ChecklistItem[] {
  const words = (filters.item ?? []).flatMap((list) => list.split(',').map((word) => word.trim()));
  const chosen = new Set(words.flatMap((word) => itemsOf(items, word)));
  const phase = filters.phase === undefined ? undefined : phaseOf(items, filters.phase);
  const selected = items.filter(
    (item) => (words.length === 0 || chosen.has(item)) && (phase === undefined || item.phase === phase),
  );
  if (selected.length === 0) throw new UsageError(`no item of ${words.join(', ')} is in the phase ${phase}`);
  return selected;
}

/** What an id names: an item, or one of its controls or probes. */
export interface Named {
  readonly item: ChecklistItem;
  readonly control?: Control;
  readonly probe?: Probe;
}

/** An item or one of its controls or probes by the id that a person typed, in either case. Throws `UsageError`. */
export function findById(items: readonly ChecklistItem[], id: string): Named {
  const [, itemId = '', name] = /^([^.]*)(?:\.(.*))?$/s.exec(id) ?? [];
  const item = items.find((each) => each.id === itemId.toUpperCase());
  if (!item) {
    throw unknownId(
      id,
      items.map((each) => each.id),
    );
  }
  if (name === undefined) return { item };
  const full = `${item.id}.${name.toLowerCase()}`;
  const probes = probesOf(item);
  const control = item.controls.find((each) => each.id === full);
  const probe = probes.find((each) => each.id === full);
  if (control || probe) return { item, control, probe };
  throw unknownId(
    id,
    [...item.controls, ...probes].map((each) => each.id),
  );
}

/** The probes of an item. */
export function probesOf({ id }: ChecklistItem): readonly Probe[] {
  const { probes } = require('../live/catalog') as typeof import('../live/catalog');
  return probes.filter((probe) => probe.id.startsWith(`${id}.`));
}

function itemsOf(items: readonly ChecklistItem[], word: string): readonly ChecklistItem[] {
  const group = items.filter((item) => groupOf(item) === word.toUpperCase());
  if (group.length > 0) return group;
  if (word.includes('.') || items.some((item) => item.id === word.toUpperCase()))
    return [findById(items, word).item];
  throw unknownId(word, [...new Set(items.map(groupOf)), ...items.map((item) => item.id)]);
}

/** Letters that the ids of a group have in common. */
function groupOf(item: ChecklistItem): string {
  return item.id.replace(/\d+$/, '');
}

function unknownId(id: string, known: readonly string[]): UsageError {
  const guess = didYouMean(id, known) || ', cdk-readiness list shows all of them';
  return new UsageError(`there is no item, control or probe ${JSON.stringify(id)}${guess}`);
}

function phaseOf(items: readonly ChecklistItem[], beginning: string): string {
  const phases = [...new Set(items.map((item) => item.phase))];
  const matching = phases.filter((phase) => phase.toLowerCase().startsWith(beginning.toLowerCase()));
  const [phase] = matching;
  if (phase !== undefined && matching.length === 1) return phase;
  const known = (phase === undefined ? phases : matching).join(', ');
  throw new UsageError(
    phase === undefined
      ? `there is no phase ${JSON.stringify(beginning)}, there are ${known}`
      : `the phase ${JSON.stringify(beginning)} may be any of ${known}`,
  );
}
