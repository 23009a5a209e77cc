import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createLostRunStore } from '../../data/lost-runs.ts';
import { createLog } from '../../platform/log.ts';
import { createDeclaring, type Declaring, declaredYear } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { calculationRequested } from '../calculations/index.ts';
import { createRescue } from './index.ts';

const quietForMs = 60_000;
const raised: object[] = [];
let journey: Journey;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  declaring = createDeclaring(journey);
  await journey.control.setCalculationSeconds(0);
});
beforeEach(async () => {
  raised.length = 0;
  await journey.control.clearFaults();
  await journey.pool.query('delete from calculations');
});
afterAll(() => journey.close());

const rescueLost = () =>
  createRescue({
    store: createLostRunStore(journey.db),
    calculations: journey.calculations,
    log: createLog({ logLevel: 'silent' }),
    alerts: { raise: (kind, detail) => Promise.resolve(void raised.push({ kind, ...detail })) },
    quietForMs,
  }).rescueLost();

/** A landlord whose year is over, and the figures to declare that were asked for. */
async function addWaiting(): Promise<{ landlord: Landlord; id: string }> {
  const landlord = await declaring.addWithYear();
  await journey.pool.query('delete from calculations');
  return { landlord, id: await ask(landlord) };
}

/** Asks for the figures to declare, as the page does. */
async function ask(landlord: Landlord): Promise<string> {
  const started = await declaring.start(landlord);
  if (!started.ok) throw new Error(started.reason);
  return started.calculation;
}

/** The engine had all events of a calculation so long ago. */
const handedOver = (id: string, secondsAgo: number) =>
  journey.pool.query(
    `update outbox set handed_over_at = now() - $1 * interval '1 second' where data->>'calculation' = $2`,
    [secondsAgo, id],
  );

interface Placed {
  id: string;
  name: string;
  data: { calculation: string; connectionId: string };
}

async function eventsOf(id: string): Promise<Placed[]> {
  const { rows } = await journey.pool.query<Placed>(
    `select id, name, data from outbox where data->>'calculation' = $1 order by created_at, id`,
    [id],
  );
  return rows.map((row) => ({ ...row, id: row.id.replace(id, '') }));
}

/** Does what an engine does with the newest event of a calculation. */
async function runNewest(id: string) {
  const newest = (await eventsOf(id)).at(-1);
  if (newest?.name !== calculationRequested) throw new Error('Nothing was set off.');
  return journey.calculations.steps.calculate(newest.data);
}

const view = ({ landlord, id }: { landlord: Landlord; id: string }) =>
  journey.calculations.one(landlord.id, id);
const triggers = ({ nino }: Landlord) => journey.countCalls('trigger-calculation', nino);

describe('a calculation whose run was lost', () => {
  it('is taken up anew once, comes, can be declared, and the operator is told once', async () => {
    const waiting = await addWaiting();
    const { landlord, id } = waiting;
    await handedOver(id, 61);
    // Asking again gives the same, and sets nothing off.
    expect(await ask(landlord)).toBe(id);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual([':look:0']);

    expect((await Promise.all([rescueLost(), rescueLost()])).sort()).toEqual([0, 1]);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual([':look:0', ':rescue:1']);
    expect(raised).toEqual([{ kind: 'calculation-run-lost', calculation: id }]);
    await runNewest(id);
    await runNewest(id);
    const found = await view(waiting);
    expect(found).toMatchObject({ state: 'ready', type: 'intent-to-finalise' });
    expect(found && (await declaring.agree(landlord, found))).toMatchObject({ ok: true });
    await handedOver(id, 61);
    expect((await createLostRunStore(journey.db).findCalculations(quietForMs, 50)).length).toBe(0);
  });

  it('is taken up where it is an estimate that followed an update', async () => {
    const landlord = await declaring.addWithYear();
    const [estimate] = await journey.calculations.ofYear(landlord.id, declaredYear);
    const id = estimate?.id ?? '';
    await handedOver(id, 61);
    expect(await rescueLost()).toBe(1);
    await runNewest(id);
    await runNewest(id);
    expect(await view({ landlord, id })).toMatchObject({ state: 'ready', type: 'in-year' });
  });

  it('is fetched and not asked for again where HMRC has begun it', async () => {
    const waiting = await addWaiting();
    const { landlord, id } = waiting;
    const before = triggers(landlord);
    await runNewest(id);
    const begun = (await view(waiting))?.calculationId;
    await handedOver(id, 61);
    expect(await rescueLost()).toBe(1);
    await runNewest(id);
    expect(await view(waiting)).toMatchObject({ state: 'ready', calculationId: begun });
    expect(triggers(landlord)).toBe(before + 1);
  });

  it('is asked for once more where HMRC’s answer was lost too, and then fetched', async () => {
    const waiting = await addWaiting();
    const { landlord, id } = waiting;
    const before = triggers(landlord);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'trigger-calculation',
      times: 1,
    });
    expect(await runNewest(id)).toMatchObject({ next: 'retry' });
    await handedOver(id, 61);
    expect(await rescueLost()).toBe(1);
    await runNewest(id);
    await handedOver(id, 61);
    expect(await rescueLost()).toBe(1);
    await runNewest(id);
    expect(await view(waiting)).toMatchObject({ state: 'ready' });
    expect(triggers(landlord)).toBe(before + 2);
    expect(raised).toHaveLength(1);
  });

  it('three times in vain has failed, which its owner sees, and can be asked for again', async () => {
    const waiting = await addWaiting();
    const { landlord, id } = waiting;
    for (let time = 1; time <= 3; time += 1) {
      await handedOver(id, 61);
      expect(await rescueLost()).toBe(1);
      expect(await view(waiting)).toMatchObject({ state: 'waiting' });
    }
    await handedOver(id, 61);
    expect(await rescueLost()).toBe(0);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual([
      ':look:0',
      ':rescue:1',
      ':rescue:2',
      ':rescue:3',
    ]);
    expect(await view(waiting)).toMatchObject({
      state: 'failed',
      failure: { code: 'RUN_LOST', reconnect: false },
    });
    expect((await view(waiting))?.failure?.sentence).toMatch(/our fault.*You can ask for it again/);
    expect(raised).toHaveLength(1);

    const again = await ask(landlord);
    expect(again).not.toBe(id);
    await runNewest(again);
    await runNewest(again);
    expect(await view({ landlord, id: again })).toMatchObject({ state: 'ready' });
    // An event of the old one that comes after all changes nothing.
    await runNewest(id);
    expect(await view(waiting)).toMatchObject({ state: 'failed' });
  });
});

describe('a calculation that is not lost', () => {
  it('is left alone while a run may be at it, and while a look is on its way', async () => {
    const { id } = await addWaiting();
    expect(await rescueLost()).toBe(0);
    await handedOver(id, 59);
    expect(await rescueLost()).toBe(0);
    await handedOver(id, 61);
    await runNewest(id);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual([':look:0', ':look:1']);
    expect(await rescueLost()).toBe(0);
    expect(raised).toEqual([]);
  });
});
