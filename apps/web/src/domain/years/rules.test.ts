import { describe, expect, it } from 'vitest';

import { type TaxYear } from '../tax-year.ts';
import { isDone, progressOf, type Quarter, type Sent, standingOfQuarter, tasksOf, yearsOf } from './rules.ts';

const businessId = 'XAIS00000000001';
const year: TaxYear = '2026-27';

const ends = ['2026-07-05', '2026-10-05', '2027-01-05', '2027-04-05'] as const;
const dues = ['2026-08-07', '2026-11-07', '2027-02-07', '2027-05-07'] as const;

const quarter = (index: 0 | 1 | 2 | 3, change: Partial<Quarter> = {}): Quarter => ({
  businessId,
  typeOfBusiness: 'uk-property',
  taxYear: year,
  periodStartDate: '2026-04-06',
  periodEndDate: ends[index],
  dueDate: dues[index],
  status: 'open',
  receivedDate: null,
  ...change,
});

const update = (index: 0 | 1 | 2 | 3, status: Sent['status'], id = `update-${index}`): Sent => ({
  id,
  kind: 'quarterly-update',
  businessId,
  taxYear: year,
  periodEndDate: ends[index],
  status,
});

const declaration = (status: Sent['status']): Sent => ({
  ...update(3, status, 'declaration'),
  kind: 'final-declaration',
  businessId: '',
});

const doneElsewhere = { latest: { outcome: { code: 'DONE_ELSEWHERE' } } };

describe('a quarter', () => {
  const on = (today: string, updates: Sent[] = [], change: Partial<Quarter> = {}, isClosed = false) =>
    standingOfQuarter(quarter(1, change), updates, { today, isClosed, quarters: [] });

  it.each([
    ['opens ten days before its end', on('2026-09-24'), { is: 'not-yet', from: '2026-09-25' }],
    ['can be sent from that day', on('2026-09-25'), { is: 'to-do', days: 43 }],
    ['is due on its day', on('2026-11-07'), { is: 'to-do', days: 0 }],
    ['is overdue after it', on('2026-11-08'), { is: 'to-do', days: -1 }],
    [
      'is under way',
      on('2026-11-01', [update(1, 'processing')]),
      { is: 'under-way', submissionId: 'update-1' },
    ],
    ['is sent', on('2026-11-01', [update(1, 'submitted')]), { is: 'sent', submissionId: 'update-1' }],
    ['is rejected', on('2026-11-01', [update(1, 'rejected')]), { is: 'rejected', submissionId: 'update-1' }],
    [
      'is held by a later update that HMRC took',
      on('2027-01-10', [update(2, 'submitted')]),
      { is: 'held', submissionId: 'update-2', until: '2027-01-05' },
    ],
    [
      'is held by a later one though its own failed',
      on('2027-01-10', [update(2, 'submitted'), update(1, 'failed')]),
      { is: 'held', submissionId: 'update-2', until: '2027-01-05' },
    ],
    [
      'is not held by a later one that failed',
      on('2026-11-01', [update(2, 'failed')]),
      { is: 'to-do', days: 6 },
    ],
    ['is not done by an earlier one', on('2026-11-01', [update(0, 'submitted')]), { is: 'to-do', days: 6 }],
    [
      'is at HMRC where HMRC says so',
      on('2026-11-01', [], { status: 'fulfilled', receivedDate: '2026-10-20' }),
      { is: 'at-hmrc', on: '2026-10-20' },
    ],
    [
      'stays sent where a correction of it was rejected, which is told beside it',
      on('2026-11-01', [update(1, 'rejected', 'correction'), update(1, 'submitted')]),
      {
        is: 'sent',
        submissionId: 'update-1',
        notTaken: { submissionId: 'correction', status: 'rejected' },
      },
    ],
    [
      'is sent where HMRC took a newer one after it rejected one',
      on('2026-11-01', [update(1, 'submitted', 'newer'), update(1, 'rejected')]),
      { is: 'sent', submissionId: 'newer' },
    ],
    [
      'is at HMRC where one from here failed',
      on('2026-11-01', [update(1, 'failed')], { status: 'fulfilled', receivedDate: '2026-10-20' }),
      { is: 'at-hmrc', on: '2026-10-20', notTaken: { submissionId: 'update-1', status: 'failed' } },
    ],
    [
      'is under way while a correction is',
      on('2026-11-01', [update(1, 'processing', 'correction'), update(1, 'submitted')]),
      { is: 'under-way', submissionId: 'correction' },
    ],
    ['is closed with its year', on('2029-02-01', [], {}, true), { is: 'closed' }],
  ] as const)('%s', (_name, standing, expected) => {
    expect(standing).toEqual(expected);
  });
});

