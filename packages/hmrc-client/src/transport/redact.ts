/** Takes secrets out of what HMRC's answer quotes, so that an error can be logged whatever it echoes. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    // Too short to be a secret, and long texts would be torn to pieces.
    if (secret.length >= 8) clean = clean.replaceAll(secret, '[removed]');
  }
  return clean;
}
