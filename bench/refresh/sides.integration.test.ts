import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../apps/web/src/test/database.ts';
import { startSimulator } from '../../packages/hmrc-simulator/src/test/landlord.ts';
import { openBare } from './bare.ts';
import { openBetterAuth } from './better-auth.ts';
import { hmrcAt, type Hmrc } from './hmrc.ts';
import { openPlatform, type PlatformSide } from './platform.ts';
import { race, type Side } from './sides.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let simulator: Awaited<ReturnType<typeof startSimulator>>['simulator'];
let hmrc: Hmrc;
let ours: PlatformSide;
let bare: Side;
let betterAuth: Side;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ simulator } = await startSimulator());
  const { url } = await simulator.listen(0);
  hmrc = hmrcAt(url, async (method, path, body = {}) => {
    const answer = await fetch(new URL(`/__simulator/${path}`, url), {
      method,
      ...(method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    expect(answer.ok).toBe(true);
    return method === 'GET' ? answer.json() : undefined;
  });
  ours = await openPlatform(database.url, hmrc, 10);
  bare = await openBare(database.url, hmrc);
  betterAuth = await openBetterAuth(database.url, hmrc);
  await simulator.control.addFault({ name: 'slow-answer', operation: 'token', ms: 200 });
});
afterAll(async () => {
  for (const side of [ours, bare, betterAuth]) await side.close();
  await simulator.close();
  await database.drop();
});

it('the bench’s three sides each refresh at HMRC, and only those fail that asked a second time', async () => {
  const rounds = 2;
  const contestants = [ours, bare, betterAuth].map((side) => ({ side, callers: side === bare ? 1 : 5 }));
  const [of, plain, theirs] = await race(contestants, { rounds, hmrc });
  expect(of).toMatchObject({ asked: rounds, refreshed: rounds, failedCallers: 0 });
  expect(plain).toMatchObject({ asked: rounds, refreshed: rounds, failedCallers: 0 });
  expect(theirs?.refreshed).toBe(rounds);
  expect(theirs?.failedCallers).toBe((theirs?.asked ?? 0) - rounds);
});

it('the bench’s side of ours gives any connection’s token, and counts what a refresh writes', async () => {
  expect(await ours.giveAny()).toMatch(/^[0-9a-f]{32}$/);
  const before = await ours.countWrites();
  await ours.expire(1);
  await ours.give(1);
  expect((await ours.countWrites()) - before).toBeGreaterThanOrEqual(4);
});
