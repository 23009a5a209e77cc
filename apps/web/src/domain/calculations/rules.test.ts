import { describe, expect, it } from 'vitest';

import {
  isCalculationId,
  kindInList,
  kindOfShown,
  nextLook,
  readCalculatedYear,
  readInstant,
} from './rules.ts';

describe('nextLook', () => {
  it('follows HMRC’s advice for two minutes, then becomes rare and asks the list too, then ends', () => {
    const looks = Array.from({ length: 11 }, (_, index) => nextLook(index));
    expect(looks.map((each) => each && each.afterMs / 1000)).toEqual([
      5,
      5,
      8,
      13,
      20,
      30,
      60,
      300,
      900,
      3600,
      null,
    ]);
    expect(looks.findIndex((each) => each?.alsoList === true)).toBe(6);
  });
});

describe('readCalculatedYear', () => {
  it.each([
    ['2026-27', '2026-04-06', '2026-27'],
    ['2026-27', '2026-04-05', undefined],
    ['2017-18', '2026-04-05', '2017-18'],
    ['2016-17', '2026-04-05', undefined],
    ['2025-27', '2026-10-06', undefined],
  ])('%s on %s is %s', (text, today, expected) => {
    expect(readCalculatedYear(text, today)).toBe(expected);
  });
});

describe('the kind of a calculation', () => {
  it.each([
    ['2021-22', 'in-year', false, 'in-year'],
    ['2021-22', 'final-declaration', false, 'intent-to-finalise'],
    ['2021-22', 'final-declaration', undefined, 'intent-to-finalise'],
    ['2022-23', 'final-declaration', true, 'final-declaration'],
    ['2023-24', 'final-declaration', undefined, 'final-declaration'],
    ['2024-25', 'intent-to-finalise', undefined, 'intent-to-finalise'],
    ['2025-26', 'confirm-amendment', undefined, 'confirm-amendment'],
    ['2026-27', 'something-new', undefined, 'something-new'],
  ])('in HMRC’s list of %s as %s, declared: %s, is %s', (taxYear, calculationType, declared, kind) => {
    expect(kindInList(taxYear, { calculationType, finalDeclaration: declared })).toBe(kind);
  });

  it.each([
    ['final-declaration', false, 'intent-to-finalise'],
    ['final-declaration', true, 'final-declaration'],
    ['in-year', false, 'in-year'],
    ['declare-finalisation', undefined, 'final-declaration'],
    ['intent-to-amend', undefined, 'intent-to-amend'],
    ['confirm-amendment', undefined, 'confirm-amendment'],
  ])('that HMRC shows as %s, declared: %s, is %s', (calculationType, declared, kind) => {
    expect(kindOfShown({ calculationType, finalDeclaration: declared })).toBe(kind);
  });
});

it.each([
  ['f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c', true],
  ['12345678', true],
  ['F2FB30E5-4AB6-4A29-B3C1-C7264259FF1C', false],
  ['f2fb30e5-4ab6-9a29-b3c1-c7264259ff1c', false],
  ['123456789', false],
  ['12345678\n', false],
  ['trigger', false],
  ['..', false],
  ['', false],
])('%j can be HMRC’s number of a calculation: %s', (text, expected) => {
  expect(isCalculationId(text)).toBe(expected);
});

it('reads an instant as HMRC writes it, and no other text', () => {
  expect(readInstant('2026-10-06T09:00:05.250Z')?.toISOString()).toBe('2026-10-06T09:00:05.250Z');
  expect([readInstant('some time'), readInstant(undefined)]).toEqual([null, null]);
});
