import { createAnnuals } from './annual-summaries.ts';
import { createFinalising } from './finalising.ts';
import { type Journey } from './journey.ts';
import { lossSendings } from './loss-sendings.ts';
import { type Sending } from './sending.ts';
import { adjustmentsAbroad, annualSummaryAbroad, annualSummaryByCountry } from './sendings-abroad.ts';
import { createStatementTests, statementsAt } from './statements.ts';

/** The kinds that one step sends, by what pages call them. */
export const sendings: Record<string, (journey: Journey) => Sending> = {
  'an annual summary': (journey) => annualSummary(createAnnuals(journey)),
  // Beside holiday lets, which stay as they are: HMRC's copy is asked for before each send.
  'an annual summary of 2024-25': (journey) => ({
    ...annualSummary(createAnnuals(journey, '2024-25')),
    joined: '2024-25',
    before: ['get-uk-annual'],
  }),
  'an annual summary abroad': annualSummaryAbroad,
  'an annual summary abroad of 2025-26': annualSummaryByCountry,
  'a set of accounting adjustments': (journey) => {
    const finalising = createFinalising(journey);
    return adjustments(finalising, finalising.prepare);
  },
  'the word that there is nothing to adjust': (journey) => {
    const finalising = createFinalising(journey);
    return adjustments(finalising, (landlord) =>
      finalising.prepare(landlord, { isNothing: true, fields: {} }),
    );
  },
  'a set of accounting adjustments abroad': adjustmentsAbroad,
  'an End of Period Statement': (journey) => {
    const statements = createStatementTests(journey);
    return {
      put: 'submit-end-of-period-statement',
      get: null,
      after: [],
      takenStatus: 204,
      at: statementsAt,
      refusal: 'RULE_BUSINESS_VALIDATION_FAILURE',
      click: (landlord) => statements.click(landlord),
      prepare: statements.prepare,
      isHeld: statements.isHeld,
    };
  },
  ...lossSendings,
};

const annualSummary = (annuals: ReturnType<typeof createAnnuals>): Sending => ({
  put: 'put-uk-annual',
  get: 'get-uk-annual',
  after: [],
  takenStatus: 200,
  at: '2026-10-06T09:00:00Z',
  refusal: 'RULE_BOTH_ALLOWANCES_SUPPLIED',
  click: annuals.click,
  prepare: annuals.fill,
  isHeld: (landlord) => annuals.held(landlord) !== undefined,
});

const adjustments = (
  { click, held }: ReturnType<typeof createFinalising>,
  prepare: Sending['prepare'],
): Sending => ({
  put: 'adjust-uk-bsas',
  get: 'get-uk-bsas',
  after: ['get-uk-bsas'],
  takenStatus: 200,
  at: '2026-10-06T09:00:00Z',
  refusal: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
  click,
  prepare,
  isHeld: (landlord) => held(landlord).some(({ adjusted }) => adjusted !== undefined),
});
