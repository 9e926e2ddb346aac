import { fail, type Answer } from './answer';
import type { Aws } from './aws';

/** What is said of something that a service does not find. */
export function absent(what: string, call: string, { region }: Aws): Answer {
  return fail(`${what} does not exist in ${region}`, [{ call, path: 'error', value: 'not found' }]);
}
