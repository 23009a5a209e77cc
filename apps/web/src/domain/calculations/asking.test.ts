import { expect, it } from 'vitest';

import { createFixedClock } from '../../platform/clock.ts';
import { createAsking } from './asking.ts';

type Connections = Parameters<typeof createAsking>[0]['connections'];
type Outcome = Awaited<ReturnType<Connections['callHmrc']>>;

/** What a person is told where a call ends so. */
function toldOf(outcome: Outcome) {
  const connections = {
    view: () => Promise.resolve({ id: 'connection', status: 'connected' }),
    callHmrc: () => Promise.resolve(outcome),
  } as unknown as Connections;
  const ask = createAsking({ connections, clock: createFixedClock('2026-10-06T09:00:00Z') });
  return ask({
    ownerId: 'owner',
    captured: { headers: {}, leftOut: [] },
    purpose: 'ask-balance',
    invoke: () => Promise.reject(new Error('Nobody is asked.')),
  });
}

const waits = { ok: false, kind: 'retry', because: 'away', afterMs: 1_000, failure: null } as const;

it.each([
  [
    { ok: false, kind: 'storm', failure: null },
    'busy',
    'HMRC is refusing many connections at present. Try again later.',
  ],
  [{ ...waits, by: 'hmrc' }, 'unreachable', 'HMRC could not be reached. Try again in a few minutes.'],
  [
    { ...waits, by: 'us' },
    'unreachable',
    'Quarterday could not ask HMRC just now. Try again in a few minutes.',
  ],
] as const)('is told truly why HMRC was not asked: %j', async (outcome, reason, sentence) => {
  expect(await toldOf(outcome)).toEqual({ ok: false, reason, sentence });
});
