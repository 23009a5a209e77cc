import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createYearThroughPages, type YearThroughPages } from '../../test/year-through-pages.ts';

let own: YearThroughPages;

beforeAll(async () => {
  own = await createYearThroughPages();
  await own.addRent('rent of 2025');
  await own.sendYear();
});
afterAll(() => own.close());

describe('an estimate of a year that is over', () => {
  it('does not reckon with the rest of it', async () => {
    const { location } = await own.browser.post(`${own.year}/tax`);
    await own.calculate(location);
    for (const path of [location, `${own.year}/tax`]) {
      const page = await own.read(path);
      expect(page).toContain('This is an estimate by HMRC, not a bill.');
      expect(page).not.toContain('goes on in the same way');
    }
  });
});
