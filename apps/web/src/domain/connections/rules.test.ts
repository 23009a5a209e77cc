import { describe, expect, it } from 'vitest';
import {
  authorityEnd,
  isEnrolled,
  maskNino,
  readNino,
  reasonOfRefusal,
  reasons,
  reasonText,
} from './rules.ts';

describe('a NINO', () => {
  it.each([
    ['AA123456A', 'AA123456A'],
    ['aa 12 34 56 a', 'AA123456A'],
    [' NC-27-06-01-D ', 'NC270601D'],
    ['ZY999999C', 'ZY999999C'],
  ])('is read with spaces, dashes and small letters: %s', (text, nino) => {
    expect(readNino(text)).toBe(nino);
  });

  it.each([
    '',
    'AA12345A',
    'AA1234567A',
    'AA123456',
    'AA123456E',
    'A1123456A',
    'AA12345OA',
    'DA123456A',
    'FA123456A',
    'IA123456A',
    'QA123456A',
    'UA123456A',
    'VA123456A',
    'AD123456A',
    'AF123456A',
    'AI123456A',
    'AO123456A',
    'AQ123456A',
    'AU123456A',
    'AV123456A',
    'BG123456A',
    'GB123456A',
    'KN123456A',
    'NK123456A',
    'NT123456A',
    'TN123456A',
    'ZZ123456A',
    'AA123456A; drop table users',
  ])('that HMRC never issues is none: %s', (text) => {
    expect(readNino(text)).toBeNull();
  });

  it('is shown by its ends alone', () => {
    expect(maskNino('NC270601D')).toBe('NC •• •• •• D');
  });
});

describe('the end of an authority', () => {
  it.each([
    ['2026-10-06', '2028-04-06'],
    ['2026-08-31', '2028-02-29'],
    ['2025-08-31', '2027-02-28'],
    ['2026-12-31', '2028-06-30'],
    ['2028-02-29', '2029-08-29'],
    ['2026-06-30', '2027-12-30'],
  ])('of a consent on %s is %s', (consent, end) => {
    expect(authorityEnd(consent)).toBe(end);
  });
});

describe('a reason', () => {
  it.each(Object.entries(reasons))('%s says why, and ends with what to do', (_, { why, next }) => {
    for (const text of [why, next]) expect(text).toMatch(/^(\p{Lu}|“).*[.]$/u);
    expect(next).toMatch(/choose|connect again|sign in|sign up|nothing you need to do|Choose|Sign/);
    expect(`${why} ${next}`).not.toMatch(/undefined|null|\bOAuth\b|\btoken\b|HTTP/);
  });

  it('that an older version wrote is told in general words', () => {
    expect(reasonText('written-long-ago')).toEqual(reasons['access-refused']);
    expect(reasonText('toString')).toEqual(reasons['access-refused']);
  });

  it.each([
    ['CLIENT_OR_AGENT_NOT_AUTHORISED', 'account-not-authorised'],
    ['CLIENT_NOT_MTD_ENROLLED', 'enrolment-ended'],
    ['INVALID_SCOPE', 'access-refused'],
    ['HTTP_403', 'access-refused'],
  ])('of %s is %s', (code, reason) => {
    expect(reasonOfRefusal(code)).toBe(reason);
  });
});

it.each([
  ['MTD Mandated', true],
  ['MTD Voluntary', true],
  ['Annual', true],
  ['No Status', false],
])('HMRC’s status %s: enrolled is %s', (status, enrolled) => {
  expect(isEnrolled(status)).toBe(enrolled);
});
