import { makeLandlord, type Landlord } from '../landlord.ts';
import { requireSame } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import { sendWholeYear } from './figures.ts';
import type { Journey } from './journey.ts';
import { registerThree } from './property-foreign.ts';
import { accountingPeriodOf, wholeYear, years } from './tax-year-dates.ts';

export const calculationJourneys: readonly Journey[] = [
  {
    name: 'the statement at the end of 2023-24',
    startAt: '2024-12-01T09:00:00.000Z',
    walk: submitStatement,
  },
  {
    name: 'every tax year is calculated, as it is then',
    startAt: '2027-05-10T09:00:00.000Z',
    walk: calculateYears,
  },
  {
    name: 'a year is declared and the declaration amended',
    startAt: '2026-10-06T09:00:00.000Z',
    walk: declareAndAmend,
  },
];

async function submitStatement(walk: Walk): Promise<void> {
  const landlord = await makeLandlord(walk);
  await sendWholeYear(walk, landlord, '2023-24', '');
  const { nino, uk, foreign } = landlord;
  const accountingPeriod = accountingPeriodOf('2023-24');
  for (const [typeOfBusiness, businessId] of [
    ['uk-property', uk],
    ['foreign-property', foreign],
  ] as const) {
    const statement = { typeOfBusiness, businessId, accountingPeriod, finalised: true } as const;
    await walk.ask('submitEndOfPeriodStatement', { nino, statement });
    const code = await walk.refused('submitEndOfPeriodStatement', { nino, statement });
    requireSame('the statement again', 'RULE_ALREADY_SUBMITTED', code);
  }
}

async function calculateYears(walk: Walk): Promise<void> {
  const landlord = await makeLandlord(walk);
  const [propertyId = ''] = await registerThree(walk, landlord);
  const { nino, uk } = landlord;
  for (const typeOfLoss of ['uk-property', 'uk-property-fhl'] as const) {
    await walk.ask('createBroughtForwardLoss', {
      nino,
      taxYear: '2021-22',
      loss: { taxYearBroughtForwardFrom: '2021-22', typeOfLoss, businessId: uk, lossAmountPence: 50_000 },
    });
  }
  for (const taxYear of years) {
    await sendWholeYear(walk, landlord, taxYear, propertyId);
    for (const calculationType of ['in-year', 'intent-to-finalise'] as const) {
      const calculationId = await calculate(walk, landlord, taxYear, calculationType);
      const listed = await walk.ask('listCalculations', { nino, taxYear });
      if (!listed.some((one) => one.calculationId === calculationId)) {
        throw new Error(`A calculation of ${taxYear} is not in the list.`);
      }
    }
    const summary = await walk.ask('retrieveIncomeSummary', {
      nino,
      typeOfBusiness: 'uk-property',
      businessId: uk,
      taxYear,
    });
    requireSame(`the income of ${taxYear}`, 2_410_050, summary.total.incomePence);
  }
}

/** A calculation that came out with figures; its id. */
async function calculate(
  walk: Walk,
  { nino }: Landlord,
  taxYear: string,
  calculationType: 'in-year' | 'intent-to-finalise' | 'intent-to-amend',
): Promise<string> {
  const { calculationId } = await walk.ask('triggerCalculation', { nino, taxYear, calculationType });
  await walk.wait();
  const { calculation, messages } = await walk.ask('retrieveCalculation', { nino, taxYear, calculationId });
  if (calculation === undefined) throw new Error(`${taxYear} has no figures: ${JSON.stringify(messages)}`);
  return calculationId;
}

async function declareAndAmend(walk: Walk): Promise<void> {
  const landlord = await makeLandlord(walk);
  const { nino, uk } = landlord;
  const taxYear = '2025-26';
  await sendWholeYear(walk, landlord, taxYear, '');
  const declared = await calculate(walk, landlord, taxYear, 'intent-to-finalise');
  await walk.ask('submitFinalDeclaration', {
    nino,
    taxYear,
    calculationId: declared,
    calculationType: 'final-declaration',
  });
  const obligations = await walk.ask('retrieveFinalDeclarationObligations', { nino, taxYear });
  requireSame(
    'the obligation to declare',
    ['fulfilled'],
    obligations.map(({ status }) => status),
  );

  const summary = { ...wholeYear(taxYear), income: { periodAmountPence: 3_000_000 } };
  await walk.ask('putUkPropertyCumulative', { nino, businessId: uk, taxYear, summary });
  const amended = await calculate(walk, landlord, taxYear, 'intent-to-amend');
  await walk.ask('submitFinalDeclaration', {
    nino,
    taxYear,
    calculationId: amended,
    calculationType: 'confirm-amendment',
  });
  const listed = await walk.ask('listCalculations', {
    nino,
    taxYear,
    calculationType: 'confirm-amendment',
  });
  requireSame(
    'what was confirmed',
    [amended],
    listed.map(({ calculationId }) => calculationId),
  );
}
