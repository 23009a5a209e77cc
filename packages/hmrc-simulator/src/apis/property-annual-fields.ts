import { amount, date, flag, list, object, optionals, text } from '../bodies/parts.ts';
import type { Refusal } from '../platform/refusals.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { FIRST_YEAR_BY_PROPERTY } from './property-businesses.ts';
import { countryCode, propertyId, saying } from './property-fields.ts';
import type { KeptAnnualSide } from './property-kept.ts';

/** The most that the property income allowance can be, in pounds. */
const LARGEST_INCOME_ALLOWANCE = 1000;

const BUILDING_TEXT = /^[0-9a-zA-Z{À-˿’}\- _&`():.'^]{1,90}$/;
const buildingText = () => text(BUILDING_TEXT, 'FORMAT_STRING');

/** Buildings that an allowance is claimed for. */
const buildings = () =>
  list(
    object(
      {
        amount: amount(),
        building: object({ postcode: buildingText() }, { name: buildingText(), number: buildingText() }),
      },
      {
        firstYear: object({
          qualifyingDate: date('FORMAT_DATE', { withPath: true }),
          qualifyingAmountExpenditure: amount(),
        }),
      },
    ),
  );

const incomeAllowance = () => amount({ max: LARGEST_INCOME_ALLOWANCE });

const ukAdjustments = object(
  { nonResidentLandlord: flag() },
  {
    balancingCharge: amount(),
    privateUseAdjustment: amount(),
    businessPremisesRenovationAllowanceBalancingCharges: amount(),
    rentARoom: object({ jointlyLet: flag() }),
  },
);
const ukAllowances = {
  annualInvestmentAllowance: amount(),
  businessPremisesRenovationAllowance: amount(),
  otherCapitalAllowance: amount(),
  costOfReplacingDomesticItems: amount(),
  zeroEmissionsCarAllowance: amount(),
  propertyIncomeAllowance: incomeAllowance(),
  structuredBuildingAllowance: buildings(),
  enhancedStructuredBuildingAllowance: buildings(),
};
/** Allowances that ended with 2024-25. */
const endedAllowances = {
  zeroEmissionsGoodsVehicleAllowance: amount(),
  electricChargePointAllowance: amount(),
};
const ukFhl = optionals({
  adjustments: object(
    { periodOfGraceAdjustment: flag(), nonResidentLandlord: flag() },
    {
      privateUseAdjustment: amount(),
      balancingCharge: amount(),
      businessPremisesRenovationAllowanceBalancingCharges: amount(),
      rentARoom: object({ jointlyLet: flag() }),
    },
  ),
  allowances: optionals({
    annualInvestmentAllowance: amount(),
    businessPremisesRenovationAllowance: amount(),
    otherCapitalAllowance: amount(),
    electricChargePointAllowance: amount(),
    zeroEmissionsCarAllowance: amount(),
    propertyIncomeAllowance: incomeAllowance(),
  }),
});

const ukToLastFhl = optionals({
  ukFhlProperty: ukFhl,
  ukProperty: optionals({
    adjustments: ukAdjustments,
    allowances: optionals({ ...ukAllowances, ...endedAllowances }),
  }),
});
const ukSinceFhl = object({
  ukProperty: optionals({ adjustments: ukAdjustments, allowances: optionals(ukAllowances) }),
});

/** The annual submission of a UK property business, as a tax year has it. */
export const ukAnnual = (startYear: number) => (startYear < FIRST_CUMULATIVE_YEAR ? ukToLastFhl : ukSinceFhl);

const foreignAdjustments = optionals({ privateUseAdjustment: amount(), balancingCharge: amount() });
const foreignAllowances = {
  annualInvestmentAllowance: amount(),
  costOfReplacingDomesticItems: amount(),
  otherCapitalAllowance: amount(),
  zeroEmissionsCarAllowance: amount(),
  propertyIncomeAllowance: incomeAllowance(),
  structuredBuildingAllowance: buildings(),
};
const SIDES = ['adjustments', 'allowances'] as const;
const foreignSide = { adjustments: foreignAdjustments, allowances: optionals(foreignAllowances) };
const foreignSideToLastFhl = {
  adjustments: foreignAdjustments,
  allowances: optionals({ ...foreignAllowances, ...endedAllowances }),
};
const foreignFhl = optionals({
  adjustments: object(
    { periodOfGraceAdjustment: flag() },
    { privateUseAdjustment: amount(), balancingCharge: amount() },
  ),
  allowances: optionals({
    annualInvestmentAllowance: amount(),
    otherCapitalAllowance: amount(),
    electricChargePointAllowance: amount(),
    zeroEmissionsCarAllowance: amount(),
    propertyIncomeAllowance: incomeAllowance(),
  }),
});

const foreignToLastFhl = optionals({
  foreignFhlEea: foreignFhl,
  foreignProperty: list(saying(SIDES, object({ countryCode: countryCode() }, foreignSideToLastFhl))),
});
const foreignByCountry = object({
  foreignProperty: list(saying(SIDES, object({ countryCode: countryCode() }, foreignSide))),
});
const foreignByProperty = object({
  foreignProperty: list(saying(SIDES, object({ propertyId: propertyId() }, foreignSide))),
});

/** The annual submission of a foreign property business, as a tax year has it. */
export function foreignAnnual(startYear: number) {
  if (startYear < FIRST_CUMULATIVE_YEAR) return foreignToLastFhl;
  return startYear < FIRST_YEAR_BY_PROPERTY ? foreignByCountry : foreignByProperty;
}

/** What adjustments and allowances of one property break between them. */
export function findBrokenAllowances({ allowances = {} }: KeptAnnualSide, path: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (allowances['propertyIncomeAllowance'] !== undefined && Object.keys(allowances).length > 1) {
    refusals.push({ code: 'RULE_BOTH_ALLOWANCES_SUPPLIED', paths: [`${path}/allowances`] });
  }
  for (const [name, claimed] of Object.entries(allowances)) {
    if (claimed === undefined || typeof claimed === 'number') continue;
    claimed.forEach(({ building }, index) => {
      if (building.name !== undefined || building.number !== undefined) return;
      const paths = [`${path}/allowances/${name}/${index}/building`];
      refusals.push({ code: 'RULE_BUILDING_NAME_NUMBER', paths });
    });
  }
  return refusals;
}

/** Whether the income allowance stands beside private use, which HMRC finds out only after everything else. */
export function hasAllowanceBesidePrivateUse({ adjustments, allowances }: KeptAnnualSide): boolean {
  return (
    allowances?.['propertyIncomeAllowance'] !== undefined &&
    adjustments?.['privateUseAdjustment'] !== undefined
  );
}
