import { type RequestResult } from '../domain/submissions/index.ts';
import { createAbroad } from './abroad.ts';
import { type Journey, startsAt } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { createPeriodSummaries, early1 } from './period-summaries.ts';
import { type Sending } from './sending.ts';
import { letAbroad, registerAll } from './sendings-abroad.ts';
import { createUpdates, quarter1 } from './updates.ts';

/** Clicks "Submit"; or "Resubmit", where the last one did not come to anything. */
function clickEither(journey: Journey, submit: (landlord: Landlord) => Promise<RequestResult>) {
  return async (landlord: Landlord) => {
    const [before] = await journey.submissions.list(landlord.id);
    // What was taken is not sent again, but changed by another.
    if (!before || before.status === 'submitted') return submit(landlord);
    return createUpdates(journey).clickResubmit(landlord, before.id);
  };
}

/** The quarterly updates, whose obligation is asked for before they are sent. */
export const updateSendings: Record<string, (journey: Journey) => Sending> = {
  'a quarterly update': (journey) => {
    const updates = createUpdates(journey);
    return {
      ...common,
      put: 'put-uk-cumulative',
      get: 'get-uk-cumulative',
      at: startsAt,
      click: clickEither(journey, (landlord) => updates.click(landlord, quarter1)),
      prepare: (landlord) => journey.addRent(landlord, '2026-05-01', '1,234.56'),
      isHeld: (landlord) => updates.held(landlord) !== undefined,
    };
  },
  // Of its quarter alone, made by one call and changed by another.
  'a quarterly update of 2024-25': (journey) => {
    const periods = createPeriodSummaries(journey);
    return {
      ...common,
      takenStatus: 201,
      joined: '2024-25',
      put: 'create-uk-period',
      get: 'list-property-periods',
      at: startsAt,
      click: clickEither(journey, (landlord) => periods.click(landlord, early1)),
      prepare: (landlord) => journey.addRent(landlord, '2024-05-01', '1,234.56'),
      isHeld: (landlord) => periods.periodsOf(landlord).length > 0,
    };
  },
  'a change of a quarterly update of 2024-25': (journey) => {
    const periods = createPeriodSummaries(journey);
    const rentsOf = (landlord: Landlord) =>
      periods
        .periodsOf(landlord)
        .map(({ ukNonFhlProperty }) => ukNonFhlProperty?.['income']?.['periodAmount']);
    return {
      ...common,
      takenStatus: 200,
      joined: '2024-25',
      put: 'amend-uk-period',
      get: 'list-property-periods',
      at: startsAt,
      click: clickEither(journey, (landlord) => periods.click(landlord, early1)),
      prepare: async (landlord) => {
        await journey.addRent(landlord, '2024-05-01', '1,234.56');
        await periods.sendThrough(landlord, early1);
        await journey.addRent(landlord, '2024-05-02', '0.44');
      },
      isHeld: (landlord) => rentsOf(landlord).includes(123_500),
    };
  },
  'a quarterly update abroad of 2024-25': (journey) => {
    const periods = createPeriodSummaries(journey);
    return {
      ...ofUpdateAbroad(journey, early1),
      takenStatus: 201,
      joined: '2024-25',
      put: 'create-foreign-period',
      get: 'list-property-periods',
      at: startsAt,
      prepare: async (landlord) => {
        await letAbroad(journey, landlord, '2024-05-02');
      },
      isHeld: (landlord) => periods.periodsAbroadOf(landlord).length > 0,
    };
  },
  'a quarterly update abroad by country': (journey) => ({
    ...ofUpdateAbroad(journey, '2026-04-05'),
    at: '2026-04-20T09:00:00Z',
    prepare: async (landlord) => {
      await letAbroad(journey, landlord, '2025-06-01');
    },
  }),
  'a quarterly update abroad by property': (journey) => ({
    ...ofUpdateAbroad(journey, quarter1),
    at: startsAt,
    prepare: async (landlord) => {
      const { villa, gite } = await letAbroad(journey, landlord, '2026-05-02');
      await registerAll(journey, landlord, [villa, gite]);
    },
  }),
};

const common = {
  asksFirst: true,
  after: [],
  takenStatus: 204,
  refusal: 'RULE_BOTH_EXPENSES_SUPPLIED',
} as const satisfies Partial<Sending>;

function ofUpdateAbroad(journey: Journey, quarter: string) {
  const abroad = createAbroad(journey);
  return {
    ...common,
    isAbroad: true,
    put: 'put-foreign-cumulative',
    get: 'get-foreign-cumulative',
    click: clickEither(journey, (landlord) => abroad.click(landlord, quarter)),
    isHeld: (landlord: Landlord) => abroad.held(landlord).length > 0,
  } as const;
}
