import type { HmrcError } from '../../result.ts';
import { checkBusinessId } from '../../values/identifiers.ts';

/** What HMRC would refuse about a filter of a list: a word it does not know. */
export function checkWord(value: string | undefined, words: readonly string[], code: string): HmrcError[] {
  if (value === undefined || words.includes(value)) return [];
  return [{ code, message: `It is one of: ${words.join(', ')}.`, paths: [] }];
}

export function checkBusinessFilter(businessId: string | undefined): HmrcError[] {
  return businessId === undefined ? [] : checkBusinessId(businessId);
}
