import { afterAll, beforeAll, expect, it } from 'vitest';
import { usualStormLimits } from '../../apps/web/src/domain/connections/index.ts';
import { createStorming, type Storming } from '../../apps/web/src/test/storming.ts';
import { report } from './report/part.ts';
import { expiredSpans } from './storm/expired-spans.ts';
import { addMany, type Connected } from './storm/landlords.ts';

const everybody = 5000;
const revokedCount = 50;
/** So many submit, the first of them before anybody can know of the storm. */
const submitting = 120;
const stepMinutes = 1 / 12;
const stepsOf = (minutes: number) => Math.round(minutes / stepMinutes);
const atOnce = 16;

let storming: Storming;
beforeAll(async () => {
  storming = await createStorming();
});
afterAll(() => storming.journey.close());

it('a storm over 5,000 landlords costs the 50 who are really revoked their connections, and nobody else', async (context) => {
  const { journey, updates, one, two } = storming;
  const landlords = await addMany(journey, everybody);
  // Spread over all that happens: before the storm, in it, and after it.
  const revoked = new Set(landlords.filter((_, index) => index % (everybody / revokedCount) === 7));
  const submitters = landlords.filter((each) => !revoked.has(each)).slice(0, submitting);
  const others = landlords.filter((each) => !submitters.includes(each));
  for (const landlord of submitters) await journey.addRent(landlord, '2026-05-01', '1,150.00');
  const sent = new Map<Connected, string>();

  const use = async (landlord: Connected, index: number) => {
    const by = index % 2 === 0 ? one : two;
    if (!submitters.includes(landlord)) {
      await by.connections.renew(landlord.connectionId);
      return;
    }
    const { submissionId, event } = await updates.submit(landlord);
    sent.set(landlord, submissionId);
    await updates.run(event, by);
  };
  /** Lets these landlords use their connections, spread over so many minutes, while both processes look after storms. */
  async function live(minutes: number, users: readonly Connected[], work = use): Promise<void> {
    const steps = stepsOf(minutes);
    for (let step = 0; step < steps; step += 1) {
      await storming.pass(stepMinutes);
      const now = users.slice(
        Math.floor((users.length * step) / steps),
        Math.floor((users.length * (step + 1)) / steps),
      );
      for (let from = 0; from < now.length; from += atOnce) {
        await Promise.all(now.slice(from, from + atOnce).map(work));
      }
      if (step % 3 === 0) await storming.beat();
    }
  }
  const statusesOf = async () => {
    const { rows } = await journey.pool.query<{ owner_id: string; status: string; held: boolean }>(
      'select owner_id, status, held_since is not null as held from connections',
    );
    return rows;
  };

  // A deadline day, on which some of the revoked show.
  const early = others.slice(0, 600);
  for (const landlord of revoked) {
    if (landlords.indexOf(landlord) < everybody / 2) await journey.control.revokeAuthority(landlord.nino);
  }
  await live(10, early);

  await storming.raise();
  const stormFrom = journey.clock.now();
  await live(10, [...submitters, ...others.slice(600)]);
  for (const landlord of revoked) await journey.control.revokeAuthority(landlord.nino);
  const inStorm = await statusesOf();
  const waiting = await journey.pool.query(
    `select 1 from attempts where status = 'processing' and waiting_for = 'storm'`,
  );
  await storming.calm();

  await live(5, []);
  const woken = await journey.pool.query<{ data: { attemptId: string; connectionId: string } }>(
    `select data from outbox where id like '%:storm:%'`,
  );
  for (const { data } of woken.rows) await updates.run(data, two);
  await live(30, others, async (landlord, index) => {
    await (index % 2 === 0 ? one : two).connections.renew(landlord.connectionId);
  });
  for (const [landlord, submissionId] of sent) {
    if ((await updates.view(landlord, submissionId)).status !== 'failed') continue;
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({ ok: true });
    await updates.run(await updates.eventOf(landlord, submissionId), one);
  }

  const ownRevoked = new Set([...revoked].map(({ id }) => id));
  const spans = (await expiredSpans(journey)).filter(({ ownerId }) => !ownRevoked.has(ownerId));
  const longestMs = Math.max(0, ...spans.map(({ from, until }) => Number(until ?? Infinity) - Number(from)));
  const expired = (await statusesOf()).filter(({ status }) => status === 'expired');
  const wronglyExpired = expired.filter(({ owner_id }) => !ownRevoked.has(owner_id)).length;
  const ends = await Promise.all([...sent].map(([landlord, id]) => updates.view(landlord, id)));
  const events = await journey.pool.query<{ kind: string; count: number }>(
    `select kind, count(distinct connection_id)::int as count from connection_events where at >= $1 group by kind`,
    [stormFrom],
  );
  const counted = (kind: string) => events.rows.find((row) => row.kind === kind)?.count ?? 0;
  const alerts = await journey.alertKinds();
  const checks = {
    'everybody who is revoked is expired': expired.length - wronglyExpired === revokedCount,
    'nobody else is': wronglyExpired === 0,
    'nobody else was for longer than the window': longestMs <= usualStormLimits.windowMs,
    'nobody waits any more': (await statusesOf()).every(({ status, held }) => status === 'expired' || !held),
    'all submissions are taken': ends.every(({ status }) => status === 'submitted'),
    'those who waited went on by themselves':
      waiting.rowCount === woken.rowCount && (waiting.rowCount ?? 0) > submitting / 2,
    'the operator was told once': alerts.join() === 'hmrc-refuses-many-connections',
    'one storm, and over': (await storming.storms()).join() === 'over',
  };
  const wrong = Object.entries(checks).filter(([, isRight]) => !isRight);
  report(context, {
    lines: [
      `storm: ${everybody} connections, ${revokedCount} of them revoked, ten minutes of invalid_grant`,
      `storm: told to reconnect before it was seen: ${spans.length}, for at most ${longestMs / 1000} s`,
      `storm: held: ${counted('held')}, of those while it lasted: ${inStorm.filter(({ held }) => held).length}`,
      `storm: expired in the end: ${expired.length}, renewed after it began: ${counted('renewed')}`,
      `storm: submissions that waited: ${waiting.rowCount}, woken: ${woken.rowCount}, stopped and sent again: ${ends.filter(({ attempts }) => attempts.length > 1).length}`,
      ...wrong.map(([what]) => `storm: WRONG: not so: ${what}`),
    ],
    rows: Object.keys(checks).length,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});
