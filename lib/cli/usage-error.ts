/** A command line that asks for something that does not exist; its message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
