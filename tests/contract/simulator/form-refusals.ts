import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import { codesIn, type WireAnswerSeen } from '../hmrc/check-answer.ts';
import { isObject } from '../hmrc/documents.ts';

/** Codes about the form of a request alone: nothing that is held can bring them on a valid one. */
const aboutForm = /^(FORMAT_\w+|RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED|INVALID_REQUEST)$/;

/** Requests that HMRC's file allows and that are refused for their form all the same. */
export const refusedAllTheSame: readonly {
  code: string;
  path: RegExp;
  fits: (body: unknown) => boolean;
  why: string;
}[] = [
  {
    code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    path: /^\/individuals\/(business\/property|self-assessment\/adjustable-summary)\/.*foreign/,
    fits: hasEntryOfNameAlone,
    why: 'a country or a property that nothing is said of, {"countryCode":"USA"}: HMRC takes no empty entry',
  },
  {
    code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    path: /^\/individuals\/business\/property\/.*\/period\//,
    fits: (body) => hasOnly(body, 'fromDate', 'toDate'),
    why: 'a period of dates alone: HMRC takes none without figures',
  },
  {
    code: 'INVALID_REQUEST',
    path: /^\/create-test-user\//,
    fits: (body) => isObject(body) && 'nino' in body,
    why: 'a test user with a NINO that somebody has already: HMRC has no other code for it',
  },
];

/** What is wrong where a valid request is answered with a refusal: codes that only a wrong form can bring. */
export function findFormRefusals({ url, body }: WireRequest, { status, text }: WireAnswerSeen): string[] {
  if (status < 400) return [];
  const sent: unknown = body === null ? undefined : JSON.parse(body);
  return codesIn(JSON.parse(text))
    .filter((code) => aboutForm.test(code))
    .filter(
      (code) =>
        !refusedAllTheSame.some((one) => one.code === code && one.path.test(url.pathname) && one.fits(sent)),
    )
    .map((code) => `a valid request is refused for its form: ${code}`);
}

function hasEntryOfNameAlone(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some((entry) => hasOnly(entry, 'countryCode', 'propertyId') || hasEntryOfNameAlone(entry));
  }
  return isObject(value) && Object.values(value).some(hasEntryOfNameAlone);
}

function hasOnly(value: unknown, ...names: string[]): boolean {
  return isObject(value) && Object.keys(value).every((name) => names.includes(name));
}
