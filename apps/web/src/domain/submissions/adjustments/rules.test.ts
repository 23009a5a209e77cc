import { describe, expect, it } from 'vitest';

import {
  adjustableAt,
  type AdjustableSummary,
  adjustmentFingerprint,
  adjustmentsOfAnswers,
  isSameAsSummary,
  recordsBeside,
  summaryFields,
} from './rules.ts';
import { isOutdated, standingOf, undoingOf } from './standing.ts';
import { adjustmentFieldOfPath, adjustmentsBody, refusalsBeforeTheCall } from './wire.ts';

const summaryWith = (amounts: Record<string, number>): AdjustableSummary => ({
  calculationId: '717f3a7a-db8e-11e9-8a34-2a2ae2dbcce4',
  status: 'valid',
  adjustedAt: null,
  submitted: { places: [{ place: '', amounts }], totals: {} },
  adjusted: null,
  changes: [],
});
const summary = summaryWith({ totalRentsReceived: 100_000, repairsAndMaintenance: 5_000 });
const read = (fields: Record<string, string>, isNothing = false, of = summary) =>
  adjustmentsOfAnswers({ isNothing, fields }, 'uk-property', of);

describe('answers', () => {
  it('become signed pence, each with its reason and what it is made to', () => {
    const { figures, problems } = read({
      totalRentsReceived: '−250.10',
      'totalRentsReceived-reason': '  A deposit,\n not rent ',
      travelCosts: '£12',
      'travelCosts-reason': 'Mileage',
    });
    expect(problems).toEqual([]);
    expect(figures.entries).toEqual([
      {
        ...{ place: '', field: 'totalRentsReceived', beforePence: 100_000 },
        ...{ amountPence: -25_010, reason: 'A deposit, not rent' },
      },
      { place: '', field: 'travelCosts', amountPence: 1_200, beforePence: 0, reason: 'Mileage' },
    ]);
  });

  it.each([
    [{ totalRentsReceived: '5' }, 'totalRentsReceived-reason', /reason/],
    [{ 'totalRentsReceived-reason': 'Why' }, 'totalRentsReceived', /amount/],
    [{ totalRentsReceived: '0', 'totalRentsReceived-reason': 'x' }, 'totalRentsReceived', /never £0/],
    [
      { totalRentsReceived: 'ten', 'totalRentsReceived-reason': 'x' },
      'totalRentsReceived',
      /pounds and pence/,
    ],
    [{ totalRentsReceived: '-1000.01', 'totalRentsReceived-reason': 'x' }, 'totalRentsReceived', /more than/],
    [{ other: '1', 'other-reason': 'x'.repeat(251) }, 'other-reason', /250 characters/],
    [{}, '', /nothing to adjust/],
  ])('that are wrong say what is wrong, and where: %j', (fields, field, text) => {
    expect(read(fields).problems).toEqual([{ field, text: expect.stringMatching(text) as string }]);
  });

  it('may take off all there is, and an expense below nought', () => {
    const { problems } = read({
      totalRentsReceived: '-1000',
      'totalRentsReceived-reason': 'x',
      repairsAndMaintenance: '-60',
      'repairsAndMaintenance-reason': 'A refund',
    });
    expect(problems).toEqual([]);
  });

  it('that there is nothing to adjust leave out what was typed', () => {
    expect(read({ totalRentsReceived: '5' }, true)).toMatchObject({ figures: { entries: [] }, problems: [] });
  });
});

