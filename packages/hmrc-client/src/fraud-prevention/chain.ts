import { isSameAddress, normaliseAddress } from './addresses.ts';
import { pairsOf } from './pairs.ts';

/** Where hops and public addresses, each of the right form, do not tell the same way: headers that disagree. */
export function disagreements(given: ReadonlyMap<string, string>): string[][] {
  const [first] = (given.get('gov-vendor-forwarded') ?? '').split(',');
  const hop = pairsOf(first ?? '');
  const ends = [
    ['by', 'gov-vendor-public-ip'],
    ['for', 'gov-client-public-ip'],
  ] as const;
  return ends.flatMap(([end, header]) => {
    const told = normaliseAddress(hop?.get(end) ?? '');
    const known = normaliseAddress(given.get(header) ?? '');
    const agree = told === null || known === null || isSameAddress(told, known);
    return agree ? [] : [['gov-vendor-forwarded', header]];
  });
}
