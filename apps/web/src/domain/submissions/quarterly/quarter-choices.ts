import { type QuarterChoiceRow } from '../../../data/quarter-choices.ts';
import { type BusinessDetails } from '@quarterday/hmrc-client';
import { type CapturedHeaders, readCapturedHeaders } from '../../connections/index.ts';
import { type QuarterType, taxYearOf } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';

const firstWaitMs = 5 * 60 * 1000;
const longestWaitMs = 24 * 60 * 60 * 1000;
const mostAtOnce = 20;
/** Where HMRC said yes, its record may be late; after so many looks it is taken at its word: some five hours. */
const mostLooksAfterYes = 6;

/** Which quarters HMRC's record has chosen; without a choice they are from 6 April. */
export const chosenIn = (details: BusinessDetails): QuarterType =>
  details.quarterlyTypeChoice?.quarterlyPeriodType === 'calendar' ? 'calendar' : 'standard';

/** Choices whose answer was lost: kept from before HMRC is told, and read back from HMRC's record until it is known. */
export function createQuarterChoices(
  { store, connections, hmrc, clock, log }: SubmissionDeps,
  scaleMs: (ms: number) => number,
) {
  const waitMs = (asked: number) => scaleMs(Math.min(firstWaitMs * 2 ** asked, longestWaitMs));

  const begin = (
    of: { ownerId: string; businessId: string; taxYear: string },
    type: QuarterType,
    captured: CapturedHeaders,
  ) => store.beginQuarterChoice({ ...of, type, fraudPrevention: captured, chosenAt: clock.now() }, waitMs(0));

  /**
   * Asks HMRC about those whose turn it is.
   *
   * @param signal stops it between two of them
   * @returns how many were asked about
   */
  async function askDue(signal?: AbortSignal): Promise<number> {
    const due = await store.takeDueQuarterChoices(clock.now(), waitMs, mostAtOnce);
    let done = 0;
    for (const row of due) {
      if (signal?.aborted) break;
      await ask(row);
      done += 1;
    }
    return done;
  }

  async function ask(row: QuarterChoiceRow): Promise<void> {
    const { ownerId, businessId, type } = row;
    // HMRC takes a choice for the year under way alone.
    if (row.taxYear !== taxYearOf(clock.today())) {
      await store.forgetQuarterChoice(row);
      return;
    }
    const { id, status, disconnectRequestedAt } = await connections.view(ownerId);
    if (id === null || status !== 'connected' || disconnectRequestedAt) return;
    const how = {
      purpose: 'quarter-type',
      freshness: 'live',
      priority: 'background',
      fraudPreventionHeaders: readCapturedHeaders(row.fraudPrevention).headers,
    } as const;
    const held = await connections.callHmrc({
      connectionId: id,
      ...how,
      invoke: (call, nino) => hmrc.retrieveBusinessDetails(call, { nino, businessId }),
    });
    if (!held.ok) return;
    const isThere = chosenIn(held.value) === type;
    if (!isThere && row.acceptedAt !== null && row.asked < mostLooksAfterYes) return;
    // Whatever HMRC's record has, its dates are those that count.
    const dates = await connections.refreshObligations({ id, ownerId }, how);
    if (!dates.ok) return;
    await (isThere ? store.forgetQuarterChoice(row) : store.refuteQuarterChoice(row));
    log.info({ choice: row.id, isThere }, 'it is known what became of a choice of quarters');
  }

  return {
    begin,
    accept: (choice: { id: string; ownerId: string }) => store.acceptQuarterChoice(choice, clock.now()),
    forget: (choice: { id: string; ownerId: string }) => store.forgetQuarterChoice(choice),
    of: (ownerId: string, of: { businessId: string; taxYear: string }) => store.quarterChoice(ownerId, of),
    askDue,
  };
}
