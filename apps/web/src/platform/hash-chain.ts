import { createHash } from 'node:crypto';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The form of the records; one that is written otherwise gets another number. */
export const chainFormat = 'quarterday-evidence/1';

/** Where a record stands. */
export interface ChainPlace {
  /** Whose chain it is. */
  chain: string;
  /** 1 for the first. */
  sequence: number;
  /** The fingerprint of the record before; null for the first. */
  previous: string | null;
}

/** A record as it is kept: the text, and the fingerprint of exactly this text in UTF-8. */
export interface ChainRecord {
  sequence: number;
  text: string;
  hash: string;
}

/** SHA-256, in small hexadecimal digits. */
export const fingerprintOf = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** Writes a record for its place in a chain. */
export function writeRecord(place: ChainPlace, content: Readonly<Record<string, Json>>): ChainRecord {
  const { chain, sequence, previous } = place;
  const text = canonicalJson({ ...content, format: chainFormat, chain, sequence, previous });
  return { sequence, text, hash: fingerprintOf(text) };
}

/**
 * The one way of writing a value as JSON: no spaces, members in the order of their names' UTF-16 units.
 *
 * @see RFC 8785, JSON Canonicalization Scheme
 * @throws TypeError for what has no such form: a number that is not finite, half of a character
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError('A number that is not finite can’t be written as JSON.');
  }
  if (typeof value === 'string') return canonicalText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${canonicalText(name)}:${canonicalJson(each)}`).join(',')}}`;
}

// Array.isArray alone does not tell the compiler about lists that can't be changed.
const isList = (value: object): value is readonly Json[] => Array.isArray(value);

function canonicalText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('Half of a character can’t be written as JSON.');
  return JSON.stringify(text);
}
