import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Landlord } from '../../../test/landlords.ts';
import { createStorming, type Storming } from '../../../test/storming.ts';

let storming: Storming;

beforeAll(async () => {
  storming = await createStorming();
});
beforeEach(() => storming.startOver());
afterAll(() => storming.journey.close());

/** Submits for each landlord in turn, as far as that goes. */
async function submitAll(landlords: readonly Landlord[]) {
  const { updates, one } = storming;
  const made: { landlord: Landlord; submissionId: string }[] = [];
  for (const landlord of landlords) {
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event, one);
    made.push({ landlord, submissionId });
  }
  return made;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('when HMRC refuses many', () => {
  it('those just expired are connected again and held, and so is whoever is refused next', async () => {
    const { ask, askAll, statuses, raise, storms } = storming;
    const landlords = await storming.addStale(7);
    await raise();
    const early = await askAll(landlords.slice(0, 4));
    expect(early).toMatchObject(times(4, { kind: 'reconnect' }));
    expect(await statuses(landlords.slice(0, 4))).toEqual(times(4, 'expired'));
    expect(await storms()).toEqual([]);

    expect(await askAll(landlords.slice(4))).toMatchObject(times(3, { kind: 'storm' }));
    // The fifth showed the storm and the last two were not even tried.
    expect(await statuses(landlords)).toEqual([...times(5, 'held'), ...times(2, 'connected')]);
    expect(await storms()).toEqual(['open']);
    expect(await ask(landlords[0]!)).toMatchObject({ kind: 'storm' });
    const history = await storming.one.connections.history(landlords[0]!.id);
    expect(history.map(({ kind }) => kind)).toContain('held');
    expect(await storming.one.connections.view(landlords[0]!.id)).toMatchObject({
      status: 'connected',
      reason: null,
      expiredAt: null,
      heldSince: expect.any(Date) as Date,
    });
  });

  it('a share below the limit costs those who were refused their connections, and nobody else anything', async () => {
    const landlords = await storming.addStale(16);
    for (const { nino } of landlords.slice(0, 5)) await storming.journey.control.revokeAuthority(nino);
    // Eleven are renewed beside the five: less than a third is refused.
    await storming.askAll([...landlords.slice(5), ...landlords.slice(0, 5)]);
    await storming.beat();
    expect(await storming.storms()).toEqual([]);
    expect(await storming.statuses(landlords)).toEqual([...times(5, 'expired'), ...times(11, 'connected')]);
  });

  it('a busy day is a storm after twenty refusals in a row, however many were renewed before', async () => {
    const landlords = await storming.addStale(21);
    const { id, ownerId } = await storming.journey.connectionOf(landlords[20]!);
    await storming.journey.pool.query(
      `insert into connection_events (owner_id, connection_id, at, kind)
       select $1, $2, $3::timestamptz - n * interval '1 second', 'renewed' from generate_series(1, 500) n`,
      [ownerId, id, storming.journey.clock.now()],
    );
    await storming.raise();
    await storming.askAll(landlords.slice(0, 19));
    expect(await storming.storms()).toEqual([]);
    await storming.askAll(landlords.slice(19, 20));
    expect(await storming.storms()).toEqual(['open']);
    expect(await storming.statuses(landlords)).toEqual([...times(20, 'held'), 'connected']);
  });

  it('one who was refused before the window stays expired', async () => {
    const landlords = await storming.addStale(6);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 1));
    await storming.pass(11);
    await storming.askAll(landlords.slice(1));
    expect(await storming.statuses(landlords)).toEqual(['expired', ...times(5, 'held')]);
  });

  it('an access token that HMRC still takes goes on working, also of one who could not be renewed', async () => {
    const stale = await storming.addStale(5);
    const live = await storming.journey.addConnected();
    await storming.raise();
    await storming.askAll(stale);
    expect(await storming.storms()).toEqual(['open']);
    const calls = storming.journey.countCalls('token');
    expect(await storming.ask(live)).toMatchObject({ ok: true });
    await storming.pass(10);
    expect(await storming.ask(live)).toMatchObject({ ok: true });
    expect(storming.journey.countCalls('token')).toBe(calls);
    // Nobody else is left to find out with, so that it is tried and refused: what it has still works.
    await storming.beat();
    expect(await storming.statuses([live])).toEqual(['held']);
    expect(await storming.ask(live, { freshness: 'live' })).toMatchObject({ ok: true });
  });

  it('an API that refuses everybody is a storm as well, and over when that API answers', async () => {
    const { journey, updates } = storming;
    const landlords = await storming.addStale(6);
    await journey.control.addFault({ name: 'forbidden', operation: 'obligations' });
    const made = await submitAll(landlords);
    expect(await storming.storms()).toEqual(['open']);
    expect((await storming.statuses(landlords)).slice(0, 5)).toEqual(times(5, 'held'));
    const last = made[5]!;
    expect((await updates.view(last.landlord, last.submissionId)).latest.waitingFor).toBe('storm');

    // Tokens are renewed all along, which says nothing about the API: only the one who waits may be asked for.
    await storming.pass(1);
    for (const landlord of landlords.slice(0, 5)) {
      await storming.journey.pool.query(
        `update attempts set status = 'processing', waiting_for = 'storm' where owner_id = $1`,
        [landlord.id],
      );
    }
    await storming.beat();
    expect(await storming.storms()).toEqual(['open']);

    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['over']);
    await storming.beat();
    expect(await storming.statuses(landlords)).toEqual(times(6, 'connected'));
  });

  it('authorities that end on one day are no storm, and one is not put off', async () => {
    const landlords = await storming.addStale(7);
    // All of them consented on 6 October 2026.
    await storming.journey.setTime('2028-04-06T10:00:00Z');
    expect(await storming.askAll(landlords)).toMatchObject(times(7, { kind: 'reconnect' }));
    expect(await storming.storms()).toEqual([]);
    expect(await storming.statuses(landlords)).toEqual(times(7, 'expired'));
  });

  it('tells the operator once, though two processes see it at once', async () => {
    const landlords = await storming.addStale(12);
    await storming.raise();
    await Promise.all(
      landlords.map((landlord, index) =>
        storming.ask(landlord, { by: index % 2 === 0 ? storming.one : storming.two }),
      ),
    );
    await storming.beat();
    expect(await storming.storms()).toEqual(['open']);
    expect(await storming.statuses(landlords)).not.toContain('expired');
    expect(await storming.journey.alertKinds()).toEqual(['hmrc-refuses-many-connections']);
  });

  it('what a process marked after the storm was seen, and died, is taken back by the next look', async () => {
    const landlords = await storming.addStale(6);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 5));
    const { id, generation } = await storming.journey.connectionOf(landlords[5]!);
    await storming.journey.connectionStore.expire({
      id,
      generation,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now: storming.journey.clock.now(),
    });
    await storming.beat();
    expect(await storming.statuses(landlords)).toEqual(times(6, 'held'));
  });
});

