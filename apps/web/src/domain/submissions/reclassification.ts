import { meaningOf } from '@quarterday/hmrc-client';
import { z } from 'zod';

import { type RejectedAttempt, type ReclassificationStore } from '../../data/reclassification.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Outcome, pleaseReconnect, readOutcome } from './rules.ts';

/** An attempt that is down as rejected although HMRC refused the connection, not the figures. */
export interface Misfiled {
  attemptId: string;
  submissionId: string;
  kind: string;
  requestedAt: Date;
  httpStatus: number | null;
  /** The code that shows it. */
  code: string;
}

/** Codes of HMRC's token endpoint, and what older software wrote down for them. */
const tokenCodes = new Set(['invalid_grant', 'token_revoked']);

/**
 * Finds refusals of the connection that were written down as refusals of the figures, and puts them right.
 *
 * Software before version 1.0.475 of the platform that Quarterday follows did so for every failed authorisation. Only what HMRC
 * answered counts, by the one table of meanings: an attempt whose answer is not on record is left alone.
 */
export function createReclassification({ store, clock }: { store: ReclassificationStore; clock: Clock }) {
  /** Every attempt that is down wrongly, the oldest first. */
  async function find(): Promise<Misfiled[]> {
    return (await store.rejected()).flatMap((row) => {
      const code = codeOfLostAuthorisation(row);
      if (code === null) return [];
      const { attempt, submission, httpStatus } = row;
      return [
        {
          attemptId: attempt.id,
          submissionId: submission.id,
          kind: submission.kind,
          requestedAt: attempt.requestedAt,
          httpStatus,
          code,
        },
      ];
    });
  }

  /** Makes each of them failed, with what stood there before kept beside it. @returns how many were changed */
  async function apply(): Promise<number> {
    let changed = 0;
    for (const row of await store.rejected()) {
      const code = codeOfLostAuthorisation(row);
      if (code !== null && (await store.makeFailed(row.attempt, corrected(row, code), clock.now())))
        changed += 1;
    }
    return changed;
  }

  function corrected({ attempt }: RejectedAttempt, code: string): Outcome {
    const before = readOutcome(attempt.outcome);
    return {
      code,
      sentence: `${pleaseReconnect}. HMRC refused the connection, not your figures. This was first recorded as “Rejected”.`,
      owner: 'landlord',
      reconnect: true,
      readBack: false,
      messages: before?.messages ?? [],
      corrected: {
        from: attempt.status,
        code: before?.code ?? '',
        sentence: before?.sentence ?? '',
        at: clock.now().toISOString(),
      },
    };
  }

  return { find, apply };
}

const codeList = z.array(z.string());

/** The code by which HMRC refused the authorisation; null where it refused something else, or nothing is on record. */
function codeOfLostAuthorisation({ attempt, httpStatus, codes }: RejectedAttempt): string | null {
  const recorded = codeList.safeParse(codes);
  const outcome = readOutcome(attempt.outcome);
  const seen = recorded.success && recorded.data.length > 0 ? recorded.data : outcome ? [outcome.code] : [];
  const token = seen.find((code) => tokenCodes.has(code));
  if (token !== undefined) return token;
  if (httpStatus === null && seen.length === 0) return null;
  const meaning = meaningOf({ operation: 'putUkPropertyCumulative', status: httpStatus ?? 403, codes: seen });
  const isAuthorisation =
    meaning.outcome === 'authorisation-lost' || meaning.outcome === 'refresh-and-replay';
  // Without a status on record only a code that means nothing else will do.
  if (!isAuthorisation || (httpStatus === null && !seen.includes(meaning.code))) return null;
  return meaning.code;
}
