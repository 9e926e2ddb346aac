import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../model/input';

/** Acknowledgements made on an App or Stage: they lie above every stack, and so in none of the assembly's files. */
export function acknowledgementsAbove(construct: IConstruct): readonly Acknowledgement[] {
  if (Stack.isStack(construct)) return [];
  const own = construct.node.metadata.flatMap(({ type, data }) =>
    type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && typeof data === 'object' && data !== null
      ? Object.entries(data as Record<string, unknown>).map(([id, reason]) => ({
          id,
          reason: String(reason),
          path: construct.node.path,
        }))
      : [],
  );
  return [...own, ...construct.node.children.flatMap(acknowledgementsAbove)];
}
