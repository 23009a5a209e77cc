import { describe, expect, it } from 'vitest';

import { goodAnswers } from '../../../test/annual-summaries.ts';
import { type AnnualAnswers, noAnswers } from './entry/rules.ts';
import { type AnnualPlace, foreignFiguresOfAnswers } from './places/rules.ts';
import {
  foreignAnnual,
  foreignFieldOfPath,
  foreignRefusals,
  isSameAsForeignCopy,
  toHmrc,
} from './foreign.ts';
import { annualFingerprint } from './rules.ts';

const hmrcId = '8e8b8450-dc1b-4360-8109-7067337b42cb';
const villa: AnnualPlace = { countryCode: 'ESP', property: { hmrcId, id: 'villa', name: 'Villa Sol' } };
const spain: AnnualPlace = { countryCode: 'ESP', property: null };
const france: AnnualPlace = { countryCode: 'FRA', property: null };

const abroad: AnnualAnswers = {
  ...goodAnswers,
  fields: { balancingCharge: '0.07', privateUseAdjustment: '12.34', costOfReplacingDomesticItems: '1,250' },
};
const only = (fields: Record<string, string>): AnnualAnswers => ({ ...noAnswers, fields });
const read = (places: AnnualPlace[], answers: Record<string, AnnualAnswers>) =>
  foreignFiguresOfAnswers(places, { places: answers }, '2026-27');
const bodyIn = (taxYear: string, places: AnnualPlace[], answers: Record<string, AnnualAnswers>): unknown => {
  // Nothing is called for a body.
  const abroadAnnual = foreignAnnual({} as Parameters<typeof foreignAnnual>[0]);
  return JSON.parse(abroadAnnual.body(read(places, answers).figures, { businessId: 'X', taxYear }));
};
const entry = {
  adjustments: { privateUseAdjustment: 12.34, balancingCharge: 0.07 },
  allowances: {
    costOfReplacingDomesticItems: 1250,
    structuredBuildingAllowance: [
      {
        amount: 300.03,
        firstYear: { qualifyingDate: '2026-06-01', qualifyingAmountExpenditure: 3000.4 },
        building: { name: 'St. Mary’s', postcode: 'TF3 4NT' },
      },
    ],
  },
};

describe('what is sent', () => {
  it('is by country in 2025-26, to the penny', () => {
    expect(bodyIn('2025-26', [spain], { ESP: abroad })).toEqual({
      foreignProperty: [{ countryCode: 'ESP', ...entry }],
    });
  });

  it('is by HMRC’s id of the property from 2026-27 on', () => {
    expect(bodyIn('2026-27', [villa], { villa: abroad })).toEqual({
      foreignProperty: [{ propertyId: hmrcId, ...entry }],
    });
  });

  it('names a place without any answer with nothing to adjust', () => {
    expect(bodyIn('2025-26', [spain, france], { ESP: only({ otherCapitalAllowance: '0.01' }) })).toEqual({
      foreignProperty: [
        { countryCode: 'ESP', allowances: { otherCapitalAllowance: 0.01 } },
        { countryCode: 'FRA', adjustments: { privateUseAdjustment: 0 } },
      ],
    });
  });
});

describe('HMRC’s copy', () => {
  const { figures } = read([spain, france], { ESP: abroad, FRA: only({ annualInvestmentAllowance: '5' }) });
  const [first, second] = toHmrc(figures).foreignProperty ?? [];
  const copyOf = (...entries: unknown[]) => ({
    submittedOn: '2026-10-06T09:00:00.000Z',
    foreignProperty: entries as NonNullable<Parameters<typeof isSameAsForeignCopy>[0]['foreignProperty']>,
  });

  it('is the same in any order, and beside places that say nothing', () => {
    const empty = { countryCode: 'PRT', adjustments: { privateUseAdjustmentPence: 0 } };
    expect(isSameAsForeignCopy(copyOf(second, first, empty), figures)).toBe(true);
  });

  it.each([
    [[first]],
    [[first, { ...second, countryCode: 'PRT' }]],
    [[first, { ...second, allowances: { annualInvestmentAllowancePence: 501 } }]],
    [[first, second, { countryCode: 'PRT', adjustments: { balancingChargePence: 1 } }]],
  ])('is another when it holds more, less or something else: %#', (entries) => {
    expect(isSameAsForeignCopy(copyOf(...entries), figures)).toBe(false);
  });

  it('knows a property by HMRC’s id of it, however that is written', () => {
    const { figures: ofVilla } = read([villa], { villa: abroad });
    const [own] = toHmrc(ofVilla).foreignProperty ?? [];
    expect(isSameAsForeignCopy(copyOf({ ...own, propertyId: hmrcId.toUpperCase() }), ofVilla)).toBe(true);
  });
});

