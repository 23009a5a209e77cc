import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';

const canary = 'canary-7f3a91';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = '';
  write(createLog({ logLevel: 'trace' }, { write: (line) => (lines += line) }));
  return lines;
}

describe('the log', () => {
  test('writes what is not secret, as one JSON line with level, time and message', () => {
    const line: unknown = JSON.parse(
      logged((log) => {
        log.info({ submissionId: 's-1', attempt: 2 }, 'sent');
      }),
    );
    expect(line).toMatchObject({ level: 'info', submissionId: 's-1', attempt: 2, msg: 'sent' });
    expect(line).toHaveProperty('time', expect.stringMatching(/^\d{4}-\d\d-\d\dT/));
  });

  test.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'password',
    'newPassword',
    'nino',
    'code',
    'state',
    'access_token',
    'refreshToken',
    'client_secret',
    'token',
    'codeVerifier',
  ])('never writes the value of %s, at any depth', (name) => {
    const text = logged((log) => {
      log.info({ [name]: canary });
      log.info({ request: { headers: [{ deep: { [name]: canary } }] } }, 'called');
      log.child({ [name]: canary }).info('from a child');
    });
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(canary);
  });

  test('never writes a NINO, a bearer token or credentials that stand inside a text', () => {
    const text = logged((log) => {
      log.warn('refused for AA123456A and aa 12 34 56 b');
      log.warn({ note: `sent with Bearer ${canary}` }, 'sent %s', `postgres://me:${canary}@db/quarterday`);
      log.warn(`GET /callback?code=${canary}&state=${canary} failed`);
    });
    expect(text).not.toMatch(/123456|12 34 56/);
    expect(text).not.toContain(canary);
    expect(text).toContain('/callback?code=[redacted]&state=[redacted] failed');
  });

  test('writes of an error its message, codes, stack and cause, and nothing that hangs on it', () => {
    const cause = Object.assign(new Error('socket closed'), { body: canary });
    const error = Object.assign(new Error('HMRC refused', { cause }), {
      status: 403,
      hmrcCode: 'CLIENT_OR_AGENT_NOT_AUTHORISED',
      correlationId: 'c-1',
      response: { body: canary, headers: new Headers({ authorization: canary }) },
    });
    for (const text of [
      logged((log) => {
        log.error({ err: error }, 'failed');
      }),
      logged((log) => {
        log.error(error);
      }),
    ]) {
      expect(JSON.parse(text)).toMatchObject({
        err: {
          type: 'Error',
          message: 'HMRC refused',
          status: 403,
          hmrcCode: 'CLIENT_OR_AGENT_NOT_AUTHORISED',
          correlationId: 'c-1',
          stack: expect.stringContaining('log.test.ts') as unknown,
          cause: { message: 'socket closed' },
        },
      });
      expect(text).not.toContain(canary);
    }
  });

  test('leaves the values of a failed query out', () => {
    const error = new Error(`Failed query: insert into people values ($1)\nparams: ${canary},\n${canary}`);
    const text = logged((log) => {
      log.error(error);
    });
    expect(text).toContain('insert into people');
    expect(text).not.toContain(canary);
  });

  test('keeps silent below its level', () => {
    let lines = '';
    createLog({ logLevel: 'warn' }, { write: (line) => (lines += line) }).info('quiet');
    expect(lines).toBe('');
  });
});
