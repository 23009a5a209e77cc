import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFinalising, goodAdjustments } from '../../../test/finalising.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured } from '../../../test/landlords.ts';

let journey: Journey;
let finalising: ReturnType<typeof createFinalising>;

beforeAll(async () => {
  journey = await createJourney();
  finalising = createFinalising(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const adjustments = () => journey.submissions.adjustments;

describe('adjustments that a later update has undone', () => {
  it('are noticed with the update, by our records and by HMRC’s list', async () => {
    const landlord = await finalising.addAdjusted();
    await finalising.confirm(landlord);
    expect(await finalising.stateOf(landlord)).toBe('finalised');
    const lists = journey.countCalls('list-bsas', landlord.nino);
    await journey.setTime('2026-10-07T09:00:00Z');
    await finalising.sendYear(landlord);
    expect(journey.countCalls('list-bsas', landlord.nino)).toBe(lists + 1);
    expect(await finalising.view(landlord)).toMatchObject({
      state: 'undone',
      undoing: { by: 'hmrc', at: new Date('2026-10-07T09:00:00Z') },
    });
    expect(await finalising.confirm(landlord)).toEqual({ ok: false, reason: 'undone' });
  });

  it('are noticed while HMRC can’t be asked', async () => {
    const landlord = await finalising.addAdjusted();
    await journey.control.addFault({ name: 'outage-503', nino: landlord.nino, operation: 'list-bsas' });
    await journey.setTime('2026-10-07T09:00:00Z');
    await finalising.sendYear(landlord);
    expect((await finalising.view(landlord)).undoing).toMatchObject({ by: 'later-update' });
  });

  it('are made again to a new summary, and confirmed again', async () => {
    const landlord = await finalising.addAdjusted();
    await finalising.confirm(landlord);
    await journey.setTime('2026-10-07T09:00:00Z');
    await finalising.sendYear(landlord);
    await journey.setTime('2026-10-07T10:00:00Z');
    await finalising.trigger(landlord);
    expect(await finalising.view(landlord)).toMatchObject({
      state: 'summary',
      answers: goodAdjustments,
    });
    await finalising.send(landlord);
    expect(await finalising.stateOf(landlord)).toBe('adjusted');
    expect(await finalising.confirm(landlord)).toEqual({ ok: true });
    expect(await finalising.stateOf(landlord)).toBe('finalised');
  });
});

describe('the landlord’s word', () => {
  it('is kept with name and time, once for a form, and sends nothing to HMRC', async () => {
    const landlord = await finalising.addAdjusted();
    const id = randomUUID();
    const posts = () => journey.control.requests().filter(({ method }) => method !== 'GET').length;
    const before = posts();
    expect(await finalising.confirm(landlord, { id })).toEqual({ ok: true });
    expect(await finalising.confirm(landlord, { id, name: 'Somebody Else' })).toEqual({ ok: true });
    expect(posts()).toBe(before);
    expect((await finalising.view(landlord)).finalisation).toMatchObject({
      confirmedBy: 'Ada Landlord',
      confirmedAt: new Date('2026-10-06T09:00:00Z'),
    });
    const { rows } = await journey.pool.query('select 1 from finalisations where owner_id = $1', [
      landlord.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('waits for agreement, a name, adjustments, and for HMRC to be asked', async () => {
    const landlord = await journey.addConnected();
    expect(await finalising.confirm(landlord, { agreed: false })).toEqual({
      ok: false,
      reason: 'not-agreed',
    });
    expect(await finalising.confirm(landlord, { name: ' ' })).toEqual({ ok: false, reason: 'not-agreed' });
    expect(await finalising.confirm(landlord)).toEqual({ ok: false, reason: 'not-adjusted' });
    await finalising.prepare(landlord);
    await finalising.send(landlord);
    await journey.control.addFault({
      name: 'outage-503',
      nino: landlord.nino,
      operation: 'list-bsas',
      times: 1,
    });
    expect(await finalising.confirm(landlord)).toMatchObject({ ok: false, reason: 'hmrc-not-asked' });
    expect(await finalising.stateOf(landlord)).toBe('adjusted');
  });

  it('is not taken of figures that HMRC has made a newer summary of elsewhere', async () => {
    const landlord = await finalising.addAdjusted();
    const connectionId = (await journey.connectionOf(landlord)).id;
    await journey.connections.callHmrc({
      connectionId,
      purpose: 'adjustable-summary',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: (call, nino) =>
        journey.hmrc.triggerBsas(call, {
          nino,
          summary: {
            accountingPeriod: { startDate: '2025-04-06', endDate: '2026-04-05' },
            typeOfBusiness: 'uk-property',
            businessId: landlord.businessId,
          },
        }),
    });
    expect(await finalising.confirm(landlord)).toEqual({ ok: false, reason: 'newer-summary' });
  });

  it('stands in the list of what a year wants', async () => {
    const landlord = await finalising.addAdjusted();
    const states = () => adjustments().states(landlord.id, '2025-26');
    const { businessId } = landlord;
    expect(await states()).toEqual([{ businessId, typeOfBusiness: 'uk-property', state: 'adjusted' }]);
    await finalising.confirm(landlord);
    expect(await states()).toMatchObject([{ state: 'finalised' }]);
    expect(await adjustments().states(landlord.id, '2026-27')).toMatchObject([{ state: 'not-started' }]);
  });
});
