import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { textIn } from '../../test/markup.ts';
import { createYearThroughPages, type YearThroughPages } from '../../test/year-through-pages.ts';

const declaration = '/years/2025-26/final-declaration';
const since = 'HMRC has taken figures of 2025-26 since your final declaration, so that is to be amended.';
const before = 'HMRC has your final declaration of 2025-26. Sending this does not change it';
let own: YearThroughPages;
let annual: string;

beforeAll(async () => {
  own = await createYearThroughPages();
  annual = `${own.year}/annual-summary/${own.ids.businessId}`;
  await own.addRent('rent of 2025');
});
afterAll(() => own.close());

const read = (path: string) => own.read(path);

describe('a year that was not declared', () => {
  it('is not to be amended by what is sent of it', async () => {
    expect(await read(own.update)).not.toContain(before);
    expect(await read(await own.sendYear())).not.toContain(since);
    expect(await read(annual)).toContain('Your final declaration comes last.');
  });
});

describe('a year of which HMRC takes figures after its declaration', () => {
  let sent: string;

  it('is not to be amended before that', async () => {
    await own.declare('final-declaration');
    expect(await read(own.year)).toContain('9 of 9 tasks with a date are done.');
    expect(await read(own.year)).toContain('Final declaration Due 31 January 2027 Submitted');
    expect(await read('/')).not.toContain(since);
  });

  it('is said to be amended afterwards before anything of it is sent', async () => {
    await own.addRent('late rent of 2025');
    await own.browser.post(annual, { nonResidentLandlord: 'no', rentARoom: 'none', then: 'review' });
    const { browser, finalise, update, year, ids } = own;
    await browser.post(finalise, { then: 'summary' });
    await browser.post(finalise, { then: 'nothing' });
    await browser.post(`${year}/losses`);
    const losses = `${year}/losses/${ids.businessId}?change=add-loss`;
    for (const path of [update, annual, `${annual}/review`, `${finalise}/review`, losses]) {
      const { text } = await own.browser.get(path);
      expect(textIn(text)).toContain(before);
      expect(text).toContain(`href="${declaration}"`);
    }
    expect(await read(annual)).not.toContain('comes last');
    expect(await read(`/updates/${ids.businessId}/2026-10-05`)).not.toContain('Sending this does not');
  });

  it('is to be amended, on every page that tells how it stands', async () => {
    sent = await own.sendYear();
    for (const path of [sent, '/']) {
      const { text } = await own.browser.get(path);
      expect(textIn(text)).toContain(since);
      expect(text).toContain(`href="${declaration}"`);
    }
    const page = await read(own.year);
    expect(page).toContain('8 of 9 tasks with a date are done.');
    expect(page).toContain('Final declaration Due 31 January 2027 To be amended');
    expect(await read('/years')).toMatch(/8 of 9 done\s+To be amended/);
    expect(await read(declaration)).toContain('HMRC has taken figures of this year since it was declared.');
  });

  it('is so no more once HMRC took the amendment', async () => {
    await own.declare('confirm-amendment');
    expect(await read(own.year)).toContain('9 of 9 tasks with a date are done.');
    expect(await read(own.year)).toContain('Final declaration Due 31 January 2027 Submitted');
    for (const path of [sent, '/']) expect(await read(path)).not.toContain(since);
    expect(await read(declaration)).not.toContain('since it was declared');
  });

  it('is said to be amended after what failed and is sent again', async () => {
    await own.addRent('latest rent of 2025');
    const click = { seen: await own.seenOn(own.update) };
    const { location } = await own.browser.post(own.update, click);
    const id = location.replace('/submissions/', '');
    await own.whole.pool.query(`update submissions set status = 'failed' where id = $1`, [id]);
    await own.whole.pool.query(`update attempts set status = 'failed' where submission_id = $1`, [id]);
    const { text } = await own.browser.get(`${location}/resubmit`);
    expect(textIn(text)).toContain(before);
    expect(text).toContain(`href="${declaration}"`);
    expect(await read(location)).not.toContain(since);
  });
});
