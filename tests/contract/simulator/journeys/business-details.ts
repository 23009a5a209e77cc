import { makeLandlord } from '../landlord.ts';
import { except, requireSame } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';

export const businessDetailsJourneys: readonly Journey[] = [
  { name: 'how a business reports', startAt: '2026-10-06T09:00:00.000Z', walk: chooseReporting },
  {
    name: 'the late accounting date rule is disapplied, and that is withdrawn',
    startAt: '2026-10-06T09:00:00.000Z',
    walk: electAgainstLateDates,
  },
];

async function chooseReporting(walk: Walk): Promise<void> {
  const { nino, uk, trade } = await makeLandlord(walk);
  const taxYear = '2026-27';
  await walk.ask('putQuarterlyPeriodType', {
    nino,
    businessId: uk,
    taxYear,
    quarterlyPeriodType: 'calendar',
  });
  const { quarterlyTypeChoice } = await walk.ask('retrieveBusinessDetails', { nino, businessId: uk });
  requireSame(
    'the type of quarters',
    { quarterlyPeriodType: 'calendar', taxYearOfChoice: taxYear },
    quarterlyTypeChoice,
  );
  for (const accountingType of ['ACCRUAL', 'CASH'] as const) {
    const place = { nino, businessId: trade, taxYear: '2025-26' };
    await walk.ask('putAccountingType', { ...place, accountingType });
    const shown = await walk.ask('retrieveAccountingType', place);
    requireSame('the kind of accounting', { accountingType }, shown);
  }
}

async function electAgainstLateDates(walk: Walk): Promise<void> {
  const { nino, trade } = await makeLandlord(walk);
  const place = { nino, businessId: trade, taxYear: '2025-26' };
  const periods = {
    periodsOfAccount: true,
    periodsOfAccountDates: [
      { startDate: '2025-04-03', endDate: '2025-09-30' },
      { startDate: '2025-10-01', endDate: '2026-04-02' },
    ],
  };
  await walk.ask('putPeriodsOfAccount', { ...place, periods });
  const shown = await walk.ask('retrievePeriodsOfAccount', place);
  requireSame('periods of account', periods, except(shown, 'submittedOn'));

  const before = { disapply: false, eligible: true };
  requireSame('the rule', before, await walk.ask('retrieveLateAccountingDateRule', place));
  await walk.ask('disapplyLateAccountingDateRule', place);
  requireSame(
    'the rule, disapplied',
    { disapply: true, eligible: true, taxYearOfElection: '2025-26', taxYearElectionExpires: '2029-30' },
    await walk.ask('retrieveLateAccountingDateRule', place),
  );
  await walk.ask('withdrawLateAccountingDateRule', place);
  requireSame('the rule, again', before, await walk.ask('retrieveLateAccountingDateRule', place));
}
