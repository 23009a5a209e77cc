import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDeclaring, type Declaring, declaredYear } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';

const trigger = 'trigger-calculation';
const retrieve = 'retrieve-calculation';
/** The engine's tries of a step. */
const tries = 8;

let journey: Journey;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  declaring = createDeclaring(journey);
  await journey.control.setCalculationSeconds(0);
});
beforeEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

/** Asks for a calculation; an estimate is asked for by the update that HMRC took. */
const asks: Record<string, (landlord: Landlord) => Promise<string>> = {
  'in-year': async (landlord) => (await journey.calculations.ofYear(landlord.id, declaredYear))[0]?.id ?? '',
  'intent-to-finalise': async (landlord) => {
    const started = await declaring.start(landlord);
    if (!started.ok) throw new Error(started.reason);
    return started.calculation;
  },
};

/** Does what an engine does until something has become of a calculation. */
async function work(landlord: Landlord, calculation: string) {
  const { steps, giveUp, one } = journey.calculations;
  const event = { calculation, connectionId: (await journey.connectionOf(landlord)).id };
  for (let look = 0; look < 20; look += 1) {
    let end = await steps.calculate(event);
    for (let tried = 1; end.next === 'retry' && tried < tries; tried += 1) end = await steps.calculate(event);
    if (end.next === 'retry') await giveUp(event);
    const found = await one(landlord.id, calculation);
    if (found && found.state !== 'waiting') return found;
  }
  throw new Error('The calculation is still waited for.');
}

/** Whether anything was declared, at HMRC or by our own account. */
async function isDeclared({ id, nino }: Landlord): Promise<boolean> {
  const sent = await journey.submissions.all(id);
  return (
    journey.countCalls('submit-final-declaration', nino) > 0 ||
    journey.control.saveState().documents['final-declarations']?.[nino] !== undefined ||
    sent.some(({ kind }) => kind === 'final-declaration')
  );
}

const ready = { state: 'ready', failure: null };
const failed = (reconnect: boolean, code: unknown = expect.any(String)) => ({
  state: 'failed',
  failure: { code, reconnect },
});

const faults = [
  { what: 'loses the answer after its work', name: 'answer-lost', more: { times: 1 }, told: ready },
  { what: 'is away for an hour', name: 'outage-503', more: { times: tries - 1 }, told: ready },
  { what: 'breaks for an hour', name: 'outage-500', more: { times: tries - 1 }, told: ready },
  { what: 'is away for longer', name: 'outage-503', more: {}, told: failed(false, 'TRIES_USED_UP') },
  { what: 'answers 401', name: 'unauthorised', more: {}, told: failed(true) },
  { what: 'answers 403', name: 'forbidden', more: {}, told: failed(true) },
  {
    what: 'refuses our application',
    name: 'forbidden',
    more: { code: 'RESOURCE_FORBIDDEN' },
    told: failed(false),
  },
  {
    what: 'refuses',
    name: 'refuse',
    more: { code: 'FORMAT_TAX_YEAR' },
    told: failed(false, 'FORMAT_TAX_YEAR'),
  },
];

describe.each(Object.entries(asks))('a calculation of the type %s', (type, ask) => {
  /** Nothing was declared, nothing can be, and once HMRC is well again the same can be asked for. */
  async function expectUntouched(landlord: Landlord, calculation: string): Promise<void> {
    expect(await isDeclared(landlord)).toBe(false);
    const found = await journey.calculations.one(landlord.id, calculation);
    if (!found || found.state === 'ready') return;
    if (found.failure?.reconnect) expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    expect(await declaring.agree(landlord, found)).toMatchObject({ ok: false, reason: 'no-figures' });
    await journey.control.clearFaults();
    await declaring.figures(landlord);
    expect(await isDeclared(landlord)).toBe(false);
  }

  describe.each([trigger, retrieve])('and HMRC at %s', (operation) => {
    it.each(faults)('$what', async ({ name, more, told }) => {
      const landlord = await declaring.addWithYear();
      const calculation = await ask(landlord);
      await journey.control.addFault({ name, nino: landlord.nino, operation, ...more });
      const found = await work(landlord, calculation);
      expect(found).toMatchObject({ type, ...told });
      expect(found.figures !== null).toBe(told.state === 'ready');
      await expectUntouched(landlord, calculation);
    });
  });

  it('is told to reconnect where the authority was withdrawn before it', async () => {
    const landlord = await declaring.addWithYear();
    const calculation = await ask(landlord);
    await journey.control.revokeAuthority(landlord.nino);
    expect(await work(landlord, calculation)).toMatchObject(failed(true));
    expect((await journey.connectionOf(landlord)).status).toBe('expired');
    await expectUntouched(landlord, calculation);
  });
});
