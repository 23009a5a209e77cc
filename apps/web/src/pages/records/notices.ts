import { type PageContext } from '../env.ts';

const texts = {
  'transaction-added': 'Transaction added',
  'transaction-changed': 'Transaction changed',
  'transaction-deleted': 'Transaction deleted',
  'property-added': 'Property added',
  'property-changed': 'Property changed',
  'property-reworked': 'Property changed, and its transactions worked out anew by your share',
  'property-deleted': 'Property deleted',
  'import-cancelled': 'Import cancelled. Nothing was added',
} as const;

/** What was just done, told on the page after it. It travels in the address as a name, never as a text. */
export type Done = keyof typeof texts;

/** Adds to an address what was just done. */
export const withDone = (path: string, done: Done): string =>
  `${path}${path.includes('?') ? '&' : '?'}done=${done}`;

/** Adds to an address how many transactions an import added. */
export const withImported = (path: string, added: number): string => `${path}?imported=${added}`;

/** The flash out of the address, if there is one; else the page's own. */
export function flashOf(
  query: (name: string) => string | undefined,
  otherwise: PageContext['flash'],
): PageContext['flash'] {
  const done = query('done') ?? '';
  const imported = query('imported') ?? '';
  if (/^\d{1,5}$/.test(imported))
    return { kind: 'success', text: `${countOf(Number(imported), 'transaction')} imported` };
  if (Object.hasOwn(texts, done)) {
    // `hasOwn` has just shown that it is one of the names.
    return { kind: 'success', text: texts[done as Done] };
  }
  return otherwise;
}

/** `1 row`, `2 rows`, `10,000 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
