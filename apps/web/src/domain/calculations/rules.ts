import { parseTaxYear, type TaxYear, taxYearOf } from '../tax-year.ts';

/** Why HMRC is asked for a calculation: an estimate of a year under way, the figures to declare, the figures to amend with. */
export type CalculationType = 'in-year' | 'intent-to-finalise' | 'intent-to-amend';

/** A kind of calculation at HMRC: what it was made for, or that it was declared. HMRC may add others. */
export type KindAtHmrc = CalculationType | 'final-declaration' | 'confirm-amendment';

/** From this tax year on HMRC's list has declared calculations apart from those that are there to be declared. */
const firstYearOfKinds = '2023-24';

/** The kind of a calculation in HMRC's list of a tax year; one that is not known as HMRC has it. */
export function kindInList(
  taxYear: string,
  of: { calculationType: string; finalDeclaration?: boolean | undefined },
): string {
  return kindOf(of.calculationType, taxYear >= firstYearOfKinds || of.finalDeclaration === true);
}

/** The kind of a calculation that HMRC shows by itself, which has other names for the same. */
export function kindOfShown(of: { calculationType: string; finalDeclaration?: boolean | undefined }): string {
  // To 2024-25 HMRC says in each whether it was declared; from 2025-26 its kind does.
  return kindOf(of.calculationType, of.finalDeclaration !== false);
}

function kindOf(type: string, isDeclared: boolean): string {
  if (type === 'declare-finalisation') return 'final-declaration';
  return type === 'final-declaration' && !isDeclared ? 'intent-to-finalise' : type;
}

/** Whether a text can be HMRC's number of a calculation: eight digits, or a UUID in small letters. */
export const isCalculationId = (text: string): boolean =>
  /^(\d{8}|[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})$/.test(text);

/** An instant as HMRC writes it; null where it is none. */
export function readInstant(text: string | undefined): Date | null {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

/**
 * When to look for a calculation, in milliseconds after the look before: HMRC wants five seconds at first, and each look costs
 * one of the application's three requests a second.
 */
const looksMs = [5_000, 5_000, 8_000, 13_000, 20_000, 30_000] as const;
/** After those HMRC's list is looked at too, and the looks become rare. */
const rareLooksMs = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;

/**
 * The look after so many.
 *
 * @returns how long to wait before it and whether HMRC's list is asked too; null once there have been enough
 */
export function nextLook(looks: number): { afterMs: number; alsoList: boolean } | null {
  const afterMs = [...looksMs, ...rareLooksMs][looks];
  return afterMs === undefined ? null : { afterMs, alsoList: looks >= looksMs.length };
}

/** The first tax year that HMRC calculates for software. */
const firstYear = '2017-18';

/** Reads a tax year for which HMRC can calculate today: it has begun. */
export function readCalculatedYear(text: string, today: string): TaxYear | undefined {
  const taxYear = parseTaxYear(text);
  return taxYear !== undefined && taxYear >= firstYear && taxYear <= taxYearOf(today) ? taxYear : undefined;
}

/** Why there is no calculation, as it is kept and shown. */
export interface CalculationFailure {
  code: string;
  sentence: string;
  /** True where the way on is "Reconnect HMRC Account". */
  reconnect: boolean;
}

/** An answer of HMRC's as it may be kept: HMRC repeats the NINO in it, which is kept nowhere but in its seal. */
export function withoutNino(answer: unknown, nino: string): unknown {
  const text = JSON.stringify(answer);
  return JSON.parse(text.replaceAll(nino, 'NINO')) as unknown;
}
