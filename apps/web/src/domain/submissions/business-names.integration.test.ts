import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createNoticeStore } from '../../data/notices.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { createTellers } from '../../test/reminding.ts';
import { createUpdates } from '../../test/updates.ts';
import { createNotices } from '../notifications/index.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

describe('a landlord of several businesses', () => {
  it('is told of which business an outcome and a deadline are', async () => {
    const updates = createUpdates(journey);
    const landlord = await journey.addConnected({ abroad: true });
    await updates.run((await updates.submit(landlord)).event);
    await journey.setTime('2026-10-31T09:00:00Z');
    await createTellers(journey).deadlines.tellDue();
    const notices = createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });
    const told = (await notices.list(landlord.id, 1)).notices.map(({ heading }) => heading);
    expect(told).toContain('Submitted: your update for 6 April 2026 to 5 July 2026 (UK property)');
    expect(told).toContain('Quarterly update (UK property) due on 7 November 2026');
    expect(told).toContain('Quarterly update (foreign property) due on 7 November 2026');
  });
});
