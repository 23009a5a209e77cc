import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { createFinalising } from '../../test/finalising.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createPeriodSummaries, early1, early2, early3 } from '../../test/period-summaries.ts';
import { noAnswers } from './annual/entry/rules.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

const taxYear = '2024-25' as const;
const yearOf = ({ businessId }: Landlord) => ({
  businessId,
  taxYear,
  typeOfBusiness: 'uk-property' as const,
});

it('the whole of 2024-25 goes through: updates, annual summary, adjustments, figures, declaration', async () => {
  const { submissions, calculations } = journey;
  const periods = createPeriodSummaries(journey);
  const finalising = createFinalising(journey, yearOf);
  const landlord = await periods.addEarly();
  await journey.addRent(landlord, '2025-02-01', '30,000.04');
  for (const quarter of [early1, early2, early3, '2025-04-05']) await periods.sendThrough(landlord, quarter);
  expect(periods.periodsOf(landlord)).toHaveLength(4);

  const of = yearOf(landlord);
  const fields = { nonResidentLandlord: 'no', electricChargePointAllowance: '100.00' };
  await submissions.annual.save(landlord.id, of, { ...noAnswers, fields });
  const { fingerprint } = await submissions.annual.view(landlord.id, of);
  const click = { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured };
  const summary = await submissions.annual.request(click, of);
  if (!summary.ok) throw new Error(summary.reason);
  await finalising.run(await finalising.eventOf(landlord, summary.submissionId));

  await finalising.trigger(landlord);
  expect((await finalising.view(landlord)).summary?.submitted.places).toEqual([
    { place: '', amounts: { totalRentsReceived: 3_600_010 } },
  ]);
  await finalising.save(landlord, {
    isNothing: false,
    fields: { totalRentsReceived: '-0.10', 'totalRentsReceived-reason': 'A deposit was booked as rent' },
  });
  const adjusted = await finalising.send(landlord);
  expect(await finalising.confirm(landlord)).toMatchObject({ ok: true });

  const started = await submissions.declarations.start({
    ...{ ownerId: landlord.id, id: randomUUID(), taxYear },
    ...{ type: 'final-declaration', otherIncome: 'none', captured },
  });
  if (!started.ok) throw new Error(started.reason);
  const connectionId = (await journey.connectionOf(landlord)).id;
  await calculations.steps.calculate({ calculation: started.calculation, connectionId });
  await calculations.steps.calculate({ calculation: started.calculation, connectionId });
  const figures = await calculations.one(landlord.id, started.calculation);
  const declared = await submissions.declarations.declare(
    {
      ...{ ownerId: landlord.id, attemptId: randomUUID(), captured },
      ...{ seen: figures?.calculationId ?? '', calculation: started.calculation },
      ...{ agreed: true, name: 'Ada Landlord' },
    },
    taxYear,
  );
  if (!declared.ok) throw new Error(declared.reason);
  await finalising.run(await finalising.eventOf(landlord, declared.submissionId));

  for (const id of [summary.submissionId, adjusted, declared.submissionId]) {
    expect((await submissions.one(landlord.id, id))?.status).toBe('submitted');
  }
  // 36,000.10 of rents, less 0.10 adjusted and 100.00 of charge points.
  expect(figures?.figures?.tax).toMatchObject({ incomePence: 3_590_000 });
});
