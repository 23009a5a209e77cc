import { type Ids } from './first-person.ts';
import { own, type Route } from './route.ts';

const annual = '/years/:taxYear/annual-summary/:businessId';
const annuals =
  (end = '') =>
  ({ businessId, foreignBusinessId }: Ids) =>
    [businessId, foreignBusinessId].flatMap((business) =>
      ['save', 'review', 'ask', 'confirm'].map((then) => ({
        path: `/years/2026-27/annual-summary/${business}${end}`,
        fields: { then, seen: 'any', accountingType: 'CASH' },
      })),
    );
const finalise = '/years/:taxYear/finalise/:businessId';
const finalising =
  (end = '') =>
  ({ businessId, foreignBusinessId }: Ids) =>
    [businessId, foreignBusinessId].flatMap((id) =>
      ['summary', 'look', 'nothing', 'confirm', 'save', 'review'].map((then) => ({
        path: `/years/2025-26/finalise/${id}${end}`,
        fields: { then, seen: 'any', agree: 'yes', name: 'Somebody' },
      })),
    );
const abroad = '/years/:taxYear/foreign-properties/:businessId';
/** HMRC's list of properties abroad, of somebody else's business. */
const lists = ({ foreignBusinessId, villa }: Ids) =>
  ['check', 'register', 'rename', 'take-back', 'link'].map((then) => ({
    path: `/years/2026-27/foreign-properties/${foreignBusinessId}`,
    fields: { then, property: villa, atHmrc: 'any' },
  }));
const ends = ({ foreignBusinessId, villa }: Ids) => [
  {
    path: `/years/2026-27/foreign-properties/${foreignBusinessId}/${villa}/end`,
    fields: { 'end-day': '1', 'end-month': '9', 'end-year': '2026', reason: 'disposal' },
  },
];
const statement = '/years/:taxYear/end-of-period-statement/:businessId';
/** A year that has one, and a year of which its page says that it has none. */
const statements = ({ businessId }: Ids) =>
  ['2023-24', '2026-27'].map((taxYear) => ({
    path: `/years/${taxYear}/end-of-period-statement/${businessId}`,
    fields: { agree: 'yes' },
  }));
const losses = '/years/:taxYear/losses';
const lossChanges = ({ businessId }: Ids) =>
  ['add-loss', 'put', 'delete-all', 'add-claim'].map((change) => ({
    path: `/years/2025-26/losses/${businessId}?change=${change}`,
    fields: { change, amount: '1', yearOfLoss: '2024-25', typeOfClaim: 'carry-sideways' },
  }));
const expenses = '/years/:taxYear/expenses/:businessId';
const expenseStyles = ({ businessId }: Ids) =>
  ['itemised', 'consolidated', 'none', ''].map((style) => ({
    path: `/years/2026-27/expenses/${businessId}`,
    fields: { style, quarter: '2026-10-05' },
  }));
const costs = '/years/:taxYear/finance-costs/:businessId';
const financeCosts = ({ businessId, foreignBusinessId, villa }: Ids) => [
  {
    path: `/years/2026-27/finance-costs/${businessId}`,
    fields: { amount: '1', quarter: '2026-10-05' },
  },
  { path: `/years/2026-27/finance-costs/${foreignBusinessId}`, fields: { [`amount-${villa}`]: '1' } },
];
const room = '/years/:taxYear/rent-a-room/:businessId';
const rentARoom = ({ businessId }: Ids) => [
  { path: `/years/2026-27/rent-a-room/${businessId}`, fields: { amount: '1', quarter: '2026-10-05' } },
];
const quarters = '/years/:taxYear/quarters/:businessId';
const quarterTypes = ({ businessId }: Ids) =>
  ['standard', 'calendar', ''].map((type) => ({
    path: `/years/2026-27/quarters/${businessId}`,
    fields: { type },
  }));
const calculations =
  (end = '') =>
  ({ calculation }: Ids) => [{ path: `/years/2026-27/calculations/${calculation}${end}` }];