describe('the fields', () => {
  const names = (of: AdjustableSummary) =>
    of.submitted.places.flatMap((at) =>
      adjustableAt('uk-property', at, of.submitted).map(({ field }) => field.name),
    );

  it('are expenses as one total or singly, as they were sent', () => {
    expect(names(summary)).toContain('repairsAndMaintenance');
    expect(names(summary)).not.toContain('consolidatedExpenses');
    const total = names(summaryWith({ consolidatedExpenses: 5_000, residentialFinancialCost: 100 }));
    expect(
      total.filter(
        (name) => !summaryFields('uk-property').some((each) => each.name === name && each.part === 'income'),
      ),
    ).toEqual(['consolidatedExpenses', 'residentialFinancialCost']);
  });

  it('abroad are without residential finance costs, which HMRC’s summary has none of', () => {
    const at = { place: 'FRA', amounts: { consolidatedExpenses: 1 } };
    const all = [at, { ...at, amounts: {} }].flatMap((each) => adjustableAt('foreign-property', each, {}));
    expect(all.map(({ field }) => field.name)).not.toContain('residentialFinancialCost');
    const totals = { residentialFinancialCost: 7, foreignTaxPaidOrDeducted: 5, other: 2 };
    expect(recordsBeside('foreign-property', at, totals)).toEqual({
      ...{ totalRentsReceived: 0, otherPropertyIncome: 0, premiumsOfLeaseGrant: 0 },
      consolidatedExpenses: 2,
    });
  });

  it('are of income alone where the property income allowance is claimed', () => {
    const claimed: AdjustableSummary = {
      ...summary,
      submitted: { ...summary.submitted, claimsAllowance: true },
    };
    expect(names(claimed)).toContain('totalRentsReceived');
    expect(names(claimed)).not.toContain('repairsAndMaintenance');
    expect(names(claimed)).not.toContain('residentialFinancialCost');
  });

  it('that HMRC takes no adjustment of are left out', () => {
    for (const name of ['rarRentReceived', 'broughtFwdResidentialFinancialCost']) {
      expect(names(summary)).not.toContain(name);
    }
  });

  it('are found behind HMRC’s paths', () => {
    const { figures } = read({});
    const find = (path: string) => adjustmentFieldOfPath(path, figures);
    expect(find('/ukProperty/income/totalRentsReceived')).toBe('totalRentsReceived');
    expect(find('/ukProperty/expenses/other')).toBe('other');
    expect(find('/ukProperty')).toBeNull();
    expect(find('')).toBeNull();
  });

  it('abroad are those of the country or the property that a path counts to', () => {
    const entries = ['FRA', 'ESP'].map((place) => ({
      ...{ place, field: 'travelCosts', amountPence: 1, beforePence: 0, reason: 'x' },
    }));
    const figures = { calculationId: 'x', typeOfBusiness: 'foreign-property' as const, entries, places: [] };
    const path = '/foreignProperty/countryLevelDetail/1/expenses/travelCosts';
    expect(adjustmentFieldOfPath(path, figures)).toBe('ESP-travelCosts');
    expect(JSON.parse(adjustmentsBody(figures, '2025-26'))).toEqual({
      foreignProperty: {
        countryLevelDetail: [
          { countryCode: 'FRA', expenses: { travelCosts: 0.01 } },
          { countryCode: 'ESP', expenses: { travelCosts: 0.01 } },
        ],
      },
    });
  });
});

describe('what is sent', () => {
  it('is pounds under HMRC’s names, or the word that there is nothing', () => {
    const { figures } = read({
      totalRentsReceived: '-0.01',
      'totalRentsReceived-reason': 'x',
      other: '1',
      'other-reason': 'y',
    });
    expect(JSON.parse(adjustmentsBody(figures, '2025-26'))).toEqual({
      ukProperty: { income: { totalRentsReceived: -0.01 }, expenses: { other: 1 } },
    });
    expect(refusalsBeforeTheCall(figures, '2025-26')).toEqual([]);
    expect(JSON.parse(adjustmentsBody({ ...figures, entries: [] }, '2025-26'))).toEqual({
      ukProperty: { zeroAdjustments: true },
    });
  });

  it('has a fingerprint of its own, reasons and summary too', () => {
    const print = (fields: Record<string, string>) => adjustmentFingerprint(read(fields).figures);
    const one = { other: '1', 'other-reason': 'y' };
    expect(print(one)).toBe(print({ ...one }));
    expect(print(one)).not.toBe(print({ ...one, other: '2' }));
    expect(print(one)).not.toBe(print({ ...one, 'other-reason': 'z' }));
  });
});

