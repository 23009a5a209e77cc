import { z } from 'zod';
import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { checkDateForms, daysBetween } from '../../values/dates.ts';
import { checkBusinessId } from '../../values/identifiers.ts';

export interface IncomeAndExpenditureObligationsParams {
  nino: string;
  /** Needed with `businessId`. */
  typeOfBusiness?: 'self-employment' | 'uk-property' | 'foreign-property';
  businessId?: string;
  /**
   * `YYYY-MM-DD`; both dates or neither. HMRC's document takes them at most 366 days apart, and its service at most 365, and not the
   * same day twice (`RULE_DATE_RANGE_INVALID`).
   */
  fromDate?: string;
  /** `YYYY-MM-DD`, not before `fromDate`. */
  toDate?: string;
  status?: 'open' | 'fulfilled';
}

/** The quarters of one business. */
export interface BusinessObligations {
  typeOfBusiness: string;
  businessId: string;
  obligationDetails: Obligation[];
}

/** A quarter that HMRC waits for or has. Dates are `YYYY-MM-DD`. */
export interface Obligation {
  periodStartDate: string;
  periodEndDate: string;
  dueDate: string;
  /** `open`, `fulfilled`, or one that HMRC adds later. */
  status: string;
  /** The day HMRC received the update that fulfilled it. */
  receivedDate: string | null;
}

const typesOfBusiness = z.enum(['self-employment', 'uk-property', 'foreign-property']);
const statuses = z.enum(['open', 'fulfilled']);

/**
 * Obligations 3.0: the quarters that HMRC waits for or has. An empty list where none fits the question (404 `NO_OBLIGATIONS_FOUND`).
 * @see Obligations (MTD) 3.0, HMRC, August 2026
 */
export const listIncomeAndExpenditureObligations: Operation<
  IncomeAndExpenditureObligationsParams,
  BusinessObligations[]
> = {
  name: 'listIncomeAndExpenditureObligations',
  version: '3.0',
  method: 'GET',
  check: checkParams,
  path: '/obligations/details/{nino}/income-and-expenditure',
  query: ({ typeOfBusiness, businessId, fromDate, toDate, status }) => ({
    typeOfBusiness,
    businessId,
    fromDate,
    toDate,
    status,
  }),
  reads: z
    .object({
      obligations: z.array(
        z.object({
          typeOfBusiness: z.string(),
          businessId: z.string(),
          obligationDetails: z.array(
            z.object({
              periodStartDate: z.string(),
              periodEndDate: z.string(),
              dueDate: z.string(),
              status: z.string(),
              receivedDate: z.string().nullish().default(null),
            }),
          ),
        }),
      ),
    })
    .transform(({ obligations }) => obligations),
  // HMRC answers 404 where nothing matches the question: an empty result, not a fault.
  nothing: { code: 'NO_OBLIGATIONS_FOUND', value: [] },
};

function checkParams(params: IncomeAndExpenditureObligationsParams): HmrcError[] {
  const errors: HmrcError[] = [];
  const refuse = (code: string, message: string): void => void errors.push({ code, message, paths: [] });
  if (params.typeOfBusiness !== undefined && !typesOfBusiness.safeParse(params.typeOfBusiness).success) {
    refuse('FORMAT_TYPE_OF_BUSINESS', 'HMRC does not know this type of business.');
  }
  if (params.businessId !== undefined) {
    errors.push(...checkBusinessId(params.businessId));
    if (params.typeOfBusiness === undefined) {
      refuse('MISSING_TYPE_OF_BUSINESS', 'A business id needs its type of business beside it.');
    }
  }
  if (params.status !== undefined && !statuses.safeParse(params.status).success) {
    refuse('FORMAT_STATUS', 'A status is open or fulfilled.');
  }
  return [...errors, ...checkDates(params)];
}

function checkDates({ fromDate, toDate }: IncomeAndExpenditureObligationsParams): HmrcError[] {
  const forms = checkDateForms(fromDate, toDate);
  if (forms.length > 0) return forms;
  const refusal = (code: string, message: string): HmrcError[] => [{ code, message, paths: [] }];
  if (fromDate === undefined && toDate === undefined) return [];
  if (fromDate === undefined) return refusal('MISSING_FROM_DATE', 'An end date needs a start date.');
  if (toDate === undefined) return refusal('MISSING_TO_DATE', 'A start date needs an end date.');
  const days = daysBetween(fromDate, toDate);
  if (days < 0) return refusal('RANGE_TO_DATE_BEFORE_FROM_DATE', 'The end date lies before the start date.');
  if (days > 366) return refusal('RULE_DATE_RANGE_INVALID', 'The dates lie more than 366 days apart.');
  return [];
}
