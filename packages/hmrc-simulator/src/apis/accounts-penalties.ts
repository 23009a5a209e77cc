import type { Core } from '../core.ts';
import { addDays } from '../dates.ts';
import type { Answer } from '../platform/answer.ts';
import type { User } from '../state/schema.ts';
import { accountOf } from './accounts-kept.ts';
import { findMissedObligations } from './accounts-missed.ts';
import {
  latePayment,
  lateSubmission,
  LOWER_PERCENT,
  penaltiesBody,
  THRESHOLD,
  type LatePayment,
  type LateSubmission,
} from './accounts-penalty-body.ts';
import type { ApiCall, Operation } from './operation.ts';

/** How far back HMRC tells of penalties, and how long a point lives. */
const MONTHS_TOLD = 24;
/** From so many days after a charge's due date there is a penalty; from twice that it is fixed. */
const FREE_DAYS = 15;

/** Points and penalties of 24 months. HMRC has this operation in the sandbox only, as far as is known. */
export const penalties: readonly Operation[] = [
  {
    name: 'penalties',
    method: 'GET',
    path: '/accounts/self-assessment/:nino/penalties',
    version: '4.0',
    scope: 'read:self-assessment',
    codes: ['FORMAT_NINO', 'CLIENT_OR_AGENT_NOT_AUTHORISED'],
    scenarios: {
      NO_PENALTIES: () => ({ status: 200, body: {} }),
      LATE_SUBMISSION: (call) => example(call, { points: 1 }),
      LATE_PAYMENT: (call) => example(call, { payments: 1 }),
      MULTIPLE_PENALTIES: (call) => example(call, { points: 1, payments: 1 }),
      MULTIPLE_LATE_PAYMENT_PENALTIES: (call) => example(call, { payments: 2 }),
      MULTIPLE_INACTIVE_LATE_SUBMISSION_PENALTIES: (call) => example(call, { points: 2, inactive: true }),
      THRESHOLD_LATE_SUBMISSION_PENALTIES: (call) => example(call, { points: THRESHOLD }),
      CHARGE_LATE_SUBMISSION_PENALTIES: (call) => example(call, { points: THRESHOLD + 1 }),
    },
    handle: ({ core, user }) => ({
      status: 200,
      body: penaltiesBody(lateSubmissionsOf(core, user), latePaymentsOf(core, user)),
    }),
  },
];

/** A point for each obligation that was not met in time; where one more reaches the threshold, a charge comes with it. */
function lateSubmissionsOf(core: Core, user: User): LateSubmission[] {
  const today = core.clock.today();
  const earliest = monthsBefore(today, MONTHS_TOLD);
  return findMissedObligations(core, user)
    .filter(({ dueDate }) => dueDate >= earliest)
    .map((missed, index) => lateSubmission(user.nino, index + 1, missed));
}

/** A penalty for each balance that is still owed 15 days after its day. Payments on account have none. */
function latePaymentsOf(core: Core, user: User): LatePayment[] {
  const today = core.clock.today();
  return (accountOf(core, user)?.charges ?? [])
    .filter(({ kind, outstandingPence }) => kind === 'balance' && outstandingPence > 0)
    .filter(({ dueOn }) => today > addDays(dueOn, FREE_DAYS))
    .map((charge) => latePayment(charge, today > addDays(charge.dueOn, 2 * FREE_DAYS)));
}

/** Made-up penalties, dated by the simulator's clock. */
function example(
  { core, nino }: ApiCall,
  { points = 0, payments = 0, inactive = false }: { points?: number; payments?: number; inactive?: boolean },
): Answer {
  const today = core.clock.today();
  const submissions = Array.from({ length: points }, (_, index) => {
    const endDate = monthsBefore(today, 3 * (points - index) + 2);
    const missed = {
      startDate: monthsBefore(endDate, 3),
      endDate,
      dueDate: addDays(endDate, 32),
      receivedDate: addDays(endDate, 40),
    };
    return lateSubmission(nino, index + 1, missed, inactive);
  });
  const late = Array.from({ length: payments }, (_, index) =>
    latePayment(
      {
        chargeReference: `XM00000000000${index + 1}`,
        transactionId: `C0000000000${index + 1}`,
        taxYear: '2024-25',
        outstandingPence: Math.round(100_000 / LOWER_PERCENT),
        dueOn: '2026-01-31',
      },
      index > 0,
    ),
  );
  return { status: 200, body: penaltiesBody(submissions, late) };
}

/** A date some months before; never later than the 28th, so that every month has it. */
function monthsBefore(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  const day = Math.min(28, Number(date.slice(8)));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}-${two(day)}`;
}
