export interface UkPropertyCumulativeParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2025-26`. */
  taxYear: string;
}

export interface PutUkPropertyCumulativeParams extends UkPropertyCumulativeParams {
  summary: UkPropertyCumulative;
}

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

/** The year to date of a UK property business. A PUT replaces all of it: a field left out is wiped. */
export interface UkPropertyCumulative {
  /** `YYYY-MM-DD`; both dates or neither (neither for a person of Annual status and for latent businesses). */
  fromDate?: string;
  toDate?: string;
  income?: UkPropertyIncome;
  expenses?: UkPropertyExpenses;
}

export type SubmittedUkPropertyCumulative = UkPropertyCumulative & {
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: string;
};

/** A field of `UkPropertyCumulative` that HMRC can name in a refusal. */
export type UkPropertyField = 'fromDate' | 'toDate' | keyof UkPropertyIncome | keyof UkPropertyExpenses;

export function ukPropertyCumulativeBody(summary: UkPropertyCumulative): string {
  throw new Error(`not there yet: ${String(summary.fromDate)}`);
}

export function ukPropertyFieldOfPath(path: string): UkPropertyField | null {
  throw new Error(`not there yet: ${path}`);
}
