import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';

import { type CallOutcome, type CapturedHeaders, reasonText } from '../../connections/index.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear } from '../property-years.ts';
import { createRequesting } from '../requesting.ts';

/** How accounts are kept: money as it is paid, or as it is earned and owed. */
export type AccountingType = 'CASH' | 'ACCRUAL';

/** What came of asking HMRC, or of telling it. */
export type AccountingTypeResult = { ok: true } | { ok: false; sentence: string };

type Refused = Extract<CallOutcome<unknown>, { ok: false }>;

const isKnown = (word: string): word is AccountingType => word === 'CASH' || word === 'ACCRUAL';

/** How accounts of a business are kept in a tax year: HMRC's record, looked up and put right. */
export function createAccountingTypes(deps: SubmissionDeps) {
  const { store, connections, hmrc, clock } = deps;
  const requesting = createRequesting(deps);

  /** Looks up HMRC's record, and keeps what it said. */
  async function lookUp(
    ownerId: string,
    of: BusinessYear,
    captured: CapturedHeaders,
  ): Promise<AccountingTypeResult> {
    const seen = await ask(ownerId, captured, (call, nino) =>
      hmrc.retrieveAccountingType(call, { nino, ...of }),
    );
    if (!seen.ok && !isNothingThere(seen)) return { ok: false, sentence: sentenceOf(seen) };
    const word = seen.ok ? seen.value.accountingType : '';
    const atHmrc = isKnown(word) ? word : null;
    const before = await store.annualDraft(ownerId, of);
    await store.saveAnnualDraft(ownerId, of, {
      accountingTypeAtHmrc: atHmrc,
      accountingTypeSeenAt: clock.now(),
      // What was confirmed was another.
      ...(before?.accountingTypeAtHmrc === atHmrc ? {} : { accountingTypeConfirmedAt: null }),
    });
    return { ok: true };
  }

  /** The landlord says how it is: HMRC's record is looked up, changed where it differs, and only then it counts as confirmed. */
  async function confirm(
    ownerId: string,
    of: BusinessYear,
    chosen: AccountingType,
    captured: CapturedHeaders,
  ): Promise<AccountingTypeResult> {
    const seen = await lookUp(ownerId, of, captured);
    if (!seen.ok) return seen;
    const draft = await store.annualDraft(ownerId, of);
    if (draft?.accountingTypeAtHmrc !== chosen) {
      const put = await ask(ownerId, captured, (call, nino) =>
        hmrc.putAccountingType(call, { nino, ...of, accountingType: chosen }),
      );
      if (!put.ok) {
        // A change may have arrived without its answer: what was seen before is known no longer.
        await store.saveAnnualDraft(ownerId, of, {
          accountingTypeAtHmrc: null,
          accountingTypeSeenAt: null,
          accountingTypeConfirmedAt: null,
        });
        return { ok: false, sentence: sentenceOf(put) };
      }
    }
    await store.saveAnnualDraft(ownerId, of, {
      accountingTypeAtHmrc: chosen,
      accountingTypeSeenAt: clock.now(),
      accountingTypeConfirmedAt: clock.now(),
    });
    return { ok: true };
  }

  async function ask<T>(
    ownerId: string,
    captured: CapturedHeaders,
    invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<T>>,
  ): Promise<CallOutcome<T> | { ok: false; kind: 'not-connected' }> {
    const ready = await requesting.ready(ownerId);
    if (!ready.ok) return { ok: false, kind: 'not-connected' };
    return connections.callHmrc({
      connectionId: ready.connectionId,
      purpose: 'accounting-type',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke,
    });
  }

  return { lookUp, confirm };
}

const isNothingThere = (outcome: { kind: string; failure?: Refused['failure'] }): boolean =>
  outcome.kind === 'answer' && outcome.failure?.meaning.outcome === 'nothing-there';

function sentenceOf(outcome: Refused | { kind: 'not-connected' }): string {
  switch (outcome.kind) {
    case 'not-connected':
      return 'Your HMRC account is not connected, so HMRC could not be asked.';
    case 'reconnect': {
      const { why, next } = reasonText(outcome.reason);
      return `Please reconnect your HMRC account. ${why} ${next}`;
    }
    case 'operator':
    case 'answer':
      return outcome.failure.meaning.sentence;
    case 'storm':
    case 'retry':
      return 'HMRC could not be reached just now. Nothing of yours is lost: try again in a few minutes.';
  }
}
