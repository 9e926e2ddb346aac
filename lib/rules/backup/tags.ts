import { evaluate, member } from '../../model/evaluate';
import { own } from '../../model/own';
import type { Resource } from '../../model/resource';
import { Undecided } from '../../model/tri';
import { itemsOf, known, type Value } from '../../model/value';

export interface Tag {
  readonly key: string;
  readonly value: Value;
}

/** The tags a resource has after deployment: its own, then those of its stack. */
export function tagsOf(resource: Resource): readonly Tag[] | Undecided {
  // The copies of a global table carry tags of their own, one list for each region.
  if (resource.type === 'AWS::DynamoDB::GlobalTable')
    return new Undecided('tags of its replicas are not compared');
  const stated = ['Tags', 'FileSystemTags']
    .map((name) => resource.read(name))
    .find(({ kind }) => kind !== 'absent');
  const inherited = Object.entries(resource.stack.tags).map(([key, value]) => ({ key, value: known(value) }));
  const tags = stated ? tagsIn(stated) : [];
  return tags instanceof Undecided ? tags : [...tags, ...inherited];
}

function tagsIn(stated: Value): readonly Tag[] | Undecided {
  if (stated.kind === 'map') {
    const { entries, stack } = stated;
    return Object.keys(entries).map((key) => ({ key, value: evaluate(own(entries, key), stack) }));
  }
  const tags: Tag[] = [];
  for (const tag of itemsOf(stated)) {
    const key = member(tag, 'Key');
    if (tag.kind !== 'map' || key.kind !== 'known') return new Undecided('its tags are not known');
    tags.push({ key: String(key.value), value: member(tag, 'Value') });
  }
  return tags;
}
