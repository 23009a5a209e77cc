import { content, noContent, type Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { group, optional, type Out, text } from '../../shapes/shape.ts';
import { type TestBusiness, testBusiness } from './test-business-fields.ts';
import { checkTestBusiness } from './test-business-rules.ts';

export interface CreateTestBusinessParams {
  nino: string;
  business: TestBusiness;
}

export interface DeleteTestBusinessParams {
  nino: string;
  businessId: string;
}

const newTestBusiness = group({ businessId: optional(text()) });
/** The test business that was made. */
export type NewTestBusiness = Out<typeof newTestBusiness>;

/**
 * Self Assessment Test Support 1.0, sandbox: create a business. 201.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const createTestBusiness: Operation<CreateTestBusinessParams, NewTestBusiness> = {
  name: 'createTestBusiness',
  version: '1.0',
  method: 'POST',
  path: '/individuals/self-assessment-test-support/business/{nino}',
  sandboxOnly: true,
  body: ({ business }) => content(testBusiness, business),
  check: ({ business }) => checkTestBusiness(business),
  reads: reads(newTestBusiness),
};

/**
 * Self Assessment Test Support 1.0, sandbox: delete a business made here. 204; 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const deleteTestBusiness: Operation<DeleteTestBusinessParams, null> = {
  name: 'deleteTestBusiness',
  version: '1.0',
  method: 'DELETE',
  path: '/individuals/self-assessment-test-support/business/{nino}/{businessId}',
  sandboxOnly: true,
  ...noContent,
};
