import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
afterAll(() => whole.close());

const path = (taxYear: string) => `/years/${taxYear}/annual-summary/${ids.businessId}`;
const read = async (at: string) => textIn((await browser.get(at)).text);

describe('the pages of an annual summary of a year to 2024-25', () => {
  it('ask for the allowances that ended then, and say what becomes of holiday lets', async () => {
    const early = await read(path('2024-25'));
    expect(early).toContain('Zero-emissions goods vehicle allowance, in pounds For new electric vans');
    expect(early).toContain('Electric charge-point allowance, in pounds For installing');
    expect(early).toContain('takes furnished holiday lets apart from other lets');
    expect(early).not.toContain('Also for electric charge points');
    expect(early).toContain('the quarterly updates of the year must hold no expenses');
    const later = await read(path('2025-26'));
    expect(later).not.toMatch(/goods vehicle|charge-point allowance|holiday lets/);
    expect(later).toContain('Also for electric charge points');
  });

  it('show how accounts are kept by HMRC’s record, and want nothing confirmed', async () => {
    const at = `${path('2024-25')}/accounting-type`;
    expect(await read(path('2024-25'))).toContain('Nothing to confirm for this year');
    expect((await browser.post(at, { then: 'confirm', accountingType: 'ACCRUAL' })).status).toBe(303);
    const page = await read(at);
    expect(page).toContain('HMRC has: Cash basis');
    expect(page).toContain('from tax year 2025-26 on');
    expect(page).not.toContain('Confirm');
    expect(await read(path('2024-25'))).toContain('Cash basis, as HMRC has it');
  });

  it('lead to a submission with the two allowances, which its receipt and the year show', async () => {
    const answers = {
      nonResidentLandlord: 'no',
      rentARoom: 'none',
      zeroEmissionsGoodsVehicleAllowance: '200.02',
      electricChargePointAllowance: '300.03',
      then: 'review',
    };
    const review = `${path('2024-25')}/review`;
    expect((await browser.post(path('2024-25'), answers)).location).toBe(review);
    const { text } = await browser.get(review);
    expect(textIn(text)).toMatch(/goods vehicle allowance £200\.02 Electric charge-point allowance £300\.03/);
    expect(textIn(text)).toContain('what HMRC has of them stays as it is');
    const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const { location } = await browser.post(review, { seen });
    expect(location).toMatch(/^\/submissions\//);
    await whole.pool.query(`update submissions set status = 'submitted' where id = $1`, [
      location.split('/').at(-1),
    ]);
    await whole.pool.query(
      `update attempts set status = 'submitted', finished_at = now() where submission_id = $1`,
      [location.split('/').at(-1)],
    );
    expect(await read(location)).toContain('Electric charge-point allowance £300.03');
    expect(await read(`${location}/receipt`)).toContain('£300.03');
    expect(await read('/years/2024-25')).toContain(
      'Annual summary Allowances and adjustments of the whole year Submitted',
    );
  });
});
