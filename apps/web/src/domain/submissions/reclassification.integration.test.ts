import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReclassificationStore } from '../../data/reclassification.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';
import { createReclassification } from './index.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
afterAll(() => journey.close());

const reclassification = () =>
  createReclassification({ store: createReclassificationStore(journey.db), clock: journey.clock });

/** An update that is down as rejected, with such an answer of HMRC's on record. */
async function addRejected(httpStatus: number | null, codes: string[] | null, code = 'REFUSED') {
  const landlord = await journey.addConnected();
  await journey.control.addFault({
    name: 'refuse',
    nino: landlord.nino,
    operation: 'put-uk-cumulative',
    code: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
  });
  const { submissionId, event } = await updates.submit(landlord);
  await updates.run(event);
  await journey.pool.query('update sends set http_status = $1, codes = $2 where attempt_id = $3', [
    httpStatus,
    codes === null ? null : JSON.stringify(codes),
    event.attemptId,
  ]);
  await journey.pool.query(
    `update attempts set outcome = jsonb_set(outcome, '{code}', to_jsonb($1::text)) where id = $2`,
    [code, event.attemptId],
  );
  return { landlord, submissionId };
}

const statusOf = async ({ landlord, submissionId }: { landlord: Landlord; submissionId: string }) =>
  (await updates.view(landlord, submissionId)).status;

describe('rejections that were refusals of the connection', () => {
  it.each([
    ['an API 401', 401, ['INVALID_CREDENTIALS'], undefined],
    ['an API 403', 403, ['CLIENT_OR_AGENT_NOT_AUTHORISED'], undefined],
    ['a 403 of a firewall', 403, [], undefined],
    ['the token endpoint, kept as a code alone', null, null, 'invalid_grant'],
    ['a revoked token', 400, ['token_revoked'], undefined],
  ])('are found and made failed: %s', async (_name, status, codes, code) => {
    const misfiled = await addRejected(status, codes, code);
    expect(await statusOf(misfiled)).toBe('rejected');
    const found = await reclassification().find();
    expect(found.map(({ submissionId }) => submissionId)).toContain(misfiled.submissionId);
    expect(await statusOf(misfiled)).toBe('rejected');

    expect(await reclassification().apply()).toBe(1);
    const { status: now, latest } = await updates.view(misfiled.landlord, misfiled.submissionId);
    expect([now, latest.status]).toEqual(['failed', 'failed']);
    expect(latest.outcome).toMatchObject({ reconnect: true, corrected: { from: 'rejected' } });
    expect(latest.outcome?.sentence).toMatch(/^Please reconnect your HMRC account/);
    expect(latest.outcome?.messages).toHaveLength(1);
    expect(await reclassification().apply()).toBe(0);
  });

  it.each([
    ['figures', 400, ['RULE_OUTSIDE_AMENDMENT_WINDOW'], undefined],
    ['our own application', 403, ['RESOURCE_FORBIDDEN'], undefined],
    ['an answer that is not on record', null, null, 'REFUSED'],
  ])('are told from refusals of %s, which stay as they are', async (_name, status, codes, code) => {
    const rightly = await addRejected(status, codes, code);
    const found = await reclassification().find();
    expect(found.map(({ submissionId }) => submissionId)).not.toContain(rightly.submissionId);
    await reclassification().apply();
    expect(await statusOf(rightly)).toBe('rejected');
  });

  it('leaves a submission alone whose later attempt ended otherwise', async () => {
    const misfiled = await addRejected(401, ['INVALID_CREDENTIALS']);
    await journey.control.clearFaults();
    const again = await updates.clickResubmit(misfiled.landlord, misfiled.submissionId);
    expect(again.ok).toBe(true);
    await updates.run(await updates.eventOf(misfiled.landlord, misfiled.submissionId));
    expect(await reclassification().apply()).toBe(1);
    const { status, attempts } = await updates.view(misfiled.landlord, misfiled.submissionId);
    expect([status, ...attempts.map((each) => each.status)]).toEqual(['submitted', 'failed', 'submitted']);
  });
});
