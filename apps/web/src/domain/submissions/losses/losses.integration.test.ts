import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { createLosing } from '../../../test/losing.ts';
import { type LossAnswers } from '../index.ts';

let journey: Journey;
let losing: ReturnType<typeof createLosing>;

beforeAll(async () => {
  journey = await createJourney();
  losing = createLosing(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const loss = (yearOfLoss: string, amount: string): LossAnswers => ({
  ...{ change: 'add-loss', id: '', fields: { typeOfLoss: 'uk-property', yearOfLoss, amount } },
});
const year = '2025-26';

describe('losses up to 2025-26', () => {
  it('are listed as HMRC has them, of every year they can be of, once it was asked', async () => {
    const landlord = await journey.addConnected();
    const { losses } = journey.submissions;
    expect(await losses.state(landlord.id, year)).toEqual({ is: 'not-asked', notTaken: null });
    expect(await losing.click(landlord, year, loss('2023-24', '1'))).toEqual({
      ok: false,
      reason: 'not-seen',
    });
    await losing.look(landlord, year);
    expect(journey.countCalls('list-brought-forward-losses', landlord.nino)).toBe(7);
    expect(journey.countCalls('list-loss-claims', landlord.nino)).toBe(1);
    expect(await losing.seen(landlord, year)).toEqual({ losses: [], claims: [], together: null });
    expect(await losses.state(landlord.id, year)).toEqual({ is: 'none', notTaken: null });
  });

  it('are added, changed and deleted, and seen as HMRC has them after each', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    await losing.send(landlord, year, loss('2023-24', '1,234.56'));
    const held = (await losing.seen(landlord, year))?.losses ?? [];
    expect(held).toMatchObject([{ yearOfLoss: '2023-24', amountPence: 123_456 }]);
    const id = held[0]?.lossId ?? '';
    await losing.send(landlord, year, { change: 'amend-loss', id, fields: { amount: '0' } });
    expect(losing.held(landlord, 'losses')).toMatchObject([{ lossPence: 0 }]);
    expect((await losing.seen(landlord, year))?.losses).toMatchObject([{ amountPence: 0 }]);
    await losing.send(landlord, year, { change: 'delete-loss', id, fields: {} });
    expect(losing.held(landlord, 'losses')).toEqual([]);
    expect((await losing.seen(landlord, year))?.losses).toEqual([]);
  });

  it('are claimed against other income, and the claim withdrawn', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    await losing.send(landlord, year, {
      change: 'add-claim',
      id: '',
      fields: { typeOfClaim: 'carry-sideways' },
    });
    const claims = (await losing.seen(landlord, year))?.claims ?? [];
    expect(claims).toMatchObject([{ typeOfClaim: 'carry-sideways' }]);
    expect(losing.held(landlord, 'loss-claims')).toHaveLength(1);
    await losing.send(landlord, year, { change: 'delete-claim', id: claims[0]?.claimId ?? '', fields: {} });
    expect(losing.held(landlord, 'loss-claims')).toEqual([]);
  });

  it('are one for one form, however often it is sent', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    const id = randomUUID();
    const made = await Promise.all([1, 2].map(() => losing.click(landlord, year, loss('2023-24', '5'), id)));
    expect(new Set(made.map((each) => each.ok && each.submissionId)).size).toBe(1);
  });

  it('that are gone already are as good as deleted; nobody is told of a fault', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    await losing.send(landlord, year, loss('2023-24', '5'));
    const id = (await losing.seen(landlord, year))?.losses[0]?.lossId ?? '';
    await journey.control.addFault({
      ...{ name: 'refuse', nino: landlord.nino, operation: 'delete-brought-forward-loss' },
      ...{ code: 'MATCHING_RESOURCE_NOT_FOUND', times: 1 },
    });
    const sent = await losing.send(landlord, year, { change: 'delete-loss', id, fields: {} });
    expect((await journey.submissions.one(landlord.id, sent))?.status).toBe('submitted');
    expect(await journey.alertKinds()).not.toContain('hmrc-calls-our-request-malformed');
  });

  it.each([
    ['delete-loss', 'delete-brought-forward-loss'],
    ['amend-loss', 'amend-brought-forward-loss'],
  ])('whose answer is lost are looked for before anything is said: %s', async (change, operation) => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    await losing.send(landlord, year, loss('2023-24', '5'));
    const id = (await losing.seen(landlord, year))?.losses[0]?.lossId ?? '';
    await journey.control.addFault({ name: 'answer-lost', nino: landlord.nino, operation, times: 1 });
    const sent = await losing.send(landlord, year, { change, id, fields: { amount: '7' } });
    const submission = await journey.submissions.one(landlord.id, sent);
    expect(submission?.status).toBe('processing');
    const connectionId = (await journey.connectionOf(landlord)).id;
    await journey.submissions.steps.send({ attemptId: submission?.latest.id ?? '', connectionId });
    expect((await journey.submissions.one(landlord.id, sent))?.latest.outcome?.code).toBe('READ_BACK');
    expect(journey.countCalls(operation, landlord.nino)).toBe(1);
  });

  it('that HMRC has with another amount are not taken for these', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, year);
    await losing.send(landlord, year, loss('2023-24', '5'));
    // Somebody deleted it from what we know of HMRC.
    await journey.pool.query(
      `update held_losses set held = '{"losses":[],"claims":[]}' where owner_id = $1`,
      [landlord.id],
    );
    const sent = await losing.send(landlord, year, loss('2023-24', '6'));
    const submission = await journey.submissions.one(landlord.id, sent);
    expect([submission?.status, submission?.latest.outcome?.code]).toEqual([
      'rejected',
      'RULE_DUPLICATE_SUBMISSION',
    ]);
    expect(losing.held(landlord, 'losses')).toMatchObject([{ lossPence: 500 }]);
  });
});

