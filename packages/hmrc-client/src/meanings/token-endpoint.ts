import {
  authorisationLost,
  type MeaningRow,
  operatorFault,
  ourFault,
  rows,
  startOver,
  tryAgain,
  wait,
} from './row.ts';

/** Grants that a person gave. */
const personTokenOperations: readonly string[] = ['exchangeCode', 'refreshTokens'];
const applicationToken = ['requestApplicationToken'];

export const tokenOperations: readonly string[] = [...personTokenOperations, ...applicationToken];

const connectAgain =
  'HMRC did not accept the sign-in, most often because more than ten minutes passed before you came back. ' +
  'Please connect to HMRC once more.';

/** Codes of the token endpoint. Only the codes are fixed: HMRC says that its texts may change. */
export const tokenRows: readonly MeaningRow[] = [
  ...rows(
    { ...authorisationLost, operations: ['refreshTokens'] },
    {
      invalid_grant:
        'The authority you gave us at HMRC has ended or was withdrawn. Please reconnect your HMRC account.',
      token_revoked: 'The authority you gave us at HMRC was withdrawn. Please reconnect your HMRC account.',
    },
  ),
  ...rows(
    { ...wait, operations: ['refreshTokens'] },
    {
      // HMRC says this too when another refresh of the same token is under way.
      invalid_request:
        'HMRC is still renewing our key to your account. We try again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...startOver, operations: ['exchangeCode'] },
    { invalid_request: connectAgain, invalid_grant: connectAgain, token_revoked: connectAgain },
  ),
  // No person has a part in an application's own token: whatever is wrong about it is ours to mend.
  ...rows(
    { ...operatorFault, operations: applicationToken },
    { invalid_request: ourFault, invalid_grant: ourFault },
  ),
  ...rows(
    { ...operatorFault, operations: tokenOperations },
    {
      invalid_client: ourFault,
      unauthorized_client: ourFault,
      unsupported_grant_type: ourFault,
      invalid_scope: ourFault,
    },
  ),
  ...rows(
    { ...tryAgain, operations: tokenOperations },
    {
      server_error: 'HMRC had a fault of its own. We keep trying; there is nothing for you to do.',
      temporarily_unavailable:
        'HMRC is not available just now. We keep trying; there is nothing for you to do.',
    },
  ),
];

/** For answers of the token endpoint without a code that the table holds. */
export const tokenFallbackRows: readonly MeaningRow[] = [
  // There is nothing to refresh at the token endpoint itself.
  ...rows(
    { ...authorisationLost, operations: personTokenOperations },
    { HTTP_401: 'HMRC no longer lets us act for you. Please reconnect your HMRC account.' },
  ),
  ...rows({ ...operatorFault, operations: applicationToken }, { HTTP_401: ourFault, HTTP_4XX: ourFault }),
];
