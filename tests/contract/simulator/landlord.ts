import type { TestBusiness } from '../../../packages/hmrc-client/src/index.ts';
import type { Walk } from './walk.ts';

/** Somebody made through the client: with a business of every kind, in Making Tax Digital for years. */
export interface Landlord {
  nino: string;
  uk: string;
  foreign: string;
  trade: string;
}

/** A trade, as test support wants one. */
export const aTrade: TestBusiness = {
  typeOfBusiness: 'self-employment',
  tradingName: 'Odd Jobs',
  businessAddressLineOne: '1 High Street',
  businessAddressCountryCode: 'FR',
};

const taxYears = ['2022-23', '2023-24', '2024-25', '2025-26', '2026-27'];

/** Makes a landlord, signs them in and gives them their businesses. */
export async function makeLandlord(walk: Walk, commencementDate = '2019-06-01'): Promise<Landlord> {
  const user = await walk.ask('createTestIndividual', {
    individual: { serviceNames: ['national-insurance', 'self-assessment', 'mtd-income-tax'] },
  });
  const nino = user.nino ?? '';
  await walk.signIn(user);
  const make = async (business: TestBusiness): Promise<string> => {
    const made = await walk.ask('createTestBusiness', { nino, business: { commencementDate, ...business } });
    return made.businessId ?? '';
  };
  const uk = await make({ typeOfBusiness: 'uk-property' });
  const foreign = await make({ typeOfBusiness: 'foreign-property' });
  const trade = await make(aTrade);
  for (const taxYear of taxYears) {
    await walk.ask('putTestItsaStatus', {
      nino,
      taxYear,
      itsaStatusDetails: [
        {
          submittedOn: `${taxYear.slice(0, 4)}-02-20T08:00:00.000Z`,
          status: 'MTD Mandated',
          statusReason: 'ITSA final declaration',
          businessIncome2YearsPriorPence: 6_000_050,
        },
      ],
    });
  }
  return { nino, uk, foreign, trade };
}
