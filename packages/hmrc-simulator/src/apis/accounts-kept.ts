import type { Core } from '../core.ts';
import type { User } from '../state/schema.ts';
import { formatTaxYear, taxYearOf } from '../tax-year.ts';
import { FIRST_TAXED_YEAR } from '../tax/rates.ts';
import { findCalculation, findDeclaration } from './calculations-kept.ts';

type ChargeKind = 'first-on-account' | 'second-on-account' | 'balance';

/** What HMRC asks for. */
export interface Charge {
  kind: ChargeKind;
  /** Twelve letters and digits. */
  transactionId: string;
  /** Two letters and twelve digits. */
  chargeReference: string;
  taxYear: string;
  amountPence: number;
  outstandingPence: number;
  createdOn: string;
  dueOn: string;
}

export interface Payment {
  transactionId: string;
  lot: string;
  item: string;
  amountPence: number;
  paidOn: string;
  allocations: readonly { charge: Charge; pence: number }[];
}

export interface Account {
  charges: readonly Charge[];
  payments: readonly Payment[];
}

/** The last tax year before anybody here used quarterly updates: what was due for it is on every account. */
const OPENING_YEAR = 2024;
const OPENING_BALANCE_PENCE = 128_460;
const OPENED_ON = '2025-12-04';
const PAID_ON = '2026-01-28';
const SECOND_PAID_ON = '2026-07-30';
/** What is still owed of the second payment on account. */
const LEFT_OWING_PENCE = 20_000;
const KIND_DIGITS = { 'first-on-account': '1', 'second-on-account': '2', balance: '3' } as const;

/** A person's account on the simulator's day; undefined where nothing was ever due. */
export function accountOf(core: Core, user: User): Account | undefined {
  const today = core.clock.today();
  const opening = openingAccount(user);
  const declared = declaredCharges(core, user, opening);
  const charges = [...opening.charges, ...declared].filter(({ createdOn }) => createdOn <= today);
  if (charges.length === 0) return undefined;
  return { charges, payments: opening.payments.filter(({ paidOn }) => paidOn <= today) };
}

/** What every landlord of 2024-25 brings along: its balance, paid, and payments on account of 2025-26, not all paid. */
function openingAccount(user: User): Account {
  const wasThere = user.businesses.some(
    ({ commencementDate }) => taxYearOf(commencementDate) <= OPENING_YEAR,
  );
  if (!wasThere) return { charges: [], payments: [] };
  const balancePence = OPENING_BALANCE_PENCE + 5000 * Number(user.nino.charAt(7));
  const onAccountPence = Math.round(balancePence / 2);
  const charge = (
    kind: ChargeKind,
    year: number,
    amountPence: number,
    dueOn: string,
    outstandingPence = 0,
  ): Charge => ({
    ...idsOf(user, kind, year),
    kind,
    taxYear: formatTaxYear(year),
    amountPence,
    outstandingPence,
    createdOn: OPENED_ON,
    dueOn,
  });
  const next = OPENING_YEAR + 1;
  const balance = charge('balance', OPENING_YEAR, balancePence, `${next + 1}-01-31`);
  const first = charge('first-on-account', next, onAccountPence, `${next + 1}-01-31`);
  const second = charge('second-on-account', next, onAccountPence, `${next + 1}-07-31`, LEFT_OWING_PENCE);
  return {
    charges: [balance, first, second],
    payments: [payment(user, 1, PAID_ON, [balance, first]), payment(user, 2, SECOND_PAID_ON, [second])],
  };
}

/** The balance of each tax year that was declared here, less what was charged on account. Nobody pays it here. */
function declaredCharges(core: Core, user: User, opening: Account): Charge[] {
  const charges: Charge[] = [];
  for (let year = FIRST_TAXED_YEAR; year < taxYearOf(core.clock.today()); year += 1) {
    const taxYear = formatTaxYear(year);
    const declaration = findDeclaration(core, user.nino, taxYear);
    const calculation = declaration && findCalculation(core, user.nino, taxYear, declaration.calculationId);
    if (!calculation || opening.charges.some((one) => one.kind === 'balance' && one.taxYear === taxYear)) {
      continue;
    }
    const onAccountPence = opening.charges
      .filter((one) => one.taxYear === taxYear)
      .reduce((sum, one) => sum + one.amountPence, 0);
    const amountPence = Math.max(0, calculation.duePence - onAccountPence);
    charges.push({
      ...idsOf(user, 'balance', year),
      kind: 'balance',
      taxYear,
      amountPence,
      outstandingPence: amountPence,
      createdOn: declaration.receivedOn,
      dueOn: `${year + 2}-01-31`,
    });
  }
  return charges;
}

function idsOf({ nino }: User, kind: ChargeKind, year: number) {
  const digits = `${nino.slice(2, 8)}${year}${KIND_DIGITS[kind]}`;
  return { transactionId: `C${digits}`, chargeReference: `XM0${digits}` };
}

function payment({ nino }: User, number: number, paidOn: string, charges: readonly Charge[]): Payment {
  const allocations = charges.map((charge) => ({
    charge,
    pence: charge.amountPence - charge.outstandingPence,
  }));
  return {
    transactionId: `P${nino.slice(2, 8)}0000${number}`,
    lot: `L${nino.slice(2, 8)}${paidOn.slice(0, 4)}${number}`,
    item: `00000${number}`,
    amountPence: allocations.reduce((sum, { pence }) => sum + pence, 0),
    paidOn,
    allocations,
  };
}

/** What the person still owes of charges whose day has passed. */
export function isOverdue({ dueOn, outstandingPence }: Charge, today: string): boolean {
  return outstandingPence > 0 && dueOn < today;
}

/** The first and last day of a charge's tax year. */
export function periodOf({ taxYear }: Pick<Charge, 'taxYear'>): { from: string; to: string } {
  const startYear = Number(taxYear.slice(0, 4));
  return { from: `${startYear}-04-06`, to: `${startYear + 1}-04-05` };
}
