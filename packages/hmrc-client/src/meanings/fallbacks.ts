import {
  authorisationLost,
  malformed,
  type MeaningRow,
  ourFault,
  refreshAndReplay,
  rows,
  startOver,
  tryAgain,
  wait,
} from './row.ts';
import { applicationFallbackRows } from './sandbox.ts';
import { tokenFallbackRows } from './token-endpoint.ts';

const keepTrying = 'We keep trying; there is nothing for you to do.';
const connectAgain = 'Please connect to HMRC once more.';
const reconnect = 'HMRC no longer lets us act for you. Please reconnect your HMRC account.';

/** For answers without a code, and for codes that the table does not hold: by status, and on the safe side. */
export const fallbackRows: readonly MeaningRow[] = [
  ...rows(tryAgain, {
    NO_CONNECTION: `HMRC could not be reached. ${keepTrying}`,
    TIMED_OUT: `HMRC took too long to answer. ${keepTrying}`,
    ABORTED: 'The request to HMRC was stopped on our side. We try again; there is nothing for you to do.',
    UNREADABLE_ANSWER: `HMRC's answer did not arrive whole. We ask HMRC again; there is nothing for you to do.`,
    HTTP_3XX: `HMRC answered from a place we did not expect. ${keepTrying}`,
    HTTP_408: `HMRC took too long to answer. ${keepTrying}`,
    HTTP_429: 'HMRC is taking fewer requests just now. We try again shortly; there is nothing for you to do.',
    HTTP_5XX: `HMRC is not available just now. ${keepTrying}`,
  }),
  ...rows(refreshAndReplay, {
    HTTP_401:
      'HMRC did not accept our key to your account. We renew it and try once more. ' +
      'If that fails too: please reconnect your HMRC account.',
  }),
  ...rows(authorisationLost, { HTTP_403: reconnect }),
  ...rows(malformed, { HTTP_4XX: ourFault, REFUSED_LOCALLY: ourFault }),
  ...tokenFallbackRows,
  ...applicationFallbackRows,
  // An unknown refusal of a refresh is no proof that the authority is gone: the stored pair is read again first.
  ...rows(
    { ...wait, operations: ['refreshTokens'] },
    {
      HTTP_4XX:
        'HMRC did not renew our key to your account yet. We try again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...startOver, operations: ['exchangeCode'] },
    {
      HTTP_4XX: 'HMRC did not accept the sign-in. Please connect to HMRC once more.',
      // The code works once, and may have been used by the request that has no answer: sent again it would fail.
      NO_CONNECTION: `HMRC could not be reached. ${connectAgain}`,
      TIMED_OUT: `HMRC took too long to answer. ${connectAgain}`,
      ABORTED: `The request to HMRC was stopped on our side. ${connectAgain}`,
      UNREADABLE_ANSWER: `HMRC's answer did not arrive whole. ${connectAgain}`,
    },
  ),
];
