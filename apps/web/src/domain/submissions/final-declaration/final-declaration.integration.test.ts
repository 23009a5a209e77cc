import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDeclaring, type Declaring, declaredYear } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { declarationWording, readDeclarationFigures } from './rules.ts';

let journey: Journey;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  declaring = createDeclaring(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
  await journey.pool.query('delete from operator_alerts');
});
afterAll(() => journey.close());

describe('a final declaration that HMRC takes', () => {
  it('is submitted, with the agreement kept: figures, name, time and HMRC’s words', async () => {
    const { landlord, status, latest } = await declaring.declareWith(() => Promise.resolve());
    expect(status).toBe('submitted');
    const kept = readDeclarationFigures(latest.figures);
    expect(kept).toMatchObject({
      calculationType: 'final-declaration',
      agreedBy: 'Ada Landlord',
      agreedAt: '2026-10-06T09:00:00.000Z',
      wording: [...declarationWording],
      otherIncome: 'none',
      // 30,000 less 12,570, at 20%.
      totals: { incomePence: 3_000_000, taxablePence: 1_743_000, duePence: 348_600 },
    });
    const year = await journey.submissions.declarations.year(landlord.id, declaredYear);
    expect(year.declared?.latest.id).toBe(latest.id);
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'declared-already' });
    expect(declaring.posts(landlord)).toBe(1);
  });

  it('asks for no estimate: the year is closed', async () => {
    const { landlord } = await declaring.declareWith(() => Promise.resolve());
    const asked = await journey.calculations.ofYear(landlord.id, declaredYear);
    const types = asked.map((each) => each.type).sort();
    expect(types).toEqual(['in-year', 'intent-to-finalise']);
  });
});

describe('before the declaration', () => {
  it('HMRC’s updates of the whole year come first', async () => {
    const landlord = await journey.addConnected();
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'updates-missing' });
    expect(journey.countCalls('trigger-calculation', landlord.nino)).toBe(0);
  });

  it('the year must be over', async () => {
    await journey.setTime('2026-04-05T09:00:00Z');
    const landlord = await journey.addConnected();
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'year-not-over' });
  });

  it('the year must not be closed', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2028-02-01T09:00:00Z');
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'closed' });
  });

  it.each([
    { changed: { agreed: false }, reason: 'not-agreed' },
    { changed: { name: '  ' }, reason: 'not-agreed' },
    { changed: { seen: 'another calculation' }, reason: 'no-figures' },
  ])('nothing is sent without an agreement to these figures: $changed', async ({ changed, reason }) => {
    const landlord = await declaring.addWithYear();
    const calculation = await declaring.figures(landlord);
    expect(await declaring.agree(landlord, calculation, changed)).toMatchObject({ ok: false, reason });
    expect(await journey.submissions.all(landlord.id)).toHaveLength(1);
  });

  it('figures that newer ones replaced, and another’s, cannot be agreed to', async () => {
    const [landlord, other] = [await declaring.addWithYear(), await declaring.addWithYear()];
    const first = await declaring.figures(landlord);
    await journey.setTime('2026-10-06T09:01:00Z');
    await declaring.figures(landlord);
    expect(await declaring.agree(landlord, first)).toMatchObject({ ok: false, reason: 'superseded' });
    expect(await declaring.agree(other, first)).toMatchObject({ ok: false, reason: 'no-figures' });
  });

  it('figures that HMRC gives errors for cannot be agreed to', async () => {
    const landlord = await declaring.addWithYear();
    const calculation = await declaring.figures(landlord);
    const errors = JSON.stringify([{ id: 'C1', text: 'An update is missing.' }]);
    await journey.pool.query(
      `update calculations set answer = jsonb_set(answer, '{messages,errors}', $2::jsonb) where id = $1`,
      [calculation.id, errors],
    );
    expect(await declaring.agree(landlord, calculation)).toMatchObject({ ok: false, reason: 'no-figures' });
  });
});

describe('an amendment', () => {
  it('is worked out, agreed to and confirmed, after what changed was sent again', async () => {
    const { landlord } = await declaring.declareWith(() => Promise.resolve());
    await journey.setTime('2026-11-01T09:00:00Z');
    await journey.connect(landlord);
    await journey.addRent(landlord, '2025-08-01', '1,000.00');
    await declaring.sendYear(landlord);
    const { submissionId, event } = await declaring.declare(landlord, 'confirm-amendment');
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect(status).toBe('submitted');
    expect(readDeclarationFigures(latest.figures)).toMatchObject({
      calculationType: 'confirm-amendment',
      totals: { incomePence: 3_100_000, duePence: 368_600 },
    });
  });

  it('whose answer is lost is read back', async () => {
    const { landlord } = await declaring.declareWith(() => Promise.resolve());
    await journey.setTime('2026-11-01T09:00:00Z');
    await journey.connect(landlord);
    const { submissionId, event } = await declaring.declare(landlord, 'confirm-amendment');
    await declaring.fault(landlord, 'answer-lost', { times: 1 });
    await declaring.run(event);
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
  });

  it('needs a declaration, and the window to be open', async () => {
    const landlord = await declaring.addWithYear();
    expect(await declaring.start(landlord, 'confirm-amendment')).toMatchObject({ reason: 'not-declared' });
    const { event } = await declaring.declare(landlord);
    await declaring.run(event);
    await journey.setTime('2028-02-01T09:00:00Z');
    await journey.connect(landlord);
    expect(await declaring.start(landlord, 'confirm-amendment')).toMatchObject({ reason: 'not-amendable' });
  });
});
