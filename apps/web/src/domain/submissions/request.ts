import { type CapturedHeaders, type ConnectionView } from '../connections/index.ts';
import { type TaxYear, taxYearOf } from '../tax-year.ts';
import { type SubmissionDeps } from './deps.ts';
import { requestEvent } from './events.ts';
import {
  coveringUpdate,
  figuresOf,
  fingerprint,
  isCumulative,
  opensOn,
  type UpdateFigures,
} from './rules.ts';

/** Which update: HMRC's business and the quarter's last day. */
export interface UpdateKey {
  businessId: string;
  periodEndDate: string;
}

/** Why nothing was sent. */
export type RequestRefusal =
  | { reason: 'not-connected' | 'expired' | 'disconnecting' }
  | { reason: 'no-such-period' | 'not-supported' | 'too-early' }
  /** HMRC has a later update of the same year, which holds these figures. */
  | { reason: 'covered'; submissionId: string }
  | { reason: 'records-changed' }
  | { reason: 'in-flight'; submissionId: string | null };

export type RequestResult = { ok: true; submissionId: string } | ({ ok: false } & RequestRefusal);

/** A click on "Submit" or "Resubmit": what was seen, and the device it came from. */
export interface SubmitClick {
  ownerId: string;
  /** Made with the form: the same form sent twice is one attempt. */
  attemptId: string;
  /** The fingerprint of the figures that stood on the page. */
  seen: string;
  captured: CapturedHeaders;
}

/** The quarter an update is for, with HMRC's dates. */
export interface UpdatePeriod extends UpdateKey {
  typeOfBusiness: string;
  taxYear: TaxYear;
  /** From 2025-26 HMRC's periods all start where the tax year does for the business: updates are the year to date. */
  periodStartDate: string;
  dueDate: string;
  status: string;
  receivedDate: string | null;
}

/** Takes requests to submit, and writes down everything that the engine then needs. */
export function createRequests(deps: SubmissionDeps) {
  const { store, connections, records, clock } = deps;

  /** The quarters HMRC asks UK property updates for, oldest first. */
  async function periods(ownerId: string): Promise<UpdatePeriod[]> {
    const obligations = (await connections.obligations(ownerId)).filter(
      (each) => each.typeOfBusiness === 'uk-property',
    );
    // The tax year of a period is that of its end: calendar quarters begin on 1 April.
    return obligations.map((each) => ({ ...each, taxYear: taxYearOf(each.periodEndDate) }));
  }

  async function period(ownerId: string, key: UpdateKey): Promise<UpdatePeriod | null> {
    const all = await periods(ownerId);
    return (
      all.find((each) => each.businessId === key.businessId && each.periodEndDate === key.periodEndDate) ??
      null
    );
  }

  /** The figures that would be sent now: the records' year to date. */
  async function figures(ownerId: string, of: UpdatePeriod): Promise<UpdateFigures> {
    const totals = await records.yearToDateTotals(ownerId, of.taxYear, of.periodEndDate, of.periodStartDate);
    return figuresOf(totals, { fromDate: of.periodStartDate, toDate: of.periodEndDate });
  }

  async function request(click: SubmitClick, key: UpdateKey): Promise<RequestResult> {
    const already = await store.ofAttempt(click.ownerId, click.attemptId);
    if (already !== null) return { ok: true, submissionId: already };
    const ready = await prepare(click, key);
    if (!ready.ok) return ready;
    const { of, attempt, event } = ready;
    const made = await store.create(
      {
        ownerId: click.ownerId,
        kind: 'quarterly-update',
        businessId: of.businessId,
        taxYear: of.taxYear,
        periodStartDate: of.periodStartDate,
        periodEndDate: of.periodEndDate,
        dueDate: of.dueDate,
        createdAt: attempt.requestedAt,
        updatedAt: attempt.requestedAt,
      },
      attempt,
      event,
    );
    return made.ok ? made : { ok: false, reason: 'in-flight', submissionId: made.inFlightId };
  }

  /** A new attempt at a submission that failed or was rejected, with the figures as the records have them now. */
  async function resubmit(click: SubmitClick, submissionId: string): Promise<RequestResult> {
    const already = await store.ofAttempt(click.ownerId, click.attemptId);
    if (already !== null) return { ok: true, submissionId: already };
    const row = await store.byId(click.ownerId, submissionId);
    if (!row) return { ok: false, reason: 'no-such-period' };
    const ready = await prepare(click, row);
    if (!ready.ok) return ready;
    const made = await store.resubmit(click.ownerId, submissionId, ready.attempt, ready.event);
    return made.ok
      ? { ok: true, submissionId }
      : { ok: false, reason: 'in-flight', submissionId: made.inFlightId ?? submissionId };
  }

  /** Everything that must hold before anything is written down. */
  async function prepare(click: SubmitClick, key: UpdateKey) {
    const ready = usable(await connections.view(click.ownerId));
    if (!ready.ok) return ready;
    const of = await period(click.ownerId, key);
    if (!of) return { ok: false, reason: 'no-such-period' } as const;
    if (!isCumulative(of.taxYear)) return { ok: false, reason: 'not-supported' } as const;
    if (clock.today() < opensOn(of)) return { ok: false, reason: 'too-early' } as const;
    const covering = coveringUpdate(of, await store.list(click.ownerId, 'quarterly-update'));
    if (covering && covering.periodEndDate > of.periodEndDate) {
      return { ok: false, reason: 'covered', submissionId: covering.id } as const;
    }
    const now = await figures(click.ownerId, of);
    if (fingerprint(now) !== click.seen) return { ok: false, reason: 'records-changed' } as const;
    return {
      ok: true,
      of,
      attempt: {
        id: click.attemptId,
        figures: now,
        fraudPrevention: click.captured,
        requestedAt: clock.now(),
      },
      event: requestEvent('quarterly-update', click.attemptId, ready.connectionId),
    } as const;
  }

  return { periods, period, figures, request, resubmit };
}

export type Requests = ReturnType<typeof createRequests>;

function usable(
  view: ConnectionView,
): { ok: true; connectionId: string } | { ok: false; reason: 'not-connected' | 'expired' | 'disconnecting' } {
  if (view.status === 'expired') return { ok: false, reason: 'expired' };
  if (view.status === 'not-connected' || view.id === null) return { ok: false, reason: 'not-connected' };
  if (view.disconnectRequestedAt) return { ok: false, reason: 'disconnecting' };
  return { ok: true, connectionId: view.id };
}
