import { noContent, type Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, type In, money, optional, type Out, required, text } from '../../shapes/shape.ts';
import { buildingAllowances, checkAllowances, propertyIncomeAllowance } from './allowances.ts';
import { yearsOfAnnual } from './property-years.ts';

export interface UkPropertyAnnualParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`). */
  taxYear: string;
}

export interface PutUkPropertyAnnualParams extends UkPropertyAnnualParams {
  submission: UkPropertyAnnual;
}

const positive = money();

const adjustments = {
  balancingChargePence: optional(positive),
  privateUseAdjustmentPence: optional(positive),
  businessPremisesRenovationAllowanceBalancingChargesPence: optional(positive),
  nonResidentLandlord: required(flag()),
  /** HMRC's `adjustments.rentARoom.jointlyLet`: whether rent-a-room income is shared with another person. */
  jointlyLet: optional(flag(), 'rentARoom.jointlyLet'),
};

const allowances = {
  annualInvestmentAllowancePence: optional(positive),
  businessPremisesRenovationAllowancePence: optional(positive),
  otherCapitalAllowancePence: optional(positive),
  costOfReplacingDomesticItemsPence: optional(positive),
  zeroEmissionsCarAllowancePence: optional(positive),
  /** 0 to £1,000, without any other allowance and without `privateUseAdjustmentPence`. */
  propertyIncomeAllowancePence: optional(propertyIncomeAllowance),
  structuredBuildingAllowance: optional(buildingAllowances),
  enhancedStructuredBuildingAllowance: optional(buildingAllowances),
};

const annual = group({
  ukProperty: required(
    group({ adjustments: optional(group(adjustments)), allowances: optional(group(allowances)) }),
  ),
});

const fhl = group({
  adjustments: optional(group({ ...adjustments, periodOfGraceAdjustment: required(flag()) })),
  allowances: optional(
    group({
      annualInvestmentAllowancePence: optional(positive),
      businessPremisesRenovationAllowancePence: optional(positive),
      otherCapitalAllowancePence: optional(positive),
      electricChargePointAllowancePence: optional(positive),
      zeroEmissionsCarAllowancePence: optional(positive),
      propertyIncomeAllowancePence: optional(propertyIncomeAllowance),
    }),
  ),
});

const both = {
  /** Furnished holiday lets: up to 2024-25. */
  ukFhlProperty: optional(fhl),
  /** From 2025-26 on there is always one. */
  ukProperty: optional(
    group({
      adjustments: optional(group(adjustments)),
      allowances: optional(
        group({
          ...allowances,
          /** Up to 2024-25. */
          zeroEmissionsGoodsVehicleAllowancePence: optional(positive),
          /** Up to 2024-25; afterwards such costs go into `otherCapitalAllowancePence`. */
          electricChargePointAllowancePence: optional(positive),
        }),
      ),
    }),
  ),
};
const annualTo2025 = group(both);
/**
 * Adjustments and allowances of a year of a UK property business: integer pence, 0 or more. A PUT replaces all of it: a field
 * left out is wiped. From 2025-26 on HMRC refuses the members that are marked as up to 2024-25.
 */
export type UkPropertyAnnual = In<typeof annualTo2025>;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  ...both,
});
/** The adjustments and allowances of a year that HMRC has. Amounts are integer pence. */
export type SubmittedUkPropertyAnnual = Out<typeof submitted>;

const path = '/individuals/business/property/uk/{nino}/{businessId}/annual/{taxYear}';

/**
 * Property Business 6.0: create or amend. 200, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putUkPropertyAnnual: Operation<PutUkPropertyAnnualParams, null> = {
  name: 'putUkPropertyAnnual',
  version: '6.0',
  method: 'PUT',
  path,
  years: yearsOfAnnual,
  // The type is that of all years together: the shape refuses what a year does not have.
  body: ({ taxYear, submission }) => ({
    shape: taxYear < '2025-26' ? annualTo2025 : annual,
    value: submission,
  }),
  check: ({ submission: { ukFhlProperty, ukProperty } }) => [
    ...checkAllowances(ukFhlProperty, '/ukFhlProperty'),
    ...checkAllowances(ukProperty, '/ukProperty'),
  ],
  ...noContent,
};

/**
 * Property Business 6.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getUkPropertyAnnual: Operation<UkPropertyAnnualParams, SubmittedUkPropertyAnnual> = {
  name: 'getUkPropertyAnnual',
  version: '6.0',
  method: 'GET',
  path,
  years: yearsOfAnnual,
  reads: reads(submitted),
};
