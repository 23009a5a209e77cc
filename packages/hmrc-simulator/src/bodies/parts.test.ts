import { describe, expect, it } from 'vitest';
import { readBody, readJson, type Part } from './body.ts';
import { amount, choice, date, flag, integer, list, object, optionals, text } from './parts.ts';

const SHAPE = 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED';
const refusalsOf = (part: Part<unknown>, json: unknown) => {
  const reading = readJson(part, json);
  return reading.ok ? [] : reading.refusals.map(({ code, paths }) => [code, ...(paths ?? [])]);
};
const body = object(
  {
    foreignProperty: list(
      object(
        { countryCode: text(/^[A-Z]{3}$/, 'FORMAT_COUNTRY_CODE') },
        {
          income: optionals({ rent: amount(), relief: flag() }),
          expenses: optionals({ other: amount('signed') }),
        },
      ),
      { max: 2 },
    ),
  },
  {
    fromDate: date('FORMAT_FROM_DATE'),
    type: choice(['calendar', 'standard'], 'FORMAT_STATUS'),
    order: integer({ min: 1, max: 9 }),
    finalised: flag({ value: true, code: 'FORMAT_FINALISED' }),
  },
);
const sound = {
  foreignProperty: [{ countryCode: 'FRA', income: { rent: 4.35, relief: false }, expenses: { other: -1.1 } }],
  fromDate: '2026-04-06',
  type: 'calendar',
  order: 3,
  finalised: true,
};
const item = (change: object) => ({ ...sound, foreignProperty: [{ countryCode: 'FRA', ...change }] });

describe('a described body', () => {
  it('is read into pence, and written back as the pounds that were sent', () => {
    const reading = readJson(body, sound);
    expect(reading).toMatchObject({
      ok: true,
      value: { foreignProperty: [{ income: { rent: 435, relief: false }, expenses: { other: -110 } }] },
    });
    expect(reading.ok && body.write(reading.value)).toEqual(sound);
  });

  it.each<[string, unknown, string[]]>([
    ['an empty object', {}, [SHAPE]],
    ['no object', 'text', [SHAPE]],
    ['null', null, [SHAPE]],
    ['a missing field', { order: 3 }, [SHAPE, '/foreignProperty']],
    [
      'an unknown field deep inside',
      item({ income: { rents: 1 } }),
      [SHAPE, '/foreignProperty/0/income/rents'],
    ],
    ['an empty object in an array', item({ expenses: {} }), [SHAPE, '/foreignProperty/0/expenses']],
    ['an empty array', { ...sound, foreignProperty: [] }, [SHAPE, '/foreignProperty']],
    [
      'too long an array',
      { ...sound, foreignProperty: Array(3).fill(sound.foreignProperty[0]) },
      [SHAPE, '/foreignProperty'],
    ],
    ['an object for an array', { ...sound, foreignProperty: {} }, [SHAPE, '/foreignProperty']],
    ['an amount that is null', item({ income: { rent: null } }), [SHAPE, '/foreignProperty/0/income/rent']],
    ['a flag as text', item({ income: { relief: 'yes' } }), [SHAPE, '/foreignProperty/0/income/relief']],
    ['a word that is a number', { ...sound, type: 1 }, [SHAPE, '/type']],
    ['a name that every object has', { ...sound, constructor: 1 }, [SHAPE, '/constructor']],
  ])('is refused by its shape for %s', (_, json, expected) => {
    expect(refusalsOf(body, json)).toEqual([expected]);
  });

  it('names every place of a wrong shape, and says nothing of values then', () => {
    const json = { ...item({ income: { rent: '1' }, expenses: { other: 0.001 } }), note: 1 };
    expect(refusalsOf(body, json)).toEqual([[SHAPE, '/foreignProperty/0/income/rent', '/note']]);
  });

  it('is refused for all its values together', () => {
    const json = {
      ...item({ countryCode: 'fr', income: { rent: -1 } }),
      fromDate: '2026-02-30',
      type: 'x',
      order: 1.5,
      finalised: false,
    };
    expect(refusalsOf(body, json)).toEqual([
      ['FORMAT_COUNTRY_CODE', '/foreignProperty/0/countryCode'],
      ['FORMAT_VALUE', '/foreignProperty/0/income/rent'],
      ['FORMAT_FROM_DATE'],
      ['FORMAT_STATUS', '/type'],
      ['FORMAT_VALUE', '/order'],
      ['FORMAT_FINALISED', '/finalised'],
    ]);
  });

  it('has rules between fields judged beside values, but not where the shape is wrong', () => {
    const read = (json: object) =>
      readBody(body, JSON.stringify(json), () => [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED' }]);
    const codes = (json: object) => {
      const reading = read(json);
      return reading.ok ? [] : reading.refusals.map(({ code }) => code);
    };
    expect(codes({ ...sound, order: 0 })).toEqual(['FORMAT_VALUE', 'RULE_BOTH_EXPENSES_SUPPLIED']);
    expect(codes({ order: 0 })).toEqual([SHAPE]);
  });

  it('is empty when nothing was sent, and no request at all when it is no JSON', () => {
    const codeOf = (bodyText: string) => {
      const reading = readBody(body, bodyText);
      return reading.ok ? undefined : reading.refusals[0].code;
    };
    expect(codeOf(' ')).toBe(SHAPE);
    expect(codeOf('{"order":')).toBe('INVALID_REQUEST');
  });
});

describe('an amount', () => {
  it.each([
    [amount(), [0, 99999999999.99, 1234567.89], [-0.01, 100000000000, 4.355]],
    [amount('signed'), [-99999999999.99, 0], [-100000000000]],
    [amount('nonZero'), [-0.01, 0.01], [0]],
    [amount({ max: 1000 }), [1000], [1000.01]],
  ])('%# takes what is in its range with two decimals, and nothing else', (part, good, bad) => {
    for (const pounds of good)
      expect(readJson(part, pounds)).toEqual({ ok: true, value: Math.round(pounds * 100) });
    for (const pounds of bad) expect(refusalsOf(part, pounds)).toEqual([['FORMAT_VALUE', '']]);
  });
});
