import { z } from 'zod';
import { penceFromWire } from '../values/pence.ts';

/** Income of a UK property business, year to date: integer pence, 0 or more. */
export interface UkPropertyIncome {
  periodAmountPence?: number;
  premiumsOfLeaseGrantPence?: number;
  reversePremiumsPence?: number;
  otherIncomePence?: number;
  taxDeductedPence?: number;
  /** HMRC's `income.rentARoom.rentsReceived`. */
  rentsReceivedPence?: number;
}

/** Expenses of a UK property business, year to date: integer pence; may be negative where not said otherwise. */
export interface UkPropertyExpenses {
  premisesRunningCostsPence?: number;
  repairsAndMaintenancePence?: number;
  financialCostsPence?: number;
  professionalFeesPence?: number;
  costOfServicesPence?: number;
  otherPence?: number;
  travelCostsPence?: number;
  /** One total instead of the seven above. */
  consolidatedExpensesPence?: number;
  /** 0 or more. */
  residentialFinancialCostPence?: number;
  /** 0 or more. Despite HMRC's name: the unused amount brought forward from earlier years. */
  residentialFinancialCostsCarriedForwardPence?: number;
  /** HMRC's `expenses.rentARoom.amountClaimed`; 0 or more. */
  amountClaimedPence?: number;
}

interface Field<Name> {
  name: Name;
  /** Where it stands below `ukProperty.income` or `ukProperty.expenses`. */
  wire: readonly [string] | readonly [string, string];
  mayBeNegative: boolean;
  /** One of the seven that a single total replaces. */
  itemised: boolean;
}

const atLeastZero = { mayBeNegative: false, itemised: false } as const;
const itemised = { mayBeNegative: true, itemised: true } as const;

/** The order is the order on the wire. */
export const incomeFields: readonly Field<keyof UkPropertyIncome>[] = [
  { name: 'periodAmountPence', wire: ['periodAmount'], ...atLeastZero },
  { name: 'premiumsOfLeaseGrantPence', wire: ['premiumsOfLeaseGrant'], ...atLeastZero },
  { name: 'reversePremiumsPence', wire: ['reversePremiums'], ...atLeastZero },
  { name: 'otherIncomePence', wire: ['otherIncome'], ...atLeastZero },
  { name: 'taxDeductedPence', wire: ['taxDeducted'], ...atLeastZero },
  { name: 'rentsReceivedPence', wire: ['rentARoom', 'rentsReceived'], ...atLeastZero },
];

export const expenseFields: readonly Field<keyof UkPropertyExpenses>[] = [
  { name: 'premisesRunningCostsPence', wire: ['premisesRunningCosts'], ...itemised },
  { name: 'repairsAndMaintenancePence', wire: ['repairsAndMaintenance'], ...itemised },
  { name: 'financialCostsPence', wire: ['financialCosts'], ...itemised },
  { name: 'professionalFeesPence', wire: ['professionalFees'], ...itemised },
  { name: 'costOfServicesPence', wire: ['costOfServices'], ...itemised },
  { name: 'otherPence', wire: ['other'], ...itemised },
  { name: 'travelCostsPence', wire: ['travelCosts'], ...itemised },
  { name: 'consolidatedExpensesPence', wire: ['consolidatedExpenses'], mayBeNegative: true, itemised: false },
  { name: 'residentialFinancialCostPence', wire: ['residentialFinancialCost'], ...atLeastZero },
  {
    name: 'residentialFinancialCostsCarriedForwardPence',
    wire: ['residentialFinancialCostsCarriedForward'],
    ...atLeastZero,
  },
  { name: 'amountClaimedPence', wire: ['rentARoom', 'amountClaimed'], ...atLeastZero },
];

export function pathOf(group: 'income' | 'expenses', field: Field<string>): string {
  return `/ukProperty/${group}/${field.wire.join('/')}`;
}

type Wire = Record<string, number | Record<string, number>>;

/** The group as HMRC's object; `amount` turns pence into what is written. */
export function groupToWire<Name extends string>(
  fields: readonly Field<Name>[],
  group: Partial<Record<Name, number>>,
  amount: (pence: number) => number,
): Wire {
  const wire: Wire = {};
  for (const { name, wire: place } of fields) {
    const pence = group[name];
    if (pence === undefined) continue;
    const [outer, inner] = place;
    wire[outer] = inner === undefined ? amount(pence) : { [inner]: amount(pence) };
  }
  return wire;
}

/** Reads HMRC's object of a group: amounts as pence under our names, what we do not know left aside. */
export function groupFromWire<Name extends string>(
  fields: readonly Field<Name>[],
): z.ZodType<Partial<Record<Name, number>>> {
  return z.record(z.string(), z.unknown()).transform((wire, context) => {
    const group: Partial<Record<Name, number>> = {};
    for (const { name, wire: place } of fields) {
      const value = valueAt(wire, place);
      if (value === undefined || value === null) continue;
      const pence = penceFromWire.safeParse(value);
      if (pence.success) group[name] = pence.data;
      else context.addIssue({ code: 'custom', message: 'not an amount', path: [...place] });
    }
    return group;
  });
}

function valueAt(wire: Record<string, unknown>, [outer, inner]: Field<string>['wire']): unknown {
  const value = wire[outer];
  if (inner === undefined || value === undefined || value === null) return value;
  const nested = z.record(z.string(), z.unknown()).safeParse(value);
  // Not an object where HMRC has one: no amount can be in it.
  return nested.success ? nested.data[inner] : Number.NaN;
}
