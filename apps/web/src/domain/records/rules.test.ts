import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  amountForCategory,
  categories,
  countKeys,
  dateProblem,
  figuresOf,
  findCategory,
  findCategoryByLabel,
  readAmounts,
  rowsToAdd,
  textProblem,
  totalOfKind,
} from './rules.ts';

describe('categories', () => {
  test('are found by label, whatever its capitals and spaces', () => {
    for (const category of categories) {
      expect(findCategoryByLabel(`  ${category.label.toUpperCase().replace(' ', '  ')} `)).toBe(category);
      expect(findCategory(category.key)).toBe(category);
    }
    expect(findCategoryByLabel('Rent')).toBeUndefined();
    expect(findCategory('constructor')).toBeUndefined();
  });

  test('have keys and labels that no other has', () => {
    expect(new Set(categories.map(({ key }) => key)).size).toBe(categories.length);
    expect(new Set(categories.map(({ label }) => label.toLowerCase())).size).toBe(categories.length);
  });
});

describe('figures', () => {
  test('a refund reduces its expense, and rent paid back reduces the income', () => {
    expect(amountForCategory('repairsAndMaintenance', 4_249, 118_000)).toBe(113_751);
    expect(amountForCategory('periodAmount', 115_000, 15_000)).toBe(100_000);
    expect(amountForCategory('taxDeducted', 0, 20_000)).toBe(20_000);
  });

  test('are nought where nothing is recorded', () => {
    expect(Object.values(figuresOf([]))).toEqual(categories.map(() => 0));
  });

  test('add up by kind, tax in neither income nor expenses', () => {
    const figures = figuresOf([
      { category: 'periodAmount', moneyInPence: 100_000, moneyOutPence: 0 },
      { category: 'otherIncome', moneyInPence: 9_000, moneyOutPence: 0 },
      { category: 'taxDeducted', moneyInPence: 0, moneyOutPence: 20_000 },
      { category: 'other', moneyInPence: 0, moneyOutPence: 8_499 },
    ]);
    expect(totalOfKind(figures, 'income')).toBe(109_000);
    expect(totalOfKind(figures, 'expense')).toBe(8_499);
    expect(totalOfKind(figures, 'tax')).toBe(20_000);
  });

  test('never leave a category out unseen', () => {
    expect(() => figuresOf([{ category: 'unknown', moneyInPence: 1, moneyOutPence: 0 }])).toThrow(RangeError);
  });
});

describe('amounts', () => {
  test('are money in or money out, the other blank or nought', () => {
    expect(readAmounts('1,150.00', '')).toEqual({ ok: true, moneyInPence: 115_000, moneyOutPence: 0 });
    expect(readAmounts('0.00', '£96')).toEqual({ ok: true, moneyInPence: 0, moneyOutPence: 9_600 });
  });

  test.each([
    ['', '', 'moneyIn', /Enter an amount/],
    ['0', '0', 'moneyIn', /Enter an amount/],
    ['1', '1', 'moneyOut', /not both/],
    ['-1', '', 'moneyIn', /Enter it as money out/],
    ['', '-1', 'moneyOut', /Enter it as money in/],
    ['100000000', '', 'moneyIn', /below £100,000,000/],
    ['x', '', 'moneyIn', /Money in: Enter an amount/],
  ] as const)('%j in and %j out is refused', (moneyIn, moneyOut, field, problem) => {
    const read = readAmounts(moneyIn, moneyOut);
    expect(read).toMatchObject({ ok: false, [field]: expect.stringMatching(problem) as string });
  });

  test('both wrong are both named', () => {
    expect(readAmounts('x', 'y')).toMatchObject({
      moneyIn: expect.anything() as string,
      moneyOut: expect.anything() as string,
    });
  });
});

describe('dates of transactions', () => {
  test('reach from 1990 to a year from today', () => {
    const problem = (date: string) => dateProblem(date, '2026-10-06');
    expect(problem('1990-01-01')).toBeUndefined();
    expect(problem('2027-10-06')).toBeUndefined();
    expect(problem('1989-12-31')).toMatch(/1990/);
    expect(problem('2027-10-07')).toMatch(/a year from today/);
    expect(problem('2026-02-29')).toMatch(/real date/);
  });
});

