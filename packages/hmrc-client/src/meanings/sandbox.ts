import { sandboxOperations } from '../operations/sandbox/index.ts';
import {
  alreadyDone,
  malformed,
  type MeaningRow,
  nothingThere,
  operatorFault,
  ourFault,
  refreshAndReplay,
  rows,
} from './row.ts';

/** Operations that take an application's token: no landlord's authority is part of them. */
const ofApplication = [
  'createTestIndividual',
  'createTestOrganisation',
  'createTestAgent',
  'listTestUserServices',
  'testFraudPreventionHeaders',
  'retrieveFraudPreventionFeedback',
];

const newToken =
  'HMRC did not accept the key of this software. We ask for a new one and try once more; there is nothing for you to do.';

const withoutToken: readonly MeaningRow[] = [
  ...rows(
    { ...refreshAndReplay, operations: ofApplication, statuses: [401] },
    { INVALID_CREDENTIALS: newToken, UNAUTHORIZED: newToken },
  ),
  ...rows(
    { ...operatorFault, operations: [...ofApplication, 'requestApplicationToken'], statuses: [403] },
    { INVALID_SCOPE: ourFault, FORBIDDEN: ourFault, CLIENT_OR_AGENT_NOT_AUTHORISED: ourFault },
  ),
];

/** Where HMRC names no code, the status says no more of a landlord's authority. */
export const applicationFallbackRows: readonly MeaningRow[] = [
  ...rows({ ...refreshAndReplay, operations: ofApplication }, { HTTP_401: newToken }),
  ...rows(
    { ...operatorFault, operations: [...ofApplication, 'requestApplicationToken'] },
    { HTTP_403: ourFault },
  ),
];

const madeUp: readonly MeaningRow[] = [
  ...rows(
    { ...malformed, operations: Object.keys(sandboxOperations) },
    {
      FORMAT_CHECKPOINT_ID: ourFault,
      FORMAT_DATE: ourFault,
      FORMAT_ACCOUNTING_TYPE: ourFault,
      FORMAT_POSTCODE: ourFault,
      FORMAT_LATENCY_INDICATOR: ourFault,
      FORMAT_COUNTRY_CODE: ourFault,
      FORMAT_STATUS_REASON: ourFault,
      FORMAT_BUSINESS_INCOME_2_YEARS_PRIOR: ourFault,
      FORMAT_SUBMITTED_ON: ourFault,
      DUPLICATE_SUBMITTED_ON: ourFault,
      MISSING_POSTCODE: ourFault,
      MISSING_FIRST_ACCOUNTING_PERIOD_START_DATE: ourFault,
      MISSING_FIRST_ACCOUNTING_PERIOD_END_DATE: ourFault,
      RULE_FIRST_ACCOUNTING_DATE_RANGE_INVALID: ourFault,
      RULE_COMMENCEMENT_DATE_NOT_SUPPORTED: ourFault,
      RULE_UNEXPECTED_BUSINESS_ADDRESS: ourFault,
      RULE_MISSING_BUSINESS_ADDRESS: ourFault,
      RULE_UNEXPECTED_TRADING_NAME: ourFault,
      RULE_MISSING_TRADING_NAME: ourFault,
    },
  ),
  ...rows(
    { ...alreadyDone, operations: ['createTestBusiness'] },
    { RULE_PROPERTY_BUSINESS_ADDED: 'The test user already has property of this kind.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['deleteVendorState', 'createCheckpoint'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC’s sandbox holds nothing that was made for tests here.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['deleteCheckpoint', 'restoreCheckpoint'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC’s sandbox has no checkpoint of this id.' },
  ),
  ...rows(
    { ...nothingThere, operations: ['deleteTestBusiness'], statuses: [404] },
    { MATCHING_RESOURCE_NOT_FOUND: 'HMRC’s sandbox has no test business of this id.' },
  ),
];

/** Codes of the operations in `operations/sandbox`. */
export const sandboxRows: readonly MeaningRow[] = [
  // Not HMRC's: refused here before a call.
  ...rows(operatorFault, { SANDBOX_ONLY: ourFault }),
  ...withoutToken,
  ...madeUp,
];
