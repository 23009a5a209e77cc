import { describe, expect, it } from 'vitest';

import { costField, type CostPlace, leftOf, leftOver, readCosts, yearAfter, yearBefore } from './rules.ts';

const at = (day: number) => new Date(Date.UTC(2027, 5, day));
const calculated = (day: number, type: string, pence: number) => ({
  id: `ours-${day}`,
  type,
  calculationId: `hmrc-${day}`,
  finishedAt: at(day),
  left: [{ countryCode: null, pence }],
});

describe('what HMRC’s calculations leave', () => {
  const estimate = calculated(4, 'in-year', 40);
  const undeclared = calculated(3, 'intent-to-amend', 30);
  const declared = calculated(2, 'intent-to-finalise', 20);
  const older = calculated(1, 'intent-to-finalise', 10);

  it('is by the newest that was declared, however new another is', () => {
    const all = [estimate, undeclared, declared, older];
    expect(leftOver('2026-27', all, new Set(['hmrc-1', 'hmrc-2']))).toEqual({
      taxYear: '2026-27',
      finality: 'declared',
      at: at(2),
      calculation: 'ours-2',
      amounts: [{ countryCode: null, pence: 20 }],
    });
  });

  it('is by the newest made for a declaration where none was declared, and else by the newest estimate', () => {
    expect(leftOver('2026-27', [estimate, undeclared, declared], new Set())).toMatchObject({
      finality: 'to-declare',
      calculation: 'ours-3',
    });
    expect(leftOver('2026-27', [estimate], new Set())).toMatchObject({ finality: 'estimate' });
  });

  it('is unknown where no calculation has figures', () => {
    expect(leftOver('2026-27', [{ ...estimate, left: null }], new Set())).toBeNull();
    expect(
      leftOver('2026-27', [{ ...estimate, calculationId: null, finishedAt: null }], new Set()),
    ).toBeNull();
  });

  it('is of the UK for the one business, and of all countries together for the other', () => {
    const amounts = [
      { countryCode: null, pence: 1 },
      { countryCode: 'ESP', pence: 20 },
      { countryCode: 'FRA', pence: 300 },
    ];
    const left = { taxYear: '2026-27', finality: 'estimate', at: at(1), calculation: '', amounts } as const;
    expect(leftOf('uk-property', left)).toBe(1);
    expect(leftOf('foreign-property', left)).toBe(320);
  });
});

describe('amounts that are brought forward', () => {
  const uk: CostPlace = { countryCode: null, property: null, keptPence: null, leftPence: null };
  const spain = { ...uk, countryCode: 'ESP' };
  const gite = { ...uk, countryCode: 'FRA', property: { id: 'the-gite', name: 'Gîte' } };

  it('have a field for the UK, for a country, or for a property', () => {
    expect([uk, spain, gite].map(costField)).toEqual(['amount', 'amount-ESP', 'amount-the-gite']);
  });

  it('are read to the penny, each for its place', () => {
    expect(readCosts([uk], { amount: ' £1,234.56 ' })).toEqual({
      ok: true,
      entries: [{ countryCode: null, propertyId: null, amountPence: 123_456 }],
    });
    expect(readCosts([spain, gite], { 'amount-ESP': '0.01', 'amount-the-gite': '7' })).toEqual({
      ok: true,
      entries: [
        { countryCode: 'ESP', propertyId: null, amountPence: 1 },
        { countryCode: null, propertyId: 'the-gite', amountPence: 700 },
      ],
    });
  });

  it('may be left empty abroad, and say nought in words of the landlord’s in the UK', () => {
    expect(readCosts([spain], {})).toMatchObject({ ok: true, entries: [{ amountPence: 0 }] });
    expect(readCosts([uk], { amount: '0' })).toMatchObject({ ok: true, entries: [{ amountPence: 0 }] });
    expect(readCosts([uk], { amount: '' })).toEqual({
      ok: false,
      problems: [{ field: 'amount', text: 'Enter the amount, or 0 where there is none' }],
    });
  });

  it.each([
    ['many', 'Enter an amount in pounds and pence, like 1250 or 98.60'],
    ['1.234', 'Enter an amount with at most 2 decimal places'],
    ['-5', 'The amount can’t be less than £0'],
    ['100000000000', 'Enter an amount below £100,000,000,000'],
  ])('are refused as %s', (typed, text) => {
    const problems = [{ field: 'amount-ESP', text }];
    expect(readCosts([spain, gite], { 'amount-ESP': typed })).toEqual({ ok: false, problems });
  });
});

it('years follow each other', () => {
  expect([yearBefore('2026-27'), yearAfter('2026-27')]).toEqual(['2025-26', '2027-28']);
  expect(yearAfter('2098-99')).toBe('2099-00');
});