describe('what is wrong with an answer', () => {
  it('stands beside the field of its place', () => {
    const { problems } = read([villa, france], {
      villa: only({ balancingCharge: 'ten' }),
      FRA: { ...noAnswers, structuredBuildingAllowance: [{ amount: '1', name: 'Mill' }] },
    });
    expect(problems.map(({ field }) => field)).toEqual([
      'villa.balancingCharge',
      'FRA.structuredBuildingAllowance-0-postcode',
    ]);
  });

  it('is known before the call, for a property without HMRC’s id too', () => {
    const unregistered = { ...villa, property: { hmrcId: '', id: 'villa', name: 'Villa Sol' } };
    const { figures } = read([unregistered], {
      villa: only({
        propertyIncomeAllowance: '1000.00',
        otherCapitalAllowance: '1',
        privateUseAdjustment: '1',
      }),
    });
    expect(foreignRefusals(figures, '2026-27')).toEqual([
      {
        field: 'villa.propertyIncomeAllowance',
        text: expect.stringMatching(/all other allowances/) as string,
      },
      { field: 'villa.propertyIncomeAllowance', text: expect.stringMatching(/private use/) as string },
    ]);
    expect(foreignRefusals(read([spain], { ESP: abroad }).figures, '2025-26')).toEqual([]);
  });

  it('is a property income allowance of more than £1,000 for all places together', () => {
    const claim = (one: string, other: string) =>
      read([spain, france], {
        ESP: only({ propertyIncomeAllowance: one }),
        FRA: only({ propertyIncomeAllowance: other }),
      }).problems.map(({ field }) => field);
    expect(claim('999.99', '0.01')).toEqual([]);
    expect(claim('999.99', '0.02')).toEqual(['ESP.propertyIncomeAllowance', 'FRA.propertyIncomeAllowance']);
  });
});

describe('the fingerprint', () => {
  it('tells figures of one place from the same of another', () => {
    const of = (place: AnnualPlace, key: string) =>
      annualFingerprint(read([place], { [key]: abroad }).figures);
    expect(of(spain, 'ESP')).not.toBe(of(france, 'FRA'));
    expect(of(spain, 'ESP')).not.toBe(of(villa, 'villa'));
  });
});

it.each([
  ['/foreignProperty/0/adjustments/balancingCharge', 'villa.balancingCharge'],
  ['/foreignProperty/1/allowances/otherCapitalAllowance', 'FRA.otherCapitalAllowance'],
  ['/foreignProperty/1/allowances', 'FRA.propertyIncomeAllowance'],
  [
    '/foreignProperty/0/allowances/structuredBuildingAllowance/1/building/postcode',
    'villa.structuredBuildingAllowance-1-postcode',
  ],
  [
    '/foreignProperty/1/allowances/structuredBuildingAllowance/0/firstYear',
    'FRA.structuredBuildingAllowance-0-qualifyingDate',
  ],
  ['/foreignProperty/2/allowances/otherCapitalAllowance', null],
  ['/foreignProperty/0/propertyId', null],
  ['/foreignProperty', null],
  ['', null],
])('a path of HMRC’s names the field of a place: %s', (path, field) => {
  expect(foreignFieldOfPath(path, read([villa, france], {}).figures)).toBe(field);
});
