import { noContent, type Operation, type ServedYears } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, optional, type Out, required, text } from '../../shapes/shape.ts';
import type { BusinessYearParams } from './business-year.ts';

const election = group({
  /** True: the person chose that the rule does not apply to this business. */
  disapply: required(flag()),
  /** Whether HMRC lets this business choose. */
  eligible: required(flag()),
  /** `YYYY-YY`, the first tax year of the choice. */
  taxYearOfElection: optional(text()),
  /** `YYYY-YY`, the last tax year of the choice. */
  taxYearElectionExpires: optional(text()),
});
/** Whether accounts made up to 31 March up to 4 April count as made up to 5 April, which is HMRC's rule unless a person chooses otherwise. */
export type LateAccountingDateRule = Out<typeof election>;

const path = '/individuals/business/details/{nino}/{businessId}/{taxYear}/late-accounting-date-rule-election';

const years: ServedYears = {
  from: '2025-26',
  sandboxFrom: '2024-25',
  otherwise:
    'HMRC takes choices about the late accounting date rule from 2025-26; retrieveLateAccountingDateRule reads any year.',
};

/**
 * Business Details 2.0, for self-employments: a property business is answered 404, as is one without anything on record.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const retrieveLateAccountingDateRule: Operation<BusinessYearParams, LateAccountingDateRule> = {
  name: 'retrieveLateAccountingDateRule',
  version: '2.0',
  method: 'GET',
  path,
  reads: reads(election),
};

/**
 * Business Details 2.0, for self-employments: the rule is not to apply for five tax years; once the tax year is over. 204, no content.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const disapplyLateAccountingDateRule: Operation<BusinessYearParams, null> = {
  name: 'disapplyLateAccountingDateRule',
  version: '2.0',
  method: 'POST',
  path: `${path}/disapply`,
  years,
  ...noContent,
};

/**
 * Business Details 2.0, for self-employments: takes that choice back; once the tax year is over. 204, no content.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const withdrawLateAccountingDateRule: Operation<BusinessYearParams, null> = {
  name: 'withdrawLateAccountingDateRule',
  version: '2.0',
  method: 'DELETE',
  path: `${path}/withdraw`,
  years,
  ...noContent,
};
