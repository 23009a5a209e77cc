import { type BalanceAndTransactions } from '@quarterday/hmrc-client';

import { type CapturedHeaders } from '../connections/index.ts';
import { type Ask, type NotAnswered } from './asking.ts';
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
  | NotAnswered;

/** Asks HMRC what a person owes; nothing of it is kept. */
export function createBalance({ hmrc }: Pick<CalculationDeps, 'hmrc'>, ask: Ask) {
  return async function askBalance(ownerId: string, captured: CapturedHeaders): Promise<BalanceResult> {
    const answer = await ask({
      ownerId,
      captured,
      purpose: 'ask-balance',
      invoke: (call, nino) => hmrc.retrieveBalanceAndTransactions(call, { nino, onlyOpenItems: true }),
    });
    if (!answer.ok) return answer;
    const { value, askedAt } = answer;
    return value ? { ok: true, balance: balanceOf(value, askedAt) } : { ok: true, balance: null, askedAt };
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
