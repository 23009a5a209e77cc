import { expect, test } from 'vitest';
import { buildRequest } from './request.ts';
import { listAllBusinesses } from './operations/business/business-details.ts';

test('a call with an empty access token is refused before it is spent', () => {
  const call = { accessToken: '', fraudPreventionHeaders: {} };
  expect(buildRequest('https://api.example', listAllBusinesses, call, { nino: 'AA123456A' })).toMatchObject({
    ok: false,
    errors: [{ code: 'MISSING_PARAMETER' }],
  });
});
