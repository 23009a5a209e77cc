import {
  type BsasBusinessSource,
  type HmrcCall,
  type HmrcClient,
  type HmrcResult,
} from '@quarterday/hmrc-client';

import { type SubmissionRow } from '../../data/submission-rows.ts';
import { type CallOutcome, type Purpose } from '../connections/index.ts';
import { type ListedSummary, type PropertyType, readAdjustmentFigures } from './adjustments/rules.ts';
import { getSummary } from './adjustments/wire.ts';
import { type SubmissionDeps } from './deps.ts';
import { mapResult } from './flow.ts';
import {
  type HeldLosses,
  isTogether,
  nothingHeld,
  readHeldLosses,
  readLossFigures,
  yearsOfLoss,
} from './losses/rules.ts';
import { getTogether, listClaims, listLosses, type LossScope } from './losses/wire.ts';
import { type Work } from './work.ts';
import { isNothingThere } from './asking.ts';

/** Whose business and year is looked at. */
export interface Looked {
  ownerId: string;
  businessId: string;
  taxYear: string;
}

/** Makes a call for a look: with a person's click, or with that of a submission. */
export type LookCall = <T>(
  purpose: Purpose,
  invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<T>>,
) => Promise<CallOutcome<T> | { ok: false; kind: 'not-connected' }>;

/** Looks at what HMRC has of a year's end, and keeps what it shows for the pages. */
export function createYearEndLooks(deps: SubmissionDeps) {
  const { store, connections, hmrc, clock, log } = deps;

  /** A summary's figures. */
  async function lookAtSummary(
    ask: LookCall,
    { ownerId, ...of }: Looked,
    { type, calculationId }: { type: PropertyType; calculationId: string },
  ) {
    const outcome = await ask('adjustable-summary', (call, nino) =>
      getSummary(hmrc, call, type, { nino, taxYear: of.taxYear, calculationId }),
    );
    if (outcome.ok) {
      await store.noteSummary(ownerId, of, { summary: outcome.value, seenAt: clock.now() });
    }
    return outcome;
  }

  /** HMRC's list of summaries, which says which of them still count. */
  async function lookAtList(ask: LookCall, { ownerId, ...of }: Looked) {
    const outcome = await ask('adjustable-summary', async (call, nino) =>
      mapResult(await hmrc.listBsas(call, { nino, ...of }), listedIn),
    );
    if (outcome.ok) {
      await store.noteSummary(ownerId, of, { listed: outcome.value, listedAt: clock.now() });
    }
    return outcome;
  }

  /**
   * What HMRC has of losses. Until 2025-26 that is a call for each year a loss can be of; `only` looks at one of these alone, or
   * at claims alone.
   */
  async function lookAtLosses(ask: LookCall, { ownerId, ...of }: Looked, only?: string) {
    const rows = await store.heldLosses(ownerId, of.taxYear);
    const row = rows.find((each) => each.businessId === of.businessId);
    let held: HeldLosses = row ? readHeldLosses(row.held) : nothingHeld;
    for (const part of partsOf(of.taxYear).filter((each) => only === undefined || each === only)) {
      const outcome = await ask('look-at-losses', (call, nino) =>
        lookAtPart(hmrc, call, { nino, ...of }, part),
      );
      if (!outcome.ok && !isNothingThere(outcome)) return outcome;
      held = withPart(held, part, outcome.ok ? outcome.value : nothingHeld);
    }
    await store.keepHeldLosses(ownerId, of, { held, seenAt: clock.now() });
    return { ok: true } as const;
  }

  /** After HMRC took a submission: what it shows now. Never throws: whatever comes of it, the submission was taken. */
  async function afterTaken(work: Work): Promise<void> {
    try {
      await lookAfter(work);
    } catch (error) {
      log.warn({ err: error, attempt: work.attempt.id }, 'HMRC was not looked at after a submission');
    }
  }

  async function lookAfter({ submission, attempt, connectionId, headers }: Work): Promise<void> {
    const ask: LookCall = (purpose, invoke) =>
      connections.callHmrc({
        connectionId,
        purpose,
        freshness: 'live',
        priority: 'background',
        fraudPreventionHeaders: headers,
        invoke,
      });
    const of = lookedOf(submission);
    switch (submission.kind) {
      case 'accounting-adjustments': {
        const { typeOfBusiness: type, calculationId } = readAdjustmentFigures(attempt.figures);
        await lookAtSummary(ask, of, { type, calculationId });
        return;
      }
      case 'quarterly-update':
      case 'annual-summary': {
        // HMRC drops adjustments then: where there are none, no call is spent.
        const taken = (await store.list(of.ownerId, 'accounting-adjustments')).some(
          (each) =>
            each.status === 'submitted' && each.businessId === of.businessId && each.taxYear === of.taxYear,
        );
        if (taken) await lookAtList(ask, of);
        return;
      }
      case 'losses': {
        const figures = readLossFigures(attempt.figures);
        await lookAtLosses(ask, of, 'yearOfLoss' in figures ? figures.yearOfLoss : undated(figures.change));
        return;
      }
      default:
        return;
    }
  }

  return { lookAtSummary, lookAtList, lookAtLosses, afterTaken };
}

const lookedOf = ({ ownerId, businessId, taxYear }: SubmissionRow): Looked => ({
  ownerId,
  businessId,
  taxYear,
});

const listedIn = (sources: readonly BsasBusinessSource[]): ListedSummary[] =>
  sources.flatMap(({ summaries }) =>
    summaries.map(({ calculationId, summaryStatus: status, adjustedSummary: isAdjusted }) => ({
      calculationId,
      status,
      isAdjusted,
    })),
  );

/** What HMRC has of losses comes in parts: one for each year of loss and one of claims, or all of it in one. */
const partsOf = (taxYear: string): string[] =>
  isTogether(taxYear) ? ['together'] : [...yearsOfLoss(taxYear), 'claims'];

/** The part that a change is in which names no year. */
const undated = (change: string): string => (change.endsWith('-claim') ? 'claims' : 'together');

async function lookAtPart(
  hmrc: HmrcClient,
  call: HmrcCall,
  of: LossScope,
  part: string,
): Promise<HmrcResult<HeldLosses>> {
  switch (part) {
    case 'together':
      return mapResult(await getTogether(hmrc, call, of), (together) => ({ ...nothingHeld, together }));
    case 'claims':
      return mapResult(await listClaims(hmrc, call, of), (claims) => ({ ...nothingHeld, claims }));
    default:
      return mapResult(await listLosses(hmrc, call, of, part), (losses) => ({ ...nothingHeld, losses }));
  }
}

function withPart(held: HeldLosses, part: string, seen: HeldLosses): HeldLosses {
  switch (part) {
    case 'together':
      return { ...held, together: seen.together };
    case 'claims':
      return { ...held, claims: seen.claims };
    default:
      return {
        ...held,
        losses: [...held.losses.filter(({ yearOfLoss }) => yearOfLoss !== part), ...seen.losses],
      };
  }
}
