export interface IncomeAndExpenditureObligationsParams {
  nino: string;
  /** Needed with `businessId`. */
  typeOfBusiness?: 'self-employment' | 'uk-property' | 'foreign-property';
  businessId?: string;
  /** `YYYY-MM-DD`; both dates or neither, at most 366 days apart. */
  fromDate?: string;
  toDate?: string;
  status?: 'open' | 'fulfilled';
}

export interface BusinessObligations {
  typeOfBusiness: string;
  businessId: string;
  obligationDetails: Obligation[];
}

export interface Obligation {
  periodStartDate: string;
  periodEndDate: string;
  dueDate: string;
  /** `open`, `fulfilled`, or one that HMRC adds later. */
  status: string;
  /** The day HMRC received the update that fulfilled it. */
  receivedDate: string | null;
}
