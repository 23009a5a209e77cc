import type { Answer } from '../platform/answer.ts';
import {
  checkFraudHeaders,
  CONNECTION_METHODS,
  isError,
  type FraudHeaderFinding,
} from '../platform/fraud-headers.ts';
import { refuse } from '../platform/refusals.ts';
import type { SeenRequest } from '../platform/requests-seen.ts';
import type { AnyCall, Operation } from './operation.ts';

const PATH = '/test/fraud-prevention-headers';
const SPECIFICATION = '3.3';

/** Where each API's paths begin, by the name that HMRC's validator has for it. */
const prefixes: Readonly<Record<string, string>> = {
  'business-details-mtd': '/individuals/business/details/',
  'individual-calculations-mtd': '/individuals/calculations/',
  'individual-losses-mtd': '/individuals/losses/',
  'obligations-mtd': '/obligations/',
  'property-business-mtd': '/individuals/business/property/',
  'self-assessment-accounts-mtd': '/accounts/self-assessment/',
  'self-assessment-biss-mtd': '/individuals/self-assessment/income-summary/',
  'self-assessment-bsas-mtd': '/individuals/self-assessment/adjustable-summary/',
  'self-assessment-individual-details-mtd': '/individuals/person/itsa-status/',
};

const messages: Record<FraudHeaderFinding['code'], string> = {
  MISSING_HEADER: 'This header has to be there',
  EMPTY_HEADER: 'This header has no value',
  INVALID_HEADER: 'The value does not have the form of this header, or contradicts another header',
  POTENTIALLY_INVALID_HEADER: 'The value looks doubtful',
  UNEXPECTED_HEADER: 'This connection method does not have this header',
};
const verdicts = {
  VALID_HEADERS: 'Nothing wrong was found',
  POTENTIALLY_INVALID_HEADERS: 'Something may be wrong',
  INVALID_HEADERS: 'Something is wrong',
} as const;
type VerdictCode = keyof typeof verdicts;

/** Test Fraud Prevention Headers 1.0. Its shapes were never published: they follow what its users have shown. */
export const fraudHeaderCheck: readonly Operation[] = [
  {
    name: 'validate-fraud-headers',
    method: 'GET',
    path: `${PATH}/validate`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: validate,
  },
  {
    name: 'fraud-header-feedback',
    method: 'GET',
    path: `${PATH}/:api/validation-feedback`,
    version: '1.0',
    scope: 'application',
    codes: [],
    handle: feedback,
  },
];

function validate(call: AnyCall): Answer {
  const { core, correlationId } = call;
  const seen = core.requests.list().findLast((request) => request.correlationId === correlationId);
  // All that came is in the record of requests; a record emptied just now leaves nothing to look at.
  const findings = checkFraudHeaders(seen?.headers ?? {});
  const code = verdictOf(findings);
  const errors = grouped(findings.filter(isError));
  const warnings = grouped(findings.filter((finding) => !isError(finding)));
  return {
    status: 200,
    body: {
      specVersion: SPECIFICATION,
      code,
      message: verdicts[code],
      ...(errors.length > 0 && { errors }),
      ...(warnings.length > 0 && { warnings }),
    },
  };
}

function verdictOf(findings: readonly FraudHeaderFinding[]): VerdictCode {
  if (findings.length === 0) return 'VALID_HEADERS';
  return findings.some(isError) ? 'INVALID_HEADERS' : 'POTENTIALLY_INVALID_HEADERS';
}

/** One entry a code, with all the headers it is about. */
function grouped(findings: readonly FraudHeaderFinding[]) {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes.map((code) => ({
    code,
    message: messages[code],
    headers: findings.filter((one) => one.code === code).map(({ header }) => header),
  }));
}

/** What was found in the last request of each of an API's operations. */
function feedback(call: AnyCall): Answer {
  const { core, param, query } = call;
  const method = query('connectionMethod');
  if (method !== undefined && !CONNECTION_METHODS.includes(method)) {
    return refuse({ code: 'INVALID_REQUEST' });
  }
  const api = param('api');
  const prefix = Object.hasOwn(prefixes, api) ? prefixes[api] : undefined;
  if (prefix === undefined) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const last = new Map<string, SeenRequest>();
  for (const request of core.requests.list()) {
    const isWanted = method === undefined || request.headers['gov-client-connection-method'] === method;
    if (request.operation !== undefined && request.path.startsWith(prefix) && isWanted) {
      last.set(request.operation, request);
    }
  }
  return { status: 200, body: { requests: [...last.values()].map(toBody) } };
}

function toBody({ path, method, at, headers, nino }: SeenRequest) {
  const findings = checkFraudHeaders(headers);
  return {
    path: nino === undefined ? path : path.replace(nino, '{nino}'),
    method,
    requestTimestamp: at,
    code: verdictOf(findings),
    headers: findings.map(({ code, header }) => ({ header, code, message: messages[code] })),
  };
}
