import { describe, expect, it } from 'vitest';
import { findBrokenDateRule, type DateRuleInput } from './cumulative-dates.ts';

const standard: DateRuleInput = {
  startYear: 2026,
  today: '2026-10-06',
  business: {
    businessId: 'XAIS00000000001',
    typeOfBusiness: 'uk-property',
    commencementDate: '2019-06-01',
    latentTaxYears: [],
  },
  reportsQuarterly: true,
  fromDate: '2026-04-06',
  toDate: '2026-10-05',
  lastToDate: undefined,
};
const calendar: DateRuleInput = {
  ...standard,
  business: {
    ...standard.business,
    quarterlyTypeChoice: { quarterlyPeriodType: 'calendar', taxYearOfChoice: '2025-26' },
  },
  fromDate: '2026-04-01',
  toDate: '2026-09-30',
};
const begunThisYear = { ...standard, business: { ...standard.business, commencementDate: '2026-06-15' } };

describe('the dates of a cumulative update', () => {
  it.each<[string, DateRuleInput]>([
    ['a quarter that has ended', standard],
    ['a late earlier quarter', { ...standard, toDate: '2026-07-05' }],
    ['the end of a month between quarters', { ...standard, toDate: '2026-09-05' }],
    ['a calendar quarter', calendar],
    ['the end of a calendar month between quarters', { ...calendar, toDate: '2026-08-31' }],
    ['ten days before the period ends', { ...standard, today: '2026-09-25' }],
    ['the same end as last time', { ...standard, lastToDate: '2026-10-05' }],
    ['a business that began this year', { ...begunThisYear, fromDate: '2026-06-15' }],
    ['the last day of the amendment window', { ...standard, today: '2029-01-31', toDate: '2027-04-05' }],
    [
      'annual reporting without dates',
      { ...standard, reportsQuarterly: false, fromDate: undefined, toDate: undefined },
    ],
  ])('are accepted for %s', (_, input) => {
    expect(findBrokenDateRule(input)).toBeUndefined();
  });

  it.each<[string, string, DateRuleInput]>([
    ['RULE_OUTSIDE_AMENDMENT_WINDOW', 'after the window', { ...standard, today: '2029-02-01' }],
    [
      'RULE_MISSING_SUBMISSION_DATES',
      'without dates',
      { ...standard, fromDate: undefined, toDate: undefined },
    ],
    [
      'RULE_START_AND_END_DATE_NOT_ALLOWED',
      'with dates, reporting annually',
      { ...standard, reportsQuarterly: false },
    ],
    [
      'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'from the 1st, standard',
      { ...standard, fromDate: '2026-04-01' },
    ],
    [
      'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'from the 6th, calendar',
      { ...calendar, fromDate: '2026-04-06' },
    ],
    [
      'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'from a later quarter',
      { ...standard, fromDate: '2026-07-06' },
    ],
    ['RULE_START_DATE_NOT_ALIGNED_TO_COMMENCEMENT_DATE', 'from before the business began', begunThisYear],
    [
      'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'to the 30th, standard',
      { ...standard, toDate: '2026-09-30' },
    ],
    [
      'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'to the 5th, calendar',
      { ...calendar, toDate: '2026-09-05' },
    ],
    [
      'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE',
      'past the end of the year',
      { ...standard, toDate: '2027-04-06' },
    ],
    ['RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED', 'eleven days early', { ...standard, today: '2026-09-24' }],
    ['RULE_EARLY_DATA_SUBMISSION_NOT_ACCEPTED', 'a quarter early', { ...standard, toDate: '2027-01-05' }],
    [
      'RULE_ADVANCE_SUBMISSION_REQUIRES_PERIOD_END_DATE',
      'early but short of the period',
      { ...standard, today: '2026-09-28', toDate: '2026-10-01' },
    ],
    [
      'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS',
      'to an earlier end',
      { ...standard, toDate: '2026-07-05', lastToDate: '2026-10-05' },
    ],
  ])('are refused with %s %s', (code, _, input) => {
    expect(findBrokenDateRule(input)).toBe(code);
  });
});
