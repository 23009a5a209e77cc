import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { listCalculations, submitFinalDeclaration, triggerCalculation } from './calculations.ts';

const nino = 'AA123456A';
const calculationId = 'f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c';
const call = { accessToken: 'a-token', fraudPreventionHeaders: {} };
const api = 'https://api.example';

// The kinds are words of outside data here, as they would come from a form.
const trigger = (taxYear: string, calculationType: string) =>
  checkRequest(triggerCalculation, { nino, taxYear, calculationType: calculationType as 'in-year' });
const declare = (taxYear: string, calculationType: string, id = calculationId) =>
  checkRequest(submitFinalDeclaration, {
    nino,
    taxYear,
    calculationId: id,
    calculationType: calculationType as 'final-declaration',
  });
const list = (taxYear: string, calculationType?: string) =>
  checkRequest(listCalculations, {
    nino,
    taxYear,
    ...(calculationType === undefined ? {} : { calculationType: calculationType as 'in-year' }),
  });

describe('a kind of calculation', () => {
  test.each([
    [trigger('2017-18', 'in-year'), []],
    [trigger('2024-25', 'intent-to-finalise'), []],
    [trigger('2025-26', 'intent-to-amend'), []],
    [trigger('2024-25', 'intent-to-amend'), ['RULE_CALCULATION_TYPE_NOT_ALLOWED']],
    [trigger('2025-26', 'final-declaration'), ['FORMAT_CALCULATION_TYPE']],
    [trigger('2016-17', 'in-year'), ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    [list('2017-18'), []],
    [list('2022-23', 'in-year'), ['RULE_CALCULATION_TYPE_NOT_ALLOWED']],
    [list('2023-24', 'final-declaration'), []],
    [list('2024-25', 'confirm-amendment'), ['RULE_CALCULATION_TYPE_NOT_ALLOWED']],
    [list('2025-26', 'confirm-amendment'), []],
    [list('2025-26', 'yearly'), ['FORMAT_CALCULATION_TYPE']],
    [declare('2024-25', 'final-declaration'), []],
    [declare('2025-26', 'confirm-amendment'), []],
    [declare('2024-25', 'confirm-amendment'), ['FORMAT_CALCULATION_TYPE']],
    [declare('2025-26', 'intent-to-finalise'), ['FORMAT_CALCULATION_TYPE']],
    [declare('2025-26', '../trigger'), ['FORMAT_CALCULATION_TYPE']],
    [declare('2025-26', 'final-declaration', 'X'), ['FORMAT_CALCULATION_ID']],
  ])('is judged by tax year and use, case %#', (errors, codes) => {
    expect(errors.map(({ code }) => code)).toEqual(codes);
  });

  test('is part of the path, and nothing is in the body', () => {
    const built = buildRequest(api, submitFinalDeclaration, call, {
      nino,
      taxYear: '2026-27',
      calculationId,
      calculationType: 'final-declaration',
    });
    expect(built).toMatchObject({
      ok: true,
      request: {
        method: 'POST',
        url: new URL(
          `${api}/individuals/calculations/${nino}/self-assessment/2026-27/${calculationId}/final-declaration`,
        ),
        body: null,
        headers: { Accept: 'application/vnd.hmrc.8.0+json' },
      },
    });
  });
});

describe('the list', () => {
  const base = {
    calculationId,
    calculationTimestamp: '2026-06-22T08:53:44.122Z',
    calculationType: 'in-year',
  };
  const read = (entry: object) => listCalculations.reads?.parse({ calculations: [{ ...base, ...entry }] });

  test.each([
    [{}, {}],
    [
      {
        requestedBy: 'customer',
        taxYear: '2021-22',
        totalIncomeTaxAndNicsDue: -10.07,
        finalDeclaration: true,
      },
      {
        requestedBy: 'customer',
        taxYear: '2021-22',
        totalIncomeTaxAndNicsDuePence: -1007,
        finalDeclaration: true,
      },
    ],
    [
      { calculationTrigger: 'attended', calculationOutcome: 'PROCESSED', liabilityAmount: 236.89 },
      { calculationTrigger: 'attended', calculationOutcome: 'PROCESSED', liabilityAmountPence: 23_689 },
    ],
    [
      { liabilityAmount: '-236.89', fromDate: '2025-04-06', toDate: '2026-04-05', later: 1 },
      { liabilityAmountPence: -23_689, fromDate: '2025-04-06', toDate: '2026-04-05' },
    ],
  ])('is read as the tax year has it: %j', (entry, expected) => {
    expect(read(entry)).toEqual([{ ...base, ...expected }]);
  });

  test('is not believed with words for an amount', () => {
    expect(() => read({ liabilityAmount: 'much' })).toThrow();
  });
});
