import type { CodeTable } from './code-table.ts';

/** What HMRC's API platform itself refuses with, and who may ask at all. */
export const platformCodes = {
  MISSING_CREDENTIALS: [401, 'No bearer token was sent'],
  INVALID_CREDENTIALS: [401, 'The access token is unknown, expired, replaced or revoked'],
  UNAUTHORIZED: [401, 'The access token cannot be used'],
  INCORRECT_ACCESS_TOKEN_TYPE: [401, 'This operation needs another type of token'],
  HTTPS_REQUIRED: [403, 'Calls have to come over https'],
  RESOURCE_FORBIDDEN: [403, 'The application is not subscribed to this API'],
  INVALID_SCOPE: [403, 'The token does not carry the scope that this operation needs'],
  FORBIDDEN: [403, 'The call is not allowed'],
  NOT_FOUND: [404, 'This version of the API does not exist'],
  MATCHING_RESOURCE_NOT_FOUND: [404, 'Nothing matches this request'],
  METHOD_NOT_ALLOWED: [405, 'This path does not take that method'],
  INVALID_HTTP_METHOD: [405, 'This path does not take that method'],
  ACCEPT_HEADER_INVALID: [406, 'The Accept header is missing or names no version'],
  INVALID_BODY_TYPE: [415, 'The body has to be application/json'],
  MESSAGE_THROTTLED_OUT: [429, 'The application has sent too many requests'],
  INTERNAL_SERVER_ERROR: [500, 'Something went wrong at our end'],
  NOT_IMPLEMENTED: [501, 'This operation does not exist yet'],
  SERVER_ERROR: [503, 'The service cannot be reached at the moment'],
  SCHEDULED_MAINTENANCE: [503, 'The service is closed for planned maintenance'],
  GATEWAY_TIMEOUT: [504, 'A service behind this one did not answer in time'],
  INVALID_REQUEST: [400, 'The request is not valid'],
  CLIENT_OR_AGENT_NOT_AUTHORISED: [403, 'The person signed in may not act for this NINO'],
  CLIENT_NOT_MTD_ENROLLED: [403, 'This person is not signed up for MTD for Income Tax'],
  RULE_INCORRECT_GOV_TEST_SCENARIO: [400, 'This operation has no such Gov-Test-Scenario'],
} as const satisfies CodeTable;
