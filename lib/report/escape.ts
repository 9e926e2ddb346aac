/**
 * Characters that move the cursor, change the direction of text or cannot be seen: they can forge a line of a report.
 * The two joiners stay, since scripts and emoji are spelled with them and they move nothing.
 */
const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text on one line in which every control, bidirectional and invisible character is written out as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, (character) => short[character] ?? codeUnits(character));
}

/** JSON text in which the characters that a terminal obeys are escapes; it parses to the same value. */
export function escapeJsonControls(json: string): string {
  return json.replace(unsafe, (character) => (character === '\n' ? character : codeUnits(character)));
}

function codeUnits(character: string): string {
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
