import { expect, test } from 'vitest';
import { buildRequest } from './request.ts';
import { listAllBusinesses } from './operations/business/business-details.ts';

// The type does not allow undefined; JavaScript does.
test.each(['', undefined as unknown as string])(
  'a call with %j for a token is refused before it is spent',
  (accessToken) => {
    const call = { accessToken, fraudPreventionHeaders: {} };
    expect(buildRequest('https://api.example', listAllBusinesses, call, { nino: 'AA123456A' })).toMatchObject(
      {
        ok: false,
        errors: [{ code: 'MISSING_PARAMETER' }],
      },
    );
  },
);
