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

/** How a rejected update stands after it was found and put right. */
async function putRight(misfiled: { landlord: Landlord; submissionId: string }) {
  expect(await statusOf(misfiled)).toBe('rejected');
  const found = await reclassification().find();
  const listed = found.find(({ submissionId }) => submissionId === misfiled.submissionId);
  expect(await statusOf(misfiled)).toBe('rejected');
  expect(await reclassification().apply()).toBe(1);
  expect(await reclassification().apply()).toBe(0);
  const { status, latest } = await updates.view(misfiled.landlord, misfiled.submissionId);
  expect([status, latest.status]).toEqual(['failed', 'failed']);
  expect(latest.outcome).toMatchObject({ code: listed?.code, owner: listed?.owner });
  expect(latest.outcome).toMatchObject({ corrected: { from: 'rejected' } });
  expect(latest.outcome?.messages).toHaveLength(1);
  return latest.outcome;
}

describe('rejections that were refusals of the connection', () => {
  it.each([
    ['an API 401', 401, ['INVALID_CREDENTIALS'], undefined],
    ['an API 403', 403, ['CLIENT_OR_AGENT_NOT_AUTHORISED'], undefined],
    ['a 401 without a code', 401, [], undefined],
    ['a 403 of a firewall', 403, [], undefined],
    ['an expired token, kept as a code alone', null, null, 'INVALID_CREDENTIALS'],
    ['a token that HMRC does not know, kept as a code alone', null, null, 'UNAUTHORIZED'],
    ['a 403, kept as a code alone', null, null, 'FORBIDDEN'],
    ['an account without authority, kept as a code alone', null, null, 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    ['the token endpoint, kept as a code alone', null, null, 'invalid_grant'],
    ['the token endpoint, with what was sent before it', null, ['invalid_grant'], undefined],
    ['a revoked token', 400, ['token_revoked'], undefined],
  ])('are found and made failed, with the way to reconnect: %s', async (_name, status, codes, code) => {
    const outcome = await putRight(await addRejected(status, codes, code));
    expect(outcome).toMatchObject({ owner: 'landlord', reconnect: true });
    expect(outcome?.sentence).toMatch(/^Please reconnect your HMRC account/);
  });

  it.each([
    ['our application', 403, ['RESOURCE_FORBIDDEN'], undefined],
    ['our application, kept as a code alone', null, null, 'RESOURCE_FORBIDDEN'],
    ['a request without a token', 401, ['MISSING_CREDENTIALS'], undefined],
    ['a request without a token, kept as a code alone', null, null, 'MISSING_CREDENTIALS'],
    ['a token of the wrong kind', 401, ['INCORRECT_ACCESS_TOKEN_TYPE'], undefined],
    ['our credentials at the token endpoint', 401, ['invalid_client'], undefined],
    ['our credentials at the token endpoint, kept as a code alone', null, null, 'invalid_client'],
  ])('are made the operator’s fault where they were of %s', async (_name, status, codes, code) => {
    const outcome = await putRight(await addRejected(status, codes, code));
    expect(outcome).toMatchObject({ owner: 'operator', reconnect: false });
    expect(outcome?.sentence).toMatch(/^This is our fault, not yours.*first recorded as “Rejected”\.$/);
  });

  it.each([
    ['figures', 400, ['RULE_OUTSIDE_AMENDMENT_WINDOW'], undefined],
    ['figures, kept as a code alone', null, null, 'RULE_OUTSIDE_AMENDMENT_WINDOW'],
    ['a request that HMRC did not find', 404, ['MATCHING_RESOURCE_NOT_FOUND'], undefined],
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
