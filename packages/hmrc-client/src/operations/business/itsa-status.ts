import { z } from 'zod';
import type { Operation } from '../../operation.ts';
import { penceFromWire } from '../../values/pence.ts';

export interface RetrieveItsaStatusParams {
  nino: string;
  /** `YYYY-YY`, for example `2026-27`. */
  taxYear: string;
  /** Also the years after it, as far as HMRC has them. HMRC's default is false. */
  futureYears?: boolean;
  /** Also what held before in each year. HMRC's default is false. */
  history?: boolean;
}

/** Whether somebody has to use MTD for Income Tax in a tax year. */
export interface ItsaStatus {
  taxYear: string;
  itsaStatusDetails: ItsaStatusDetail[];
}

/** One word of HMRC's on somebody's status. */
export interface ItsaStatusDetail {
  /** The instant it was set, as HMRC writes it. */
  submittedOn: string | null;
  /** `MTD Mandated`, `MTD Voluntary`, `Annual`, ...; HMRC adds to them. */
  status: string;
  statusReason: string | null;
  /** Income of all businesses two tax years before, in pence. */
  businessIncome2YearsPriorPence: number | null;
}

const detailFromWire = z
  .object({
    submittedOn: z.string().nullish().default(null),
    status: z.string().nullish(),
    statusReason: z.string().nullish().default(null),
    businessIncome2YearsPrior: penceFromWire.nullish().default(null),
  })
  .transform(({ status, submittedOn, statusReason, businessIncome2YearsPrior }): ItsaStatusDetail | null =>
    typeof status === 'string'
      ? { submittedOn, status, statusReason, businessIncome2YearsPriorPence: businessIncome2YearsPrior }
      : null,
  );

/**
 * Self Assessment Individual Details 2.0: whether somebody has to use MTD for Income Tax. 403 `CLIENT_NOT_MTD_ENROLLED` means that the person has not signed up.
 * @see Self Assessment Individual Details (MTD) 2.0, HMRC, August 2026
 */
export const retrieveItsaStatus: Operation<RetrieveItsaStatusParams, ItsaStatus[]> = {
  name: 'retrieveItsaStatus',
  version: '2.0',
  method: 'GET',
  path: '/individuals/person/itsa-status/{nino}/{taxYear}',
  query: ({ futureYears, history }) => ({
    futureYears: futureYears?.toString(),
    history: history?.toString(),
  }),
  reads: z
    .object({
      // HMRC promises none of these members. An entry without its tax year or its status says nothing.
      itsaStatuses: z
        .array(
          z.object({
            taxYear: z.string().nullish(),
            itsaStatusDetails: z.array(detailFromWire).nullish(),
          }),
        )
        .nullish(),
    })
    .transform(({ itsaStatuses }) =>
      (itsaStatuses ?? []).flatMap(({ taxYear, itsaStatusDetails }) =>
        typeof taxYear === 'string'
          ? [{ taxYear, itsaStatusDetails: (itsaStatusDetails ?? []).flatMap((detail) => detail ?? []) }]
          : [],
      ),
    ),
};
