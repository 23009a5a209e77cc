import { describe, expect, it } from 'vitest';

import { behind } from './behind.ts';
import { type ForeignUpdateFigures, type PlaceFigures, withOneTotal } from './rules.ts';

const dates = { fromDate: '2026-04-06', toDate: '2026-07-05' };
const row = (id: string, propertyId: string, countryCode: string, moneyInPence: number) => ({
  id,
  date: '2026-05-01',
  propertyId,
  property: propertyId,
  address: '',
  countryCode,
  category: 'periodAmount',
  description: '',
  moneyInPence,
  moneyOutPence: 0,
});
const rows = [row('1', 'flat', 'GBR', 100), row('2', 'villa', 'ESP', 20), row('3', 'piso', 'ESP', 3)];
const place = (countryCode: string, property: string | null, rent: number): PlaceFigures => ({
  countryCode,
  property: property === null ? null : { hmrcId: `at HMRC ${property}`, id: property, name: property },
  claimsForeignTaxCredit: false,
  income: { rentAmountPence: rent },
  expenses: {},
});
type Pick = ReturnType<typeof behind>['pick'];
const abroad = (...places: PlaceFigures[]): ForeignUpdateFigures => ({ ...dates, places });
const pickedFor = (figures: Parameters<typeof behind>[0], costs: Parameters<Pick>[1] = []) =>
  behind(figures)
    .pick(rows, costs)
    ?.map(({ id }) => id) ?? null;

describe('the transactions behind an update', () => {
  it('of UK property are those of properties in the UK', () => {
    expect(pickedFor({ ...dates, income: { periodAmountPence: 100 }, expenses: {} })).toEqual(['1']);
    expect(pickedFor({ ...dates, income: { periodAmountPence: 123 }, expenses: {} })).toBeNull();
  });

  it('of property abroad are those abroad, added up by country or by property', () => {
    expect(pickedFor(abroad(place('ESP', null, 23)))).toEqual(['2', '3']);
    expect(pickedFor(abroad(place('ESP', 'villa', 20), place('ESP', 'piso', 3)))).toEqual(['2', '3']);
    expect(pickedFor(abroad(place('ESP', 'villa', 3), place('ESP', 'piso', 20)))).toBeNull();
  });

  it('are the same where expenses are one total, even of nought', () => {
    const repair = { ...row('4', 'flat', 'GBR', 0), category: 'other', moneyOutPence: 30 };
    const refund = { ...row('5', 'flat', 'GBR', 30), category: 'travelCosts', moneyOutPence: 0 };
    const income = { periodAmountPence: 100 };
    const pick = (expenses: Record<string, number>) =>
      behind({ ...dates, income, expenses })
        .pick([...rows, repair, refund], [])
        ?.map(({ id }) => id) ?? null;
    expect(pick({ consolidatedExpensesPence: 0 })).toEqual(['1', '4', '5']);
    expect(pick({ otherPence: 30, travelCostsPence: -30 })).toEqual(['1', '4', '5']);
    expect(pick({ consolidatedExpensesPence: 30 })).toBeNull();
    expect(pickedFor(withOneTotal(abroad(place('ESP', null, 23))))).toEqual(['2', '3']);
  });

  it('make the figures together with the finance costs that are brought forward, and with no others', () => {
    const cost = (amountPence: number, of: { countryCode?: string; propertyId?: string } = {}) => ({
      ...{ kind: 'finance-costs' as const, businessId: '', countryCode: null, propertyId: null },
      enteredAt: new Date(0),
      ...of,
      amountPence,
    });
    const uk = (expenses: Record<string, number>) => ({
      ...dates,
      ...{ income: { periodAmountPence: 100 }, expenses },
    });
    const with7 = { residentialFinancialCostsCarriedForwardPence: 7 };
    expect(pickedFor(uk(with7), [cost(7)])).toEqual(['1']);
    expect(pickedFor(uk({ ...with7, consolidatedExpensesPence: 0 }), [cost(7)])).toEqual(['1']);
    expect(pickedFor(uk({}), [cost(0)])).toEqual(['1']);
    expect(pickedFor(uk(with7), [])).toBeNull();
    expect(pickedFor(uk({}), [cost(7)])).toBeNull();
    const spain = {
      ...place('ESP', null, 23),
      expenses: { broughtFwdResidentialFinancialCostPence: 7 },
    };
    expect(pickedFor(abroad(spain), [cost(7, { countryCode: 'ESP' })])).toEqual(['2', '3']);
    expect(pickedFor(abroad(spain), [cost(7, { countryCode: 'FRA' })])).toBeNull();
    expect(
      pickedFor(abroad(spain), [cost(7, { countryCode: 'ESP' }), cost(1, { countryCode: 'FRA' })]),
    ).toBeNull();
    const [villa, piso] = [
      { ...place('ESP', 'villa', 20), expenses: spain.expenses },
      place('ESP', 'piso', 3),
    ];
    expect(pickedFor(abroad(villa, piso), [cost(7, { propertyId: 'villa' })])).toEqual(['2', '3']);
    expect(pickedFor(abroad(villa, piso), [cost(7, { propertyId: 'piso' })])).toBeNull();
  });

  it('are those of income alone where expenses are left out, whatever was spent', () => {
    const repair = (id: string, propertyId: string, countryCode: string) => ({
      ...row(id, propertyId, countryCode, 0),
      ...{ category: 'other', moneyOutPence: 30 },
    });
    const all = [
      ...rows,
      repair('4', 'flat', 'GBR'),
      repair('5', 'villa', 'ESP'),
      repair('6', 'gite', 'FRA'),
    ];
    const pick = (figures: Parameters<typeof behind>[0], leavesOutExpenses: boolean) =>
      behind(figures, { leavesOutExpenses })
        .pick(all, [])
        ?.map(({ id }) => id) ?? null;
    const uk = { ...dates, income: { periodAmountPence: 100 }, expenses: {} };
    expect(pick(uk, true)).toEqual(['1']);
    expect(pick(uk, false)).toBeNull();
    expect(pick({ ...uk, income: { periodAmountPence: 99 } }, true)).toBeNull();
    const places = abroad(place('ESP', 'villa', 20), place('ESP', 'piso', 3), place('FRA', 'gite', 0));
    expect(pick(places, true)).toEqual(['2', '3']);
    expect(pick(places, false)).toBeNull();
  });

  it('are none where one abroad belongs to no place of the update', () => {
    expect(pickedFor(abroad(place('ESP', 'villa', 20)))).toBeNull();
  });
});
