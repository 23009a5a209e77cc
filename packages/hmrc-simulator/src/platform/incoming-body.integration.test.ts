import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../index.ts';
import {
  ADA,
  authorizePath,
  connect,
  cumulativePath,
  PASSWORD,
  update,
  type Send,
} from '../test/landlord.ts';
import { LARGEST_BODY_BYTES } from './incoming-body.ts';

let simulator: Simulator;
let url: string;
let access: string;
const send: Send = (path, init) => fetch(`${url}${path}`, init);

beforeAll(async () => {
  simulator = await createSimulator({ requestsPerSecond: 0 });
  ({ url } = await simulator.listen(0));
  ({ access } = await connect(send));
});
afterAll(() => simulator.close());

/** Sends a body by node:http, its length declared or (in chunks) not. */
function post(method: string, path: string, body: string, type: string, length?: number) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const headers = {
      'content-type': type,
      accept: 'application/vnd.hmrc.6.0+json',
      authorization: `Bearer ${access}`,
      ...(length !== undefined && { 'content-length': length }),
    };
    const outgoing = request(`${url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode, text });
      });
    });
    outgoing.on('error', reject);
    const size = 64 * 1024;
    for (let from = 0; from < body.length; from += size) outgoing.write(body.slice(from, from + size));
    outgoing.end();
  });
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const sound = JSON.stringify(update('2026-04-06', '2026-10-05'));
const padded = (bytes: number) => sound.padEnd(bytes, ' ');

describe('a body', () => {
  it.each([true, false])('of the largest size is read, its length declared: %s', async (declared) => {
    const length = declared ? LARGEST_BODY_BYTES : undefined;
    const { status } = await post('PUT', cumulativePath(), padded(LARGEST_BODY_BYTES), JSON_TYPE, length);
    expect(status).toBe(204);
  });

  it.each([
    [LARGEST_BODY_BYTES + 1, true],
    [LARGEST_BODY_BYTES + 1, false],
    [20 * LARGEST_BODY_BYTES, true],
    [20 * LARGEST_BODY_BYTES, false],
  ])('of %i bytes is refused and not kept, its length declared: %s', async (bytes, declared) => {
    const body = padded(bytes);
    const { status, text } = await post(
      'PUT',
      cumulativePath(),
      body,
      JSON_TYPE,
      declared ? bytes : undefined,
    );
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([400, 'INVALID_REQUEST']);
    expect(simulator.control.requests().at(-1)).toMatchObject({
      operation: 'put-uk-cumulative',
      code: 'INVALID_REQUEST',
      body: `${bytes} bytes, more than are read`,
    });
  });

  it('that is too long for the token endpoint is an invalid_request', async () => {
    const body = `grant_type=refresh_token&refresh_token=${'x'.repeat(LARGEST_BODY_BYTES)}`;
    for (const length of [body.length, undefined]) {
      const { status, text } = await post('POST', '/oauth/token', body, FORM_TYPE, length);
      expect([status, (JSON.parse(text) as { error: string }).error]).toEqual([400, 'invalid_request']);
    }
  });

  it('that is too long is refused by the sign-in pages too, whatever is in it', async () => {
    const started = await send(authorizePath(), { redirect: 'manual' });
    const address = started.headers.get('location') ?? '';
    const signIn = `userId=${ADA.userId}&password=${PASSWORD}`;
    for (const length of [LARGEST_BODY_BYTES + 1, undefined]) {
      const body = `${signIn}&more=`.padEnd(LARGEST_BODY_BYTES + 1, 'x');
      expect((await post('POST', address, body, FORM_TYPE, length)).status).toBe(400);
    }
    expect((await post('POST', address, signIn, FORM_TYPE)).status).toBe(303);
  });

  it('of many-byte characters cut between two pieces is read as it was sent', async () => {
    const text = `{"ukProperty":"${'€'.repeat(100_001)}"}`;
    await post('PUT', cumulativePath(), text, JSON_TYPE);
    expect(simulator.control.requests().at(-1)?.body).toBe(
      `${text.length} characters, too many to be remembered`,
    );
  });
});
