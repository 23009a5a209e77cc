/** A field of a submitted form as text; a file or nothing is an empty text. */
export function fieldOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

/** Pence as the plain text of a field: `123456` is `1234.56`. */
export function penceAsField(pence: number): string {
  const digits = String(pence).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
