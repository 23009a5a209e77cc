import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { type CalculationRow, type NewCalculation, placeCalculation } from '../../data/calculations.ts';
import { type Tx } from '../../data/database.ts';
import { type CapturedHeaders } from '../connections/index.ts';
import { type TaxYear } from '../tax-year.ts';
import { createAsking } from './asking.ts';
import { createAtHmrc } from './at-hmrc.ts';
import { createBalance } from './balance.ts';
import { type CalculationDeps } from './deps.ts';
import { lookEvent } from './events.ts';
import { type CalculationFigures, readFigures } from './figures.ts';
import { type CalculationFailure, type CalculationType } from './rules.ts';
import { createWork } from './work.ts';

/** A calculation as its owner sees it. */
export interface CalculationView {
  id: string;
  taxYear: string;
  type: CalculationType;
  askedBy: 'person' | 'update';
  otherIncome: 'none' | 'elsewhere' | null;
  state: 'waiting' | 'ready' | 'failed';
  requestedAt: Date;
  /** When HMRC was last asked to calculate: its figures are of what it had then. Null before. */
  triggeredAt: Date | null;
  finishedAt: Date | null;
  /** HMRC's id. */
  calculationId: string | null;
  correlationId: string | null;
  /** Null until it is ready. */
  figures: CalculationFigures | null;
  failure: CalculationFailure | null;
}

/** A click that asks for a calculation. */
export interface CalculationClick {
  ownerId: string;
  /** Made with the form: the same form sent twice is one calculation. */
  id: string;
  taxYear: TaxYear;
  type: CalculationType;
  otherIncome?: 'none' | 'elsewhere';
  captured: CapturedHeaders;
}

export type CalculationRequest =
  { ok: true; id: string } | { ok: false; reason: 'not-connected' | 'expired' | 'disconnecting' };

/** Tax calculations: HMRC makes them, and we ask, wait, keep and show. Nothing is computed here. */
export function createCalculations(deps: CalculationDeps) {
  const { store, connections, clock, log } = deps;
  const work = createWork(deps);
  const ask = createAsking(deps);

  /** Asks for a calculation, in the background; or gives the one of its kind that is waited for already. */
  async function request(click: CalculationClick): Promise<CalculationRequest> {
    const view = await connections.view(click.ownerId);
    if (view.status === 'expired') return { ok: false, reason: 'expired' };
    if (view.id === null || view.status !== 'connected') return { ok: false, reason: 'not-connected' };
    if (view.disconnectRequestedAt) return { ok: false, reason: 'disconnecting' };
    const event = lookEvent(click.id, view.id, 0);
    return { ok: true, id: await store.create(asked({ ...click, askedBy: 'person' }), event) };
  }

  /**
   * HMRC took something that changes the figure: an estimate is asked for with the same click, in the transaction that says so.
   * Never throws: an estimate that could not be asked for must not touch what was taken.
   */
  async function afterUpdate(
    tx: Tx,
    of: { ownerId: string; taxYear: string; connectionId: string; captured: CapturedHeaders },
  ): Promise<void> {
    try {
      const { connectionId, ...click } = of;
      const wanted = asked({ ...click, id: randomUUID(), type: 'in-year', askedBy: 'update' });
      await placeCalculation(tx, wanted, lookEvent(wanted.id, connectionId, 0));
    } catch (error) {
      log.warn({ err: error }, 'no tax estimate could be asked for after an update');
    }
  }

  const asked = ({ captured, otherIncome = null, ...of }: Placed): NewCalculation => ({
    ...of,
    otherIncome,
    fraudPrevention: captured,
    requestedAt: clock.now(),
  });

  async function one(ownerId: string, id: string): Promise<CalculationView | null> {
    const row = await store.one(ownerId, id);
    return row && viewOf(row);
  }

  /** HMRC's whole answer as it was kept, without the NINO; null until it is ready. */
  async function answerOf(ownerId: string, id: string): Promise<unknown> {
    return (await store.one(ownerId, id))?.answer ?? null;
  }

  /** Those of a tax year, the newest first. */
  async function ofYear(ownerId: string, taxYear: string): Promise<CalculationView[]> {
    return (await store.ofYear(ownerId, taxYear)).map(viewOf);
  }

  return {
    request,
    afterUpdate,
    one,
    answerOf,
    ofYear,
    askBalance: createBalance(deps, ask),
    atHmrc: createAtHmrc(deps, ask),
    steps: { calculate: work.calculate },
    giveUp: work.giveUp,
    giveUpLost: work.giveUpLost,
  };
}

interface Placed extends Omit<CalculationClick, 'taxYear' | 'otherIncome'> {
  taxYear: string;
  askedBy: 'person' | 'update';
  otherIncome?: 'none' | 'elsewhere' | null;
}

export type Calculations = ReturnType<typeof createCalculations>;

const failure = z.object({ code: z.string(), sentence: z.string(), reconnect: z.boolean() });

function viewOf(row: CalculationRow): CalculationView {
  const { id, taxYear, type, askedBy, otherIncome, state, requestedAt, triggeredAt, finishedAt } = row;
  return {
    id,
    taxYear,
    type,
    askedBy,
    otherIncome,
    state,
    requestedAt,
    triggeredAt,
    finishedAt,
    calculationId: row.calculationId,
    correlationId: row.correlationId,
    figures: state === 'ready' ? readFigures(row.answer) : null,
    failure: state === 'failed' ? failure.parse(row.failure) : null,
  };
}
