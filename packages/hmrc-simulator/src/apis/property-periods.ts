import { randomUUID } from 'node:crypto';
import { readBody, type Part } from '../bodies/body.ts';
import { addDays, isCalendarDate } from '../dates.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { recordSubmission } from '../state/submissions.ts';
import { fulfilObligations } from './obligations.ts';
import type { ApiCall, PersonOperation } from './operation.ts';
import type { PathRules } from './path-rules.ts';
import {
  findCallRefusals,
  FIRST_PROPERTY_YEAR,
  LAST_PERIOD_YEAR,
  PATH_CODES,
  propertyBusiness,
  startYearOf,
  yearKey,
  type PropertyType,
} from './property-businesses.ts';
import type { ExpenseRange } from './property-fields.ts';
import { inPounds, periods, type KeptDates, type KeptPeriod } from './property-kept.ts';

const SUBMISSION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const PERIOD_YEARS = { first: FIRST_PROPERTY_YEAR, last: LAST_PERIOD_YEAR } as const;
const WHERE = { businessId: true, taxYear: PERIOD_YEARS } as const;
const WHERE_ONE = {
  ...WHERE,
  forms: { submissionId: [SUBMISSION_ID, 'FORMAT_SUBMISSION_ID'] },
} as const satisfies PathRules;

/** The figures of a period summary, whatever the business. */
type Figures = Omit<KeptPeriod, keyof KeptDates>;
interface Dates {
  fromDate: string;
  toDate: string;
}

/** What differs between period summaries of UK and of foreign businesses. */
export interface PeriodForm {
  type: PropertyType;
  /** Bodies by the range that expenses have in a tax year. */
  create: Readonly<Record<ExpenseRange, Part<Figures & Dates>>>;
  amend: Readonly<Record<ExpenseRange, Part<Figures>>>;
  rules: (figures: Figures) => Refusal[];
  /** Codes of figures, beyond those that both have. */
  codes: readonly RefusalCode[];
  /** Scenarios of the GET. */
  examples: NonNullable<PersonOperation['scenarios']>;
}

/** Creating, retrieving and amending period summaries. */
export function periodOperations(form: PeriodForm): readonly PersonOperation[] {
  const short = form.type === 'uk-property' ? 'uk' : 'foreign';
  const path = `/individuals/business/property/${short}/:nino/:businessId/period/:taxYear`;
  const figureCodes = [
    'FORMAT_VALUE',
    'RULE_BOTH_EXPENSES_SUPPLIED',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'RULE_TYPE_OF_BUSINESS_INCORRECT',
    ...form.codes,
  ] as const;
  return [
    {
      name: `create-${short}-period`,
      method: 'POST',
      path,
      version: '6.0',
      scope: 'write:self-assessment',
      codes: [
        ...PATH_CODES,
        ...figureCodes,
        'FORMAT_FROM_DATE',
        'FORMAT_TO_DATE',
        'RULE_TO_DATE_BEFORE_FROM_DATE',
        'RULE_OVERLAPPING_PERIOD',
        'RULE_MISALIGNED_PERIOD',
        'RULE_NOT_CONTIGUOUS_PERIOD',
        'RULE_DUPLICATE_SUBMISSION',
      ],
      scenarios: {
        OVERLAPPING: 'RULE_OVERLAPPING_PERIOD',
        MISALIGNED: 'RULE_MISALIGNED_PERIOD',
        NOT_CONTIGUOUS: 'RULE_NOT_CONTIGUOUS_PERIOD',
      },
      handle: (call) => create(call, form),
    },
    {
      name: `get-${short}-period`,
      method: 'GET',
      path: `${path}/:submissionId`,
      version: '6.0',
      scope: 'read:self-assessment',
      codes:
        short === 'uk'
          ? [...PATH_CODES, 'FORMAT_SUBMISSION_ID', 'RULE_TYPE_OF_BUSINESS_INCORRECT']
          : [
              // HMRC documents no code for the tax year of this one.
              'FORMAT_NINO',
              'FORMAT_BUSINESS_ID',
              'FORMAT_SUBMISSION_ID',
              'RULE_TYPE_OF_BUSINESS_INCORRECT',
              'CLIENT_OR_AGENT_NOT_AUTHORISED',
              'MATCHING_RESOURCE_NOT_FOUND',
            ],
      scenarios: form.examples,
      handle: (call) => get(call, form),
    },
    {
      name: `amend-${short}-period`,
      method: 'PUT',
      path: `${path}/:submissionId`,
      version: '6.0',
      scope: 'write:self-assessment',
      codes: [...PATH_CODES, ...figureCodes, 'FORMAT_SUBMISSION_ID'],
      handle: (call) => amend(call, form),
    },
  ];
}

