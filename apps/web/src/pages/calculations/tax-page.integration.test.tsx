import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { formatInstant } from '../../ui/format.ts';
import { createJourney, type Journey, startsAt } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { render, textIn } from '../../test/markup.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';
import { CalculatedTaxParts } from './calculated-tax.tsx';
import { Newest } from './tax-page.tsx';

const taxYear = '2026-27';
let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
afterAll(() => journey.close());

const send = async (landlord: Landlord) => updates.run((await updates.submit(landlord)).event);

/** The newest calculation, which the landlord has one of. */
async function newest(landlord: Landlord) {
  const all = await journey.calculations.ofYear(landlord.id, taxYear);
  if (!all[0]) throw new Error('There is no calculation.');
  return all[0];
}

/** Does what is next for it, as the engine would. */
async function step(landlord: Landlord): Promise<void> {
  const connectionId = (await journey.connectionOf(landlord)).id;
  await journey.calculations.steps.calculate({ calculation: (await newest(landlord)).id, connectionId });
}

async function page(landlord: Landlord): Promise<string> {
  const sent = await journey.submissions.all(landlord.id);
  return textIn(render(<Newest calculation={await newest(landlord)} sent={sent} isOver={false} />));
}

const outOfDate = 'HMRC has taken more since then, so this figure is out of date.';

describe('HMRC’s newest figures', () => {
  it('are of when HMRC was last asked to calculate, not of when they were first wanted', async () => {
    await journey.setTime(startsAt);
    await journey.control.setCalculationSeconds(5);
    const landlord = await journey.addConnected();
    await send(landlord);
    await step(landlord);
    // HMRC takes another update before the first estimate is there: it is begun anew.
    await journey.setTime('2026-10-06T09:02:00Z');
    await journey.addRent(landlord, '2026-05-03', '20,000.00');
    await send(landlord);
    await journey.setTime('2026-10-06T09:04:00Z');
    await step(landlord);
    await journey.setTime('2026-10-06T09:06:00Z');
    await step(landlord);
    expect(await page(landlord)).toContain(`as HMRC saw it on ${formatInstant('2026-10-06T09:04:00Z')}`);
    expect(await page(landlord)).not.toContain(outOfDate);
  });

  it('are out of date once HMRC has taken more', async () => {
    await journey.setTime(startsAt);
    await journey.control.setCalculationSeconds(0);
    const landlord = await journey.addConnected();
    await send(landlord);
    await step(landlord);
    await step(landlord);
    expect(await page(landlord)).not.toContain(outOfDate);
    await journey.setTime('2026-10-06T09:02:00Z');
    await send(landlord);
    const [, calculated] = await journey.calculations.ofYear(landlord.id, taxYear);
    if (!calculated) throw new Error('There is no calculation before it.');
    const sent = await journey.submissions.all(landlord.id);
    expect(textIn(render(<Newest calculation={calculated} sent={sent} isOver={false} />))).toContain(
      outOfDate,
    );
  });

  it('give a loss with its amount', async () => {
    await journey.setTime(startsAt);
    await journey.control.setCalculationSeconds(0);
    const landlord = await journey.addConnected();
    const [house] = await journey.records.listProperties(landlord.id);
    await journey.addRent(landlord, '2026-05-03', '100.00');
    await journey.records.addTransaction(landlord.id, {
      ...{ date: '2026-05-04', propertyId: house?.id ?? '', category: 'repairsAndMaintenance' },
      ...{ description: 'Roof', moneyIn: '', moneyOut: '1,610.00' },
    });
    await send(landlord);
    await step(landlord);
    await step(landlord);
    const { figures, type } = await newest(landlord);
    if (!figures) throw new Error('There are no figures.');
    const text = textIn(render(<CalculatedTaxParts figures={figures} type={type} />));
    expect(text).toContain('Loss before adjustments −£360.00');
    expect(text).toContain('Loss −£360.00');
    expect(text).not.toContain('Loss £0.00');
  });
});
