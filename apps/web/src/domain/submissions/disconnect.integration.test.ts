import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const statusOf = async (landlord: Landlord) => (await journey.connections.view(landlord.id)).status;
const fault = (landlord: Landlord, name: string, operation: string) =>
  journey.control.addFault({ name, nino: landlord.nino, operation, times: 1 });

describe('disconnecting', () => {
  it('erases the tokens, and the journeys to HMRC that are open', async () => {
    const landlord = await journey.addConnected();
    const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
    expect(await journey.connections.disconnect(landlord.id)).toBe('done');
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'not-connected',
      reason: 'disconnected',
      sealedTokens: null,
      accessTokenExpiresAt: null,
    });
    expect(await journey.connections.finish(journey.session(landlord), answer)).toMatchObject({ ok: false });
    expect(await journey.connections.disconnect(landlord.id)).toBe('not-connected');
  });

  it('waits until HMRC’s answer to a submission is known', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    expect(await journey.connections.disconnect(landlord.id)).toBe('waiting');
    await fault(landlord, 'answer-lost', 'put-uk-cumulative');
    await updates.run(event);
    expect(await statusOf(landlord)).toBe('connected');
    await journey.submissions.steps.send(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(await journey.connectionOf(landlord)).toMatchObject({
      status: 'not-connected',
      sealedTokens: null,
    });
  });

  it('happens although the process died between the answer and it', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await journey.connections.disconnect(landlord.id);
    const kept: { killed?: boolean } = {};
    const dying = journey.createProcess();
    dying.connections.finishDisconnect = () => {
      kept.killed = true;
      return Promise.reject(new Error('killed'));
    };
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    expect(kept.killed).toBe(true);
    expect(await statusOf(landlord)).toBe('connected');
    await journey.submissions.steps.send(event);
    expect(await statusOf(landlord)).toBe('not-connected');
  });

  it('does not happen when the landlord stays after all', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await journey.connections.disconnect(landlord.id);
    await journey.connections.keepConnected(landlord.id);
    await updates.run(event);
    expect(await statusOf(landlord)).toBe('connected');
    expect(await journey.connectionStore.disconnect(landlord.id, journey.clock.now())).toBe(false);
    expect(await statusOf(landlord)).toBe('connected');
  });

  it('does not keep a landlord from reconnecting when the answer it waits for needs that', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, 'answer-lost', 'put-uk-cumulative');
    await updates.run(event);
    await fault(landlord, 'forbidden', 'get-uk-cumulative');
    await journey.submissions.steps.send(event);
    await journey.connections.disconnect(landlord.id);

    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    await journey.submissions.steps.askHmrc(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(await statusOf(landlord)).toBe('connected');
  });
});

describe('what is kept', () => {
  it('holds no token, code, verifier or NINO as plain text, in any column of any table, nor in the log', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await updates.run(event);
    await journey.control.addFault({ name: 'outage-503', nino: landlord.nino, operation: 'list-businesses' });
    await journey.connect(landlord);
    await journey.control.revokeAuthority(landlord.nino);
    const second = await updates.submit(landlord);
    await updates.run(second.event);

    const { codes, tokens } = journey.control.tokens();
    const secrets = [
      ...codes.map(({ code }) => code),
      ...tokens.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken ?? accessToken]),
      ...journey.control.users().map(({ nino }) => nino),
    ];
    expect(secrets.length).toBeGreaterThan(10);
    const everything = `${await dumpDatabase()}\n${journey.logLines.join('\n')}`;
    expect(everything).toContain(landlord.id);
    expect(everything).toContain(landlord.businessId);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});

async function dumpDatabase(): Promise<string> {
  const { rows } = await journey.pool.query<{ table: string }>(
    `select table_name as table from information_schema.tables where table_schema = 'public'`,
  );
  expect(rows.length).toBeGreaterThan(12);
  const tables = rows.map(async ({ table }) => {
    const kept = await journey.pool.query<{ row: string }>(`select t::text as row from "${table}" t`);
    return kept.rows.map(({ row }) => row).join('\n');
  });
  return (await Promise.all(tables)).join('\n');
}