describe('while a storm lasts', () => {
  it('a held connection can be made again, and is not held then', async () => {
    const landlords = await storming.addStale(5);
    await storming.raise();
    await storming.askAll(landlords);
    expect(await storming.journey.connect(landlords[0]!)).toMatchObject({ ok: true, reconnected: true });
    expect(await storming.statuses(landlords)).toEqual(['connected', ...times(4, 'held')]);
    expect(await storming.ask(landlords[0]!)).toMatchObject({ ok: true });
  });

  it('a held connection can be ended, and stays so when the storm is over', async () => {
    const landlords = await storming.addStale(5);
    await storming.raise();
    await storming.askAll(landlords);
    expect(await storming.one.connections.disconnect(landlords[0]!.id)).toBe('done');
    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect(await storming.statuses(landlords)).toEqual(['not-connected', ...times(4, 'connected')]);
  });

  it('a submission waits and goes on by itself; one that failed before can be sent again', async () => {
    const { updates, journey } = storming;
    const landlords = await storming.addStale(6);
    await storming.raise();
    const made = await submitAll(landlords);
    const views = () => Promise.all(made.map((each) => updates.view(each.landlord, each.submissionId)));
    expect((await views()).map(({ status, latest }) => [status, latest.waitingFor])).toEqual([
      ...times(4, ['failed', null]),
      ...times(2, ['processing', 'storm']),
    ]);
    // Sent again while the storm lasts, it waits as well.
    const again = made[0]!;
    expect(await updates.clickResubmit(again.landlord, again.submissionId)).toMatchObject({ ok: true });
    await updates.run(await updates.eventOf(again.landlord, again.submissionId), storming.one);
    expect((await updates.view(again.landlord, again.submissionId)).latest.waitingFor).toBe('storm');

    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    for (const index of [0, 4, 5]) {
      const { landlord, submissionId } = made[index]!;
      const event = await updates.eventOf(landlord, submissionId);
      expect((await updates.eventsFor(event.attemptId)).map(({ id }) => id)).toContainEqual(
        expect.stringMatching(/:storm:/),
      );
      await updates.run(event, storming.two);
    }
    expect((await views()).map(({ status }) => status)).toEqual([
      'submitted',
      ...times(3, 'failed'),
      ...times(2, 'submitted'),
    ]);
    expect(await storming.statuses(landlords)).toEqual(times(6, 'connected'));
    expect(journey.control.updates().filter(({ acceptedCount }) => acceptedCount > 1)).toEqual([]);
  });

  it('what waited for its owner to reconnect, who need not after all, goes on by itself', async () => {
    const { updates, journey } = storming;
    const [early, ...others] = await storming.addStale(6);
    const { submissionId, event } = await updates.submit(early!);
    await journey.control.addFault({
      name: 'answer-lost',
      operation: 'put-uk-cumulative',
      nino: early!.nino,
      times: 1,
    });
    expect(await updates.run(event, storming.one)).toMatchObject({ next: 'retry' });
    const waitsFor = async () => (await updates.view(early!, submissionId)).latest.waitingFor;

    await storming.pass(5 * 60);
    await storming.raise();
    await updates.run(event, storming.one);
    expect([await storming.statuses([early!]), await waitsFor()]).toEqual([['expired'], 'reconnect']);
    await storming.askAll(others);
    expect([await storming.statuses([early!]), await waitsFor()]).toEqual([['held'], 'storm']);

    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect((await updates.eventsFor(event.attemptId)).map(({ id }) => id)).toContainEqual(
      expect.stringMatching(/:storm:/),
    );
    await updates.run(event, storming.two);
    const { status, latest } = await updates.view(early!, submissionId);
    expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
    expect(updates.held(early!)?.acceptedCount).toBe(1);
  });
});
