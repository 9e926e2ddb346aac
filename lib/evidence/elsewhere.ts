import { items, type ItemId } from '../checklist';
import { whyNoTarget } from '../live/arn';
import { UnreadableInput } from '../model/unreadable-input';
import { roles, type WorkloadDeclaration } from '../rules/declaration';
import { didYouMean } from './nearest';
import type { Elsewhere, Placed } from './readiness';
import type { YamlSource } from './yaml-source';

/** What readiness.yaml says of the things that prove items and live in no stack. Throws `UnreadableInput`. */
export function provenElsewhere(
  listed: Readonly<Record<string, readonly string[]>>,
  source: YamlSource,
): Elsewhere['items'] {
  return Object.entries(listed).map(([text, texts]) => {
    const arns = source.placed(texts, ['elsewhere', text]);
    arns.forEach(refuseOddArn);
    return { item: itemId(text, source), arns };
  });
}

/** What plays the roles of a workload and lives in no stack. */
export function playedElsewhere(workload: WorkloadDeclaration): Elsewhere['roles'] {
  return roles.flatMap((role) => {
    const declared = workload[role];
    return declared && 'elsewhere' in declared ? [{ role, arns: declared.elsewhere ?? [] }] : [];
  });
}

/** Throws `UnreadableInput` for an ARN that names nothing an account can be asked about. */
export function refuseOddArn({ text, place }: Placed): void {
  const why = whyNoTarget(text);
  if (why !== undefined) throw new UnreadableInput(`${place}: ${text} ${why}`);
}

function itemId(text: string, source: YamlSource): ItemId {
  const ids = items.map(({ id }) => id);
  const found = ids.find((id) => id === text);
  if (found !== undefined) return found;
  const guess = didYouMean(text, ids) || ', cdk-readiness list shows all of them';
  const place = source.placeOfKey(['elsewhere'], text);
  throw new UnreadableInput(`${place}: there is no item ${JSON.stringify(text)}${guess}`);
}
