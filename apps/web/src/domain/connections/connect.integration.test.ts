import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.pool.query('delete from operator_alerts');
});
afterAll(() => journey.close());

/** A landlord who gave their NINO and is at HMRC. */
async function addAtHmrc() {
  const landlord = await journey.addLandlord();
  await journey.connections.saveNino(landlord.id, landlord.nino);
  return { landlord, authorize: await journey.begin(landlord) };
}

async function requestsOf(landlord: Landlord) {
  const { rows } = await journey.pool.query<{
    state_hash: string;
    sealed_verifier: string;
    sealed_tokens: string | null;
    outcome: string | null;
    used_at: Date | null;
  }>('select * from authorisation_requests where owner_id = $1 order by created_at', [landlord.id]);
  return rows;
}

type Answer = Awaited<ReturnType<Journey['answerAtHmrc']>>;

const finish = (landlord: Landlord, answer: Answer) =>
  journey.connections.finish(journey.session(landlord), answer);

describe('the way to HMRC', () => {
  it('keeps the state hashed and the verifier sealed', async () => {
    const { landlord, authorize } = await addAtHmrc();
    const state = authorize.searchParams.get('state') ?? '';
    const [row] = await requestsOf(landlord);
    expect(row?.state_hash).toBe(createHash('sha256').update(state).digest('base64url'));
    expect(JSON.stringify(row)).not.toContain(state);
    expect(row?.sealed_verifier).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('does not begin without a NINO, nor while the live connection is being ended', async () => {
    const landlord = await journey.addLandlord();
    const click = { ownerId: landlord.id, sessionId: landlord.sessionId, returnTo: '/', captured };
    expect(await journey.connections.begin(click)).toEqual({ ok: false, reason: 'no-nino' });

    const connected = await journey.addConnected();
    await journey.connectionStore.requestDisconnect(connected.id, journey.clock.now());
    const theirs = { ...click, ownerId: connected.id, sessionId: connected.sessionId };
    expect(await journey.connections.begin(theirs)).toEqual({ ok: false, reason: 'disconnecting' });
  });

  it('forgets journeys of the day before', async () => {
    const { landlord } = await addAtHmrc();
    await journey.setTime('2026-10-07T09:00:01Z');
    await journey.begin(landlord);
    expect(await requestsOf(landlord)).toHaveLength(1);
  });
});

describe('the way back', () => {
  it('connects: sealed tokens, since when, until when, and what HMRC lists', async () => {
    const { landlord, authorize } = await addAtHmrc();
    await journey.setTime('2026-10-06T09:05:00Z');
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    expect(await finish(landlord, answer)).toEqual({
      ok: true,
      returnTo: '/settings/hmrc-connection',
      reconnected: false,
    });
    expect(await journey.connections.view(landlord.id)).toMatchObject({
      status: 'connected',
      reason: null,
      hasNino: true,
      environment: 'simulator',
      connectedAt: new Date('2026-10-06T09:05:00Z'),
      authorityEndsOn: '2028-04-06',
      itsaStatus: 'MTD Mandated',
    });
    expect(await journey.connections.businesses(landlord.id)).toMatchObject([
      { businessId: landlord.businessId },
    ]);
    expect((await journey.connections.obligations(landlord.id)).map((each) => each.periodEndDate)).toEqual(
      expect.arrayContaining(['2026-07-05', '2026-10-05', '2027-01-05', '2027-04-05']),
    );
    const [request] = await requestsOf(landlord);
    expect(request).toMatchObject({ outcome: 'connected', sealed_tokens: null });
  });

  it('works once', async () => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    await finish(landlord, answer);
    const calls = journey.control.requests().length;
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'replayed' });
    expect(journey.control.requests().length).toBe(calls);
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });

  it('works once even when it comes twice at the same moment', async () => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    const both = await Promise.all([finish(landlord, answer), finish(landlord, answer)]);
    // The second finds nothing that it might do, or the pair that the first one is proving.
    const replayed = { ok: false, reason: 'replayed' };
    for (const one of both) expect(one.ok ? replayed : one).toEqual(replayed);
    expect(both.some(({ ok }) => ok)).toBe(true);
    expect(journey.countCalls('token', landlord.nino)).toBe(1);
    expect((await journey.connections.history(landlord.id)).map(({ kind }) => kind)).toEqual(['connected']);
  });

  it.each([
    { who: 'nobody', reason: 'signed-out', person: () => null },
    {
      who: 'another session of the same person',
      reason: 'other-session',
      person: ({ id }: Landlord) => ({ id, sessionId: 'another' }),
    },
    {
      who: 'another person',
      reason: 'other-session',
      person: ({ sessionId }: Landlord) => ({ id: 'another', sessionId }),
    },
  ])('is not for $who, who uses nothing up', async ({ person, reason }) => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    expect(await journey.connections.finish(person(landlord), answer)).toEqual({ ok: false, reason });
    expect(journey.countCalls('token', landlord.nino)).toBe(0);
    expect(await finish(landlord, answer)).toMatchObject({ ok: true });
  });

  it.each([
    { what: 'a state of nobody’s', reason: 'unknown-state', change: { state: 'made-up' } },
    { what: 'no state', reason: 'unknown-state', change: { state: undefined } },
    { what: 'a denial', reason: 'denied', change: { code: undefined, error: 'access_denied' } },
    { what: 'an error', reason: 'hmrc-error', change: { code: undefined, error: 'server_error' } },
    { what: 'a denial and a code at once', reason: 'hmrc-error', change: { error: 'access_denied' } },
    { what: 'no code', reason: 'hmrc-error', change: { code: undefined } },
    { what: 'a code of nobody’s', reason: 'code-expired', change: { code: 'made-up' } },
  ])('with $what does not connect', async ({ change, reason }) => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    const { state, code, error } = { ...answer, ...change };
    const outcome = await journey.connections.finish(journey.session(landlord), { state, code, error });
    expect(outcome).toEqual({ ok: false, reason });
    expect((await journey.connectionOf(landlord)).status).toBe('not-connected');
    expect(journey.countCalls('list-businesses', landlord.nino)).toBe(0);
  });

  it('is good for an hour', async () => {
    const { landlord, authorize } = await addAtHmrc();
    await journey.setTime('2026-10-06T09:59:59Z');
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    await journey.setTime('2026-10-06T10:00:00Z');
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'timed-out' });
    expect(journey.countCalls('token', landlord.nino)).toBe(0);

    const again = await journey.begin(landlord);
    await journey.setTime('2026-10-06T10:59:59Z');
    expect(await finish(landlord, await journey.answerAtHmrc(again, landlord.userId))).toMatchObject({
      ok: true,
    });
  });

  it('with a code older than ten minutes does not connect', async () => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    await journey.setTime('2026-10-06T09:11:00Z');
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason: 'code-expired' });
  });

  it.each([
    { name: 'invalid-client', reason: 'our-fault', alerts: ['hmrc-refuses-our-credentials'] },
    { name: 'outage-503', reason: 'hmrc-unreachable', alerts: [] },
    { name: 'drop-connection', reason: 'hmrc-unreachable', alerts: [] },
  ])('with $name at the exchange does not connect', async ({ name, reason, alerts }) => {
    const { landlord, authorize } = await addAtHmrc();
    const answer = await journey.answerAtHmrc(authorize, landlord.userId);
    await journey.control.addFault({ name, operation: 'token' });
    expect(await finish(landlord, answer)).toEqual({ ok: false, reason });
    expect(await journey.alertKinds()).toEqual(alerts);
    expect((await journey.connections.history(landlord.id))[0]).toMatchObject({
      kind: 'not-connected',
      reason,
    });
  });
});
