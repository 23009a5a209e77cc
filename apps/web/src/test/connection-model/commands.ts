import fc from 'fast-check';
import { expect } from 'vitest';

import * as rules from './model.ts';
import { type Model } from './model.ts';
import { compare, type World } from './world.ts';

type Command = fc.AsyncCommand<Model, World>;

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A command that lets a second pass, does something to both, and compares them; `run` says how often HMRC was to be asked to renew. */
export function command(
  name: string,
  run: (model: Model, world: World) => Promise<number>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => name,
    async run(model, world) {
      await pass(model, world, secondMs);
      const before = world.renewals();
      const renewals = await run(model, world);
      expect(world.renewals() - before, 'refreshes').toBe(renewals);
      await compare(model, world);
      world.done.push(name);
    },
  };
}

export async function pass(model: Model, world: World, ms: number): Promise<void> {
  model.now += ms;
  await world.setTime(model.now);
}

/** What asking comes to: which renewals it takes, and what they do. */
export function expectAsking(model: Model, freshness: 'live' | 'fresh'): number {
  if (model.status !== 'connected') return 0;
  if (!rules.needsRenewal(model, freshness) && !rules.isDeadUnseen(model)) return 0;
  rules.renew(model);
  return 1;
}

const connectCommand = fc.constant(
  command('connect', async (model, { journey, landlord }) => {
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    rules.connect(model);
    return 0;
  }),
);

const connectAsOther = fc.constant(
  command('connect as another taxpayer', async (model, { journey, landlord, neighbour }) => {
    const reason = model.status === 'not-connected' ? 'wrong-account' : 'other-taxpayer';
    expect(await journey.connect(landlord, neighbour.userId)).toEqual({ ok: false, reason });
    model.history.push(`not-connected ${reason}`);
    return 0;
  }),
);

const deny = fc.constant(
  command(
    'deny',
    async (model, { journey, landlord }) => {
      const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId, 'refuse');
      const outcome = await journey.connections.finish(journey.session(landlord), answer);
      expect(outcome).toEqual({ ok: false, reason: 'denied' });
      model.history.push('not-connected denied');
      return 0;
    },
    (model) => model.history.length > 0,
  ),
);

const revoke = fc.constant(
  command('revoke', async (model, { journey, landlord }) => {
    await journey.control.revokeAuthority(landlord.nino);
    rules.revoke(model);
    return 0;
  }),
);

const disconnect = fc.constant(
  command('disconnect', async (model, { journey, landlord }) => {
    const was = model.status;
    expect(await journey.connections.disconnect(landlord.id)).toBe(
      was === 'not-connected' ? 'not-connected' : 'done',
    );
    rules.disconnect(model);
    return 0;
  }),
);

const wait = fc
  .constantFrom(
    { name: 'a minute', ms: minuteMs },
    { name: 'six minutes', ms: 6 * minuteMs },
    { name: 'until just before the access token ends', ms: 3 * hourMs + 55 * minuteMs },
    { name: 'five hours', ms: 5 * hourMs },
    { name: 'half a year', ms: 183 * dayMs },
    { name: '18 months', ms: 550 * dayMs },
  )
  .map(({ name, ms }) =>
    command(`wait ${name}`, async (model, world) => {
      await pass(model, world, ms);
      return 0;
    }),
  );

const ask = fc
  .record({
    freshness: fc.constantFrom('live' as const, 'fresh' as const),
    callers: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ freshness, callers }) =>
    command(`ask (${freshness}, ${callers} callers)`, async (model, world) => {
      const expected = expectAsking(model, freshness);
      const outcomes = await Promise.all(
        Array.from({ length: callers }, (_, index) => world.ask(freshness, world.processes[index % 2])),
      );
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject(
          model.status === 'connected' ? { ok: true } : { ok: false, kind: 'reconnect' },
        );
      }
      return expected;
    }),
  );

/** Commands in which nothing goes wrong but what HMRC and the landlord decide; the more often named, the more often run. */
export const plainCommands = [
  ...[connectCommand, connectCommand, connectCommand],
  ...[connectAsOther, deny, revoke, disconnect],
  ...[wait, wait, ask, ask, ask],
];
