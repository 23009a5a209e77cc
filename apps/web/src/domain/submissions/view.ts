import { type ExpenseStyle } from '../../data/expense-styles.ts';
import { type AttemptRow, type SendRow, type SubmissionRow } from '../../data/submission-rows.ts';
import { readCapturedHeaders, type CapturedHeaders } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { type SubmissionKind } from './flow.ts';
import { type Requests, type UpdateKey, type UpdatePeriod } from './request.ts';
import { type Obstacle } from './foreign/rules.ts';
import { type ExpensesByPlace, sumExpenses } from './quarterly/expenses-taken.ts';
import { fingerprint, readUpdateFigures, sameFigures, type UpdateFigures } from './quarterly/rules.ts';
import {
  atHmrc,
  type AtHmrc,
  coveringUpdate,
  isCovering,
  isCumulative,
  missingBefore,
  type Outcome,
  readOutcome,
  type SubmissionStatus,
} from './rules.ts';

/**
 * What an attempt may wait for: its owner to reconnect, HMRC's copy to be readable, HMRC to stop refusing everybody; or HMRC does not
 * tell whether it took it, and its owner must ask there.
 */
const waitReasons = ['reconnect', 'hmrc', 'storm', 'untold'] as const;
type WaitReason = (typeof waitReasons)[number];

/** An attempt as its owner sees it. */
export interface AttemptView<Figures = unknown> {
  id: string;
  number: number;
  status: SubmissionStatus;
  /** In the form of the submission's kind. */
  figures: Figures;
  leftOut: CapturedHeaders['leftOut'];
  requestedAt: Date;
  step: string | null;
  tries: number;
  nextTryAt: Date | null;
  waitingFor: WaitReason | null;
  /** Whose fault the last wait was. */
  heldUpBy: 'hmrc' | 'us' | null;
  /** True once the connection died while HMRC's answer was not known. */
  lostConnection: boolean;
  finishedAt: Date | null;
  outcome: Outcome | null;
  correlationId: string | null;
}

/** A submission with its attempts, the newest last. */
export interface SubmissionView<Figures = unknown> {
  id: string;
  kind: SubmissionKind;
  businessId: string;
  taxYear: string;
  periodStartDate: string;
  periodEndDate: string;
  dueDate: string | null;
  status: SubmissionStatus;
  createdAt: Date;
  attempts: AttemptView<Figures>[];
  latest: AttemptView<Figures>;
}

/** A quarterly update as its owner sees it. */
export type UpdateView = SubmissionView<UpdateFigures>;

/** What HMRC has that an update of a quarter meets: with a later one there is nothing to send for it. */
export type UpdateAtHmrc = AtHmrc<UpdateView, UpdatePeriod>;

/** What would be sent for a quarter now, beside what was sent last. */
export interface UpdateReview extends UpdateAtHmrc {
  period: UpdatePeriod;
  figures: UpdateFigures;
  /** What stands in the way of sending them. */
  obstacles: Obstacle[];
  /** How they have expenses. */
  style: ExpenseStyle;
  /** The same with each expense in its category, where expenses are sent otherwise. */
  itemised: UpdateFigures | null;
  fingerprint: string;
  /** The last update that HMRC took and that this one would replace: of the year, or of the quarter where each is its own. */
  previous: { figures: UpdateFigures; submission: UpdateView } | null;
  inFlight: UpdateView | null;
  /** An earlier quarter of the year that HMRC wants first. */
  earlier: UpdatePeriod | null;
}

/** What a resubmission would send. */
export interface ResubmitPreview extends UpdateAtHmrc {
  submission: UpdateView;
  period: UpdatePeriod;
  figures: UpdateFigures;
  /** What stands in the way of sending them. */
  obstacles: Obstacle[];
  fingerprint: string;
  /** True when the records changed since the attempt that failed. */
  changed: boolean;
}

