/** Takes secrets out of what HMRC's answer quotes, percent-encoded or not, so that an error can be logged whatever it echoes. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    // Too short to be a secret, and long texts would be torn to pieces.
    if (secret.length < 8) continue;
    clean = clean.replaceAll(secret, removed);
    if (clean.includes('%')) clean = clean.replace(encodedForm(secret), removed);
  }
  return clean;
}

const removed = '[removed]';
const encoder = new TextEncoder();

/** The secret with any of its characters percent-encoded, in small or capital letters: which ones are, depends on who encodes. */
function encodedForm(secret: string): RegExp {
  const characters = Array.from(secret, (character) => {
    const bytes = Array.from(encoder.encode(character), (byte) => byte.toString(16).padStart(2, '0'));
    const encoded = bytes.map(
      (byte) => `%${byte.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`,
    );
    return `(?:\\u{${(character.codePointAt(0) ?? 0).toString(16)}}|${encoded.join('')})`;
  });
  return new RegExp(characters.join(''), 'gu');
}
