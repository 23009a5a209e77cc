import type { Answer } from './answer.ts';

/*
 * Every code the simulator refuses with: its HTTP status, and a message in our own words. HMRC's messages differ and
 * change, so clients must go by code and status alone.
 */
const refusalTable = {
  // The API platform.
  MISSING_CREDENTIALS: [401, 'No bearer token was sent'],
  INVALID_CREDENTIALS: [401, 'The access token is unknown, expired, replaced or revoked'],
  INCORRECT_ACCESS_TOKEN_TYPE: [401, 'This operation needs a token that a person has granted'],
  INVALID_SCOPE: [403, 'The token does not carry the scope that this operation needs'],
  NOT_FOUND: [404, 'This version of the API does not exist'],
  MATCHING_RESOURCE_NOT_FOUND: [404, 'Nothing matches this request'],
  METHOD_NOT_ALLOWED: [405, 'This path does not take that method'],
  ACCEPT_HEADER_INVALID: [406, 'The Accept header is missing or names no version'],
  INVALID_BODY_TYPE: [415, 'The body has to be application/json'],
  MESSAGE_THROTTLED_OUT: [429, 'The application has sent too many requests'],
  INTERNAL_SERVER_ERROR: [500, 'Something went wrong at our end'],
  SERVER_ERROR: [503, 'The service cannot be reached at the moment'],
  SCHEDULED_MAINTENANCE: [503, 'The service is closed for planned maintenance'],
  INVALID_REQUEST: [400, 'The request is not valid'],
  // Who may ask.
  CLIENT_OR_AGENT_NOT_AUTHORISED: [403, 'The person signed in may not act for this NINO'],
  CLIENT_NOT_MTD_ENROLLED: [403, 'This person is not signed up for MTD for Income Tax'],
  // Formats.
  FORMAT_NINO: [400, 'The NINO does not have the form of one'],
  FORMAT_BUSINESS_ID: [400, 'The business id does not have the form of one'],
  FORMAT_TAX_YEAR: [400, 'The tax year has to look like 2026-27'],
  FORMAT_TYPE_OF_BUSINESS: [400, 'The type of business is not one we know'],
  FORMAT_FROM_DATE: [400, 'The from date is not a date'],
  FORMAT_TO_DATE: [400, 'The to date is not a date'],
  FORMAT_STATUS: [400, 'The status has to be open or fulfilled'],
  FORMAT_FUTURE_YEARS: [400, 'futureYears has to be true or false'],
  FORMAT_HISTORY: [400, 'history has to be true or false'],
  FORMAT_VALUE: [400, 'The amount is out of range or has more than two decimals'],
  // Rules of the operations.
  MISSING_FROM_DATE: [400, 'A to date needs a from date'],
  MISSING_TO_DATE: [400, 'A from date needs a to date'],
  MISSING_TYPE_OF_BUSINESS: [400, 'A business id needs its type of business'],
  RANGE_TO_DATE_BEFORE_FROM_DATE: [400, 'The to date comes before the from date'],
  RULE_DATE_RANGE_INVALID: [400, 'The dates have to be between 1 and 365 days apart'],
  RULE_FROM_DATE_NOT_SUPPORTED: [400, 'The from date is earlier than 6 April 2018'],
  NO_OBLIGATIONS_FOUND: [404, 'No obligations match this request'],
  RULE_TAX_YEAR_RANGE_INVALID: [400, 'A tax year spans exactly one year'],
  RULE_TAX_YEAR_NOT_SUPPORTED: [400, 'This operation does not serve that tax year'],
  RULE_TYPE_OF_BUSINESS_INCORRECT: [400, 'The business is of another type'],
  RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED: [400, 'The body is empty or does not have the expected shape'],
  RULE_BOTH_EXPENSES_SUPPLIED: [400, 'Consolidated expenses cannot be sent beside itemised ones'],
  RULE_TO_DATE_BEFORE_FROM_DATE: [400, 'The to date comes before the from date'],
  RULE_MISSING_SUBMISSION_DATES: [400, 'The dates of the update are missing'],
  RULE_START_AND_END_DATE_NOT_ALLOWED: [400, 'This person reports once a year, so no dates may be sent'],
  RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE: [400, 'The from date does not fit the type of quarters'],
  RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE: [400, 'The from date is not the day the business began'],
  RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE: [400, 'The to date does not fit the type of quarters'],
  RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE: [400, 'An early update has to end with its period'],
  RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED: [400, 'The period ends in more than 10 days'],
  RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS: [400, 'An earlier update already covers a later date'],
  RULE_OUTSIDE_AMENDMENT_WINDOW: [400, 'The time for changing this tax year has passed'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type RefusalCode = keyof typeof refusalTable;

/** One reason for refusing a request, with HMRC's paths of the fields it is about. */
export interface Refusal {
  code: RefusalCode;
  message?: string;
  paths?: string[];
}

/** The message of a code, for faults that name it; undefined for a code the simulator has none for. */
export function messageOf(code: string): string | undefined {
  return code in refusalTable ? refusalTable[code as RefusalCode][1] : undefined; // `in` has just proved the key
}

/** HMRC's answer for one or several reasons: several come as `INVALID_REQUEST` with the reasons inside, sorted by code. */
export function refuse(...refusals: [Refusal, ...Refusal[]]): Answer {
  const merged = mergePaths(refusals);
  const [first] = refusals;
  if (merged.length === 1) {
    const [only = first] = merged;
    return { status: refusalTable[only.code][0], body: toBody(only) };
  }
  return {
    status: 400,
    body: { ...toBody({ code: 'INVALID_REQUEST' }), errors: merged.map(toBody) },
  };
}

function toBody({ code, message, paths }: Refusal) {
  return { code, message: message ?? refusalTable[code][1], ...(paths && { paths }) };
}

// HMRC reports one code once, with every field it is about; two messages of one code stay apart.
function mergePaths(refusals: readonly Refusal[]): Refusal[] {
  const merged = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const key = `${refusal.code} ${refusal.message ?? ''}`;
    const earlier = merged.get(key);
    if (!earlier) merged.set(key, { ...refusal });
    else if (refusal.paths) earlier.paths = [...(earlier.paths ?? []), ...refusal.paths];
  }
  return [...merged.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