test('a text with control characters or too long is refused', () => {
  expect(textProblem('Description', 'Café – “hinge” 12½', 20)).toBeUndefined();
  expect(textProblem('Description', 'a\u0000b', 20)).toMatch(/control characters/);
  expect(textProblem('Description', 'a'.repeat(21), 20)).toMatch(/20 characters/);
});

describe('rows to add', () => {
  const rows = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
  const same = (row: string) => row;

  test('a row that occurs n times in the file and m times in the ledger is added max(0, n - m) times', () => {
    fc.assert(
      fc.property(rows, rows, (file, ledger) => {
        const added = countKeys(rowsToAdd(file, same, countKeys(ledger)));
        const [inFile, inLedger] = [countKeys(file), countKeys(ledger)];
        for (const row of ['a', 'b', 'c', 'd']) {
          const expected = Math.max(0, (inFile.get(row) ?? 0) - (inLedger.get(row) ?? 0));
          expect(added.get(row) ?? 0).toBe(expected);
        }
      }),
    );
  });

  test('a file read twice adds nothing the second time', () => {
    fc.assert(
      fc.property(rows, rows, (file, ledger) => {
        const after = [...ledger, ...rowsToAdd(file, same, countKeys(ledger))];
        expect(rowsToAdd(file, same, countKeys(after))).toEqual([]);
      }),
    );
  });
});

describe('whatever was recorded', () => {
  const row = fc
    .record({
      category: fc.constantFrom(...categories.map(({ key }) => key)),
      pence: fc.integer({ min: 1, max: 9_999_999_999 }),
      isIn: fc.boolean(),
      quarter: fc.constantFrom(0, 1, 2, 3),
    })
    .map(({ category, pence, isIn, quarter }) => ({
      ...{ category, quarter },
      moneyInPence: isIn ? pence : 0,
      moneyOutPence: isIn ? 0 : pence,
    }));
  const ledger = fc.array(row, { maxLength: 60 });

  test('money one way and the same money back come to nought, for income, expenses and tax alike', () => {
    fc.assert(
      fc.property(row, ({ category, moneyInPence, moneyOutPence }) => {
        const there = amountForCategory(category, moneyInPence, moneyOutPence);
        const back = amountForCategory(category, moneyOutPence, moneyInPence);
        expect(there + back).toBe(0);
        const isIncome = findCategory(category)?.kind === 'income';
        expect(there > 0).toBe(isIncome === moneyInPence > 0);
      }),
    );
  });

  test('figures are the same in any order, and a row given back takes off what it added', () => {
    fc.assert(
      fc.property(
        ledger.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows))),
        row,
        ([rows, inOtherOrder], given) => {
          const figures = figuresOf(rows);
          expect(figuresOf(inOtherOrder)).toEqual(figures);
          const back = { ...given, moneyInPence: given.moneyOutPence, moneyOutPence: given.moneyInPence };
          expect(figuresOf([given, ...rows, back])).toEqual(figures);
        },
      ),
    );
  });

  test('a year to date is the sum of its quarters, to the penny', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        const quarters = [0, 1, 2, 3].map((number) =>
          figuresOf(rows.filter(({ quarter }) => quarter === number)),
        );
        const toDate = figuresOf(rows);
        for (const { key } of categories) {
          expect(toDate[key]).toBe(quarters.reduce((sum, figures) => sum + figures[key], 0));
        }
      }),
    );
  });

  test('totals of income, expenses and tax are exactly the money that moved', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        const figures = figuresOf(rows);
        const [income, expense, tax] = (['income', 'expense', 'tax'] as const).map((kind) =>
          BigInt(totalOfKind(figures, kind)),
        );
        const moved = rows.reduce((sum, each) => sum + BigInt(each.moneyInPence - each.moneyOutPence), 0n);
        expect((income ?? 0n) - (expense ?? 0n) - (tax ?? 0n)).toBe(moved);
      }),
    );
  });
});

const shuffled = <Row>(rows: Row[]): fc.Arbitrary<Row[]> =>
  fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length });