describe('a tax year', () => {
  const facts = (
    today: string,
    submissions: Sent[] = [],
    quarters = [0, 1, 2, 3].map((n) => quarter(n as 0)),
  ) => ({
    taxYear: year,
    today,
    businesses: [
      { businessId, typeOfBusiness: 'uk-property' },
      { businessId: 'XAIS00000000009', typeOfBusiness: 'foreign-property' },
    ],
    quarters,
    submissions,
    declaration: { status: 'open', dueDate: '2028-01-31', receivedDate: null },
  });
  const all = ([0, 1, 2, 3] as const).map((index) => update(index, 'submitted'));

  it('lists a business of which HMRC wants something, and no other', () => {
    expect(tasksOf(facts('2026-10-06')).businesses.map((each) => each.businessId)).toEqual([businessId]);
  });

  it.each([
    ['while the year runs', '2027-04-05', all, { is: 'not-yet', from: '2027-04-06' }],
    ['without an update', '2027-04-06', all.slice(0, 3), { is: 'waits', for: 'updates' }],
    ['with all updates', '2027-04-20', all, { is: 'to-do', days: 286 }],
    [
      'with the last update alone, which holds the others',
      '2027-04-20',
      all.slice(3),
      { is: 'to-do', days: 286 },
    ],
    [
      'under way',
      '2027-05-01',
      [declaration('processing'), ...all],
      { is: 'under-way', submissionId: 'declaration' },
    ],
    ['failed', '2027-05-01', [declaration('failed'), ...all], { is: 'failed', submissionId: 'declaration' }],
    [
      'declared',
      '2027-05-01',
      [declaration('submitted'), ...all],
      { is: 'sent', submissionId: 'declaration' },
    ],
    ...(['processing', 'failed', 'rejected'] as const).map(
      (status) =>
        [
          `declared, with an amendment told beside it that is ${status}`,
          '2027-06-01',
          [{ ...declaration(status), id: 'amendment' }, declaration('submitted'), ...all],
          { is: 'sent', submissionId: 'declaration', notTaken: { submissionId: 'amendment', status } },
        ] as const,
    ),
    [
      'declared, where HMRC took the amendment after it',
      '2027-06-01',
      [{ ...declaration('submitted'), id: 'amendment' }, declaration('submitted'), ...all],
      { is: 'sent', submissionId: 'amendment' },
    ],
    [
      'declared elsewhere, where HMRC refused one for that',
      '2027-06-01',
      [{ ...declaration('failed'), ...doneElsewhere }, ...all],
      { is: 'at-hmrc', on: null, notTaken: { submissionId: 'declaration', status: 'failed' } },
    ],
    ['closed', '2029-02-01', all, { is: 'closed' }],
  ] as const)('has its declaration, %s', (_name, today, submissions, expected) => {
    expect(tasksOf(facts(today, [...submissions])).finalDeclaration).toEqual({
      standing: expected,
      dueDate: '2028-01-31',
    });
  });

  it('does not call a declaration due of a year whose quarters HMRC never listed', () => {
    const { standing } = tasksOf(facts('2027-06-01', [], [])).finalDeclaration;
    expect(standing).toEqual({ is: 'waits', for: 'listing' });
  });

  it('takes HMRC’s word that it was declared elsewhere', () => {
    const given = {
      ...facts('2027-06-01'),
      declaration: { status: 'fulfilled', dueDate: '2028-01-31', receivedDate: '2027-05-30' },
    };
    expect(tasksOf(given).finalDeclaration.standing).toEqual({ is: 'at-hmrc', on: '2027-05-30' });
    const amendment = { ...declaration('processing'), isAmendment: true };
    const amended = tasksOf({ ...given, submissions: [amendment] });
    expect(amended.finalDeclaration.standing).toEqual({
      is: 'at-hmrc',
      on: '2027-05-30',
      notTaken: { submissionId: 'declaration', status: 'processing' },
    });
    expect(isDone(amended.finalDeclaration.standing)).toBe(true);
    // What HMRC lists may be the one from here whose answer is not known yet.
    const unknown = tasksOf({ ...given, submissions: [declaration('processing')] });
    expect(unknown.finalDeclaration.standing).toEqual({ is: 'under-way', submissionId: 'declaration' });
  });

  it.each(['processing', 'failed', 'rejected'] as const)(
    'stays declared where HMRC refused a second declaration and an amendment after it is %s',
    (status) => {
      const amendment = { ...declaration(status), id: 'amendment', isAmendment: true };
      const refused = { ...declaration('failed'), ...doneElsewhere };
      const { finalDeclaration } = tasksOf(facts('2027-06-01', [amendment, refused]));
      expect(finalDeclaration.standing).toEqual({
        is: 'at-hmrc',
        on: null,
        notTaken: { submissionId: 'amendment', status },
      });
    },
  );

  it('is to be amended where HMRC took figures after the declaration it took last, while it takes amendments', () => {
    const at = (sent: Sent, day: string): Sent => ({
      ...sent,
      latest: { outcome: null, finishedAt: new Date(day) },
    });
    const declared = at(declaration('submitted'), '2027-05-02');
    const resent = at(update(3, 'submitted', 'correction'), '2027-05-03');
    const on = (today: string, ...submissions: Sent[]) => tasksOf(facts(today, submissions));
    const standing = (...of: Parameters<typeof on>) => on(...of).finalDeclaration.standing;
    const toAmend = { is: 'to-amend', submissionId: 'declaration' };
    const [first, last] = ['2027-06-01', '2029-01-31'];
    expect(standing(first, resent, declared, ...all)).toEqual(toAmend);
    expect(progressOf(on(first, resent, declared, ...all))).toEqual({ done: 4, of: 5 });
    expect(standing(last, resent, declared, ...all)).toEqual(toAmend);
    expect(isDone(standing('2029-02-01', resent, declared, ...all))).toBe(true);
    const amended = at({ ...declaration('submitted'), id: 'amendment' }, '2027-05-04');
    expect(isDone(standing(first, amended, resent, declared, ...all))).toBe(true);
    const rejected = at(update(3, 'rejected', 'correction'), '2027-05-03');
    expect(isDone(standing(first, rejected, declared, ...all))).toBe(true);
    expect(standing(first, { ...amended, status: 'rejected' }, resent, declared, ...all)).toEqual({
      ...toAmend,
      notTaken: { submissionId: 'amendment', status: 'rejected' },
    });
  });

  it('is closed after the last day for changes, and not on it', () => {
    expect([tasksOf(facts('2029-01-31')).isClosed, tasksOf(facts('2029-02-01')).isClosed]).toEqual([
      false,
      true,
    ]);
  });

  it('counts what is done of what has a day', () => {
    expect(progressOf(tasksOf(facts('2026-11-01', [update(1, 'submitted')])))).toEqual({ done: 2, of: 5 });
  });

  it('is ready to be declared, and as far on, where HMRC rejected a correction of what it has', () => {
    const tasks = tasksOf(facts('2027-04-20', [update(3, 'rejected', 'correction'), ...all]));
    expect(tasks.finalDeclaration.standing).toEqual({ is: 'to-do', days: 286 });
    expect(progressOf(tasks)).toEqual({ done: 4, of: 5 });
  });

  it('waits for nothing that is done', () => {
    const done = tasksOf(facts('2027-05-01', [declaration('submitted'), ...all]));
    expect(done.businesses.flatMap((each) => each.quarters).every(({ standing }) => isDone(standing))).toBe(
      true,
    );
  });
});

it('years are those known and the one under way, the newest first, none of the future', () => {
  expect(yearsOf(['2024-25', '2026-27', '2024-25', '2027-28'], '2026-27')).toEqual(['2026-27', '2024-25']);
});
