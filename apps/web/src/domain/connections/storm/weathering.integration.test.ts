import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createStorming, type Storming } from '../../../test/storming.ts';

let storming: Storming;

beforeAll(async () => {
  storming = await createStorming();
});
beforeEach(() => storming.startOver());
afterAll(() => storming.journey.close());

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('after a storm', () => {
  it('one that was really revoked expires, by its own refusal, and keeps nobody else waiting', async () => {
    const landlords = await storming.addStale(7);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 6));
    await storming.journey.control.revokeAuthority(landlords[2]!.nino);
    await storming.calm();
    // By chance the revoked one may be among those who are tried; half of them suffice.
    for (let beats = 0; beats < 3; beats += 1) {
      await storming.pass(1);
      await storming.beat();
    }
    expect(await storming.storms()).toEqual(['over']);
    expect(await storming.statuses(landlords)).toEqual(
      landlords.map((_, index) => (index === 2 ? 'expired' : 'connected')),
    );
    expect(await storming.journey.connectionOf(landlords[2]!)).toMatchObject({ reason: 'authority-ended' });
    expect(await storming.one.connections.view(landlords[2]!.id)).toMatchObject({ heldSince: null });
  });

  it('many that were lost in truth are expired and do not begin another, where others are renewed', async () => {
    const landlords = await storming.addStale(16);
    for (const { nino } of landlords.slice(0, 5)) await storming.journey.control.revokeAuthority(nino);
    await storming.askAll(landlords.slice(0, 5));
    expect(await storming.storms()).toEqual(['open']);
    // It ends, and they are judged a while later.
    await storming.pass(1);
    await storming.one.connections.weatherStorms(AbortSignal.abort());
    expect(await storming.storms()).toEqual(['over']);
    expect(await storming.statuses(landlords.slice(0, 5))).toEqual(times(5, 'held'));
    for (let beats = 0; beats < 5; beats += 1) {
      await storming.pass(1);
      await storming.beat();
    }
    expect(await storming.storms()).toEqual(['over']);
    expect(await storming.statuses(landlords)).toEqual([...times(5, 'expired'), ...times(11, 'connected')]);
    expect(await storming.journey.alertKinds()).toEqual(['hmrc-refuses-many-connections']);
  });

  it('of which nothing shows the end, all are judged after eight hours, once, and refusals are believed', async () => {
    const landlords = await storming.addStale(12);
    for (const { nino } of landlords) await storming.journey.control.revokeAuthority(nino);
    await storming.askAll(landlords.slice(0, 6));
    await storming.pass(1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['open']);
    await storming.pass(8 * 60);
    await storming.beat();
    await storming.beat();
    // Those who were not tried in the meantime are believed at once, one by one.
    await storming.askAll(landlords.slice(5));
    expect(await storming.storms()).toEqual(['given-up']);
    expect(await storming.statuses(landlords)).toEqual(times(12, 'expired'));
    expect(await storming.journey.alertKinds()).toEqual([
      'hmrc-refuses-many-connections',
      'hmrc-still-refuses-many-connections',
    ]);
  });

  it('that was given up, another is seen once HMRC has renewed some', async () => {
    // Two of those who are kept may be tried when the storm is given up, and are lost.
    const landlords = await storming.addStale(13);
    const [lost, kept] = [landlords.slice(0, 6), landlords.slice(6)];
    for (const { nino } of lost) await storming.journey.control.revokeAuthority(nino);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 6));
    await storming.pass(8 * 60 + 1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['given-up']);
    await storming.calm();
    await storming.pass(1);
    await storming.askAll(kept);
    await storming.pass(300);
    await storming.raise();
    await storming.askAll(kept);
    expect(await storming.storms()).toEqual(['given-up', 'open']);
  });

  it('another right after it is the same to the operator, and is looked at half as often', async () => {
    const landlords = await storming.addStale(12);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 5));
    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['over']);

    await storming.pass(4);
    await storming.raise();
    const fresh = (await Promise.all(landlords.map((each) => storming.journey.connectionOf(each))))
      .map((row, index) => ({ row, landlord: landlords[index]! }))
      .filter(({ row }) => row.generation === 1)
      .map(({ landlord }) => landlord);
    await storming.askAll(fresh);
    expect(await storming.storms()).toEqual(['over', 'open']);
    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['over', 'open']);
    await storming.pass(1);
    await storming.beat();
    expect(await storming.storms()).toEqual(['over', 'over']);
    expect(await storming.statuses(landlords)).toEqual(times(12, 'connected'));
    expect(await storming.journey.alertKinds()).toEqual(['hmrc-refuses-many-connections']);
  });

  it('that only seemed over, those who are judged do not pay for it', async () => {
    const landlords = await storming.addStale(8);
    await storming.raise();
    await storming.askAll(landlords);
    // HMRC takes what the canaries have and refuses again, before anybody is judged.
    await storming.journey.pool.query(
      `update authorisation_storms set is_open = false, outcome = 'over', ended_at = $1`,
      [storming.journey.clock.now()],
    );
    await storming.pass(2);
    await storming.beat();
    expect(await storming.storms()).toEqual(['over', 'open']);
    expect(await storming.statuses(landlords)).not.toContain('expired');
    expect(await storming.journey.alertKinds()).toEqual(['hmrc-refuses-many-connections']);
  });

  it('an outage of HMRC’s puts the judging off and costs nobody anything', async () => {
    const landlords = await storming.addStale(6);
    await storming.raise();
    await storming.askAll(landlords.slice(0, 5));
    await storming.calm();
    await storming.pass(1);
    await storming.journey.control.addFault({ name: 'outage-503', operation: 'token' });
    await storming.beat();
    expect(await storming.storms()).toEqual(['open']);
    await storming.calm();
    await storming.pass(1);
    await storming.beat();
    expect(await storming.statuses(landlords)).toEqual(times(6, 'connected'));
  });
});
