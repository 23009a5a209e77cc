import { describe, expect, it } from 'vitest';

import { type TaxYear } from '../tax-year.ts';
import { type Quarter, type Sent, tasksOf } from './rules.ts';

const businessId = 'XAIS00000000001';

const quarter: Quarter = {
  businessId,
  typeOfBusiness: 'uk-property',
  taxYear: '2026-27',
  periodStartDate: '2026-04-06',
  periodEndDate: '2026-07-05',
  dueDate: '2026-08-07',
  status: 'open',
  receivedDate: null,
};

const sentOf = (kind: string, status: Sent['status'], id: string): Sent => ({
  ...{ id, kind, businessId, status },
  taxYear: '2026-27',
  periodEndDate: '2027-04-05',
});

const doneElsewhere = { outcome: { code: 'DONE_ELSEWHERE' } };

describe('an annual summary', () => {
  const summary = (status: Sent['status'], id = 'summary', of = businessId): Sent => ({
    ...sentOf('annual-summary', status, id),
    businessId: of,
  });
  const standing = (submissions: Sent[], today = '2027-05-01') =>
    tasksOf({
      taxYear: quarter.taxYear,
      today,
      businesses: [{ businessId, typeOfBusiness: 'uk-property' }],
      quarters: [quarter],
      submissions,
      declaration: null,
    }).businesses[0]?.annualSummary;

  it.each([
    ['need not be sent', standing([]), { is: 'optional' }],
    ['is closed with its year', standing([], '2029-02-01'), { is: 'closed' }],
    ['is rejected', standing([summary('rejected')]), { is: 'rejected', submissionId: 'summary' }],
    ...(['rejected', 'failed'] as const).map(
      (status) =>
        [
          `stays sent where a correction of it is ${status}, which is told beside it`,
          standing([summary(status, 'correction'), summary('submitted')]),
          { is: 'sent', submissionId: 'summary', notTaken: { submissionId: 'correction', status } },
        ] as const,
    ),
    [
      'is sent as HMRC took it last',
      standing([summary('submitted', 'correction'), summary('submitted')]),
      { is: 'sent', submissionId: 'correction' },
    ],
    [
      'is under way while a correction is',
      standing([summary('processing', 'correction'), summary('submitted')]),
      { is: 'under-way', submissionId: 'correction' },
    ],
    [
      'is not that of another business',
      standing([summary('rejected'), summary('submitted', 'other', 'XAIS00000000009')]),
      { is: 'rejected', submissionId: 'summary' },
    ],
  ] as const)('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('End of Period Statements', () => {
  const tasks = (taxYear: TaxYear, today: string, submissions: Sent[] = []) =>
    tasksOf({
      taxYear,
      today,
      businesses: [
        { businessId, typeOfBusiness: 'uk-property' },
        { businessId: 'XAIS00000000002', typeOfBusiness: 'self-employment' },
      ],
      quarters: [],
      submissions,
      declaration: null,
    });
  const statement = (...of: Parameters<typeof tasks>) =>
    tasks(...of).statements.map(({ standing }) => standing);
  const sent: Sent = sentOf('end-of-period-statement', 'submitted', 'statement');

  it.each([
    ['come after the year', statement('2023-24', '2024-04-05'), [{ is: 'not-yet', from: '2024-04-06' }]],
    ['can be made then', statement('2023-24', '2024-04-06'), [{ is: 'optional' }]],
    ['end with the amendments', statement('2023-24', '2026-02-01'), [{ is: 'closed' }]],
    [
      'are sent',
      statement('2023-24', '2024-05-01', [{ ...sent, taxYear: '2023-24' }]),
      [{ is: 'sent', submissionId: 'statement' }],
    ],
    [
      'are at HMRC where it refused one for that',
      statement('2023-24', '2024-05-01', [{ ...sent, status: 'failed', latest: doneElsewhere }]),
      [{ is: 'at-hmrc', on: null, notTaken: { submissionId: 'statement', status: 'failed' } }],
    ],
    ['are no task from 2024-25 on', statement('2024-25', '2025-05-01'), []],
  ])('%s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('alone are no reason to list a business without quarters', () => {
    const submissions = [{ ...sent, taxYear: '2023-24' }];
    expect(tasks('2023-24', '2024-05-01', submissions).businesses).toEqual([]);
  });
});
