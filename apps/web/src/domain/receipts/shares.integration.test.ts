import { afterAll, beforeAll, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { createReceiving, type Receiving } from '../../test/receiving.ts';
import { readUpdateFigures } from '../submissions/index.ts';

let journey: Journey;
let receiving: Receiving;

beforeAll(async () => {
  journey = await createJourney();
  receiving = createReceiving(journey);
  await journey.setTime('2026-10-06T09:00:00Z');
});
afterAll(() => journey.close());

it('an update holds the landlord’s own part of what is owned jointly, and a share that is changed since is a change of records', async () => {
  const { records } = journey;
  const landlord = await journey.addConnected();
  const joint = { name: 'Flat', address: '', share: '33.33' };
  const added = await records.addProperty(landlord.id, joint);
  const propertyId = added.ok ? added.id : '';
  const entry = { date: '2026-05-02', propertyId, category: 'periodAmount', description: 'Joint rent' };
  await records.addTransaction(landlord.id, { ...entry, moneyIn: '1000.00', moneyOut: '' });
  const { submissionId, event } = await receiving.updates.submit(landlord);
  await receiving.updates.run(event);

  // £1,150.00 of a house of their own, and a third of £1,000.00 to the nearest hundredth of a per cent.
  const receipt = await receiving.receiptOf(landlord, submissionId);
  expect(receipt.latest.attempt.status).toBe('submitted');
  expect(readUpdateFigures(receipt.latest.attempt.figures)).toMatchObject({
    income: { periodAmountPence: 148_330 },
  });
  expect(receipt.latest.requests[0]?.body).toContain('"periodAmount":1483.3');
  const rows = receipt.latest.ledger?.rows ?? [];
  expect(rows).toMatchObject([
    { description: 'Rent', moneyInPence: 115_000 },
    {
      description: 'Joint rent',
      moneyInPence: 33_330,
      shared: { wholeInPence: 100_000, wholeOutPence: 0, shareBasisPoints: 3_333 },
    },
  ]);
  expect(rows[0]).not.toHaveProperty('shared');
  expect(await receiving.chainOf(landlord)).not.toEqual([]);

  await records.changeProperty(landlord.id, propertyId, { ...joint, share: '50' });
  expect(await journey.submissions.corrections(landlord.id)).toEqual([]);
  await records.changeProperty(landlord.id, propertyId, { ...joint, share: '50' }, { reworks: true });
  expect(await journey.submissions.corrections(landlord.id)).toMatchObject([
    { change: { incomePence: 16_670, expensesPence: 0 } },
  ]);
  expect((await receiving.receiptOf(landlord, submissionId)).latest.ledger).toEqual(receipt.latest.ledger);
});
