import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, json, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import type { NoParams } from './test-user-services.ts';

export interface FraudPreventionFeedbackParams {
  /** HMRC's short name of an API, such as `property-business-mtd`, `obligations-mtd` or `business-details-mtd`. */
  api: string;
  /** Calls made by this connection method alone, such as `WEB_APP_VIA_SERVER`. */
  connectionMethod?: string;
}

// HMRC publishes no description of these answers: beyond the code, nothing is relied on.
const verdict = choice(['VALID_HEADERS', 'POTENTIALLY_INVALID_HEADERS', 'INVALID_HEADERS']);
const finding = group({
  code: optional(text()),
  message: optional(text()),
  headers: optional(list(text())),
});

const fraudPreventionVerdict = group({
  /** Version of the specification HMRC checked against, such as `3.3`. */
  specVersion: optional(text()),
  code: required(verdict),
  message: optional(text()),
  /** To be mended. */
  errors: optional(list(finding)),
  /** To be looked at. */
  warnings: optional(list(finding)),
});
/** What HMRC thinks of fraud prevention headers. A pass is no promise: HMRC also looks at values by hand. */
export type FraudPreventionVerdict = Out<typeof fraudPreventionVerdict>;

const fraudPreventionFeedback = group({
  requests: optional(
    list(
      group({
        path: optional(text()),
        method: optional(text()),
        requestTimestamp: optional(text()),
        code: optional(verdict),
        /** As HMRC writes them. */
        headers: optional(list(json())),
      }),
    ),
  ),
});
/** What HMRC thinks of the headers of the last calls to each endpoint of an API. */
export type FraudPreventionFeedback = Out<typeof fraudPreventionFeedback>;

/**
 * Test Fraud Prevention Headers 1.0, sandbox: what HMRC thinks of the headers sent with this very call. Always 200; the verdict is
 * its `code`. Takes an application's token.
 * @see Test Fraud Prevention Headers 1.0, HMRC, August 2026
 */
export const testFraudPreventionHeaders: Operation<NoParams, FraudPreventionVerdict> = {
  name: 'testFraudPreventionHeaders',
  version: '1.0',
  method: 'GET',
  path: '/test/fraud-prevention-headers/validate',
  sandboxOnly: true,
  reads: reads(fraudPreventionVerdict),
};

/**
 * Test Fraud Prevention Headers 1.0, sandbox: what HMRC thinks of the headers of the last call to each endpoint of an API. Takes an
 * application's token.
 * @see Test Fraud Prevention Headers 1.0, HMRC, August 2026
 */
export const retrieveFraudPreventionFeedback: Operation<
  FraudPreventionFeedbackParams,
  FraudPreventionFeedback
> = {
  name: 'retrieveFraudPreventionFeedback',
  version: '1.0',
  method: 'GET',
  path: '/test/fraud-prevention-headers/{api}/validation-feedback',
  sandboxOnly: true,
  query: ({ connectionMethod }) => ({ connectionMethod }),
  reads: reads(fraudPreventionFeedback),
};
