import { expect, it } from 'vitest';

import { holdAgainstModel } from '../../test/connection-model/index.ts';

it('a connection is what a small model of it says, whatever happens to it', async () => {
  // Many more, and others each time: npm run test:faults -- model
  const done = await holdAgainstModel({ numRuns: 15, seed: 19 });
  expect(done.length).toBeGreaterThan(200);
  expect(done).toEqual(
    expect.arrayContaining([
      ...['connect', 'connect as another taxpayer', 'deny', 'revoke', 'disconnect', 'wait 18 months'],
      ...['renew, with invalid-client', 'renew, with answer-lost', 'renew, with pair-lost'],
      'renew, while HMRC says that a refresh is running',
      ...['die before the call', 'die after the call'],
      ...['disconnect', 'connect', 'another is refused'].map(
        (each) => `${each} while a renewal is under way`,
      ),
    ]),
  );
}, 120_000);
