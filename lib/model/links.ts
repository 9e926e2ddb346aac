import { targetOf } from './names';
import type { Resource } from './resource';
import { and, Undecided, type Tri } from './tri';
import { alternatives, itemsOf, whyNotKnown, type Value } from './value';

/** One resource that refers to another, and how sure that is. */
export interface Link {
  readonly from: Resource;
  readonly to: Resource;
  /** True where both ends certainly exist and the reference certainly leads there. */
  readonly certain: Tri;
}

/** Where a property of many resources leads, seen from either end. */
export class Links {
  private readonly byTarget = new Map<Resource, Link[]>();
  private readonly bySource = new Map<Resource, Link[]>();
  private readonly openSources = new Map<Resource, string>();

  constructor(sources: readonly Resource[], path: string) {
    for (const from of sources) {
      for (const value of from.each(path)) {
        if (value.kind === 'text') this.add(from, value);
        else for (const item of itemsOf(value)) this.add(from, item);
      }
    }
  }

  /** Those that refer to a resource. */
  to(target: Resource): readonly Link[] {
    return this.byTarget.get(target) ?? [];
  }

  /** Those that a resource refers to. */
  from(source: Resource): readonly Link[] {
    return this.bySource.get(source) ?? [];
  }

  /** Why a resource's reference may lead to something that the templates do not name. */
  openFrom(source: Resource): string | undefined {
    return this.openSources.get(source);
  }

  /** Why some reference may lead to something that the templates do not name. */
  get open(): string | undefined {
    return this.openSources.values().next().value;
  }

  /** How many resources refer to something that the templates do not name. */
  get openCount(): number {
    return this.openSources.size;
  }

  private add(from: Resource, value: Value): void {
    const options = alternatives(value);
    for (const option of options) {
      if (option.kind === 'absent') continue;
      const { resources, open } = targetOf(option, from.stack);
      if (open !== undefined) this.openSources.set(from, open);
      const doubt = open ?? (options.length > 1 ? whyNotKnown(value) : undefined);
      for (const to of resources) this.link(from, to, doubt);
    }
  }

  private link(from: Resource, to: Resource, doubt: string | undefined): void {
    const sure = doubt === undefined && from.exists === true && to.exists === true;
    const certain = sure || and([from.exists, to.exists, doubt === undefined ? true : new Undecided(doubt)]);
    const link = { from, to, certain };
    append(this.byTarget, to, link);
    append(this.bySource, from, link);
  }
}

function append(table: Map<Resource, Link[]>, key: Resource, link: Link): void {
  const list = table.get(key);
  if (list) list.push(link);
  else table.set(key, [link]);
}