describe('HMRC’s copy', () => {
  const { figures } = read({ other: '1', 'other-reason': 'y' });
  const adjusted = { ...summary, adjustedAt: '2026-10-06T09:00:00Z' };
  const change = { place: '', field: 'other', amountPence: 100 };

  it('is the same where it was adjusted by exactly this', () => {
    expect(isSameAsSummary({ ...adjusted, changes: [change] }, figures)).toBe(true);
    expect(isSameAsSummary({ ...adjusted, changes: [] }, { ...figures, entries: [] })).toBe(true);
  });

  it.each([
    ['not adjusted', { ...summary, changes: [change] }],
    ['by another amount', { ...adjusted, changes: [{ ...change, amountPence: 101 }] }],
    ['by nothing', { ...adjusted, changes: [] }],
    ['by more', { ...adjusted, changes: [change, { ...change, field: 'travelCosts' }] }],
  ])('is another where it was adjusted otherwise: %s', (_case, copy) => {
    expect(isSameAsSummary(copy, figures)).toBe(false);
  });
});

it('records stand under the summary’s names, expenses as one total where HMRC has them so', () => {
  const totals = { periodAmount: 5, residentialFinancialCost: 7, other: 2, travelCosts: 3 };
  const beside = (amounts: Record<string, number>) =>
    recordsBeside('uk-property', { place: '', amounts }, totals);
  expect(beside({})).toMatchObject({ totalRentsReceived: 5, other: 2, travelCosts: 3 });
  const asTotal = beside({ consolidatedExpenses: 1 });
  expect(asTotal).toMatchObject({
    totalRentsReceived: 5,
    consolidatedExpenses: 5,
    residentialFinancialCost: 7,
  });
  expect(asTotal['other']).toBeUndefined();
});

describe('where a business stands', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 9, 6, hour));
  const taken = { submissionId: 's', calculationId: 'one', at: at(10) };
  const nothing = {
    ...{ calculationId: null, isSending: false, taken: null, figuresTakenAt: null },
    ...{ listed: [], listedAt: null, finalised: [] },
  };
  const adjusted = { ...nothing, calculationId: 'one', taken };

  it('goes from nothing by a summary and adjustments to the landlord’s word', () => {
    expect(standingOf(nothing)).toBe('not-started');
    expect(standingOf({ ...nothing, calculationId: 'one' })).toBe('summary');
    expect(standingOf({ ...nothing, calculationId: 'one', isSending: true })).toBe('sending');
    expect(standingOf(adjusted)).toBe('adjusted');
    expect(standingOf({ ...adjusted, finalised: ['s'] })).toBe('finalised');
    expect(standingOf({ ...adjusted, finalised: ['another'] })).toBe('adjusted');
    expect(standingOf({ ...adjusted, calculationId: 'two', finalised: ['s'] })).toBe('summary');
  });

  it('is undone by what was sent later, or by HMRC’s list, even after the word', () => {
    expect(undoingOf({ ...adjusted, figuresTakenAt: at(9) })).toBeNull();
    const later = { ...adjusted, finalised: ['s'], figuresTakenAt: at(11) };
    expect([standingOf(later), undoingOf(later)]).toEqual(['undone', { by: 'later-update', at: at(11) }]);
    const listed = [{ calculationId: 'one', status: 'invalid', isAdjusted: true }];
    expect(undoingOf({ ...adjusted, listed, listedAt: at(12) })).toEqual({ by: 'hmrc', at: at(12) });
    expect(
      undoingOf({
        ...adjusted,
        listed: [{ ...listed[0], calculationId: 'x', status: 'invalid', isAdjusted: true }],
        listedAt: at(12),
      }),
    ).toBeNull();
  });

  it('asks for a new summary where figures are newer than it', () => {
    const fresh = { calculationId: 'one', requestedAt: at(10), figuresTakenAt: at(9), listed: [] };
    expect(isOutdated(fresh)).toBe(false);
    expect(isOutdated({ ...fresh, figuresTakenAt: at(11) })).toBe(true);
    const listed = [{ calculationId: 'one', status: 'superseded', isAdjusted: false }];
    expect(isOutdated({ ...fresh, listed })).toBe(true);
  });
});