/** Figures to declare, as somebody else asked for them. */
const agreements = ({ figures }: Ids) => [
  {
    path: `/years/2025-26/final-declaration/${figures}`,
    fields: { agree: 'yes', name: 'Somebody', seen: 'any' },
  },
];
/** A form's id is of another's calculation. */
const taxes = ({ calculation }: Ids) => [{ path: '/years/2026-27/tax', fields: { calculation } }];

/** HMRC's numbers of calculations say nothing to anybody but HMRC, who gives each to its own person alone. */
const atHmrc = '/years/:taxYear/tax/at-hmrc';
const numbers = () => [{ path: '/years/2026-27/tax/at-hmrc/f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c' }];

/** The routes of a tax year and of what belongs to it. */
export const yearRoutes: Record<string, Route> = {
  'GET /years': ['own', () => [{ path: '/years' }]],
  'GET /years/:taxYear': ['own', () => [{ path: '/years/2026-27' }]],
  'GET /years/:taxYear/tax': ['own', () => [{ path: '/years/2026-27/tax' }]],
  'POST /years/:taxYear/tax': ['own', taxes],
  [`GET ${atHmrc}`]: own('/years/2026-27/tax/at-hmrc', {}),
  [`POST ${atHmrc}`]: own('/years/2026-27/tax/at-hmrc', {}),
  [`GET ${atHmrc}/:calculationId`]: ['own', numbers],
  [`POST ${atHmrc}/:calculationId`]: ['own', numbers],
  'GET /years/:taxYear/final-declaration': ['own', () => [{ path: '/years/2025-26/final-declaration' }]],
  'POST /years/:taxYear/final-declaration': own('/years/2025-26/final-declaration', { otherIncome: 'none' }),
  [`GET ${losses}`]: ['own', () => [{ path: '/years/2025-26/losses' }]],
  [`POST ${losses}`]: own('/years/2025-26/losses', {}),

  'GET /years/:taxYear/calculations/:id': ['theirs', calculations()],
  'GET /years/:taxYear/calculations/:id/events': ['theirs', calculations('/events')],
  'GET /years/:taxYear/final-declaration/:id': ['theirs', agreements],
  'POST /years/:taxYear/final-declaration/:id': ['theirs', agreements],
  [`GET ${annual}`]: ['theirs', annuals()],
  [`POST ${annual}`]: ['theirs', annuals()],
  [`GET ${annual}/accounting-type`]: ['theirs', annuals('/accounting-type')],
  [`POST ${annual}/accounting-type`]: ['theirs', annuals('/accounting-type')],
  [`GET ${annual}/review`]: ['theirs', annuals('/review')],
  [`POST ${annual}/review`]: ['theirs', annuals('/review')],
  [`GET ${statement}`]: ['theirs', statements],
  [`POST ${statement}`]: ['theirs', statements],

  [`GET ${losses}/:businessId`]: ['theirs', lossChanges],
  [`POST ${losses}/:businessId`]: ['theirs', lossChanges],
  [`GET ${finalise}`]: ['theirs', finalising()],
  [`POST ${finalise}`]: ['theirs', finalising()],
  [`GET ${finalise}/adjustments`]: ['theirs', finalising('/adjustments')],
  [`POST ${finalise}/adjustments`]: ['theirs', finalising('/adjustments')],
  [`GET ${finalise}/review`]: ['theirs', finalising('/review')],
  [`POST ${finalise}/review`]: ['theirs', finalising('/review')],
  [`GET ${quarters}`]: ['theirs', quarterTypes],
  [`POST ${quarters}`]: ['theirs', quarterTypes],
  [`GET ${expenses}`]: ['theirs', expenseStyles],
  [`POST ${expenses}`]: ['theirs', expenseStyles],
  [`GET ${costs}`]: ['theirs', financeCosts],
  [`POST ${costs}`]: ['theirs', financeCosts],
  [`GET ${room}`]: ['theirs', rentARoom],
  [`POST ${room}`]: ['theirs', rentARoom],
  [`GET ${abroad}`]: ['theirs', lists],
  [`POST ${abroad}`]: ['theirs', lists],
  [`GET ${abroad}/:propertyId/end`]: ['theirs', ends],
  [`POST ${abroad}/:propertyId/end`]: ['theirs', ends],
};
