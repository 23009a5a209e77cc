import { checkNino, checkBusinessId, uuidForm } from './values/identifiers.ts';
import { checkTaxYear } from './values/tax-year.ts';
import type { HmrcError } from './result.ts';

type Check = (value: string) => HmrcError[];

function form(pattern: RegExp, code: string, message: string): Check {
  return (value) => (pattern.test(value) ? [] : [{ code, message, paths: [] }]);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const calculationId = /^(\d{8}|[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** How each parameter of a path is judged, by its name; HMRC's codes. */
const checks: Readonly<Record<string, Check>> = {
  nino: checkNino,
  businessId: checkBusinessId,
  taxYear: checkTaxYear,
  taxYearBroughtForwardFrom: checkTaxYear,
  taxYearClaimedFor: checkTaxYear,
  calculationId: form(
    calculationId,
    'FORMAT_CALCULATION_ID',
    'A calculation id is eight digits or a UUID in small letters.',
  ),
  submissionId: form(uuid, 'FORMAT_SUBMISSION_ID', 'A submission id is a UUID.'),
  // HMRC asks for a UUID here without saying of which version.
  propertyId: form(uuidForm, 'FORMAT_PROPERTY_ID', 'A property id is a UUID.'),
  lossId: form(/^[A-Za-z0-9]{15}$/, 'FORMAT_LOSS_ID', 'A loss id is 15 letters and digits.'),
  claimId: form(/^[A-Za-z0-9]{15}$/, 'FORMAT_CLAIM_ID', 'A claim id is 15 letters and digits.'),
  transactionId: form(
    /^[A-Za-z0-9]{1,12}$/,
    'FORMAT_TRANSACTION_ID',
    'A transaction id is 1 to 12 letters and digits.',
  ),
  chargeReference: form(
    /^[A-Za-z]{2}\d{12}$/,
    'FORMAT_CHARGE_REFERENCE',
    'A charge reference is two letters and 12 digits.',
  ),
  checkpointId: form(
    /^[A-Za-z0-9-]{36}$/,
    'FORMAT_CHECKPOINT_ID',
    'A checkpoint id is 36 letters, digits and hyphens.',
  ),
};

/** What a parameter without a form of its own must have: something that is one segment of a path, and can be written in an address. */
const anything = form(
  /^(?!\.{1,2}$)\P{Surrogate}+$/u,
  'MISSING_PARAMETER',
  'A parameter of the path is empty, or no text.',
);

/** A path taken apart, so that a call need not do it again. */
interface PathTemplate {
  /** Each segment with the name of its parameter, if it is one. */
  segments: readonly { text: string; name: string | null }[];
  names: readonly string[];
  taxYearName: string;
}

/** Paths are constants of the operations: as many are kept as there are of them. */
const templates = new Map<string, PathTemplate>();

function templateOf(path: string): PathTemplate {
  const known = templates.get(path);
  if (known) return known;
  const segments = path
    .slice(1)
    .split('/')
    .map((text) => ({ text, name: /^\{(\w+)\}$/.exec(text)?.[1] ?? null }));
  const names = segments.map(({ name }) => name).filter((name) => name !== null);
  const taxYearName = names.find((name) => name.startsWith('taxYear')) ?? 'taxYear';
  const template = { segments, names, taxYearName };
  templates.set(path, template);
  return template;
}

/** The names in braces of a path. */
export function namesIn(path: string): readonly string[] {
  return templateOf(path).names;
}

/** The parameter that says which tax year a path is about: `taxYear`, or one of HMRC's longer names for it. */
export function taxYearNameIn(path: string): string {
  return templateOf(path).taxYearName;
}

export function checkPathParameters(path: string, params: object): HmrcError[] {
  return namesIn(path).flatMap((name) => (checks[name] ?? anything)(parameter(params, name)));
}

/** The segments of the path, not yet encoded. */
export function segmentsOf(path: string, params: object): string[] {
  return templateOf(path).segments.map(({ text, name }) => (name === null ? text : parameter(params, name)));
}

export function parameter(params: object, name: string): string {
  const value: unknown = Object.hasOwn(params, name) ? params[name as keyof typeof params] : undefined;
  return typeof value === 'string' ? value : '';
}
