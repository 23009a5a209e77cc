import { type Behind } from '../../data/attempt-evidence.ts';
import { type NotPlaced } from '../../data/submissions.ts';
import { type SubmissionRow } from '../../data/submission-rows.ts';
import { type CapturedHeaders, type ConnectionView } from '../connections/index.ts';
import { type SubmissionDeps } from './deps.ts';
import { requestEvent } from './events.ts';

/** A click on "Submit" or "Resubmit": what was seen, and the device it came from. */
export interface SubmitClick {
  ownerId: string;
  /** Made with the form: the same form sent twice is one attempt. */
  attemptId: string;
  /** The fingerprint of the figures that stood on the page. */
  seen: string;
  captured: CapturedHeaders;
  /** Whether the landlord ticked that this replaces figures HMRC has from other software; left out, they did not. */
  agreesToReplace?: boolean;
}

/** Why nothing was sent, whatever it was. */
export type CommonRefusal =
  | { reason: 'not-connected' | 'expired' | 'disconnecting' }
  | { reason: 'in-flight'; submissionId: string | null };

/** What a submission is about. */
export type SubmissionScope = Pick<
  SubmissionRow,
  'kind' | 'businessId' | 'taxYear' | 'periodStartDate' | 'periodEndDate' | 'dueDate'
>;

interface Asking {
  ok: true;
  submissionId: string;
}

type Placed = Asking | ({ ok: false } & CommonRefusal);

/** A transaction was changed between the look at the figures and the click. */
interface RecordsChanged {
  ok: false;
  reason: 'records-changed';
}

/** What all kinds share of being asked for: a usable connection, one attempt for a form, one in flight. */
export function createRequesting({ store, connections, clock }: SubmissionDeps) {
  /** The submission that a form has already set off: sent twice, it is one attempt. */
  const alreadyAsked = (click: SubmitClick): Promise<string | null> =>
    store.ofAttempt(click.ownerId, click.attemptId);

  /** Does what a form asks for. Where the same form comes twice, at once or later, both lead to the one submission it made. */
  async function once<Refused extends { ok: false }>(
    click: SubmitClick,
    ask: () => Promise<Asking | Refused>,
  ): Promise<Asking | Refused> {
    const before = await alreadyAsked(click);
    if (before !== null) return { ok: true, submissionId: before };
    const asked = await ask();
    if (asked.ok) return asked;
    // What stands in its way may be this very form, come at the same moment.
    const meanwhile = await alreadyAsked(click);
    return meanwhile === null ? asked : { ok: true, submissionId: meanwhile };
  }

  /** The connection to send with, or why there is none. */
  async function ready(ownerId: string) {
    return usable(await connections.view(ownerId));
  }

  const attemptOf = (click: SubmitClick, figures: unknown, behind: Behind | undefined) => ({
    id: click.attemptId,
    figures,
    fraudPrevention: click.captured,
    requestedAt: clock.now(),
    behind,
  });

  /** Freezes the figures and lets them go: submission, attempt, event and evidence in one transaction. */
  function place(
    click: SubmitClick,
    connectionId: string,
    of: SubmissionScope,
    figures: unknown,
  ): Promise<Placed>;
  /** @param behind the transactions that the figures are the sums of, frozen with them */
  function place(
    click: SubmitClick,
    connectionId: string,
    of: SubmissionScope,
    figures: unknown,
    behind: Behind,
  ): Promise<Placed | RecordsChanged>;
  async function place(
    click: SubmitClick,
    connectionId: string,
    of: SubmissionScope,
    figures: unknown,
    behind?: Behind,
  ): Promise<Placed | RecordsChanged> {
    const attempt = attemptOf(click, figures, behind);
    const times = { createdAt: attempt.requestedAt, updatedAt: attempt.requestedAt };
    const made = await store.create(
      { ownerId: click.ownerId, ...of, ...times },
      attempt,
      requestEvent(of.kind, click.attemptId, connectionId),
    );
    return made.ok ? made : notPlaced(click, made, null);
  }

  /** A new attempt at a submission that failed or was rejected. */
  function placeAgain(
    click: SubmitClick,
    connectionId: string,
    submission: Pick<SubmissionRow, 'id' | 'kind'>,
    figures: unknown,
  ): Promise<Placed>;
  function placeAgain(
    click: SubmitClick,
    connectionId: string,
    submission: Pick<SubmissionRow, 'id' | 'kind'>,
    figures: unknown,
    behind: Behind,
  ): Promise<Placed | RecordsChanged>;
  async function placeAgain(
    click: SubmitClick,
    connectionId: string,
    { id, kind }: Pick<SubmissionRow, 'id' | 'kind'>,
    figures: unknown,
    behind?: Behind,
  ): Promise<Placed | RecordsChanged> {
    const made = await store.resubmit(
      click.ownerId,
      id,
      attemptOf(click, figures, behind),
      requestEvent(kind, click.attemptId, connectionId),
    );
    return made.ok ? { ok: true, submissionId: id } : notPlaced(click, made, id);
  }

  async function notPlaced(
    click: SubmitClick,
    why: NotPlaced,
    submissionId: string | null,
  ): Promise<Placed | RecordsChanged> {
    return why.reason === 'records-moved'
      ? { ok: false, reason: 'records-changed' }
      : inFlight(click, why.inFlightId ?? submissionId);
  }

  /** What is in flight may be this very click, come twice at once. */
  async function inFlight(click: SubmitClick, submissionId: string | null): Promise<Placed> {
    const already = await alreadyAsked(click);
    if (already !== null) return { ok: true, submissionId: already };
    return { ok: false, reason: 'in-flight', submissionId };
  }

  return { alreadyAsked, once, ready, place, placeAgain };
}

function usable(
  view: ConnectionView,
): { ok: true; connectionId: string } | { ok: false; reason: 'not-connected' | 'expired' | 'disconnecting' } {
  if (view.status === 'expired') return { ok: false, reason: 'expired' };
  if (view.status === 'not-connected' || view.id === null) return { ok: false, reason: 'not-connected' };
  if (view.disconnectRequestedAt) return { ok: false, reason: 'disconnecting' };
  return { ok: true, connectionId: view.id };
}
