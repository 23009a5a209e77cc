import { encode, encodePairs } from './encoding.ts';
import type { Vendor } from './facts.ts';
import { leaveOut, type Reading, send } from './reading.ts';

export function productName({ productName: name }: Vendor): Reading {
  return name === '' ? leaveOut('The product has no name.') : send(encode(name));
}

export function licenceIds({ productName: name, licenceId }: Vendor): Reading {
  if (!licenceId || name === '') return leaveOut('The software has no licence keys.');
  return send(encodePairs([[name, licenceId]]));
}

export function userIds(ids: Readonly<Record<string, string>>): Reading {
  const pairs = Object.entries(ids).filter(([key, value]) => key !== '' && value !== '');
  return pairs.length === 0 ? leaveOut('There is no signed-in user.') : send(encodePairs(pairs));
}