/** A submission that a dead connection stopped, and whether its figures can be sent now. */
export interface AffectedUpdate extends ResubmitPreview {
  /** The update of the same business and tax year that is with HMRC now: one at a time. */
  inFlight: SubmissionView | null;
  /**
   * The stopped update of a later quarter of the same business and tax year. It holds the year to date, this quarter's
   * figures among it, and once HMRC has it HMRC takes no earlier one: so that one is resubmitted, and this one need not be.
   */
  heldBy: SubmissionView | null;
}

/** Whether "Resubmit all" sends it: what replaces figures from other software is agreed to by itself. */
export const canBeResubmitted = (update: AffectedUpdate): boolean =>
  update.inFlight === null &&
  update.heldBy === null &&
  update.coveredBy === null &&
  update.coveredElsewhere === null &&
  update.replaces === null &&
  update.obstacles.length === 0;

/** What pages ask about submissions. Every function takes the owner. */
export function createViews(deps: SubmissionDeps, requests: Requests) {
  const { store } = deps;

  /** Quarterly updates, the newest first. */
  async function list(ownerId: string): Promise<UpdateView[]> {
    return (await views(ownerId, await store.list(ownerId, 'quarterly-update'))).map(updateView);
  }

  /** Submissions of every kind, the newest first. */
  async function all(ownerId: string): Promise<SubmissionView[]> {
    return views(ownerId, await store.list(ownerId));
  }

  async function one(ownerId: string, id: string): Promise<SubmissionView | null> {
    const row = await store.byId(ownerId, id);
    return row ? ((await views(ownerId, [row]))[0] ?? null) : null;
  }

  /** One quarterly update; null where it is of another kind. */
  async function oneUpdate(ownerId: string, id: string): Promise<UpdateView | null> {
    const found = await one(ownerId, id);
    return found?.kind === 'quarterly-update' ? updateView(found) : null;
  }

  async function views(ownerId: string, rows: readonly SubmissionRow[]): Promise<SubmissionView[]> {
    const attempts = await store.attemptsOf(
      ownerId,
      rows.map((row) => row.id),
    );
    return rows.flatMap((row) => {
      const own = attempts.filter((attempt) => attempt.submissionId === row.id).map(attemptView);
      const latest = own.at(-1);
      return latest ? [submissionView(row, own, latest)] : [];
    });
  }

  async function review(ownerId: string, key: UpdateKey): Promise<UpdateReview | null> {
    const period = await requests.period(ownerId, key);
    if (!period) return null;
    const { figures, obstacles, style, itemised } = await requests.draft(ownerId, period);
    const year = (await list(ownerId)).filter(
      (each) => each.businessId === period.businessId && each.taxYear === period.taxYear,
    );
    const periods = await requests.periods(ownerId);
    const taken = lastTaken(
      isCumulative(period.taxYear) ? year : year.filter((each) => isCovering(each, period)),
    );
    return {
      period,
      figures,
      obstacles,
      style,
      itemised,
      fingerprint: fingerprint(figures),
      previous: taken ? { figures: taken.latest.figures, submission: taken } : null,
      inFlight: year.find((each) => each.status === 'processing') ?? null,
      ...atHmrc(period, periods, year),
      earlier: missingBefore(period, periods, year),
    };
  }

  /** The expenses of a tax year that HMRC took from here. */
  async function expensesTaken(
    ownerId: string,
    of: { businessId: string; taxYear: string },
  ): Promise<ExpensesByPlace> {
    const year = (await list(ownerId)).filter(
      (each) => each.businessId === of.businessId && each.taxYear === of.taxYear,
    );
    const ofQuarter = (end: string) => year.filter(({ periodEndDate }) => periodEndDate === end);
    const ends = new Set(year.map(({ periodEndDate }) => periodEndDate));
    const parts = isCumulative(of.taxYear) ? [year] : [...ends].map(ofQuarter);
    const taken = parts.map((part) => lastTaken(part)).filter((each) => each !== undefined);
    return sumExpenses(taken.map(({ latest }) => latest.figures));
  }

  /** What HMRC has that an update meets if it is sent again. */
  async function meetsAtHmrc(ownerId: string, of: SubmissionView): Promise<UpdateAtHmrc> {
    return atHmrc(of, await requests.periods(ownerId), await list(ownerId));
  }

  async function resubmitPreview(ownerId: string, submission: UpdateView): Promise<ResubmitPreview | null> {
    const period = await requests.period(ownerId, submission);
    if (!period) return null;
    const { figures, obstacles } = await requests.draft(ownerId, period);
    const changed = !sameFigures(figures, submission.latest.figures);
    const seen = fingerprint(figures);
    const meets = await meetsAtHmrc(ownerId, submission);
    return { submission, period, figures, obstacles, fingerprint: seen, changed, ...meets };
  }

  /** Submissions that a dead connection stopped, or left without HMRC's answer; by quarter, the earliest first. */
  async function affected(ownerId: string): Promise<AffectedUpdate[]> {
    const all = await list(ownerId);
    const stopped = all.filter((each) => wasStopped(each) && coveringUpdate(each, all) === undefined);
    const found = await Promise.all(stopped.map((each) => resubmitPreview(ownerId, each)));
    const previews = found
      .filter((preview) => preview !== null)
      .sort((a, b) => (a.submission.periodEndDate < b.submission.periodEndDate ? -1 : 1));
    const sameYear = (one: SubmissionView, other: SubmissionView) =>
      one.businessId === other.businessId && one.taxYear === other.taxYear;
    return previews.map((preview) => {
      const { submission } = preview;
      const inFlight = all.find((each) => each.status === 'processing' && sameYear(each, submission));
      const heldBy = previews.findLast(
        (each) =>
          sameYear(each.submission, submission) &&
          isCumulative(submission.taxYear) &&
          each.submission.periodEndDate > submission.periodEndDate,
      );
      return { ...preview, inFlight: inFlight ?? null, heldBy: heldBy?.submission ?? null };
    });
  }

  const sends = (ownerId: string, submissionId: string): Promise<SendRow[]> =>
    store.sendsOfSubmission(ownerId, submissionId);

  return { list, all, one, oneUpdate, review, expensesTaken, meetsAtHmrc, resubmitPreview, affected, sends };
}

