import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { quarter1 } from '../../../test/updates.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const create = 'create-foreign-property';
const list = 'get-foreign-properties';
const update = 'update-foreign-property';
const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });
const change = (landlord: Landlord, id: string, wish: object) =>
  journey.submissions.foreignRegistrations.change(landlord.id, abroad.yearOf(landlord), id, wish, captured);

async function withVilla({ isRegistered = false } = {}) {
  const landlord = await journey.addConnected({ abroad: true });
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP' });
  if (isRegistered) expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
  return { landlord, villa };
}

describe('registering a property', () => {
  it('is done once, however often it is clicked', async () => {
    const { landlord, villa } = await withVilla();
    const clicks = await Promise.all([1, 2, 3].map(() => abroad.register(landlord, villa)));
    expect(clicks.some(({ ok }) => ok)).toBe(true);
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
    expect(abroad.registered(landlord)).toHaveLength(1);
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
  });

  it('is found in HMRC’s list after a lost answer, and not done again', async () => {
    const { landlord, villa } = await withVilla();
    await fault(landlord, 'answer-lost', { operation: create, times: 1 });
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
    expect(abroad.registered(landlord)).toHaveLength(1);
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
  });

  it('waits while neither the answer nor HMRC’s list is known, then reads the list before anything is sent', async () => {
    const { landlord, villa } = await withVilla();
    await fault(landlord, 'answer-lost', { operation: create, times: 1 });
    const { submissions } = journey.createProcess({
      hmrc: {
        createForeignPropertyDetails: async (call, params) => {
          const answer = await journey.hmrc.createForeignPropertyDetails(call, params);
          await fault(landlord, 'outage-503', { operation: list, times: 1 });
          return answer;
        },
      },
    });
    const of = abroad.yearOf(landlord);
    const first = await submissions.foreignRegistrations.register(landlord.id, of, villa, captured);
    expect(first).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('did not reach us') as string,
    });
    expect(await abroad.registration(landlord, villa)).toMatchObject({ kind: 'unanswered' });
    expect((await abroad.review(landlord, quarter1)).obstacles).toMatchObject([{ kind: 'unanswered' }]);
    expect(await abroad.register(landlord, villa)).toMatchObject({ ok: false });
    await abroad.outwait();
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
    expect(abroad.registered(landlord)).toHaveLength(1);
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
  });

  it('whose request never arrived is sent again only once it can’t arrive any more, under the same name', async () => {
    const { landlord, villa } = await withVilla();
    await fault(landlord, 'answer-lost-before', { operation: create, times: 1 });
    expect(await abroad.register(landlord, villa)).toMatchObject({ ok: false });
    const entry = { name: 'Villa Luna', address: '', countryCode: 'ESP' };
    await journey.records.changeProperty(landlord.id, villa, entry);
    expect(await abroad.register(landlord, villa)).toMatchObject({ ok: false });
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
    await abroad.outwait();
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
    expect(await abroad.registration(landlord, villa)).toMatchObject({ nameAtHmrc: 'Villa Sol' });
    expect(abroad.registered(landlord)).toHaveLength(1);
  });

  it('that HMRC has under this name from elsewhere takes that one over', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    await journey.pool.query('delete from foreign_registrations where owner_id = $1', [landlord.id]);
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
    expect(abroad.registered(landlord)).toHaveLength(1);
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
  });

  it('is refused with HMRC’s reason, and can be tried again at once', async () => {
    const { landlord, villa } = await withVilla();
    await fault(landlord, 'refuse', { operation: create, code: 'RULE_PROPERTY_BUSINESS_CEASED', times: 1 });
    expect(await abroad.register(landlord, villa)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('ended') as string,
    });
    expect(await abroad.registration(landlord, villa)).toEqual({ kind: 'none' });
    expect(await abroad.register(landlord, villa)).toEqual({ ok: true });
  });

  it('of the UK, or of somebody else, is none', async () => {
    const { landlord } = await withVilla();
    const other = await withVilla();
    expect(await abroad.register(landlord, other.villa)).toMatchObject({ ok: false });
    expect(journey.countCalls(create, landlord.nino)).toBe(0);
  });
});

