import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSubmissionStore } from '../../../data/submissions.ts';
import { createAnnuals, goodAnswers } from '../../../test/annual-summaries.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createUpdates } from '../../../test/updates.ts';

let journey: Journey;
let annuals: ReturnType<typeof createAnnuals>;

beforeAll(async () => {
  journey = await createJourney();
  annuals = createAnnuals(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const annual = () => journey.submissions.annual;

async function send(landlord: Landlord): Promise<string> {
  const made = await annuals.click(landlord);
  if (!made.ok) throw new Error(made.reason);
  const submission = await journey.submissions.one(landlord.id, made.submissionId);
  const connectionId = (await journey.connectionOf(landlord)).id;
  await journey.submissions.steps.send({ attemptId: submission?.latest.id ?? '', connectionId });
  return made.submissionId;
}

describe('an annual summary', () => {
  it('is there for each year that has begun, of a UK property business of one’s own', async () => {
    const [landlord, other] = [await journey.addConnected(), await journey.addConnected()];
    const { businessId } = landlord;
    const find = (owner: Landlord, taxYear: string) => annual().find(owner.id, { businessId, taxYear });
    expect(await find(landlord, '2026-27')).toEqual(annuals.yearOf(landlord));
    for (const year of ['2025-26', '2022-23']) expect(await find(landlord, year)).not.toBeNull();
    for (const year of ['2021-22', '2027-28', '2026-28', 'x']) expect(await find(landlord, year)).toBeNull();
    expect(await find(other, '2026-27')).toBeNull();
  });

  it('reaches HMRC to the penny, noughts left out', async () => {
    const landlord = await journey.addConnected();
    await annuals.fill(landlord);
    await send(landlord);
    expect(Object.values(annuals.held(landlord) as object)).toMatchObject([
      {
        ukProperty: {
          adjustments: {
            privateUseAdjustment: 1234,
            nonResidentLandlord: false,
            rentARoom: { jointlyLet: true },
          },
          allowances: { costOfReplacingDomesticItems: 125_000 },
        },
      },
    ]);
    expect(JSON.stringify(annuals.held(landlord))).not.toContain('otherCapitalAllowance');
  });

  it('that replaces another shows what HMRC took last, and takes away what is left out', async () => {
    const landlord = await journey.addConnected();
    await annuals.fill(landlord);
    const first = await send(landlord);
    await annual().save(landlord.id, annuals.yearOf(landlord), {
      fields: { nonResidentLandlord: 'yes' },
      structuredBuildingAllowance: [],
      enhancedStructuredBuildingAllowance: [],
    });
    const { accepted } = await annuals.view(landlord);
    expect(accepted?.submission.id).toBe(first);
    expect(accepted?.figures).toMatchObject({ allowances: { costOfReplacingDomesticItems: 125_000 } });
    expect(await send(landlord)).not.toBe(first);
    expect(Object.values(annuals.held(landlord) as object)).toMatchObject([
      { ukProperty: { adjustments: { nonResidentLandlord: true } } },
    ]);
    expect(JSON.stringify(annuals.held(landlord))).not.toContain('costOfReplacingDomesticItems');
  });

  it('is one for one form, also where it comes again before the first one is noticed', async () => {
    const landlord = await journey.addConnected();
    await annuals.fill(landlord);
    const { fingerprint: seen } = await annuals.view(landlord);
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    const store = createSubmissionStore(journey.db);
    vi.spyOn(store, 'ofAttempt').mockImplementationOnce(async () => {
      expect(await annual().request(click, annuals.yearOf(landlord))).toMatchObject({ ok: true });
      return null;
    });
    const { submissions } = journey.createProcess({ store });
    const again = await submissions.annual.request(click, annuals.yearOf(landlord));
    const [only, ...more] = await journey.submissions.all(landlord.id);
    expect([again, more]).toEqual([{ ok: true, submissionId: only?.id }, []]);
  });

  it('is sent only as it was seen', async () => {
    const landlord = await journey.addConnected();
    await annuals.fill(landlord);
    const of = annuals.yearOf(landlord);
    const { fingerprint } = await annuals.view(landlord);
    await annual().save(landlord.id, of, { ...goodAnswers, fields: { nonResidentLandlord: 'yes' } });
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured };
    expect(await annual().request(click, of)).toEqual({ ok: false, reason: 'answers-changed' });
  });

  it('waits for answers that are right, and until it is known how accounts are kept', async () => {
    const landlord = await journey.addConnected();
    await annual().save(landlord.id, annuals.yearOf(landlord), goodAnswers);
    expect(await annuals.click(landlord)).toEqual({ ok: false, reason: 'accounting-type' });
    await annuals.fill(landlord, { ...goodAnswers, fields: { balancingCharge: 'ten' } });
    expect(await annuals.click(landlord)).toEqual({ ok: false, reason: 'not-complete' });
    expect((await annuals.view(landlord)).sections).toMatchObject([
      { key: '', place: null, answers: { fields: { balancingCharge: 'ten' } } },
    ]);
  });

  it('claims no property income allowance while HMRC’s last update holds expenses', async () => {
    const landlord = await journey.addConnected();
    const updates = createUpdates(journey);
    const claim = {
      fields: { nonResidentLandlord: 'no', propertyIncomeAllowance: '1,000' },
      structuredBuildingAllowance: [],
      enhancedStructuredBuildingAllowance: [],
    };
    await updates.run((await updates.submit(landlord)).event);
    await annuals.fill(landlord, claim);
    expect((await annuals.view(landlord)).problems).toEqual([]);
    await addRepair(landlord);
    await journey.setTime('2026-10-06T10:00:00Z');
    await updates.run((await updates.submit(landlord)).event);
    expect((await annuals.view(landlord)).problems).toMatchObject([{ field: 'propertyIncomeAllowance' }]);
  });

  it('says which quarters come first, and closes with the time for changes', async () => {
    const landlord = await journey.addConnected();
    const open = (await annuals.view(landlord)).openQuarters.map((each) => each.periodEndDate);
    expect(open).toEqual(['2026-07-05', '2026-10-05', '2027-01-05', '2027-04-05']);
    await annuals.fill(landlord);
    await journey.setTime('2029-01-31T12:00:00Z');
    expect((await annuals.view(landlord)).isClosed).toBe(false);
    await journey.setTime('2029-02-01T12:00:00Z');
    expect((await annuals.view(landlord)).isClosed).toBe(true);
  });
});

async function addRepair(landlord: Landlord): Promise<void> {
  const [property] = await journey.records.listProperties(landlord.id);
  await journey.records.addTransaction(landlord.id, {
    date: '2026-05-02',
    propertyId: property?.id ?? '',
    category: 'repairsAndMaintenance',
    description: 'Boiler',
    moneyIn: '',
    moneyOut: '90.00',
  });
}

describe('how accounts are kept', () => {
  const puts = (landlord: Landlord) => journey.countCalls('put-accounting-type', landlord.nino);
  const confirm = (landlord: Landlord, type: 'CASH' | 'ACCRUAL') =>
    annual().confirmAccountingType(landlord.id, annuals.yearOf(landlord), type, captured);

  it('is shown as HMRC has it, and confirmed without a change', async () => {
    const landlord = await journey.addConnected();
    expect(await annual().lookUpAccountingType(landlord.id, annuals.yearOf(landlord), captured)).toEqual({
      ok: true,
    });
    expect((await annuals.view(landlord)).accountingType).toMatchObject({
      atHmrc: 'CASH',
      confirmedAt: null,
    });
    await confirm(landlord, 'CASH');
    expect((await annuals.view(landlord)).accountingType.confirmedAt).toBeInstanceOf(Date);
    expect(puts(landlord)).toBe(0);
  });

  it('is put right at HMRC where it differs', async () => {
    const landlord = await journey.addConnected();
    expect(await confirm(landlord, 'ACCRUAL')).toEqual({ ok: true });
    expect(puts(landlord)).toBe(1);
    await annual().lookUpAccountingType(landlord.id, annuals.yearOf(landlord), captured);
    expect((await annuals.view(landlord)).accountingType).toMatchObject({
      atHmrc: 'ACCRUAL',
      confirmedAt: expect.any(Date) as Date,
    });
  });

  it('is not confirmed by a change that nobody knows to have arrived', async () => {
    const landlord = await journey.addConnected();
    await confirm(landlord, 'CASH');
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-accounting-type',
    });
    expect(await confirm(landlord, 'ACCRUAL')).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/could not be reached/) as string,
    });
    expect((await annuals.view(landlord)).accountingType).toEqual({
      atHmrc: null,
      seenAt: null,
      confirmedAt: null,
      canBeConfirmed: true,
    });
  });

  it('is confirmed no longer once HMRC has another', async () => {
    const landlord = await journey.addConnected();
    await confirm(landlord, 'ACCRUAL');
    await journey.pool.query(
      `update annual_summary_drafts set accounting_type_at_hmrc = 'CASH' where owner_id = $1`,
      [landlord.id],
    );
    await annual().lookUpAccountingType(landlord.id, annuals.yearOf(landlord), captured);
    expect((await annuals.view(landlord)).accountingType).toMatchObject({
      atHmrc: 'ACCRUAL',
      confirmedAt: null,
    });
  });

  it('asks to reconnect where the authority is gone', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'get-accounting-type',
    });
    expect(await confirm(landlord, 'CASH')).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/^Please reconnect your HMRC account/) as string,
    });
  });
});
