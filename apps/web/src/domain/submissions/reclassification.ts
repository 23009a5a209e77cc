import { type Meaning, meaningOf } from '@quarterday/hmrc-client';
import { z } from 'zod';

import { type RejectedAttempt, type ReclassificationStore } from '../../data/reclassification.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Outcome, pleaseReconnect, readOutcome } from './rules.ts';

/** An attempt that is down as rejected although HMRC refused the connection or our application, not the figures. */
export interface Misfiled {
  attemptId: string;
  submissionId: string;
  kind: string;
  requestedAt: Date;
  httpStatus: number | null;
  /** The code that shows it. */
  code: string;
  /** Whose turn it was: the landlord has to reconnect, or the operator has set something up wrongly. */
  owner: 'landlord' | 'operator';
}

/**
 * Finds refusals of the connection or of our application that were written down as refusals of the figures, and puts them right.
 *
 * Software before version 1.0.475 of the platform that Quarterday follows did so for every failed authorisation. Only what HMRC
 * answered counts, by the one table of meanings: an attempt whose answer is not on record is left alone.
 */
export function createReclassification({ store, clock }: { store: ReclassificationStore; clock: Clock }) {
  /** Every attempt that is down wrongly, the oldest first. */
  async function find(): Promise<Misfiled[]> {
    return (await store.rejected()).flatMap((row) => {
      const meaning = meaningOfRefusal(row);
      if (!meaning) return [];
      const { attempt, submission, httpStatus } = row;
      return [
        {
          attemptId: attempt.id,
          submissionId: submission.id,
          kind: submission.kind,
          requestedAt: attempt.requestedAt,
          httpStatus,
          code: meaning.code,
          owner: ownerOf(meaning),
        },
      ];
    });
  }

  /** Makes each of them failed, with what stood there before kept beside it. @returns how many were changed */
  async function apply(): Promise<number> {
    let changed = 0;
    for (const row of await store.rejected()) {
      const meaning = meaningOfRefusal(row);
      if (meaning && (await store.makeFailed(row.attempt, corrected(row, meaning), clock.now())))
        changed += 1;
    }
    return changed;
  }

  function corrected({ attempt }: RejectedAttempt, meaning: Meaning): Outcome {
    const before = readOutcome(attempt.outcome);
    const owner = ownerOf(meaning);
    const why =
      owner === 'operator'
        ? meaning.sentence
        : `${pleaseReconnect}. HMRC refused the connection, not your figures.`;
    return {
      code: meaning.code,
      sentence: `${why} This was first recorded as “Rejected”.`,
      owner,
      reconnect: owner === 'landlord',
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

/** The statuses with which HMRC refuses a connection or an application. */
const refusals = [401, 403];

/** The codes of HMRC's token endpoint are OAuth's, in small letters; those of its APIs are in capitals. */
const isOfTokenEndpoint = (code: string): boolean => /^[a-z_]+$/.test(code);

const ownerOf = ({ outcome }: Meaning): Misfiled['owner'] =>
  outcome === 'operator-fault' ? 'operator' : 'landlord';

/** What HMRC's refusal of the connection or of our application meant; null where it refused something else, or none is on record. */
function meaningOfRefusal({ attempt, httpStatus, codes }: RejectedAttempt): Meaning | null {
  const recorded = codeList.safeParse(codes);
  const outcome = readOutcome(attempt.outcome);
  const seen = recorded.success && recorded.data.length > 0 ? recorded.data : outcome ? [outcome.code] : [];
  const ofApi = (status: number) => meaningOf({ operation: 'putUkPropertyCumulative', status, codes: seen });
  const ofToken = meaningOf({
    operation: 'refreshTokens',
    status: httpStatus,
    codes: seen.filter(isOfTokenEndpoint),
  });
  // Without a status on record only a code that means nothing else will do, with whichever status HMRC gives it.
  const named = [ofToken, ...(httpStatus === null ? refusals.map(ofApi) : [])].filter(({ code }) =>
    seen.includes(code),
  );
  const all = httpStatus === null ? named : [...named, ofApi(httpStatus)];
  return all.find(isOfNoFigures) ?? null;
}

const isOfNoFigures = ({ outcome }: Meaning): boolean =>
  outcome === 'authorisation-lost' || outcome === 'refresh-and-replay' || outcome === 'operator-fault';
