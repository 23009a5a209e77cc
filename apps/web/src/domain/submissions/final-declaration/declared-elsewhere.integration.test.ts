import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDeclaring, type Declaring, declaredYear } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { readDeclarationFigures } from './rules.ts';

let journey: Journey;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  declaring = createDeclaring(journey);
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

/** A landlord whose declaration HMRC took from other software: nothing of it is known here but HMRC's list. */
async function addDeclaredElsewhere() {
  const landlord = await declaring.addWithYear();
  const { submissionId, event } = await declaring.declare(landlord);
  await declaring.run(event);
  await journey.pool.query('delete from submissions where id = $1', [submissionId]);
  await journey.pool.query(
    `update final_declaration_obligations set status = 'fulfilled', received_date = '2026-10-01'
     where owner_id = $1 and period_end_date = '2026-04-05'`,
    [landlord.id],
  );
  return landlord;
}

describe('a year that was declared with other software', () => {
  it('is known as declared, and not declared again', async () => {
    const landlord = await addDeclaredElsewhere();
    const year = await journey.submissions.declarations.year(landlord.id, declaredYear);
    expect([year.declared, year.declaredElsewhere]).toEqual([null, { on: '2026-10-01' }]);
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'declared-already' });
  });

  it('is amended from here', async () => {
    const landlord = await addDeclaredElsewhere();
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
});
