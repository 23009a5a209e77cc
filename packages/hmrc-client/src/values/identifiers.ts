import type { HmrcError } from '../result.ts';

/** Only the outer form: which prefixes exist is HMRC's to say. */
const ninoForm = /^[A-Z]{2}\d{6}[A-D]$/;
const businessIdForm = /^X[A-Za-z0-9]IS\d{11}$/;

/** A UUID of any version. */
export const uuidForm = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

export function checkNino(nino: string): HmrcError[] {
  if (ninoForm.test(nino)) return [];
  const message = 'A National Insurance number is two letters, six digits and a letter from A to D.';
  return [{ code: 'FORMAT_NINO', message, paths: [] }];
}

export function checkBusinessId(businessId: string): HmrcError[] {
  if (businessIdForm.test(businessId)) return [];
  return [
    { code: 'FORMAT_BUSINESS_ID', message: 'A business id is written like XAIS12345678901.', paths: [] },
  ];
}
