import type { HmrcError } from '../../result.ts';
import { checkShape } from '../../shapes/check.ts';
import { group, optional } from '../../shapes/shape.ts';
import { propertyId } from './foreign-property-fields.ts';

interface Entry {
  countryCode?: string;
  propertyId?: string;
}

/** A country, or a property, comes once. Entries of a path, such as `/foreignProperty`. */
export function checkDuplicates(entries: readonly Entry[], path: string): HmrcError[] {
  return [
    ...duplicates(entries, 'countryCode', path, 'RULE_DUPLICATE_COUNTRY_CODE'),
    ...duplicates(entries, 'propertyId', path, 'RULE_DUPLICATE_PROPERTY_ID'),
  ];
}

function duplicates(entries: readonly Entry[], name: keyof Entry, path: string, code: string): HmrcError[] {
  const places = new Map<string, string[]>();
  for (const [index, entry] of entries.entries()) {
    const key = entry[name];
    if (key === undefined) continue;
    places.set(key, [...(places.get(key) ?? []), `${path}/${String(index)}/${name}`]);
  }
  return [...places].flatMap(([key, paths]) =>
    paths.length < 2 ? [] : [{ code, message: `${key} is there more than once.`, paths }],
  );
}

/** Makes a question about one property of it. */
export interface OfOneProperty {
  /** A UUID; from `2026-27` on. Absent: all properties. */
  propertyId?: string;
}

const query = group({ propertyId: optional(propertyId) });

export function checkPropertyId({ propertyId }: OfOneProperty): HmrcError[] {
  if (propertyId === undefined) return [];
  return checkShape(query, { propertyId }).map((error) => ({ ...error, paths: [] }));
}
