import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { calculateElsewhere } from '../../test/calculating.ts';
import { declarationSendings } from '../../test/declaration-sendings.ts';
import { createDeclaring, declaredYear } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createSender } from '../../test/sending.ts';
import { sendings } from '../../test/sendings.ts';
import { updateSendings } from '../../test/update-sendings.ts';
import { type AttemptEvent } from '../../test/updates.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.control.clearFaults();
  await journey.control.clearRequests();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

/** The operations that were called for a landlord while something was done, in order. */
async function callsDuring({ nino }: Landlord, work: () => Promise<unknown>): Promise<string[]> {
  const seen = () => journey.control.requests().filter((request) => request.nino === nino);
  const before = seen().length;
  await work();
  return seen()
    .slice(before)
    .map(({ operation }) => operation ?? '');
}

const loseAnswer = ({ nino }: Landlord, operation: string) =>
  journey.control.addFault({ name: 'answer-lost', nino, operation, times: 1 });

const hoursAfter = (at: string, hours: number): Promise<void> =>
  journey.setTime(new Date(Date.parse(at) + hours * 3_600_000).toISOString());

/** What each kind asks of HMRC with a fresh token, and once more where the answer of its sending was lost. README has the sums. */
const costs: Record<string, { calls: string[]; afterLost: string[] }> = {
  'a quarterly update': {
    calls: ['obligations', 'put-uk-cumulative'],
    afterLost: ['get-uk-cumulative'],
  },
  'a quarterly update of 2024-25': {
    calls: ['obligations', 'list-property-periods', 'create-uk-period'],
    afterLost: ['list-property-periods', 'get-uk-period'],
  },
  'a change of a quarterly update of 2024-25': {
    calls: ['obligations', 'list-property-periods', 'get-uk-period', 'amend-uk-period'],
    afterLost: ['list-property-periods', 'get-uk-period'],
  },
  'a quarterly update abroad of 2024-25': {
    calls: ['obligations', 'list-property-periods', 'create-foreign-period'],
    afterLost: ['list-property-periods', 'get-foreign-period'],
  },
  'a quarterly update abroad by country': {
    calls: ['obligations', 'put-foreign-cumulative'],
    afterLost: ['get-foreign-cumulative'],
  },
  'a quarterly update abroad by property': {
    calls: ['obligations', 'put-foreign-cumulative'],
    afterLost: ['get-foreign-cumulative'],
  },
  'an annual summary': { calls: ['put-uk-annual'], afterLost: ['get-uk-annual'] },
  'an annual summary of 2024-25': {
    calls: ['put-uk-annual'],
    afterLost: ['get-uk-annual'],
  },
  'an annual summary abroad': { calls: ['put-foreign-annual'], afterLost: ['get-foreign-annual'] },
  'an annual summary abroad of 2025-26': { calls: ['put-foreign-annual'], afterLost: ['get-foreign-annual'] },
  // HMRC's own sum of the adjusted figures is looked at after them.
  'a set of accounting adjustments': {
    calls: ['adjust-uk-bsas', 'get-uk-bsas'],
    afterLost: ['get-uk-bsas', 'get-uk-bsas'],
  },
  'the word that there is nothing to adjust': {
    calls: ['adjust-uk-bsas', 'get-uk-bsas'],
    afterLost: ['get-uk-bsas', 'get-uk-bsas'],
  },
  'a set of accounting adjustments abroad': {
    calls: ['adjust-foreign-bsas', 'get-foreign-bsas'],
    afterLost: ['get-foreign-bsas', 'get-foreign-bsas'],
  },
  'an End of Period Statement': {
    calls: ['submit-end-of-period-statement'],
    afterLost: ['submit-end-of-period-statement'],
  },
  'a loss brought forward': {
    calls: ['create-brought-forward-loss', 'list-brought-forward-losses'],
    afterLost: ['list-brought-forward-losses', 'list-brought-forward-losses'],
  },
  'a change of a loss': {
    calls: ['amend-brought-forward-loss', 'list-brought-forward-losses'],
    afterLost: ['get-brought-forward-loss', 'list-brought-forward-losses'],
  },
  'the deletion of a loss': {
    calls: ['delete-brought-forward-loss', 'list-brought-forward-losses'],
    afterLost: ['get-brought-forward-loss', 'list-brought-forward-losses'],
  },
  'a claim of a loss': {
    calls: ['create-loss-claim', 'list-loss-claims'],
    afterLost: ['list-loss-claims', 'list-loss-claims'],
  },
  'the deletion of a claim': {
    calls: ['delete-loss-claim', 'list-loss-claims'],
    afterLost: ['get-loss-claim', 'list-loss-claims'],
  },
  'losses and claims of a year, together': {
    calls: ['put-loss-claims', 'get-loss-claims'],
    afterLost: ['get-loss-claims', 'get-loss-claims'],
  },
  'the deletion of all losses of a year': {
    calls: ['delete-loss-claims', 'get-loss-claims'],
    afterLost: ['get-loss-claims', 'get-loss-claims'],
  },
  'a final declaration': { calls: ['submit-final-declaration'], afterLost: ['retrieve-calculation'] },
  'an amendment of a final declaration': {
    calls: ['submit-final-declaration'],
    afterLost: ['retrieve-calculation'],
  },
};

