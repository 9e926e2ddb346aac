/** Input that cannot be read: its message is one line that names the file, the place and what was expected. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}
