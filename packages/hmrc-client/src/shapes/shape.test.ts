import { describe, expect, test } from 'vitest';
import { checkShape } from './check.ts';
import { fieldOfPath } from './field-of-path.ts';
import { reads } from './read.ts';
import {
  always,
  choice,
  date,
  flag,
  group,
  list,
  money,
  number,
  optional,
  required,
  signedMoney,
  text,
} from './shape.ts';
import { writeShape } from './write.ts';

const letting = group({
  countryCode: required(text(/^[A-Z]{3}$/, 'FORMAT_COUNTRY_CODE')),
  rentPence: optional(money(), 'income.rent.amount'),
  costsPence: optional(signedMoney({ nonZero: true }), 'expenses.total'),
});
const body = group({
  startDate: required(date('FORMAT_START_DATE')),
  style: optional(choice(['cash', 'accrual'], 'FORMAT_STYLE')),
  share: optional(number({ min: 0, max: 100, decimals: 2 })),
  isFinal: optional(flag()),
  nothing: optional(always()),
  lettings: optional(list(letting, { max: 2 }), 'foreign'),
  reliefs: optional(group({ pensionsPence: optional(money()) }), 'claims.reliefs'),
});
const france = { countryCode: 'FRA', rentPence: 435, costsPence: -1 };
const full = {
  startDate: '2026-04-06',
  style: 'cash',
  share: 12.5,
  isFinal: false,
  lettings: [france],
} as const;

const findings = (value: unknown) => checkShape(body, value).map(({ code, paths }) => ({ code, paths }));

describe('a shape', () => {
  test('writes what HMRC reads, in its order and in pounds', () => {
    expect(writeShape(body, { ...full, lettings: [france] })).toBe(
      '{"startDate":"2026-04-06","style":"cash","share":12.5,"isFinal":false,' +
        '"foreign":[{"countryCode":"FRA","income":{"rent":{"amount":4.35}},"expenses":{"total":-0.01}}]}',
    );
  });

  test('reads what it wrote', () => {
    const wire: unknown = JSON.parse(writeShape(body, { ...full, lettings: [france] }));
    expect(reads(body).parse(wire)).toEqual(full);
  });

  test('leaves empty lists out', () => {
    expect(writeShape(body, { startDate: '2026-04-06', lettings: [] })).toBe('{"startDate":"2026-04-06"}');
  });

  test('finds nothing wrong with what is right', () => {
    expect(findings(full)).toEqual([]);
  });

  test('names every value of one kind in one finding', () => {
    const wrong = { ...france, countryCode: 'France', rentPence: -1, costsPence: 0 };
    expect(findings({ ...full, startDate: '2026-02-30', style: 'guess', lettings: [france, wrong] })).toEqual(
      [
        { code: 'FORMAT_START_DATE', paths: ['/startDate'] },
        { code: 'FORMAT_STYLE', paths: ['/style'] },
        { code: 'FORMAT_COUNTRY_CODE', paths: ['/foreign/1/countryCode'] },
        { code: 'FORMAT_VALUE', paths: ['/foreign/1/income/rent/amount'] },
        { code: 'FORMAT_VALUE', paths: ['/foreign/1/expenses/total'] },
      ],
    );
  });

  test.each([
    [{}, ['/startDate']],
    [{ ...full, startDate: 20260406 }, ['/startDate']],
    [{ ...full, later: 1 }, ['/later']],
    [{ ...full, laterPence: 1, reliefs: { giftsPence: 1 } }, ['/later', '/claims/reliefs/gifts']],
    [{ ...full, reliefs: {} }, ['/claims/reliefs']],
    [{ ...full, reliefs: { pensionsPence: undefined } }, ['/claims/reliefs']],
    [{ ...full, share: '12' }, ['/share']],
    [{ ...full, isFinal: 'yes' }, ['/isFinal']],
    [{ ...full, nothing: false }, ['/nothing']],
    [{ ...full, lettings: {} }, ['/foreign']],
    [{ ...full, lettings: [{}] }, ['/foreign/0/countryCode', '/foreign/0']],
    [{ ...full, lettings: [france, france, france] }, ['/foreign']],
    [[], ['']],
  ])('refuses the form of %j before it looks at values', (value, paths) => {
    const all = findings(value);
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(['RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED']));
    expect(all.flatMap((finding) => finding.paths).toSorted()).toEqual(paths.toSorted());
  });

  test('takes new words and new fields from HMRC, and null for nothing', () => {
    const wire = { startDate: '2026-04-06', style: 'hybrid', later: [1], share: null };
    expect(reads(body).parse(wire)).toEqual({ startDate: '2026-04-06', style: 'hybrid' });
  });

  test.each([
    [{ startDate: null }],
    [{ startDate: '2026-04-06', foreign: 'FRA' }],
    [{ startDate: '2026-04-06', foreign: [{ countryCode: 'FRA', income: { rent: 4 } }] }],
    [{ startDate: '2026-04-06', foreign: [{ countryCode: 'FRA', income: { rent: { amount: '4' } } }] }],
    [{ startDate: '2026-04-06', isFinal: 1 }],
    ['text'],
  ])('does not believe %j', (wire) => {
    expect(reads(body).safeParse(wire).success).toBe(false);
  });

  test('knows its fields by HMRC’s paths', () => {
    expect(fieldOfPath(body, '/foreign/1/income/rent/amount')).toBe('lettings.1.rentPence');
    expect(fieldOfPath(body, '/startDate')).toBe('startDate');
    expect(fieldOfPath(body, '/foreign/x/countryCode')).toBeNull();
    expect(fieldOfPath(body, '/constructor')).toBeNull();
    expect(fieldOfPath(body, '')).toBeNull();
  });
});
