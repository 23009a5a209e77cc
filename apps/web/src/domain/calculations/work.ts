import { type HmrcCall, type HmrcFailure, type HmrcResult } from '@quarterday/hmrc-client';

import { type CalculationRow } from '../../data/calculations.ts';
import { type CallOutcome, readCapturedHeaders, reasonText } from '../connections/index.ts';
import { type CalculationDeps } from './deps.ts';
import { lookEvent } from './events.ts';
import { type CalculationFailure, nextLook, withoutNino } from './rules.ts';

/** What the engine does after the step. */
export type WorkEnd = { next: 'stop' } | { next: 'retry'; because: string; afterMs: number };

type Failed = Extract<CallOutcome<unknown>, { ok: false }>;

const stop: WorkEnd = { next: 'stop' };
const again = 'You can ask for it again at any time.';

/** What the engine does for a calculation: asks HMRC for it, and looks until it is there. */
export function createWork(deps: CalculationDeps) {
  const { store, connections, hmrc, clock, log } = deps;

  /** Step `calculate-tax`: does what is next. Safe to run twice: at worst HMRC calculates the same once more. */
  async function calculate(event: { calculation: string; connectionId: string }): Promise<WorkEnd> {
    const row = await store.toWorkOn(event.calculation, event.connectionId);
    if (!row) return stop;
    return row.calculationId === null
      ? trigger(row, event.connectionId)
      : look(row, row.calculationId, event.connectionId);
  }

  /** Calls HMRC with the device of the click that set this off. */
  const ask = <T>(
    row: CalculationRow,
    connectionId: string,
    invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<T>>,
  ) =>
    connections.callHmrc({
      connectionId,
      purpose: 'calculate-tax',
      freshness: 'live',
      priority: row.askedBy === 'person' ? 'person' : 'background',
      fraudPreventionHeaders: readCapturedHeaders(row.fraudPrevention).headers,
      invoke,
    });

  async function trigger(row: CalculationRow, connectionId: string): Promise<WorkEnd> {
    const { taxYear, type } = row;
    let triggeredAt: Date | null = null;
    const outcome = await ask(row, connectionId, (call, nino) => {
      triggeredAt = clock.now();
      return hmrc.triggerCalculation(call, { nino, taxYear, calculationType: type });
    });
    if (outcome.ok) return lookLater(row, connectionId, outcome.value.calculationId, triggeredAt);
    // Another calculation of the year is being made.
    if (isWait(outcome)) return lookLater(row, connectionId, null);
    return settle(row, outcome);
  }

  async function look(row: CalculationRow, calculationId: string, connectionId: string): Promise<WorkEnd> {
    const { taxYear } = row;
    const outcome = await ask(row, connectionId, async (call, nino) => {
      const result = await hmrc.retrieveCalculation(call, { nino, taxYear, calculationId });
      return result.ok ? { ...result, value: withoutNino(result.value, nino) } : result;
    });
    if (outcome.ok) {
      const isKept = await keep(row, outcome.value, outcome.answer.correlationId);
      // HMRC took something else meanwhile: the figure is of before it.
      return isKept ? stop : { next: 'retry', because: 'wanted-again', afterMs: 0 };
    }
    if (!isWait(outcome)) return settle(row, outcome);
    if (nextLook(row.looks - 1)?.alsoList === true && (await isGivenUp(row, calculationId, connectionId))) {
      await fail(row, {
        code: 'CALCULATION_REJECTED',
        sentence: `HMRC could not finish this calculation. ${again}`,
        reconnect: false,
      });
      return stop;
    }
    return lookLater(row, connectionId, calculationId);
  }

  /** Whether HMRC's list says that nothing comes of a calculation. */
  async function isGivenUp(
    row: CalculationRow,
    calculationId: string,
    connectionId: string,
  ): Promise<boolean> {
    const outcome = await ask(row, connectionId, (call, nino) =>
      hmrc.listCalculations(call, { nino, taxYear: row.taxYear }),
    );
    const listed = outcome.ok
      ? outcome.value.find((each) => each.calculationId === calculationId)
      : undefined;
    return listed?.calculationOutcome === 'REJECTED' || listed?.calculationOutcome === 'ERROR';
  }

  async function lookLater(
    row: CalculationRow,
    connectionId: string,
    calculationId: string | null,
    triggeredAt: Date | null = null,
  ): Promise<WorkEnd> {
    const next = nextLook(row.looks);
    if (!next) {
      await fail(row, {
        code: 'NOT_READY',
        sentence: `HMRC has not finished this calculation for more than an hour. ${again}`,
        reconnect: false,
      });
      return stop;
    }
    const looks = row.looks + 1;
    await store.lookLater(
      row,
      { looks, calculationId, triggeredAt },
      { ...lookEvent(row.id, connectionId, looks), afterMs: next.afterMs },
    );
    return stop;
  }

  async function settle(row: CalculationRow, outcome: Failed): Promise<WorkEnd> {
    switch (outcome.kind) {
      case 'retry':
        return { next: 'retry', because: outcome.because, afterMs: outcome.afterMs };
      case 'storm':
        return { next: 'retry', because: 'storm', afterMs: 0 };
      case 'reconnect': {
        const { why, next } = reasonText(outcome.reason);
        const code = outcome.failure?.meaning.code ?? outcome.reason;
        await fail(row, { code, sentence: `${why} ${next}`, reconnect: true }, outcome.failure);
        return stop;
      }
      case 'operator':
      case 'answer': {
        const { code, sentence } = outcome.failure.meaning;
        await fail(row, { code, sentence, reconnect: false }, outcome.failure);
        return stop;
      }
    }
  }

  async function keep(row: CalculationRow, answer: unknown, correlationId: string | null): Promise<boolean> {
    const isEnd = await store.end(row, { state: 'ready', answer, correlationId, finishedAt: clock.now() });
    if (isEnd) log.info({ calculation: row.id, type: row.type, correlationId }, 'a tax calculation has come');
    return isEnd;
  }

  async function fail(
    row: Pick<CalculationRow, 'id'>,
    failure: CalculationFailure,
    answer: HmrcFailure | null = null,
  ): Promise<void> {
    const correlationId = answer?.correlationId ?? null;
    await store.end({ id: row.id }, { state: 'failed', failure, correlationId, finishedAt: clock.now() });
    log.info({ calculation: row.id, hmrcCode: failure.code, correlationId }, 'a tax calculation has failed');
  }

  /** Called once when the engine's tries are used up. */
  async function giveUp(event: { calculation: string; connectionId: string }): Promise<void> {
    await fail(
      { id: event.calculation },
      {
        code: 'TRIES_USED_UP',
        sentence: `HMRC could not be reached, so there is no calculation. What you sent is not touched by that. ${again}`,
        reconnect: false,
      },
    );
  }

  /** Called where its run was lost each time that it was taken up. */
  async function giveUpLost(id: string): Promise<void> {
    await fail(
      { id },
      {
        code: 'RUN_LOST',
        sentence: `Something did not work in Quarterday itself, so there is no calculation. This is our fault, not yours, and whoever runs this Quarterday has been told. What you sent is not touched by that. ${again}`,
        reconnect: false,
      },
    );
  }

  return { calculate, giveUp, giveUpLost };
}

const isWait = (outcome: Failed): boolean => outcome.failure?.meaning.outcome === 'wait';
