import { createFixedClock } from '../platform/clock.ts';
import { type TaxYear } from '../domain/tax-year.ts';
import { createLosing } from './losing.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { type Sending } from './sending.ts';

type Losing = ReturnType<typeof createLosing>;
/** The form of one change, and the tax year that it is sent for. */
type Change = Parameters<Losing['click']>[2];

/** Changes of what HMRC has of losses: one by one up to 2025-26, and together from then on. */
export const lossSendings: Record<string, (journey: Journey) => Sending> = {
  'a loss brought forward': (journey) => ({
    ...ofNew(journey, '2025-26', newLoss),
    put: 'create-brought-forward-loss',
    get: 'list-brought-forward-losses',
    after: ['list-brought-forward-losses'],
    takenStatus: 201,
    refusal: 'RULE_DUPLICATE_SUBMISSION',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'losses').length === 1,
  }),
  'a change of a loss': (journey) => ({
    ...ofHeldLoss(journey, 'amend-loss'),
    put: 'amend-brought-forward-loss',
    takenStatus: 200,
    refusal: 'FORMAT_VALUE',
    isHeld: (landlord) =>
      JSON.stringify(createLosing(journey).held(landlord, 'losses')).includes('"lossPence":700'),
  }),
  'the deletion of a loss': (journey) => ({
    ...ofHeldLoss(journey, 'delete-loss'),
    put: 'delete-brought-forward-loss',
    takenStatus: 204,
    refusal: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'losses').length === 0,
  }),
  'a claim of a loss': (journey) => ({
    ...ofNew(journey, '2025-26', newClaim),
    put: 'create-loss-claim',
    get: 'list-loss-claims',
    after: ['list-loss-claims'],
    takenStatus: 201,
    refusal: 'RULE_TYPE_OF_CLAIM_INVALID',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'loss-claims').length === 1,
  }),
  'the deletion of a claim': (journey) => ({
    ...ofHeld(journey, '2025-26', newClaim, async (losing, landlord) => ({
      change: 'delete-claim',
      id: (await losing.seen(landlord, '2025-26'))?.claims[0]?.claimId ?? '',
      fields: {},
    })),
    put: 'delete-loss-claim',
    get: 'get-loss-claim',
    after: ['list-loss-claims'],
    takenStatus: 204,
    refusal: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'loss-claims').length === 0,
  }),
  'losses and claims of a year, together': (journey) => ({
    ...ofNew(journey, '2026-27', together),
    put: 'put-loss-claims',
    get: 'get-loss-claims',
    after: ['get-loss-claims'],
    takenStatus: 204,
    refusal: 'FORMAT_VALUE',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'loss-claims-by-year').length === 1,
  }),
  'the deletion of all losses of a year': (journey) => ({
    ...ofHeld(journey, '2026-27', together, () =>
      Promise.resolve({ change: 'delete-all', id: '', fields: {} }),
    ),
    put: 'delete-loss-claims',
    get: 'get-loss-claims',
    after: ['get-loss-claims'],
    takenStatus: 204,
    refusal: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
    isHeld: (landlord) => createLosing(journey).held(landlord, 'loss-claims-by-year').length === 0,
  }),
};

const newLoss: Change = {
  change: 'add-loss',
  id: '',
  fields: { yearOfLoss: '2024-25', typeOfLoss: 'uk-property', amount: '1,234.56' },
};
const newClaim: Change = { change: 'add-claim', id: '', fields: { typeOfClaim: 'carry-sideways' } };
const together: Change = {
  change: 'put',
  id: '',
  fields: { broughtForward: '1,234.56', sideways: '0.01' },
};

/** When HMRC takes changes of a tax year: what it takes together, once the year is over. */
const days: Partial<Record<TaxYear, string>> = { '2025-26': '2026-10-06', '2026-27': '2027-05-06' };
const at = (taxYear: TaxYear, time: string) => `${days[taxYear] ?? ''}T${time}:00Z`;

/** What HMRC has nothing of yet. */
function ofNew(journey: Journey, taxYear: TaxYear, change: Change) {
  const losing = createLosing(journey);
  return {
    at: at(taxYear, '09:00'),
    click: (landlord: Landlord) => losing.click(landlord, taxYear, change),
    prepare: (landlord: Landlord) => losing.look(landlord, taxYear),
  };
}

/** A change of what HMRC has. */
function ofHeld(
  journey: Journey,
  taxYear: TaxYear,
  first: Change,
  next: (losing: Losing, landlord: Landlord) => Promise<Change>,
) {
  const losing = createLosing(journey);
  // Time may stand still, and what is newest counts.
  const clock = createFixedClock(at(taxYear, '08:59'));
  const earlier = createLosing({ ...journey, ...journey.createProcess({ clock }) });
  const changes = new Map<string, Change>();
  return {
    at: at(taxYear, '09:00'),
    click: (landlord: Landlord) =>
      losing.click(landlord, taxYear, changes.get(landlord.id) ?? { change: '', id: '', fields: {} }),
    prepare: async (landlord: Landlord) => {
      await earlier.look(landlord, taxYear);
      await earlier.send(landlord, taxYear, first);
      changes.set(landlord.id, await next(losing, landlord));
    },
  };
}

const ofHeldLoss = (journey: Journey, change: 'amend-loss' | 'delete-loss') => ({
  ...ofHeld(journey, '2025-26', newLoss, async (losing, landlord) => ({
    change,
    id: (await losing.seen(landlord, '2025-26'))?.losses[0]?.lossId ?? '',
    fields: { amount: '7' },
  })),
  get: 'get-brought-forward-loss',
  after: ['list-brought-forward-losses'],
});
