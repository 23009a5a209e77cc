import type { HmrcError } from '../../result.ts';
import {
  date,
  group,
  type In,
  list,
  money,
  optional,
  required,
  type Shape,
  text,
} from '../../shapes/shape.ts';

/** What HMRC takes for the parts of a building's address, its code for others being `FORMAT_STRING`. */
const addressPart = text(/^[0-9a-zA-Z{À-˿’}\- _&`():.'^]{1,90}$/, 'FORMAT_STRING');

const buildingAllowance = group({
  /** Integer pence, 0 or more. */
  amountPence: required(money()),
  /** What the first year of the allowance adds. */
  firstYear: optional(
    group({
      /** `YYYY-MM-DD`: when the building came to qualify. */
      qualifyingDate: required(date('FORMAT_DATE')),
      /** Integer pence, 0 or more. */
      qualifyingAmountExpenditurePence: required(money()),
    }),
  ),
  /** With a name, a number or both. */
  building: required(
    group({ name: optional(addressPart), number: optional(addressPart), postcode: required(addressPart) }),
  ),
});
type Allowance = In<typeof buildingAllowance>;
/** An allowance for one building. */
export type BuildingAllowance = { [Name in keyof Allowance]: Allowance[Name] };

export const buildingAllowances = list<Shape<BuildingAllowance>>(buildingAllowance);

/** Instead of all other allowances: at most £1,000. */
export const propertyIncomeAllowance = money({ maxPence: 100_000 });

interface PropertyOfYear {
  adjustments?: { privateUseAdjustmentPence?: number };
  allowances?: {
    propertyIncomeAllowancePence?: number;
    structuredBuildingAllowance?: BuildingAllowance[];
    enhancedStructuredBuildingAllowance?: BuildingAllowance[];
  };
}

/** HMRC's rules between the adjustments and allowances of a property, or of a country's properties. */
export function checkAllowances(property: PropertyOfYear | undefined, path: string): HmrcError[] {
  if (property?.allowances === undefined) return [];
  const { adjustments, allowances } = property;
  const place = `${path}/allowances`;
  return [
    ...checkIncomeAllowance(allowances, adjustments, place),
    ...checkBuildings(allowances.structuredBuildingAllowance, `${place}/structuredBuildingAllowance`),
    ...checkBuildings(
      allowances.enhancedStructuredBuildingAllowance,
      `${place}/enhancedStructuredBuildingAllowance`,
    ),
  ];
}

function checkIncomeAllowance(
  { propertyIncomeAllowancePence, ...others }: NonNullable<PropertyOfYear['allowances']>,
  adjustments: PropertyOfYear['adjustments'],
  path: string,
): HmrcError[] {
  if (propertyIncomeAllowancePence === undefined) return [];
  const errors: HmrcError[] = [];
  // A list with nothing in it is not sent.
  const isOther = (value: unknown): boolean =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  if (Object.values(others).some(isOther)) {
    const message = 'The property income allowance stands alone, without any other allowance.';
    errors.push({ code: 'RULE_BOTH_ALLOWANCES_SUPPLIED', message, paths: [path] });
  }
  if (adjustments?.privateUseAdjustmentPence !== undefined) {
    const message = 'The property income allowance does not go with an adjustment for private use.';
    const paths = [`${path}/propertyIncomeAllowance`];
    errors.push({ code: 'RULE_PROPERTY_INCOME_ALLOWANCE', message, paths });
  }
  return errors;
}

function checkBuildings(buildings: readonly BuildingAllowance[] = [], path: string): HmrcError[] {
  const paths = buildings.flatMap(({ building }, index) =>
    building.name === undefined && building.number === undefined ? [`${path}/${String(index)}/building`] : [],
  );
  if (paths.length === 0) return [];
  const message = 'A building has a name or a number beside its postcode.';
  return [{ code: 'RULE_BUILDING_NAME_NUMBER', message, paths }];
}