// HMRC takes three requests a second from the whole application: each one more serves a third fewer landlords.
describe.each(Object.entries({ ...updateSendings, ...sendings, ...declarationSendings }))(
  'what HMRC is asked for %s',
  (name, of) => {
    const cost = costs[name];

    /** @returns the calls of the steps, and then those of the sending step run again */
    async function callsOf(
      meanwhile: (landlord: Landlord, of: { put: string; at: string }) => Promise<unknown>,
    ) {
      const kind = of(journey);
      await journey.setTime(kind.at);
      const sender = createSender(journey, kind);
      const { landlord, event } = await sender.submit();
      await meanwhile(landlord, kind);
      const first = await callsDuring(landlord, () => run(event, kind.asksFirst ?? false));
      const again = await callsDuring(landlord, () => sender.run(event));
      // Asked with any token that lives.
      return { before: kind.before ?? [], first, again };
    }

    async function run(event: AttemptEvent, asksFirst: boolean): Promise<void> {
      const { steps } = journey.submissions;
      if (asksFirst) await steps.fetchObligations(event);
      await steps.send(event);
    }

    it('is the renewal of the token, and what the flow itself asks', async () => {
      const { before, first, again } = await callsOf((_landlord, { at }) => hoursAfter(at, 0.5));
      expect(first).toEqual([...before, 'token', ...(cost?.calls ?? [])]);
      expect(again).toEqual([]);
    });

    it('is without the renewal within five minutes of one', async () => {
      const { before, first } = await callsOf(() => Promise.resolve());
      expect(first).toEqual([...before, ...(cost?.calls ?? [])]);
    });

    it('is more where an answer was lost, to find out', async () => {
      const { again } = await callsOf((landlord, { put }) => loseAnswer(landlord, put));
      expect(again).toEqual(cost?.afterLost);
    });
  },
);

describe('what HMRC is asked for a tax calculation', () => {
  const trigger = 'trigger-calculation';
  const retrieve = 'retrieve-calculation';

  const at = '2026-10-06T09:00:00Z';
  /** Unlike what is sent, which wants a new one, a calculation is asked for with any token that still lives: they live for four hours. */
  const hoursOfToken = 4;

  async function withYear() {
    await journey.setTime(at);
    return createDeclaring(journey).addWithYear();
  }

  /** Does what the engine does for the newest calculation of the year, once. */
  async function step(landlord: Landlord): Promise<void> {
    const [newest] = await journey.calculations.ofYear(landlord.id, declaredYear);
    const connectionId = (await journey.connectionOf(landlord)).id;
    await journey.calculations.steps.calculate({ calculation: newest?.id ?? '', connectionId });
  }

  const estimate = async (landlord: Landlord) => {
    await step(landlord);
    await step(landlord);
  };

  it('is to make an estimate and to show it, after a renewal where the token has run out', async () => {
    const landlord = await withYear();
    await hoursAfter(at, hoursOfToken);
    expect(await callsDuring(landlord, () => estimate(landlord))).toEqual(['token', trigger, retrieve]);
  });

  it('is to make an estimate and to show it, while the token lives', async () => {
    const landlord = await withYear();
    expect(await callsDuring(landlord, () => estimate(landlord))).toEqual([trigger, retrieve]);
  });

  it('is to make an estimate once more where the answer was lost', async () => {
    const landlord = await withYear();
    await loseAnswer(landlord, trigger);
    await step(landlord);
    expect(await callsDuring(landlord, () => estimate(landlord))).toEqual([trigger, retrieve]);
  });

  it('is one for HMRC’s list of a year, and one for each of it that is shown', async () => {
    const landlord = await withYear();
    await estimate(landlord);
    const asked = { ownerId: landlord.id, taxYear: declaredYear, captured } as const;
    const { list, one } = journey.calculations.atHmrc;
    const calculationId = await calculateElsewhere(journey.simulator, landlord, declaredYear);
    expect(await callsDuring(landlord, () => list(asked))).toEqual(['list-calculations']);
    expect(await callsDuring(landlord, () => one({ ...asked, calculationId }))).toEqual([retrieve]);
    await hoursAfter(at, hoursOfToken);
    expect(await callsDuring(landlord, () => list(asked))).toEqual(['token', 'list-calculations']);
  });

  it('is one look more each time that HMRC has not finished', async () => {
    const landlord = await withYear();
    await journey.control.setCalculationSeconds(60);
    await step(landlord);
    expect(await callsDuring(landlord, () => estimate(landlord))).toEqual([retrieve, retrieve]);
  });

  it.each(['final-declaration', 'confirm-amendment'] as const)(
    'is the year’s quarters, to make the figures and to show them, before a person agrees: %s',
    async (type) => {
      const landlord = await withYear();
      const declaring = createDeclaring(journey);
      if (type === 'confirm-amendment') await declaring.run((await declaring.declare(landlord)).event);
      const calls = await callsDuring(landlord, () => declaring.figures(landlord, type));
      expect(calls).toEqual(['obligations', trigger, retrieve]);
      await hoursAfter(at, hoursOfToken);
      expect(await callsDuring(landlord, () => declaring.figures(landlord, type))).toEqual([
        'token',
        ...calls,
      ]);
    },
  );
});
