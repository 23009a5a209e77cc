import { content, noContent, type Operation, type ServedYears } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, type Out, required } from '../../shapes/shape.ts';

/** A business in a tax year. */
export interface BusinessYearParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`. */
  taxYear: string;
}

export interface PutQuarterlyPeriodTypeParams extends BusinessYearParams {
  /** `standard`: quarters from 6 April; `calendar`: from 1 April. */
  quarterlyPeriodType: 'standard' | 'calendar';
}

export interface PutAccountingTypeParams extends BusinessYearParams {
  /** `CASH`: money as it is paid; `ACCRUAL`: as it is earned and owed. */
  accountingType: 'CASH' | 'ACCRUAL';
}

const quarterlyPeriodType = group({ quarterlyPeriodType: required(choice(['standard', 'calendar'])) });
const accountingType = group({ accountingType: required(choice(['CASH', 'ACCRUAL'])) });
/** Whether a business uses cash basis or accruals. */
export type AccountingType = Out<typeof accountingType>;

/**
 * Business Details 2.0: chooses the quarters of a business. 204, no content. HMRC takes it for the current tax year alone, and
 * before the year's first update.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const putQuarterlyPeriodType: Operation<PutQuarterlyPeriodTypeParams, null> = {
  name: 'putQuarterlyPeriodType',
  version: '2.0',
  method: 'PUT',
  path: '/individuals/business/details/{nino}/{businessId}/{taxYear}',
  body: (params) => content(quarterlyPeriodType, { quarterlyPeriodType: params.quarterlyPeriodType }),
  ...noContent,
};

const accountingTypePath = '/individuals/business/details/{nino}/{businessId}/{taxYear}/accounting-type';

const accountingTypeYears: ServedYears = {
  from: '2025-26',
  sandboxFrom: '2024-25',
  otherwise:
    'Before 2025-26 the kind of accounting cannot be changed through software; retrieveAccountingType reads what HMRC holds.',
};

/**
 * Business Details 2.0: cash basis or accruals. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC holds neither.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const retrieveAccountingType: Operation<BusinessYearParams, AccountingType> = {
  name: 'retrieveAccountingType',
  version: '2.0',
  method: 'GET',
  path: accountingTypePath,
  reads: reads(accountingType),
};

/**
 * Business Details 2.0: sets cash basis or accruals, in the tax year or after it, before the final declaration. 204, no content.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const putAccountingType: Operation<PutAccountingTypeParams, null> = {
  name: 'putAccountingType',
  version: '2.0',
  method: 'PUT',
  path: accountingTypePath,
  years: accountingTypeYears,
  body: (params) => content(accountingType, { accountingType: params.accountingType }),
  ...noContent,
};
