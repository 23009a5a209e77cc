import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFinalising, goodAdjustments } from '../../../test/finalising.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';

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
const ask = (landlord: Landlord) => adjustments().trigger(landlord.id, finalising.yearOf(landlord), captured);
const look = (landlord: Landlord) => adjustments().look(landlord.id, finalising.yearOf(landlord), captured);

describe('HMRC’s summary', () => {
  it('is of a property business of one’s own, in a year that has begun', async () => {
    const [landlord, other] = [await journey.addConnected(), await journey.addConnected()];
    const { businessId } = landlord;
    const find = (owner: Landlord, taxYear: string) => adjustments().find(owner.id, { businessId, taxYear });
    expect(await find(landlord, '2025-26')).toEqual(finalising.yearOf(landlord));
    expect(await find(landlord, '2024-25')).not.toBeNull();
    for (const year of ['2023-24', '2027-28', 'x']) expect(await find(landlord, year)).toBeNull();
    expect(await find(other, '2025-26')).toBeNull();
  });

  it('stands beside the records to the penny', async () => {
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    const { summary, beside, state } = await finalising.view(landlord);
    expect(state).toBe('summary');
    expect(summary?.submitted.places).toEqual([{ place: '', amounts: { totalRentsReceived: 3_000_000 } }]);
    expect(beside?.places).toMatchObject([
      { name: null, inRecords: { totalRentsReceived: 3_000_000, repairsAndMaintenance: 0 } },
    ]);
    await journey.addRent(landlord, '2025-07-01', '0.01');
    const after = (await finalising.view(landlord)).beside?.places;
    expect(after).toMatchObject([{ inRecords: { totalRentsReceived: 3_000_001 } }]);
  });

  it('is not made before HMRC has every update, nor while the year runs; HMRC’s reason is told', async () => {
    const landlord = await journey.addConnected();
    expect(await ask(landlord)).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/all quarterly updates/) as string,
    });
    const running = { ...finalising.yearOf(landlord), taxYear: '2026-27' as const };
    expect(await adjustments().trigger(landlord.id, running, captured)).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/once the tax year is over/) as string,
    });
    expect(await finalising.stateOf(landlord)).toBe('not-started');
  });

  it('that HMRC has not finished making is looked for again', async () => {
    const landlord = await journey.addConnected();
    await journey.addRent(landlord, '2025-06-01', '1.00');
    await finalising.sendYear(landlord);
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'get-uk-bsas',
      code: 'MATCHING_RESOURCE_NOT_FOUND',
      times: 1,
    });
    expect(await ask(landlord)).toEqual({ ok: true });
    expect(await finalising.view(landlord)).toMatchObject({ state: 'summary', summary: null });
    expect(await look(landlord)).toEqual({ ok: true });
    expect((await finalising.view(landlord)).summary).not.toBeNull();
  });

  it('whose answer was lost is asked for anew, and nothing is said of it', async () => {
    const landlord = await journey.addConnected();
    await finalising.sendYear(landlord);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'trigger-bsas',
      times: 1,
    });
    expect(await ask(landlord)).toMatchObject({ ok: false });
    expect(await finalising.stateOf(landlord)).toBe('not-started');
    expect(await ask(landlord)).toEqual({ ok: true });
    const { calculationId, listed } = await finalising.view(landlord);
    expect(listed.find((each) => each.calculationId === calculationId)?.status).toBe('valid');
  });
});

