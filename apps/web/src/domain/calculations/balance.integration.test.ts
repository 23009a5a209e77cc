import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { captured } from '../../test/landlords.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

describe('what a person owes', () => {
  it('names each charge in words', async () => {
    const landlord = await journey.addConnected();
    const told = await journey.calculations.askBalance(landlord.id, captured);
    expect(told.ok && told.balance?.charges.map(({ what }) => what)).toEqual(['Second payment on account']);
  });

  it('is nothing yet where HMRC’s account is empty', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'balance-and-transactions',
      status: 404,
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
    expect(await journey.calculations.askBalance(landlord.id, captured)).toMatchObject({
      ok: true,
      balance: null,
    });
  });

  it('cannot be asked for without a connection', async () => {
    const landlord = await journey.addLandlord();
    expect(await journey.calculations.askBalance(landlord.id, captured)).toMatchObject({
      ok: false,
      reason: 'not-connected',
    });
  });
});
