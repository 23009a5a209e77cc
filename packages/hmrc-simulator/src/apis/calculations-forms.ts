import type { BusinessResult } from '../tax/losses.ts';

/** The four shapes HMRC gives a calculation by tax year: to 2023-24, 2024-25, 2025-26, from 2026-27. */
export type Form = 1 | 2 | 3 | 4;

export function formOf(startYear: number): Form {
  if (startYear <= 2023) return 1;
  if (startYear === 2024) return 2;
  return startYear === 2025 ? 3 : 4;
}

export const toPounds = (pence: number): number => pence / 100;

/** Pence in pounds where HMRC takes nothing below nought. */
export const toPositivePounds = (pence: number): number => Math.max(0, pence) / 100;

/** A profit under one name or a loss under another, in pounds. */
export function eitherOf(pence: number, profit: string, loss: string): Record<string, number> {
  return pence < 0 ? { [loss]: -pence / 100 } : { [profit]: pence / 100 };
}

/** How HMRC names a business in a calculation. */
export function sourceOf({ profit }: BusinessResult) {
  return { incomeSourceId: profit.businessId, incomeSourceType: profit.typeOfBusiness };
}
