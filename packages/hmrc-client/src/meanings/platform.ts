import {
  authorisationLost,
  malformed,
  type MeaningRow,
  operatorFault,
  ourFault,
  refreshAndReplay,
  rows,
  tryAgain,
} from './row.ts';

const renew =
  'HMRC did not accept our key to your account. We renew it and try once more. ' +
  'If that fails too: please reconnect your HMRC account.';

/** Where a person signs up; HMRC leads agents and individuals apart from there. */
const signUp = 'https://www.gov.uk/guidance/sign-up-for-making-tax-digital-for-income-tax';

/** Codes of HMRC's API platform, which can come from any operation. */
export const platformRows: readonly MeaningRow[] = [
  ...rows({ ...refreshAndReplay, statuses: [401] }, { INVALID_CREDENTIALS: renew, UNAUTHORIZED: renew }),
  ...rows(
    { ...operatorFault, statuses: [401] },
    { MISSING_CREDENTIALS: ourFault, INCORRECT_ACCESS_TOKEN_TYPE: ourFault },
  ),
  ...rows({ ...operatorFault, statuses: [403] }, { RESOURCE_FORBIDDEN: ourFault, HTTPS_REQUIRED: ourFault }),
  ...rows(authorisationLost, {
    CLIENT_OR_AGENT_NOT_AUTHORISED:
      'The HMRC account that gave us authority may not act for this National Insurance number. Please reconnect your HMRC ' +
      'account, and sign in there with the Government Gateway user ID that you used to sign up for MTD for Income Tax.',
    CLIENT_NOT_MTD_ENROLLED:
      'HMRC has no sign-up for MTD for Income Tax for this National Insurance number. ' +
      `Sign up on GOV.UK (${signUp}), then please reconnect your HMRC account.`,
    INVALID_SCOPE:
      'The authority you gave does not cover all that an update needs. Please reconnect your HMRC account and allow everything ' +
      'that HMRC lists.',
  }),
  ...rows(
    { ...authorisationLost, statuses: [403] },
    {
      FORBIDDEN:
        'HMRC refused us access to your account. Please reconnect your HMRC account, with the Government Gateway user ID ' +
        'that you used to sign up for MTD for Income Tax.',
    },
  ),
  ...rows(malformed, {
    MATCHING_RESOURCE_NOT_FOUND: `HMRC could not find what the request was about. ${ourFault}`,
    NOT_FOUND: ourFault,
    METHOD_NOT_ALLOWED: ourFault,
    INVALID_HTTP_METHOD: ourFault,
    ACCEPT_HEADER_INVALID: ourFault,
    INVALID_BODY_TYPE: ourFault,
    INVALID_REQUEST: ourFault,
    BAD_REQUEST: ourFault,
  }),
  ...rows(
    { ...tryAgain, owner: 'nobody', statuses: [429] },
    {
      MESSAGE_THROTTLED_OUT:
        'HMRC is taking fewer requests just now. We try again shortly; there is nothing for you to do.',
    },
  ),
  ...rows(
    { ...tryAgain, statuses: [500, 501, 502, 503, 504] },
    {
      INTERNAL_SERVER_ERROR: 'HMRC had a fault of its own. We keep trying; there is nothing for you to do.',
      NOT_IMPLEMENTED: 'HMRC cannot do this just now. We keep trying; there is nothing for you to do.',
      SERVER_ERROR: 'HMRC is not available just now. We keep trying; there is nothing for you to do.',
      SERVICE_UNAVAILABLE: 'HMRC is not available just now. We keep trying; there is nothing for you to do.',
      BAD_GATEWAY: 'HMRC is not available just now. We keep trying; there is nothing for you to do.',
      GATEWAY_TIMEOUT: 'HMRC took too long to answer. We keep trying; there is nothing for you to do.',
      SCHEDULED_MAINTENANCE:
        'HMRC is closed for planned maintenance, which can take some hours. We keep trying; there is nothing for you to do.',
    },
  ),
];
