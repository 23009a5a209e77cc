import { createFixedClock } from '../platform/clock.ts';
import { createAnnuals } from './annual-summaries.ts';
import { createFinalising } from './finalising.ts';
import { createLosing } from './losing.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { type Sending } from './sending.ts';
import { adjustmentsAbroad, annualSummaryAbroad } from './sendings-abroad.ts';
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
  'a set of accounting adjustments': (journey) => {
    const finalising = createFinalising(journey);
    return {
      put: 'adjust-uk-bsas',
      get: 'get-uk-bsas',
      after: ['get-uk-bsas'],
      takenStatus: 200,
      at: '2026-10-06T09:00:00Z',
      refusal: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
      click: finalising.click,
      prepare: finalising.prepare,
      isHeld: (landlord) => finalising.held(landlord).some(({ adjusted }) => adjusted !== undefined),
    };
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
  'a loss brought forward': (journey) => {
    const losing = createLosing(journey);
    const loss = {
      change: 'add-loss',
      id: '',
      fields: { yearOfLoss: '2024-25', typeOfLoss: 'uk-property', amount: '1,234.56' },
    };
    return {
      put: 'create-brought-forward-loss',
      get: 'list-brought-forward-losses',
      after: ['list-brought-forward-losses'],
      takenStatus: 201,
      at: '2026-10-06T09:00:00Z',
      refusal: 'RULE_DUPLICATE_SUBMISSION',
      click: (landlord) => losing.click(landlord, '2025-26', loss),
      prepare: (landlord) => losing.look(landlord, '2025-26'),
      isHeld: (landlord) => losing.held(landlord, 'losses').length === 1,
    };
  },
  'a change of a loss': (journey) => ({
    ...ofHeldLoss(journey, 'amend-loss'),
    takenStatus: 200,
    refusal: 'FORMAT_VALUE',
    isHeld: (landlord) =>
      JSON.stringify(createLosing(journey).held(landlord, 'losses')).includes('"lossPence":700'),
  }),
  'the deletion of a loss': (journey) => ({
    ...ofHeldLoss(journey, 'delete-loss'),
    takenStatus: 204,
    refusal: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'losses').length === 0,
  }),
  'losses and claims of a year, together': (journey) => {
    const losing = createLosing(journey);
    const fields = { broughtForward: '1,234.56', sideways: '0.01' };
    return {
      put: 'put-loss-claims',
      get: 'get-loss-claims',
      after: ['get-loss-claims'],
      takenStatus: 204,
      at: '2027-05-06T09:00:00Z',
      refusal: 'FORMAT_VALUE',
      click: (landlord) => losing.click(landlord, '2026-27', { change: 'put', id: '', fields }),
      prepare: (landlord) => losing.look(landlord, '2026-27'),
      isHeld: (landlord) => losing.held(landlord, 'loss-claims-by-year').length === 1,
    };
  },
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

/** A change of a loss that HMRC has. */
function ofHeldLoss(journey: Journey, change: 'amend-loss' | 'delete-loss') {
  const losing = createLosing(journey);
  // Time may stand still, and what is newest counts.
  const clock = createFixedClock('2026-10-06T08:59:00Z');
  const earlier = createLosing({ ...journey, ...journey.createProcess({ clock }) });
  const taxYear = '2025-26';
  const ids = new Map<string, string>();
  return {
    put: change.replace('-', '-brought-forward-'),
    get: 'get-brought-forward-loss',
    after: ['list-brought-forward-losses'],
    at: '2026-10-06T09:00:00Z',
    click: (landlord: Landlord) =>
      losing.click(landlord, taxYear, { change, id: ids.get(landlord.id) ?? '', fields: { amount: '7' } }),
    prepare: async (landlord: Landlord) => {
      await earlier.look(landlord, taxYear);
      const fields = { yearOfLoss: '2024-25', typeOfLoss: 'uk-property', amount: '1,234.56' };
      await earlier.send(landlord, taxYear, { change: 'add-loss', id: '', fields });
      ids.set(landlord.id, (await losing.seen(landlord, taxYear))?.losses[0]?.lossId ?? '');
    },
  };
}
