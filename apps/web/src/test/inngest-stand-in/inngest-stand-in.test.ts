import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readAnswer } from './answers.ts';
import { type InngestStandIn, startInngestStandIn } from './index.ts';
import { bearsKey } from './signatures.ts';

let standIn: InngestStandIn;
beforeAll(async () => {
  standIn = await startInngestStandIn();
});
afterAll(() => standIn.close());

const send = (path: string, body: unknown, authorization = '') =>
  fetch(standIn.url + path, { method: 'POST', body: JSON.stringify(body), headers: { authorization } });

const event = { name: 'something.happened', data: {} };
const headers = { 'x-inngest-sdk': 'inngest-js:v4.24.0' };
const step = { id: 'a'.repeat(40), displayName: 'step', data: null };
const verdictOn = (status: number, body: unknown, more = {}) =>
  readAnswer({ status, headers: { ...headers, ...more }, text: JSON.stringify(body) });

describe("the stand-in for Inngest's server", () => {
  it('wants the hash of the signing key, as the specification gives it', () => {
    const hash = 'b2ed992186a5cb19f6668aade821f502c1d00970dfd0e35128d51bac4649916c';
    expect(bearsKey(`Bearer signkey-prod-${hash}`, 'signkey-prod-12345678')).toBe(true);
    expect(bearsKey('Bearer signkey-prod-12345678', 'signkey-prod-12345678')).toBe(false);
    expect(bearsKey(undefined, 'signkey-prod-12345678')).toBe(false);
  });

  it('takes no registration without the key, and no event with another', async () => {
    expect((await send('/fn/register', {})).status).toBe(401);
    expect((await send('/e/another', event)).status).toBe(401);
    expect(standIn.kept()).toBe('');
    expect((await send(`/e/${standIn.eventKey}`, event)).status).toBe(200);
    expect(standIn.kept()).toContain('something.happened');
    expect((await send(`/e/${standIn.eventKey}`, { ...event, name: 'inngest/function.failed' })).status).toBe(
      400,
    );
  });

  it('says aloud what it is asked for and does not serve', async () => {
    const asked = await send('/v1/checkpoint', {});
    expect([asked.status, standIn.refused().at(-1)]).toEqual([501, 'POST /v1/checkpoint']);
  });

  it.each([
    ['two steps at once', [step, step].map((each) => ({ ...each, op: 'StepRun' }))],
    ['a sleep', [{ ...step, op: 'Sleep', opts: { duration: '1s' } }]],
    ['waiting for an event', [{ ...step, op: 'WaitForEvent', opts: { event: 'x', timeout: '1s' } }]],
    ['an id that is no hash', [{ ...step, op: 'StepRun', id: 'step' }]],
  ])('does not understand %s', (_what, steps) => {
    expect(verdictOn(206, steps).kind).toBe('not-understood');
  });

  it('reads whether and when to try again', () => {
    const failed = [{ ...step, op: 'StepError', error: { name: 'Error', message: 'no' } }];
    expect(verdictOn(206, failed)).toMatchObject({ kind: 'step-failed', retry: 'usual' });
    expect(verdictOn(206, failed, { 'x-inngest-no-retry': 'true' })).toMatchObject({ retry: 'never' });
    const after = { 'x-inngest-no-retry': 'false', 'retry-after': '2026-10-06T09:00:00.000Z' };
    expect(verdictOn(206, failed, after)).toMatchObject({ retry: new Date('2026-10-06T09:00:00Z') });
    expect(verdictOn(502, 'Bad gateway')).toMatchObject({ kind: 'failed', retry: 'usual' });
  });
});
