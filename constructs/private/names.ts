import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The path of a construct below its stack as one word in PascalCase: `Billing/nightly-run` is `BillingNightlyRun`. */
export function nameWithin(construct: IConstruct): string {
  const { scopes } = construct.node;
  const below = scopes.slice(scopes.indexOf(Stack.of(construct)) + 1).map(({ node }) => node.id);
  const words = below.flatMap((id) => id.split(/[^A-Za-z0-9]+/)).filter((word) => word !== '');
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}
