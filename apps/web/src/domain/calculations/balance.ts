import { type BalanceAndTransactions } from '@quarterday/hmrc-client';

import { type CapturedHeaders, reasonText } from '../connections/index.ts';
import { type CalculationDeps } from './deps.ts';

/** A charge that is not paid yet. */
export interface OpenCharge {
  what: string;
  taxYear: string | null;
  dueDate: string | null;
  outstandingPence: number;
}

/** What a person owes HMRC for Self Assessment at a moment. */
export interface Balance {
  askedAt: Date;
  overduePence: number;
  payablePence: number;
  payableDueDate: string | null;
  laterPence: number;
  laterDueDate: string | null;
  totalPence: number;
  charges: OpenCharge[];
}

export type BalanceResult =
  | { ok: true; balance: Balance }
  /** HMRC holds nothing owed or paid. */
  | { ok: true; balance: null; askedAt: Date }
  | { ok: false; reason: 'not-connected' | 'expired'; sentence: string }
  | { ok: false; reason: 'refused' | 'unreachable'; sentence: string };

/** Asks HMRC what a person owes; nothing of it is kept. */
export function createBalance({ connections, hmrc, clock }: CalculationDeps) {
  return async function askBalance(ownerId: string, captured: CapturedHeaders): Promise<BalanceResult> {
    const view = await connections.view(ownerId);
    if (view.id === null || view.status !== 'connected') {
      const reason = view.status === 'expired' ? 'expired' : 'not-connected';
      return { ok: false, reason, sentence: 'HMRC can only be asked while your account is connected.' };
    }
    const outcome = await connections.callHmrc({
      connectionId: view.id,
      purpose: 'ask-balance',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: (call, nino) => hmrc.retrieveBalanceAndTransactions(call, { nino, onlyOpenItems: true }),
    });
    const askedAt = clock.now();
    if (outcome.ok) return { ok: true, balance: balanceOf(outcome.value, askedAt) };
    switch (outcome.kind) {
      case 'reconnect': {
        const { why, next } = reasonText(outcome.reason);
        return { ok: false, reason: 'expired', sentence: `${why} ${next}` };
      }
      case 'retry':
      case 'storm':
        return {
          ok: false,
          reason: 'unreachable',
          sentence: 'HMRC could not be reached. Try again in a few minutes.',
        };
      case 'answer':
        if (outcome.failure.meaning.outcome === 'nothing-there') return { ok: true, balance: null, askedAt };
        return { ok: false, reason: 'refused', sentence: outcome.failure.meaning.sentence };
      case 'operator':
        return { ok: false, reason: 'refused', sentence: outcome.failure.meaning.sentence };
    }
  };
}

/** HMRC's names of charges, whose spaces differ from one to the other. */
const chargeNames: Partial<Record<string, string>> = {
  'ITSA-POA1': 'First payment on account',
  'ITSA-POA2': 'Second payment on account',
  'ITSA-BalCharge': 'Balancing payment',
};

/** A charge in words; one whose name is not known as HMRC has it. */
const chargeName = (atHmrc: string): string => chargeNames[atHmrc.replaceAll(/\s/g, '')] ?? atHmrc;

function balanceOf(value: BalanceAndTransactions, askedAt: Date): Balance {
  const { balanceDetails: totals, documentDetails = [] } = value;
  return {
    askedAt,
    overduePence: totals.overdueAmountPence,
    payablePence: totals.payableAmountPence,
    payableDueDate: totals.payableDueDate ?? null,
    laterPence: totals.pendingChargeDueAmountPence,
    laterDueDate: totals.pendingChargeDueDate ?? null,
    totalPence: totals.totalBalancePence,
    charges: documentDetails
      .filter((each) => each.outstandingAmountPence > 0)
      .map((each) => ({
        what: chargeName(each.documentDescription ?? each.documentText ?? 'Charge'),
        taxYear: each.taxYear ?? null,
        dueDate: each.documentDueDate ?? null,
        outstandingPence: each.outstandingAmountPence,
      })),
  };
}