describe('losses from 2026-27', () => {
  it('are one piece for a business and year, which each new one replaces', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2027-05-06T09:00:00Z');
    await losing.look(landlord, '2026-27');
    expect(journey.countCalls('list-brought-forward-losses', landlord.nino)).toBe(0);
    const put = (fields: Record<string, string>) =>
      losing.send(landlord, '2026-27', { change: 'put', id: '', fields });
    await put({ broughtForward: '100', sideways: '20', forwardCurrent: '30.30', forwardPrevious: '0' });
    expect(losing.held(landlord, 'loss-claims-by-year')).toMatchObject([
      {
        claims: {
          carrySideways: { currentYearGeneralIncome: 2_000 },
          carryForward: { currentYearLosses: 3_030, previousYearsLosses: 0 },
        },
        losses: { broughtForwardLosses: 10_000 },
      },
    ]);
    await put({ broughtForward: '100' });
    expect((await losing.seen(landlord, '2026-27'))?.together).toEqual({ broughtForward: 10_000 });
    await losing.send(landlord, '2026-27', { change: 'delete-all', id: '', fields: {} });
    expect(losing.held(landlord, 'loss-claims-by-year')).toEqual([]);
    expect((await losing.seen(landlord, '2026-27'))?.together).toBeNull();
  });

  it('are not taken while the year runs, and HMRC’s reason is told', async () => {
    const landlord = await journey.addConnected();
    await losing.look(landlord, '2026-27');
    const sent = await losing.send(landlord, '2026-27', { change: 'put', id: '', fields: { sideways: '1' } });
    const submission = await journey.submissions.one(landlord.id, sent);
    expect([submission?.status, submission?.latest.outcome?.code]).toEqual([
      'rejected',
      'RULE_TAX_YEAR_NOT_ENDED',
    ]);
  });
});

it('losses are of one’s own businesses, in years that HMRC takes them of', async () => {
  const [landlord, other] = [await journey.addConnected(), await journey.addConnected()];
  const find = (ownerId: string, taxYear: string) =>
    journey.submissions.losses.find(ownerId, { businessId: landlord.businessId, taxYear });
  expect(await find(landlord.id, '2025-26')).not.toBeNull();
  expect(await find(other.id, '2025-26')).toBeNull();
  for (const wrong of ['2018-19', '2027-28', 'x']) expect(await find(landlord.id, wrong)).toBeNull();
});
