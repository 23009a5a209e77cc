export interface RetrieveItsaStatusParams {
  nino: string;
  /** `YYYY-YY`, for example `2026-27`. */
  taxYear: string;
  futureYears?: boolean;
  history?: boolean;
}

export interface ItsaStatus {
  taxYear: string;
  itsaStatusDetails: ItsaStatusDetail[];
}

export interface ItsaStatusDetail {
  submittedOn: string | null;
  /** `MTD Mandated`, `MTD Voluntary`, `Annual`, ...; HMRC adds to them. */
  status: string;
  statusReason: string | null;
  businessIncome2YearsPriorPence: number | null;
}
