import type { Core } from '../core.ts';
import { defineCollection } from '../state/documents.ts';

/** What a calculation is triggered as. */
export const TRIGGERS = ['in-year', 'intent-to-finalise', 'intent-to-amend'] as const;
export type Trigger = (typeof TRIGGERS)[number];
/** What a calculation is confirmed as. */
export const CONFIRMATIONS = ['final-declaration', 'confirm-amendment'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

export interface Message {
  id: string;
  text: string;
}

/** A calculation as it came out; what of it depends on time and on the declaration is written when it is read. */
export interface KeptCalculation {
  calculationId: string;
  taxYear: string;
  trigger: Trigger;
  /** Its place in the order of everything sent: what has a higher number came later. */
  number: number;
  triggeredAt: string;
  /** By the simulator's clock. */
  readyAt: string;
  /** By this machine's clock, in milliseconds. */
  readyAtMs: number;
  /** The businesses it was made of. */
  businessIds: readonly string[];
  /** What its figures were; another one now means that something was sent since. */
  fingerprint: string;
  periodFrom: string;
  periodTo: string;
  duePence: number;
  inputs: Readonly<Record<string, unknown>>;
  /** Absent where errors prevented it. */
  calculation?: Readonly<Record<string, unknown>>;
  messages: { info?: readonly Message[]; warnings?: readonly Message[]; errors?: readonly Message[] };
  confirmed?: { as: Confirmation; at: string };
}

/** That a tax year was declared, and by which calculation. */
export interface Declaration {
  /** The calculation that counts: the last one confirmed. */
  calculationId: string;
  /** When it was declared first. */
  receivedAt: string;
  receivedOn: string;
}

const calculations = defineCollection<KeptCalculation>('calculations');
const declarations = defineCollection<Declaration>('final-declarations');

export function findCalculation(core: Core, nino: string, taxYear: string, calculationId: string) {
  return calculations.get(core, `${nino}/${taxYear}/${calculationId.toLowerCase()}`);
}

/** All of a tax year, oldest first. */
export function calculationsOf(core: Core, nino: string, taxYear: string): KeptCalculation[] {
  return calculations
    .list(core, `${nino}/${taxYear}/`)
    .map(({ value }) => value)
    .sort((a, b) => a.number - b.number);
}

/** How many calculations of a tax year are kept that nobody confirmed. */
const KEPT = 100;

/** Keeps a calculation, and forgets the oldest ones once there are too many. */
export function keepCalculation(core: Core, nino: string, calculation: KeptCalculation): void {
  const unconfirmed = calculationsOf(core, nino, calculation.taxYear).filter(({ confirmed }) => !confirmed);
  for (const { taxYear, calculationId } of unconfirmed.slice(0, Math.max(0, unconfirmed.length - KEPT + 1)))
    calculations.remove(core, `${nino}/${taxYear}/${calculationId}`);
  calculations.put(core, `${nino}/${calculation.taxYear}/${calculation.calculationId}`, calculation);
}

/**
 * Whether a calculation has come out. Its time passes by the simulator's clock, so that moving that on is enough, and by
 * the machine's, so that it does come out while the simulator's clock stands still.
 */
export function isReady(core: Core, { readyAt, readyAtMs }: KeptCalculation): boolean {
  return core.clock.now().getTime() >= Date.parse(readyAt) || Date.now() >= readyAtMs;
}

/** The final declaration of a tax year; undefined until there is one. */
export function findDeclaration(core: Core, nino: string, taxYear: string): Declaration | undefined {
  return declarations.get(core, `${nino}/${taxYear}`);
}

export function keepDeclaration(core: Core, nino: string, taxYear: string, declaration: Declaration): void {
  declarations.put(core, `${nino}/${taxYear}`, declaration);
}
