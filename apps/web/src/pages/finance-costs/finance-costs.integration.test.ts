import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let uk: string;
let abroad: string;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  uk = `/years/2026-27/finance-costs/${ids.businessId}`;
  abroad = `/years/2026-27/finance-costs/${ids.foreignBusinessId}`;
  await whole.pool.query('delete from year_amounts');
});
afterAll(() => whole.close());

const read = async (path: string) => textIn((await browser.get(path)).text);
const review = () => `/updates/${ids.businessId}/2026-10-05`;

/** HMRC's calculation of the year before, with this left of finance costs in the UK and in Spain. */
async function calculateBefore(type: string, ukPence: number, spainPence: number) {
  const answer = {
    metadata: { calculationType: type, periodFrom: '2025-04-06', periodTo: '2026-04-05' },
    calculation: {
      reliefs: {
        residentialFinanceCosts: {
          ...{ rate: 20, totalResidentialFinanceCostsReliefPence: 0 },
          ukProperty: { carryForwardAmountPence: ukPence },
          foreignProperty: {
            foreignPropertyRfcDetail: [{ countryCode: 'ESP', carryForwardAmountPence: spainPence }],
          },
        },
      },
      taxCalculation: {
        ...{ totalIncomeTaxAndNicsDuePence: 0 },
        incomeTax: {
          ...{ totalIncomeReceivedFromAllSourcesPence: 0, totalAllowancesAndDeductionsPence: 0 },
          ...{ totalTaxableIncomePence: 0, incomeTaxChargedPence: 0 },
        },
      },
    },
  };
  await whole.pool.query(
    `insert into calculations (id, owner_id, tax_year, type, asked_by, state, fraud_prevention, requested_at,
       calculation_id, finished_at, answer)
     values ($1, $2, '2025-26', $3, 'person', 'ready', '{}', now(), $5, '2026-09-01T09:00:00Z', $4)`,
    [randomUUID(), ids.owner, type, JSON.stringify(answer), randomUUID()],
  );
}

describe('finance costs of earlier years', () => {
  it('are a task of the tax year, with the way to enter them', async () => {
    const { text } = await browser.get('/years/2026-27');
    expect(text).toContain(`href="${uk}"`);
    expect(text).toContain(`href="${abroad}"`);
    expect(textIn(text)).toContain('brought no relief yet Where they apply to you');
    expect(await read(uk)).toContain('Quarterday has no calculation of the tax year before from HMRC.');
  });

  it('are shown by HMRC’s estimate, and not filled in', async () => {
    await calculateBefore('in-year', 123_456, 0);
    const { text } = await browser.get(uk);
    expect(textIn(text)).toContain(
      'HMRC’s estimate of 2025-26, which came on 1 September 2026 at 10:00am and is not final, leaves £1,234.56',
    );
    expect(text).not.toContain('value="1234.56"');
    expect(await read('/years/2026-27')).toContain('£1,234.56 by HMRC’s estimate');
    expect(await read(review())).not.toContain('Check what to bring forward');
  });

  it('are filled in from figures that were made to be declared, and wait for the landlord’s word', async () => {
    await calculateBefore('intent-to-finalise', 200_000, 8_000);
    expect((await browser.get(uk)).text).toContain('value="2000.00"');
    expect(await read('/years/2026-27')).toContain('HMRC left £2,000.00');
    const page = await read(review());
    expect(page).toContain(
      'left £2,000.00 of residential finance costs without relief, and this update brings £0.00',
    );
    expect(page).not.toContain('Residential finance costs of earlier years £');
    const shown = await read(abroad);
    expect(shown).toContain('Spain: £80.00');
    expect((await browser.get(abroad)).text).toContain('value="80.00"');
  });

  it('lead from the year that leaves them, and from its losses, to the year that uses them', async () => {
    for (const path of ['/years/2025-26', '/years/2025-26/losses']) {
      const { text } = await browser.get(path);
      expect(textIn(text)).toContain(
        'Residential finance costs carried forward into 2026-27: £2,080.00 (UK £2,000.00, Spain £80.00)',
      );
      expect(text).toContain(`href="${uk}"`);
      expect(text).toContain(`href="${abroad}"`);
    }
  });

  it('are refused with the reason beside the field, and what was typed is kept', async () => {
    const refused = await browser.post(uk, { amount: 'many' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="many"');
    expect(textIn(refused.text)).toContain('Enter an amount in pounds and pence, like 1250 or 98.60');
    const other = await browser.post(abroad, { [`amount-${ids.villa}`]: '-1' });
    expect(textIn(other.text)).toContain('Canary Villa, Spain: The amount can’t be less than £0');
  });

  it('stand in the review of the update that the landlord came from, once they are saved', async () => {
    const saved = await browser.post(uk, { amount: '1,999.99', quarter: '2026-10-05' });
    expect([saved.status, saved.location]).toEqual([303, review()]);
    const page = await read(review());
    expect(page).toContain('Residential finance costs of earlier years £1,999.99');
    expect(page).toContain('Residential finance costs of earlier years: £1,999.99, as you entered it on');
    expect(page).toContain('left £2,000.00');
    expect((await browser.get(uk)).text).toContain('value="1999.99"');
  });

  it('say that they are saved and that nothing was sent, without an update to go back to', async () => {
    const saved = await browser.post(uk, { amount: '2000' });
    expect(saved.location).toBe(`${uk}?done=saved`);
    expect(await read(saved.location)).toContain('Saved. Nothing was sent to HMRC');
    expect(await read(review())).not.toContain('Check what to bring forward');
    expect(await read('/years/2026-27')).toContain('brought no relief yet £2,000.00');
    expect(await read('/years/2025-26')).toContain('You bring £2,000.00 forward into 2026-27, UK property.');
  });

  it('have no page for a year before 2025-26, nor for a business that HMRC listed nothing for', async () => {
    expect((await browser.get(uk.replace('2026-27', '2024-25'))).status).toBe(404);
    expect((await browser.get(uk.replace('2026-27', '2027-28'))).status).toBe(404);
    expect((await browser.get('/years/2026-27/finance-costs/XOIS00000000000')).status).toBe(404);
  });
});
