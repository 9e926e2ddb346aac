import { and, Undecided, type Tri } from './tri';

/** Where something is deployed; a field is missing where the templates do not fix it. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/**
 * Whether two places are the same. What is fixed for neither is taken to be the same: stacks without an environment
 * are deployed together.
 */
export function samePlace(left: Place, right: Place): Tri {
  return and([
    sameField(left.account, right.account, 'account'),
    sameField(left.region, right.region, 'region'),
  ]);
}

function sameField(left: string | undefined, right: string | undefined, what: string): Tri {
  if (left === right) return true;
  return left !== undefined && right !== undefined ? false : new Undecided(`one ${what} of two is not fixed`);
}