export type Views = ReturnType<typeof createViews>;

/** The submission that HMRC took last: a resubmission may have been taken after a younger one. */
export function lastTaken<View extends SubmissionView>(all: readonly View[]): View | undefined {
  const takenAt = (each: View) => each.latest.finishedAt?.getTime() ?? 0;
  return all.filter((each) => each.status === 'submitted').sort((a, b) => takenAt(b) - takenAt(a))[0];
}

/** Whether a dead connection stopped a submission, or left it without HMRC's answer. */
export const wasStopped = ({ status, latest }: SubmissionView): boolean =>
  status === 'failed' && (latest.outcome?.reconnect === true || latest.lostConnection);

/** Reads the figures of a quarterly update's attempts by their form. */
function updateView(view: SubmissionView): UpdateView {
  const read = (attempt: AttemptView): AttemptView<UpdateFigures> => ({
    ...attempt,
    figures: readUpdateFigures(attempt.figures),
  });
  return { ...view, attempts: view.attempts.map(read), latest: read(view.latest) };
}

function attemptView(row: AttemptRow): AttemptView {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    figures: row.figures,
    leftOut: readCapturedHeaders(row.fraudPrevention).leftOut,
    requestedAt: row.requestedAt,
    step: row.step,
    tries: row.tries,
    nextTryAt: row.nextTryAt,
    waitingFor: waitReasons.find((each) => each === row.waitingFor) ?? null,
    heldUpBy: row.heldUpBy,
    lostConnection: row.lostConnection,
    finishedAt: row.finishedAt,
    outcome: readOutcome(row.outcome),
    correlationId: row.correlationId,
  };
}

function submissionView(row: SubmissionRow, attempts: AttemptView[], latest: AttemptView): SubmissionView {
  return {
    id: row.id,
    kind: row.kind,
    businessId: row.businessId,
    taxYear: row.taxYear,
    periodStartDate: row.periodStartDate,
    periodEndDate: row.periodEndDate,
    dueDate: row.dueDate,
    status: row.status,
    createdAt: row.createdAt,
    attempts,
    latest,
  };
}
