import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { reclassify } from './reclassify-command.ts';
import { createJourney, type Journey } from './test/journey.ts';
import { createUpdates } from './test/updates.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

const run = (...words: string[]) =>
  reclassify(words, readConfig({ DATABASE_URL: journey.url, LOG_LEVEL: 'silent' }));

const nothing = 'No rejected submission was refused for its connection, or for our application.';

describe('npm run reclassify', () => {
  it('lists what is down wrongly, changes it when told to, and finds nothing afterwards', async () => {
    expect(await run()).toEqual({
      exitCode: 0,
      text: nothing,
    });
    const landlord = await journey.addConnected();
    await journey.control.addFault({
      name: 'forbidden',
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
    });
    const updates = createUpdates(journey);
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    // As software of before wrote it down.
    await journey.pool.query(`update attempts set status = 'rejected'`);
    await journey.pool.query(`update submissions set status = 'rejected'`);

    const listed = await run();
    expect(listed.text).toContain(submissionId);
    expect(listed.text).toMatch(/403 CLIENT_OR_AGENT_NOT_AUTHORISED +landlord/);
    expect(listed.text).toContain('Nothing was changed.');
    expect((await updates.view(landlord, submissionId)).status).toBe('rejected');

    expect((await run('--apply')).text).toContain('1 of 1 are failed now');
    expect((await updates.view(landlord, submissionId)).status).toBe('failed');
    expect((await run('--apply')).text).toBe(nothing);
  });

  it('explains itself for words that it does not know', async () => {
    expect(await run('--aply')).toMatchObject({ exitCode: 1 });
    expect((await run('--help')).text).toContain('--apply');
  });
});
