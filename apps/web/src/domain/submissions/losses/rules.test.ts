import { describe, expect, it } from 'vitest';

import {
  changeOfAnswers,
  claimTypesIn,
  isSameTogether,
  type LossAnswers,
  type LossFigures,
  lossTypesOf,
  nothingHeld,
  targetOf,
  yearsOfLoss,
} from './rules.ts';
import { lossBody, lossFieldOfPath } from './wire.ts';

const held = {
  losses: [{ lossId: 'one', typeOfLoss: 'uk-property', yearOfLoss: '2023-24', amountPence: 500 }],
  claims: [{ claimId: 'claim', typeOfClaim: 'carry-sideways' }],
  together: { broughtForward: 100 },
};
const read = (change: string, fields: LossAnswers['fields'], more: { id?: string; taxYear?: string } = {}) =>
  changeOfAnswers(
    { change, id: more.id ?? '', fields },
    { typeOfBusiness: 'uk-property', taxYear: more.taxYear ?? '2025-26', held },
  );
const business = { businessId: 'XAIS00000000001', taxYear: '2025-26' };

describe('the years and kinds of losses', () => {
  it('begin with 2018-19, the latest first', () => {
    expect(yearsOfLoss('2021-22')).toEqual(['2020-21', '2019-20', '2018-19']);
    expect(yearsOfLoss('2018-19')).toEqual([]);
  });

  it('know furnished holiday lettings up to 2024-25', () => {
    expect(lossTypesOf('uk-property', '2024-25')).toEqual(['uk-property', 'uk-property-fhl']);
    expect(lossTypesOf('uk-property', '2025-26')).toEqual(['uk-property']);
    expect(lossTypesOf('foreign-property', '2025-26')).toEqual(['foreign-property']);
    expect(claimTypesIn('2024-25')).toContain('carry-sideways-fhl');
    expect(claimTypesIn('2025-26')).not.toContain('carry-sideways-fhl');
  });
});

describe('a change', () => {
  it('is made of what was typed, to the penny, and sent in pounds', () => {
    const added = read('add-loss', { yearOfLoss: '2024-25', amount: '£1,234.56' });
    if (!added.ok) throw new Error('It was refused.');
    expect(added.figures).toEqual({
      ...{ change: 'add-loss', typeOfLoss: 'uk-property', yearOfLoss: '2024-25', amountPence: 123_456 },
    });
    expect(JSON.parse(lossBody(added.figures, business))).toEqual({
      ...{ taxYearBroughtForwardFrom: '2024-25', typeOfLoss: 'uk-property' },
      ...{ businessId: business.businessId, lossAmount: 1234.56 },
    });
    const put = read('put', { broughtForward: '0', forwardCurrent: '2.50' }, { taxYear: '2026-27' });
    if (!put.ok) throw new Error('It was refused.');
    expect(JSON.parse(lossBody(put.figures, { ...business, taxYear: '2026-27' }))).toEqual({
      claims: { carryForward: { currentYearLosses: 2.5 } },
      losses: { broughtForwardLosses: 0 },
    });
  });

  it.each([
    ['add-loss', { yearOfLoss: '2024-25', amount: '' }, 'amount', /Enter the amount/],
    ['add-loss', { yearOfLoss: '2024-25', amount: '-1' }, 'amount', /£0 or more/],
    ['add-loss', { yearOfLoss: '2025-26', amount: '1' }, 'yearOfLoss', /Select/],
    ['add-loss', { yearOfLoss: '2023-24', amount: '1' }, 'yearOfLoss', /already/],
    ['add-claim', { typeOfClaim: 'carry-sideways' }, 'typeOfClaim', /already/],
    ['add-claim', { typeOfClaim: 'carry-sideways-fhl' }, 'typeOfClaim', /Select/],
    ['delete-loss', {}, '', /does not hold/],
    ['put', { sideways: '1' }, '', /does not hold/],
  ])('that is wrong says what is wrong: %s %j', (change, fields, field, text) => {
    expect(read(change, fields)).toEqual({
      ok: false,
      problems: [{ field, text: expect.stringMatching(text) as string }],
    });
  });

  it('to the amount that HMRC has is none', () => {
    const amend = (amount: string) => read('amend-loss', { amount }, { id: 'one' });
    expect(amend('5').ok).toBe(false);
    expect(amend('5.01')).toMatchObject({ ok: true, figures: { amountPence: 501, beforePence: 500 } });
  });

  it('from 2026-27 is of all together, and of what differs', () => {
    const put = (fields: LossAnswers['fields']) => read('put', fields, { taxYear: '2026-27' });
    expect(put({}).ok).toBe(false);
    expect(put({ broughtForward: '1' }).ok).toBe(false);
    expect(put({ broughtForward: '1', sideways: '0' }).ok).toBe(true);
    for (const change of ['add-loss', 'add-claim']) {
      expect(read(change, { amount: '1' }, { taxYear: '2026-27' }).ok).toBe(false);
    }
  });
});

it('nought is said, and not the same as not said', () => {
  expect(isSameTogether({ sideways: 0 }, { sideways: 0 })).toBe(true);
  expect(isSameTogether({ sideways: 0 }, {})).toBe(false);
  expect(isSameTogether({}, nothingHeld.together)).toBe(false);
});

it('a change is of the same thing whatever the amount', () => {
  const add = (yearOfLoss: string, amountPence: number): LossFigures => ({
    ...{ change: 'add-loss', typeOfLoss: 'uk-property', yearOfLoss, amountPence },
  });
  expect(targetOf(add('2023-24', 1))).toBe(targetOf(add('2023-24', 2)));
  expect(targetOf(add('2023-24', 1))).not.toBe(targetOf(add('2022-23', 1)));
});

it('HMRC’s paths lead to the fields of the form', () => {
  expect(lossFieldOfPath('/lossAmount')).toBe('amount');
  expect(lossFieldOfPath('/claims/carrySideways/currentYearGeneralIncome')).toBe('sideways');
  expect(lossFieldOfPath('/losses/broughtForwardLosses')).toBe('broughtForward');
  expect(lossFieldOfPath('')).toBeNull();
});
