import { describe, expect, it } from 'vitest';
import {
  api,
  authorizePath,
  cumulativePath,
  form,
  REDIRECT_URI,
  startSimulator,
  token,
  update,
  VERIFIER,
} from '../test/landlord.ts';

const SUPPORT = '/individuals/self-assessment-test-support';

describe('Create Test User', () => {
  it('makes somebody who signs in, gets a business and a status, and sends an update', async () => {
    const { send } = await startSimulator();
    const application = await token(send, { grant_type: 'client_credentials' });
    const created = await api(send, application.body['access_token'] ?? '', '/create-test-user/individuals', {
      version: '1.0',
      method: 'POST',
      body: { serviceNames: ['mtd-income-tax'] },
    });
    expect(created.status).toBe(201);
    const { userId, password, nino } = created.body as Record<string, string>;
    // As `connect` does, with a password of their own.
    const started = await send(authorizePath(), { redirect: 'manual' });
    const signed = await send(
      started.headers.get('location') ?? '',
      form({ userId: userId ?? '', password: password ?? '' }),
    );
    const decided = await send(signed.headers.get('location') ?? '', form({ decision: 'give' }));
    const code = new URL(decided.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const pair = await token(send, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    });
    const access = pair.body['access_token'] ?? '';
    const support = (path: string, body: unknown) =>
      api(send, access, `${SUPPORT}/${path}`, { version: '1.0', method: 'POST', body });
    const business = await support(`business/${nino ?? ''}`, { typeOfBusiness: 'uk-property' });
    const businessId = String(business.body['businessId']);
    const status = {
      submittedOn: '2026-03-01T09:00:00.000Z',
      status: 'MTD Mandated',
      statusReason: 'Complex',
    };
    const set = await support(`itsa-status/${nino ?? ''}/2026-27`, { itsaStatusDetails: [status] });
    expect(set.status).toBe(204);
    const sent = await api(send, access, cumulativePath('2026-27', nino, businessId), {
      method: 'PUT',
      body: update('2026-04-06', '2026-07-05'),
    });
    expect(sent.status).toBe(204);
  });
});
