import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createYearThroughPages, type YearThroughPages } from '../../test/year-through-pages.ts';

const undoesAdjusted =
  'HMRC has your adjustments to its summary of this business, or your word that there are none. Sending this undoes that.';
const undoesFinal =
  'You have confirmed that the figures of this business are final. Sending this undoes that, and what was adjusted.';
let own: YearThroughPages;
let reviews: string[];

beforeAll(async () => {
  own = await createYearThroughPages();
  const annual = `${own.year}/annual-summary/${own.ids.businessId}`;
  reviews = [own.update, `${annual}/review`];
  await own.browser.post(annual, { nonResidentLandlord: 'no', rentARoom: 'none', then: 'review' });
  await own.addRent('rent of 2025');
  const sent = await own.sendYear();
  expect(await own.read(sent)).toContain('Receipt , with the transactions behind these figures');
});
afterAll(() => own.close());

const expectOnReviews = async (said: string | null) => {
  for (const path of reviews) {
    const page = await own.read(path);
    expect(page).toContain('Review your');
    for (const each of [undoesAdjusted, undoesFinal]) expect(page.includes(each)).toBe(each === said);
  }
};

describe('what is sent of a business', () => {
  it('undoes nothing before it is adjusted', () => expectOnReviews(null));

  it('is said to undo adjustments that HMRC has', async () => {
    const adjustments = await own.adjustNothing();
    // Adjustments have no transactions behind them.
    expect(await own.read(adjustments)).toMatch(/Receipt (?!, with the transactions)/);
    await expectOnReviews(undoesAdjusted);
    expect(await own.read(own.finalise)).toContain('Your confirmation Not yet');
    const { text } = await own.browser.get(own.update);
    expect(text).toContain(`href="${own.finalise}"`);
  });

  it('is said to undo that its figures are final', async () => {
    await own.browser.post(own.finalise, { then: 'confirm', agree: 'yes', name: 'Canary Landlord' });
    expect(await own.read(own.finalise)).toContain('Final: confirmed by Canary Landlord');
    await expectOnReviews(undoesFinal);
  });
});

describe('a business that was confirmed', () => {
  const given = (of: string) => new RegExp(`Your confirmation Given by Canary Landlord on [^,]*, ${of}`);

  it('and of which a new summary was made since has its confirmation for the older one', async () => {
    await own.browser.post(own.finalise, { then: 'summary' });
    expect(await own.read(own.finalise)).toMatch(given('for an older summary'));
    await own.browser.post(own.finalise, { then: 'nothing' });
    const review = `${own.finalise}/review`;
    await own.taken(await own.browser.post(review, { seen: await own.seenOn(review) }));
    await own.browser.post(own.finalise, { then: 'confirm', agree: 'yes', name: 'Canary Landlord' });
  });

  it('and then undone has its confirmation for figures that changed, until it is given again', async () => {
    await own.addRent('late rent of 2025');
    await own.sendYear();
    await expectOnReviews(null);
    expect(await own.read(own.finalise)).toMatch(given('for figures that changed since'));
    await own.adjustNothing();
    expect(await own.read(own.finalise)).toMatch(given('for figures that changed since'));
    await own.browser.post(own.finalise, { then: 'confirm', agree: 'yes', name: 'Canary Landlord' });
    expect(await own.read(own.finalise)).toContain('Your confirmation Final: confirmed by Canary Landlord');
  });
});