describe('adjustments', () => {
  it('reach HMRC to the penny, with their reasons kept here alone', async () => {
    const landlord = await finalising.addAdjusted();
    const [held] = finalising.held(landlord);
    expect(held?.adjusted?.items).toEqual([
      { income: { totalRentsReceived: -25_010 }, expenses: { repairsAndMaintenance: 8_000 } },
    ]);
    expect(JSON.stringify(held)).not.toContain('deposit');
    const { taken, summary, state } = await finalising.view(landlord);
    expect(state).toBe('adjusted');
    expect(taken?.figures.entries.map(({ reason }) => reason)).toEqual([
      'A deposit was booked as rent',
      'An invoice paid in cash',
    ]);
    // HMRC's own result, looked at once it had taken them.
    expect(summary?.adjusted?.totals).toMatchObject({ totalIncome: 2_974_990, totalExpenses: 8_000 });
  });

  it('can be none, which HMRC is told', async () => {
    const landlord = await finalising.addAdjusted({
      isNothing: true,
      fields: { totalRentsReceived: 'kept' },
    });
    expect(finalising.held(landlord)[0]?.adjusted?.items).toEqual([]);
    expect(await finalising.stateOf(landlord)).toBe('adjusted');
  });

  it('that take off finance costs are found in HMRC’s copy, though it shows no such adjustment', async () => {
    const landlord = await journey.addConnected();
    const [property] = await journey.records.listProperties(landlord.id);
    await journey.records.addTransaction(landlord.id, {
      date: '2025-05-02',
      propertyId: property?.id ?? '',
      category: 'residentialFinancialCost',
      description: 'Interest',
      moneyIn: '',
      moneyOut: '900.00',
    });
    await finalising.prepare(landlord, {
      isNothing: false,
      fields: {
        residentialFinancialCost: '-100',
        'residentialFinancialCost-reason': 'Capital, not interest',
      },
    });
    const made = await finalising.click(landlord);
    if (!made.ok) throw new Error(made.reason);
    const event = await finalising.eventOf(landlord, made.submissionId);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'adjust-uk-bsas',
      times: 1,
    });
    await finalising.run(event);
    await finalising.run(event);
    expect((await finalising.submission(landlord, made.submissionId)).latest.outcome?.code).toBe('READ_BACK');
    expect(journey.countCalls('adjust-uk-bsas', landlord.nino)).toBe(1);
  });

  it('are sent only as they were seen, to a summary that is theirs to adjust', async () => {
    const landlord = await journey.addConnected();
    expect(await finalising.click(landlord)).toEqual({ ok: false, reason: 'no-summary' });
    await finalising.prepare(landlord, { isNothing: false, fields: { totalRentsReceived: '5' } });
    expect(await finalising.click(landlord)).toEqual({ ok: false, reason: 'not-complete' });
    await finalising.save(landlord, goodAdjustments);
    const stale = { ownerId: landlord.id, attemptId: randomUUID(), seen: 'another', captured };
    expect(await adjustments().request(stale, finalising.yearOf(landlord))).toEqual({
      ok: false,
      reason: 'answers-changed',
    });
    await finalising.send(landlord);
    expect(await finalising.click(landlord)).toEqual({ ok: false, reason: 'adjusted-already' });
  });

  it('are one for one form, also where it comes twice at once', async () => {
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    const seen = (await finalising.view(landlord)).draft?.fingerprint ?? '';
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    const made = await Promise.all(
      [1, 2, 3].map(() => adjustments().request(click, finalising.yearOf(landlord))),
    );
    expect(new Set(made.map((each) => each.ok && each.submissionId)).size).toBe(1);
  });

  it('are not sent to a summary that figures were sent after, which a new one mends', async () => {
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    await journey.setTime('2026-10-06T10:00:00Z');
    await finalising.sendYear(landlord);
    expect((await finalising.view(landlord)).isOutdated).toBe(true);
    expect(await finalising.click(landlord)).toEqual({ ok: false, reason: 'outdated' });
    await finalising.trigger(landlord);
    await finalising.send(landlord);
    expect(await finalising.stateOf(landlord)).toBe('adjusted');
  });

  it('that HMRC refuses since something was sent elsewhere have failed, and a new summary leads on', async () => {
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'adjust-uk-bsas',
      code: 'RULE_SUMMARY_STATUS_INVALID',
      times: 1,
    });
    const id = await finalising.send(landlord);
    const { status, latest } = await finalising.submission(landlord, id);
    expect(status).toBe('failed');
    expect(latest.outcome?.sentence).toMatch(/new summary.*Nothing was adjusted/);
    await finalising.trigger(landlord);
    expect(await finalising.send(landlord)).toBe(id);
    expect((await finalising.submission(landlord, id)).status).toBe('submitted');
  });

  it('that somebody else made meanwhile are told from these', async () => {
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    const made = await finalising.click(landlord);
    if (!made.ok) throw new Error(made.reason);
    const event = await finalising.eventOf(landlord, made.submissionId);
    await journey.pool.query(
      `update attempts set figures = jsonb_set(figures, '{entries,0,amountPence}', '-1') where id = $1`,
      [event.attemptId],
    );
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'adjust-uk-bsas',
      times: 1,
    });
    await finalising.run(event);
    // What is compared now is not what HMRC has.
    await journey.pool.query(
      `update attempts set figures = jsonb_set(figures, '{entries,0,amountPence}', '-2') where id = $1`,
      [event.attemptId],
    );
    // What has not arrived by then does not arrive.
    await journey.setTime('2026-10-06T09:10:00Z');
    await finalising.run(event);
    await finalising.run(event);
    const { status, latest } = await finalising.submission(landlord, made.submissionId);
    expect([status, latest.outcome?.code]).toEqual(['failed', 'DONE_ELSEWHERE']);
  });
});
