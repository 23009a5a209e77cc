import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates } from '../../test/updates.ts';
import { usualStormLimits } from './storm/rules.ts';

let journey: Journey;
let updates: ReturnType<typeof createUpdates>;
beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
afterEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

interface Row {
  purpose: string;
  access_token: boolean;
  refresh_token: boolean;
  nino: boolean;
  generation: number | null;
}

const rowsOf = async (landlord: Landlord): Promise<Row[]> => {
  const { rows } = await journey.pool.query<Row>(
    `select purpose, access_token, refresh_token, nino, generation from secret_uses where owner_id = $1 order by id`,
    [landlord.id],
  );
  return rows;
};

/** In short: the purpose, what was used, and the generation. */
const short = ({ purpose, access_token, refresh_token, nino, generation }: Row) =>
  [purpose, access_token && 'access', refresh_token && 'refresh', nino && 'nino', generation]
    .filter((part) => part !== false && part !== null)
    .join(' ');

/**
 * Does something, and gives the rows that came of it. Fails where a seal of a token or a NINO was opened of which the rows do
 * not speak, or a row speaks of a NINO that was not opened.
 */
async function during(landlord: Landlord, act: () => Promise<unknown>, by = journey): Promise<string[]> {
  await by.connections.idle();
  const before = (await rowsOf(landlord)).length;
  journey.opened.length = 0;
  await act();
  await by.connections.idle();
  const rows = (await rowsOf(landlord)).slice(before);
  const uses = journey.opened.map(({ use }) => use).filter((use) => use !== 'verifier');
  expect({
    tokens: rows.some((row) => row.access_token || row.refresh_token),
    nino: rows.some((row) => row.nino),
  }).toEqual({ tokens: uses.includes('tokens') || uses.includes('candidate'), nino: uses.includes('nino') });
  return rows.map(short);
}

describe('each step that opens a token or a NINO is one row', () => {
  it('from the first connecting to the last look', async () => {
    const landlord = await journey.addLandlord();
    const { connections } = journey;
    expect(await during(landlord, () => connections.saveNino(landlord.id, landlord.nino))).toEqual([]);
    expect(await during(landlord, () => connections.saveNino(landlord.id, 'NC999999A'))).toEqual([
      'change-nino nino',
    ]);
    await connections.saveNino(landlord.id, landlord.nino);
    expect(await during(landlord, () => journey.begin(landlord))).toEqual([]);
    expect(await during(landlord, () => journey.connect(landlord))).toEqual([
      // The number is given once more, then the account proved.
      'change-nino nino',
      'prove access refresh nino',
    ]);
    expect(await during(landlord, () => connections.maskedNino(landlord.id))).toEqual(['reveal-masked nino']);
    expect(await during(landlord, () => connections.view(landlord.id))).toEqual([]);
    expect(await during(landlord, () => connections.history(landlord.id))).toEqual([]);
    expect(await during(landlord, () => connections.disconnect(landlord.id))).toEqual([]);
  });

  it('checking the dates, which asks HMRC three times', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    const check = () =>
      journey.connections.refreshObligations(
        { id, ownerId: landlord.id },
        {
          purpose: 'check-dates',
          freshness: 'live',
          priority: 'person',
          fraudPreventionHeaders: captured.headers,
        },
      );
    expect(await during(landlord, check)).toEqual(['check-dates access nino 1']);
    expect(journey.countCalls('obligations', landlord.nino)).toBe(6);
  });

  it('sending an update, with and without a renewal', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T10:00:00Z');
    const { event } = await updates.submit(landlord);
    const { steps } = journey.submissions;
    expect(await during(landlord, () => steps.fetchObligations(event))).toEqual([
      'fetch-obligations access refresh nino 2',
    ]);
    expect(await during(landlord, () => steps.send(event))).toEqual(['submit-period access nino 2']);
    // It has ended: nothing is opened any more.
    expect(await during(landlord, () => steps.send(event))).toEqual([]);
  });

  it('finding out what became of an update', async () => {
    const { steps } = journey.submissions;
    for (const [step, row] of [
      [steps.send, 'read-back access nino 1'],
      [steps.askHmrc, 'ask-hmrc access nino 1'],
    ] as const) {
      const landlord = await journey.addConnected();
      const { event } = await updates.submit(landlord);
      const lost = { name: 'answer-lost', nino: landlord.nino, operation: 'put-uk-cumulative', times: 1 };
      await journey.control.addFault(lost);
      await steps.send(event);
      expect(await during(landlord, () => step(event))).toEqual([row]);
    }
  });

  it('a refusal that forces a renewal and a second try', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await journey.control.addFault({
      name: 'unauthorised',
      nino: landlord.nino,
      operation: 'obligations',
      times: 1,
    });
    const { steps } = journey.submissions;
    expect(await during(landlord, () => steps.fetchObligations(event))).toEqual([
      'fetch-obligations access refresh nino 2',
    ]);
  });

  it('a storm: its probes, and the judging of who was held', async () => {
    const landlord = await journey.addConnected();
    const process = journey.createProcess({ stormLimits: usualStormLimits });
    const { id } = await journey.connectionOf(landlord);
    await journey.connectionStore.beginStorm({
      seenAt: journey.clock.now(),
      refused: 5,
      nextProbeAt: journey.clock.now(),
    });
    await journey.connectionStore.hold({
      id,
      generation: 1,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now: journey.clock.now(),
    });
    const rows = await during(landlord, () => process.connections.weatherStorms(), {
      ...journey,
      ...process,
    });
    expect(rows).toEqual(['probe-storm refresh 1']);
    await journey.connectionStore.hold({
      id,
      generation: 2,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now: journey.clock.now(),
    });
    await journey.setTime('2026-10-06T11:00:00Z');
    const judged = await during(landlord, () => process.connections.weatherStorms(), {
      ...journey,
      ...process,
    });
    expect(judged).toEqual(['judge-held refresh 2']);
  });

  it('many callers who share one renewal: the refresh token once, the access token for each', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    await journey.setTime('2026-10-06T15:30:00Z');
    const call = () =>
      journey.connections.callHmrc({
        connectionId: id,
        purpose: 'light-check',
        freshness: 'fresh',
        priority: 'background',
        fraudPreventionHeaders: captured.headers,
        invoke: (given, nino) => journey.hmrc.listAllBusinesses(given, { nino }),
      });
    const rows = await during(landlord, () => Promise.all([call(), call(), call()]));
    expect(rows).toHaveLength(3);
    expect(rows.filter((row) => row === 'light-check access refresh nino 2')).toHaveLength(1);
    expect(rows.filter((row) => row === 'light-check access nino 2')).toHaveLength(2);
  });
});
