import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createLosing } from '../../test/losing.ts';
import { render, textIn } from '../../test/markup.ts';
import { HeldLosses } from './held.tsx';

let journey: Journey;
const taxYear = '2025-26';

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

async function read(landlord: Landlord): Promise<string> {
  const year = await journey.submissions.losses.year(landlord.id, taxYear);
  const business = year.businesses.find(({ businessId }) => businessId === landlord.businessId);
  if (!business) throw new Error('There is no such business.');
  return textIn(render(<HeldLosses year={year} business={business} />));
}

const older = 'HMRC has taken a change since then, which is not in what stands here.';

describe('what HMRC has of losses', () => {
  it('is said to be older than a change that it took, where it could not be looked at afterwards', async () => {
    const losing = createLosing(journey);
    const landlord = await journey.addConnected();
    await losing.look(landlord, taxYear);
    await journey.setTime('2026-10-07T09:00:00Z');
    await journey.control.addFault({
      ...{ name: 'outage-503', nino: landlord.nino, operation: 'list-loss-claims', times: 1 },
    });
    const claim = { change: 'add-claim', id: '', fields: { typeOfClaim: 'carry-sideways' } };
    await losing.send(landlord, taxYear, claim);
    expect(await read(landlord)).toContain('The last change you sent: Submitted');
    expect(await read(landlord)).toContain(older);
    expect(await read(landlord)).toContain('Ask HMRC again');
    expect(await read(landlord)).not.toContain('HMRC has none: losses are carried forward.');
    expect((await journey.submissions.losses.state(landlord.id, taxYear)).is).toBe('changed');

    await losing.look(landlord, taxYear);
    expect(await read(landlord)).not.toContain(older);
    expect((await journey.submissions.losses.state(landlord.id, taxYear)).is).toBe('some');
  });
});
