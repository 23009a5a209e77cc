import { isRecord } from '../../shapes/check.ts';

const amountText = /^-?\d{1,11}(\.\d{1,2})?$/;
/** By HMRC's descriptions text; HMRC's examples write some as numbers. */
const texts: readonly string[] = ['incomeSourceId', 'incomeSourceType'];
/** By HMRC's descriptions numbers; HMRC's examples write some as text. */
const amounts: readonly string[] = ['liabilityAmount', 'giftAidTax'];

/** HMRC's JSON with those members as HMRC's descriptions have them, wherever they stand and in whichever way they came. */
export function asDescribed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(asDescribed);
  if (!isRecord(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, memberOf(name, value)]));
}

function memberOf(name: string, value: unknown): unknown {
  if (typeof value === 'number' && texts.includes(name)) return String(value);
  if (typeof value === 'string' && amounts.includes(name) && amountText.test(value)) return Number(value);
  return asDescribed(value);
}
