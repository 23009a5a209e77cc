import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
});
beforeEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

const lookUp = (landlord: Landlord) =>
  journey.submissions.foreignRegistrations.lookUp(landlord.id, abroad.yearOf(landlord), captured);

const link = (landlord: Landlord, propertyId: string, hmrcPropertyId: string) =>
  journey.submissions.foreignRegistrations.link(
    landlord.id,
    abroad.yearOf(landlord),
    { propertyId, hmrcPropertyId },
    captured,
  );

const idAtHmrc = async (landlord: Landlord, propertyId: string): Promise<string> => {
  const registration = await abroad.registration(landlord, propertyId);
  return registration?.kind === 'registered' ? registration.hmrcId : '';
};

/** A landlord whose villa HMRC has under a name that theirs does not have: it was registered elsewhere. */
async function withOther() {
  const landlord = await journey.addConnected({ abroad: true });
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP' });
  await abroad.register(landlord, villa);
  const atHmrc = await idAtHmrc(landlord, villa);
  await journey.pool.query('delete from foreign_registrations where owner_id = $1', [landlord.id]);
  await journey.records.changeProperty(landlord.id, villa, {
    ...{ name: 'The house by the sea', address: '', countryCode: 'ESP' },
  });
  return { landlord, villa, atHmrc };
}

describe('linking a property of HMRC’s list', () => {
  it('makes it the landlord’s own, whatever it is called, and changes nothing at HMRC', async () => {
    const { landlord, villa, atHmrc } = await withOther();
    expect(await lookUp(landlord)).toMatchObject({ ok: true, others: [{ propertyId: atHmrc }] });
    expect(await link(landlord, villa, atHmrc)).toEqual({ ok: true });
    expect(await abroad.registration(landlord, villa)).toMatchObject({
      kind: 'registered',
      hmrcId: atHmrc,
      nameAtHmrc: 'Villa Sol',
    });
    expect(await lookUp(landlord)).toEqual({ ok: true, others: [] });
    expect(journey.countCalls('create-foreign-property', landlord.nino)).toBe(1);
    expect(journey.countCalls('update-foreign-property', landlord.nino)).toBe(0);
  });

  it('is refused where either is linked already', async () => {
    const { landlord, villa, atHmrc } = await withOther();
    const second = await abroad.addProperty(landlord, { name: 'Casa Nova', countryCode: 'ESP' });
    expect(await link(landlord, villa, atHmrc)).toEqual({ ok: true });
    expect(await link(landlord, second, atHmrc)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('another of yours is linked') as string,
    });
    expect(await abroad.registration(landlord, second)).toEqual({ kind: 'none' });
    await abroad.register(landlord, second);
    expect(await link(landlord, second, atHmrc)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('linked to one on HMRC’s list already') as string,
    });
  });

  it('is refused for a property of another country, for one that HMRC does not list, and for somebody else’s', async () => {
    const { landlord, villa, atHmrc } = await withOther();
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    expect(await link(landlord, gite, atHmrc)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('another country') as string,
    });
    expect(await link(landlord, villa, '00000000-0000-4000-8000-000000000000')).toMatchObject({ ok: false });
    const other = await withOther();
    expect(await link(other.landlord, villa, other.atHmrc)).toMatchObject({ ok: false });
    expect(await link(other.landlord, other.villa, atHmrc)).toMatchObject({ ok: false });
    for (const property of [villa, gite]) {
      expect(await abroad.registration(landlord, property)).toEqual({ kind: 'none' });
    }
  });

  it('by several clicks at once is done for one of them', async () => {
    const { landlord, villa, atHmrc } = await withOther();
    const clicks = await Promise.all([1, 2, 3].map(() => link(landlord, villa, atHmrc)));
    expect(clicks.some(({ ok }) => ok)).toBe(true);
    expect(await idAtHmrc(landlord, villa)).toBe(atHmrc);
  });

  it('changes nothing where HMRC’s list can’t be read', async () => {
    const { landlord, villa, atHmrc } = await withOther();
    await journey.control.addFault({
      ...{ name: 'outage-503', nino: landlord.nino, operation: 'get-foreign-properties' },
    });
    expect(await link(landlord, villa, atHmrc)).toMatchObject({ ok: false });
    expect(await abroad.registration(landlord, villa)).toEqual({ kind: 'none' });
  });
});
