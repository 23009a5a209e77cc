import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest, textOf } from '../../request.ts';
import {
  amendBroughtForwardLoss,
  type BroughtForwardLoss,
  createBroughtForwardLoss,
  deleteBroughtForwardLoss,
  listBroughtForwardLosses,
  retrieveBroughtForwardLoss,
} from './brought-forward-losses.ts';

const nino = 'AA123456A';
const lossId = 'AAZZ1234567890a';
const call = { accessToken: 'secret', fraudPreventionHeaders: {} };
const codes = (errors: { code: string }[]): string[] => errors.map(({ code }) => code);

const loss: BroughtForwardLoss = {
  taxYearBroughtForwardFrom: '2023-24',
  typeOfLoss: 'uk-property',
  businessId: 'XAIS12345678901',
  lossAmountPence: 123_456,
};

describe('a loss is brought forward', () => {
  test('in pounds', () => {
    const body = createBroughtForwardLoss.body?.({ nino, taxYear: '2024-25', loss });
    expect(body && textOf(body)).toBe(
      '{"taxYearBroughtForwardFrom":"2023-24","typeOfLoss":"uk-property","businessId":"XAIS12345678901",' +
        '"lossAmount":1234.56}',
    );
  });

  test.each([
    ['2024-25', {}, []],
    ['2025-26', { lossAmountPence: 0 }, []],
    ['2025-26', { taxYearBroughtForwardFrom: '2018-19' }, []],
    ['2025-26', { taxYearBroughtForwardFrom: '2017-18' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    ['2025-26', { taxYearBroughtForwardFrom: '2026-27' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    ['2025-26', { taxYearBroughtForwardFrom: '2023-25' }, ['RULE_TAX_YEAR_RANGE_INVALID']],
    ['2025-26', { taxYearBroughtForwardFrom: '2023' }, ['FORMAT_TAX_YEAR']],
    ['2025-26', { lossAmountPence: -1 }, ['FORMAT_VALUE']],
    ['2025-26', { businessId: '' }, ['FORMAT_BUSINESS_ID']],
    ['2024-25', { typeOfLoss: 'uk-property-fhl' }, []],
    ['2025-26', { typeOfLoss: 'uk-property-fhl' }, []],
    [
      '2025-26',
      { typeOfLoss: 'uk-property-fhl', taxYearBroughtForwardFrom: '2025-26' },
      ['RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES'],
    ],
  ] satisfies [string, Partial<BroughtForwardLoss>, string[]][])(
    'into %s with %j: %j',
    (taxYear, changes, expected) => {
      const params = { nino, taxYear, loss: { ...loss, ...changes } };
      expect(codes(checkRequest(createBroughtForwardLoss, params))).toEqual(expected);
    },
  );

  test('as HMRC’s copy says', () => {
    const copy = {
      businessId: 'XAIS12345678901',
      typeOfLoss: 'pigs',
      taxYearBroughtForwardFrom: '2023-24',
      lastModified: '2026-01-01T10:00:00Z',
    };
    const read = { ...copy, lossAmountPence: 10_010 };
    expect(createBroughtForwardLoss.reads?.parse({ lossId, links: [] })).toEqual({ lossId });
    expect(retrieveBroughtForwardLoss.reads?.parse({ ...copy, lossAmount: 100.1 })).toEqual(read);
    expect(
      listBroughtForwardLosses.reads?.parse({ losses: [{ ...copy, lossId, lossAmount: 100.1 }] }),
    ).toEqual([{ ...read, lossId }]);
    expect(amendBroughtForwardLoss.reads?.safeParse(copy).success).toBe(false);
  });
});

test('the amount of a loss is changed by itself', () => {
  const params = { nino, lossId, taxYear: '2024-25', lossAmountPence: 0 };
  const built = buildRequest('https://hmrc.test', amendBroughtForwardLoss, call, params);
  expect(built).toMatchObject({ ok: true, request: { method: 'POST', body: '{"lossAmount":0}' } });
  expect(built.ok && built.request.url.pathname).toBe(
    `/individuals/losses/${nino}/brought-forward-losses/${lossId}/tax-year/2024-25/change-loss-amount`,
  );
});

test('losses are listed by what HMRC can filter by', () => {
  const list = (filters: object): string[] =>
    codes(checkRequest(listBroughtForwardLosses, { nino, taxYearBroughtForwardFrom: '2024-25', ...filters }));
  expect(list({ typeOfLoss: 'foreign-property', businessId: 'XAIS12345678901' })).toEqual([]);
  expect(list({ typeOfLoss: 'self-employment-class4' })).toEqual(['FORMAT_TYPE_OF_LOSS']);
  expect(list({ businessId: 'mine' })).toEqual(['FORMAT_BUSINESS_ID']);
});

test.each([
  [createBroughtForwardLoss, { taxYear: '2026-27', loss }, 'putLossesAndClaims'],
  [amendBroughtForwardLoss, { taxYear: '2026-27', lossId, lossAmountPence: 1 }, 'putLossesAndClaims'],
  [listBroughtForwardLosses, { taxYearBroughtForwardFrom: '2026-27' }, 'getLossesAndClaims'],
  [deleteBroughtForwardLoss, { taxYear: '2026-27', lossId }, 'deleteLossesAndClaims'],
])('from 2026-27 another operation does it: %#', (operation, params, successor) => {
  // Each operation with its own parameters, which no one type of a table can say.
  const errors = checkRequest(operation as typeof deleteBroughtForwardLoss, { nino, ...params } as never);
  expect(codes(errors)).toEqual(['RULE_TAX_YEAR_NOT_SUPPORTED']);
  expect(errors[0]?.message).toContain(successor);
});

test('a loss id of another form is refused', () => {
  expect(codes(checkRequest(retrieveBroughtForwardLoss, { nino, lossId: 'loss' }))).toEqual([
    'FORMAT_LOSS_ID',
  ]);
});