/** A period summary as HMRC shows it. */
export function periodExample({ core, param }: ApiCall, figures: Record<string, unknown>): Answer {
  // A scenario is played whatever the path says, so the year may be none at all.
  const year = /^\d{4}/.exec(param('taxYear'))?.[0] ?? String(LAST_PERIOD_YEAR);
  const submittedOn = core.clock.now().toISOString();
  return {
    status: 200,
    body: { submittedOn, fromDate: `${year}-04-06`, toDate: `${year}-07-05`, ...figures },
  };
}

const rangeIn = (call: ApiCall): ExpenseRange =>
  startYearOf(call) >= LAST_PERIOD_YEAR ? 'signed' : 'positive';

function create(call: ApiCall, form: PeriodForm): Answer {
  const { core, nino, param } = call;
  const reading = readBody(form.create[rangeIn(call)], call.bodyText, (value) => [
    ...findBackwardDates(value),
    ...form.rules(value),
  ]);
  const [first, ...more] = findCallRefusals(call, WHERE, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = propertyBusiness(call, form.type);
  if (!found.ok) return found.answer;
  const { fromDate, toDate } = reading.value;
  const others = periods.list(core, `${yearKey(call)}/`).map(({ value }) => value);
  const broken = findBrokenPeriodRule(reading.value, startYearOf(call), found.business, others);
  if (broken) return refuse({ code: broken });

  const submissionId = randomUUID();
  const submittedOn = core.clock.now().toISOString();
  periods.put(core, `${yearKey(call)}/${submissionId}`, { submittedOn, ...reading.value, fromDate, toDate });
  recordSubmission(core, {
    nino,
    businessId: param('businessId'),
    taxYear: param('taxYear'),
    kind: `${form.type}-period`,
  });
  fulfilObligations(core, nino, found.business, startYearOf(call), spanOf([...others, reading.value]));
  return { status: 201, body: { submissionId } };
}

/** From the first day of periods that touch each other to the last. */
function spanOf(all: readonly Dates[]): Dates {
  return all.reduce((span, { fromDate, toDate }) => ({
    fromDate: fromDate < span.fromDate ? fromDate : span.fromDate,
    toDate: toDate > span.toDate ? toDate : span.toDate,
  }));
}

function get(call: ApiCall, form: PeriodForm): Answer {
  const refusals = findCallRefusals(call, WHERE_ONE);
  const [first, ...more] = refusals.filter(({ code }) => call.operation.codes.includes(code));
  if (first) return refuse(first, ...more);
  if (refusals.length > 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const found = propertyBusiness(call, form.type);
  if (!found.ok) return found.answer;
  const kept = periods.get(call.core, `${yearKey(call)}/${call.param('submissionId')}`);
  return kept ? { status: 200, body: inPounds(kept) } : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

function amend(call: ApiCall, form: PeriodForm): Answer {
  const { core, nino, param } = call;
  const reading = readBody(form.amend[rangeIn(call)], call.bodyText, form.rules);
  const [first, ...more] = findCallRefusals(call, WHERE_ONE, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = propertyBusiness(call, form.type);
  if (!found.ok) return found.answer;
  const key = `${yearKey(call)}/${param('submissionId')}`;
  const kept = periods.get(core, key);
  if (!kept) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });

  const { fromDate, toDate } = kept;
  periods.put(core, key, { submittedOn: core.clock.now().toISOString(), fromDate, toDate, ...reading.value });
  recordSubmission(core, {
    nino,
    businessId: param('businessId'),
    taxYear: param('taxYear'),
    kind: `${form.type}-period`,
  });
  return { status: 200 };
}

function findBackwardDates({ fromDate, toDate }: Dates): Refusal[] {
  return isCalendarDate(fromDate) && isCalendarDate(toDate) && toDate < fromDate
    ? [{ code: 'RULE_TO_DATE_BEFORE_FROM_DATE' }]
    : [];
}

/** The rule that a new period breaks beside those that are there, if any; HMRC publishes no order, so it is ours. */
function findBrokenPeriodRule(
  { fromDate, toDate }: Dates,
  startYear: number,
  { commencementDate }: Pick<Business, 'commencementDate'>,
  others: readonly Dates[],
): RefusalCode | undefined {
  const firstDay = `${startYear}-04-06`;
  const begin = commencementDate > firstDay ? commencementDate : firstDay;
  if (fromDate < begin || toDate > `${startYear + 1}-04-05`) return 'RULE_MISALIGNED_PERIOD';
  if (others.some((other) => other.fromDate === fromDate && other.toDate === toDate))
    return 'RULE_DUPLICATE_SUBMISSION';
  if (others.some((other) => fromDate <= other.toDate && toDate >= other.fromDate))
    return 'RULE_OVERLAPPING_PERIOD';
  const touches = others.some(
    (other) => addDays(other.toDate, 1) === fromDate || addDays(toDate, 1) === other.fromDate,
  );
  return others.length === 0 || touches ? undefined : 'RULE_NOT_CONTIGUOUS_PERIOD';
}