describe('a property that is registered', () => {
  it('is renamed at HMRC, its end staying as it is', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    const end = { date: '2026-09-30', reason: 'disposal' };
    expect(await change(landlord, villa, { end })).toEqual({ ok: true });
    expect(await change(landlord, villa, { name: 'Villa Luna' })).toEqual({ ok: true });
    expect(await abroad.registration(landlord, villa)).toMatchObject({ nameAtHmrc: 'Villa Luna', end });
    expect(abroad.registered(landlord)).toMatchObject([
      {
        details: { '2026-27': { propertyName: 'Villa Luna', endDate: '2026-09-30', endReason: 'disposal' } },
      },
    ]);
  });

  it('keeps its end in the updates of the year, and takes it back again', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    await abroad.record(landlord, villa, 'periodAmount', 10);
    await change(landlord, villa, { end: { date: '2026-06-30', reason: 'disposal' } });
    expect(await abroad.review(landlord, quarter1)).toMatchObject({
      obstacles: [],
      figures: { places: [{}] },
    });
    await change(landlord, villa, { end: { date: '2026-06-30', reason: 'added-in-error' } });
    expect((await abroad.review(landlord, quarter1)).obstacles).toMatchObject([{ kind: 'ended' }]);
    expect(await change(landlord, villa, { end: null })).toEqual({ ok: true });
    expect(await abroad.registration(landlord, villa)).toMatchObject({ end: null });
    expect((await abroad.review(landlord, quarter1)).obstacles).toEqual([]);
  });

  it('is read back where the answer to a change is lost', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    await fault(landlord, 'answer-lost', { operation: update, times: 1 });
    expect(await change(landlord, villa, { name: 'Villa Luna' })).toEqual({ ok: true });
    await fault(landlord, 'answer-lost-before', { operation: update, times: 1 });
    expect(await change(landlord, villa, { name: 'Villa Mar' })).toMatchObject({ ok: false });
    expect(await abroad.registration(landlord, villa)).toMatchObject({ nameAtHmrc: 'Villa Luna' });
  });

  it('stays in its country and in the records', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    const entry = { name: 'Villa Sol', address: '', countryCode: 'FRA' };
    expect(await journey.records.changeProperty(landlord.id, villa, entry)).toMatchObject({
      ok: false,
      problems: { countryCode: expect.stringContaining('Spain') as string },
    });
    expect(await journey.records.deleteProperty(landlord.id, villa)).toEqual({
      ok: false,
      reason: 'at-hmrc',
    });
    await change(landlord, villa, { end: { date: '2026-06-30', reason: 'added-in-error' } });
    expect(await journey.records.deleteProperty(landlord.id, villa)).toEqual({ ok: true });
  });

  it('is on the list of the next tax year too', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    await journey.setTime('2027-05-01T09:00:00Z');
    const next = { ...abroad.yearOf(landlord), taxYear: '2027-28' as const };
    const { foreignRegistrations } = journey.submissions;
    expect((await foreignRegistrations.one(landlord.id, next, villa))?.registration.kind).toBe('registered');
    expect(await foreignRegistrations.lookUp(landlord.id, next, captured)).toEqual({ ok: true, others: [] });
    expect((await foreignRegistrations.one(landlord.id, next, villa))?.registration.kind).toBe('registered');
  });

  it('is not there any more where HMRC’s list says so, and what HMRC has besides is told', async () => {
    const { landlord, villa } = await withVilla({ isRegistered: true });
    const { foreignRegistrations } = journey.submissions;
    const of = abroad.yearOf(landlord);
    await journey.pool.query(
      `update foreign_registrations set hmrc_property_id = gen_random_uuid() where owner_id = $1`,
      [landlord.id],
    );
    const entry = { name: 'Another', address: '' };
    await journey.records.changeProperty(landlord.id, villa, { ...entry, countryCode: 'ESP' });
    const looked = await foreignRegistrations.lookUp(landlord.id, of, captured);
    expect(looked).toMatchObject({ ok: true, others: [{ propertyName: 'Villa Sol', countryCode: 'ESP' }] });
    expect(await abroad.registration(landlord, villa)).toEqual({ kind: 'none' });
  });
});
