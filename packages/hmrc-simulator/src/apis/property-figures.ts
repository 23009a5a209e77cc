import type { Core } from '../core.ts';
import { businessKey } from '../state/initial.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { toFlat } from '../bodies/flat-amounts.ts';
import {
  annuals,
  foreignProperties,
  foreignUpdates,
  periods,
  propertyKey,
  type KeptAnnualSide,
  type KeptDates,
  type KeptSide,
} from './property-kept.ts';

/** Amounts in integer pence by HMRC's field, nested ones by path: `periodAmount`, `rentARoom.rentsReceived`. */
export type Pence = Readonly<Record<string, number>>;

/** What a set of figures belongs to; furnished holiday lets end with 2024-25. */
export type PropertyKind =
  'uk-property' | 'uk-property-fhl' | 'foreign-property' | 'foreign-property-fhl-eea';

/** Everything known of one property (UK: all of them are one; foreign: of one country, from 2026-27 of one property). */
export interface FiguresOfProperty {
  kind: PropertyKind;
  /** Of `foreign-property` only; where figures came by property, the country it is registered in. */
  countryCode?: string;
  /** From 2026-27, of `foreign-property` only. */
  propertyId?: string;
  /** What was earned. Tax that was taken off is in `taxPence`, not here. */
  incomePence: Pence;
  /** `taxDeducted`, `foreignTaxPaidOrDeducted`, `specialWithholdingTaxOrUkTaxPaid`. */
  taxPence: Pence;
  /** Deductible expenses, `consolidatedExpenses` and `rentARoom.amountClaimed` among them; residential finance is not. */
  expensesPence: Pence;
  /** Costs that reduce tax instead of profit. */
  residentialFinance: { thisYearPence: number; broughtForwardPence: number };
  /** Of the annual submission: `privateUseAdjustment`, `balancingCharge`, … */
  adjustmentsPence: Pence;
  /** Of the annual submission: `propertyIncomeAllowance`, …; building allowances are summed. */
  allowancesPence: Pence;
  /** Answers to yes-or-no questions that were given, such as `nonResidentLandlord` or `rentARoom.jointlyLet`. */
  flags: Readonly<Record<string, boolean>>;
}

/** All that was sent of one property business for one tax year. */
export interface PropertyFigures {
  /** Whether income and expenses were sent, by a cumulative update or by period summaries. */
  updated: boolean;
  /** Whether an annual submission is there. */
  annual: boolean;
  /** The first and the last day that income and expenses were sent for; absent where they came without dates. */
  firstDate?: string;
  lastDate?: string;
  properties: readonly FiguresOfProperty[];
}

/** What was submitted for one property business and tax year; the same shape whatever the business and the year. */
export function submittedFigures(
  core: Core,
  nino: string,
  businessId: string,
  taxYear: string,
): PropertyFigures {
  const key = `${businessKey(nino, businessId)}/${taxYear}`;
  const gathered = new Gathering(core, nino);
  const startYear = Number(taxYear.slice(0, 4));
  if (startYear < FIRST_CUMULATIVE_YEAR) addPeriods(gathered, key);
  else addUpdates(gathered, key);
  const annual = annuals.get(core, key);
  if (annual) {
    if (annual.ukProperty) gathered.addAnnual({ kind: 'uk-property' }, annual.ukProperty);
    if (annual.ukFhlProperty) gathered.addAnnual({ kind: 'uk-property-fhl' }, annual.ukFhlProperty);
    if (annual.foreignFhlEea) gathered.addAnnual({ kind: 'foreign-property-fhl-eea' }, annual.foreignFhlEea);
    for (const item of annual.foreignProperty ?? [])
      gathered.addAnnual({ kind: 'foreign-property', ...item }, item);
  }
  return gathered.result(annual !== undefined);
}

/** The sum of all amounts; of the named ones only, where names are given. */
export function sumPence(pence: Pence, names: readonly string[] = Object.keys(pence)): number {
  return names.reduce((sum, name) => sum + (pence[name] ?? 0), 0);
}

function addPeriods(gathered: Gathering, key: string): void {
  for (const { value } of periods.list(gathered.core, `${key}/`)) {
    gathered.addDates(value);
    if (value.ukNonFhlProperty) gathered.addSide({ kind: 'uk-property' }, value.ukNonFhlProperty);
    if (value.ukFhlProperty) gathered.addSide({ kind: 'uk-property-fhl' }, value.ukFhlProperty);
    if (value.foreignFhlEea) gathered.addSide({ kind: 'foreign-property-fhl-eea' }, value.foreignFhlEea);
    for (const item of value.foreignNonFhlProperty ?? [])
      gathered.addSide({ kind: 'foreign-property', ...item }, item);
  }
}

function addUpdates(gathered: Gathering, key: string): void {
  const uk = gathered.core.store.state.updates[key]?.current;
  if (uk) {
    gathered.addDates({
      submittedOn: uk.submittedOn,
      ...(uk.fromDate !== undefined && { fromDate: uk.fromDate }),
      ...(uk.toDate !== undefined && { toDate: uk.toDate }),
    });
    gathered.addFlat({ kind: 'uk-property' }, uk.pence);
  }
  const foreign = foreignUpdates.get(gathered.core, key);
  if (foreign) {
    gathered.addDates(foreign);
    for (const item of foreign.foreignProperty) gathered.addSide({ kind: 'foreign-property', ...item }, item);
  }
}

/** Which property figures belong to. */
interface Whose {
  kind: PropertyKind;
  countryCode?: string;
  propertyId?: string;
}

const TAXES = new Set(['taxDeducted', 'foreignTaxPaidOrDeducted', 'specialWithholdingTaxOrUkTaxPaid']);
const FINANCE_THIS_YEAR = new Set(['residentialFinancialCost']);
// Despite its name, the UK's field is what earlier years left over as well.
const FINANCE_BROUGHT_FORWARD = new Set([
  'residentialFinancialCostsCarriedForward',
  'broughtFwdResidentialFinancialCost',
]);

interface Slot extends Whose {
  incomePence: Record<string, number>;
  taxPence: Record<string, number>;
  expensesPence: Record<string, number>;
  residentialFinance: { thisYearPence: number; broughtForwardPence: number };
  adjustmentsPence: Record<string, number>;
  allowancesPence: Record<string, number>;
  flags: Record<string, boolean>;
}

/** Adds up what several submissions say of each property. */
class Gathering {
  readonly core: Core;
  private readonly nino: string;
  private readonly slots = new Map<string, Slot>();
  private updated = false;
  private firstDate: string | undefined;
  private lastDate: string | undefined;

  constructor(core: Core, nino: string) {
    this.core = core;
    this.nino = nino;
  }

  addDates({ fromDate, toDate }: KeptDates): void {
    this.updated = true;
    if (fromDate !== undefined && !(this.firstDate !== undefined && this.firstDate <= fromDate))
      this.firstDate = fromDate;
    if (toDate !== undefined && !(this.lastDate !== undefined && this.lastDate >= toDate))
      this.lastDate = toDate;
  }

  addSide(whose: Whose, { income = {}, expenses = {} }: KeptSide): void {
    for (const [name, value] of Object.entries(income)) {
      if (typeof value === 'boolean') this.slot(whose).flags[name] = value;
      else this.addFlat(whose, toFlat({ [name]: value }, 'income.'));
    }
    this.addFlat(whose, toFlat(expenses, 'expenses.'));
  }

  addFlat(whose: Whose, pence: Pence): void {
    const slot = this.slot(whose);
    for (const [path, amount] of Object.entries(pence)) {
      const name = path.slice(path.indexOf('.') + 1);
      if (FINANCE_THIS_YEAR.has(name)) slot.residentialFinance.thisYearPence += amount;
      else if (FINANCE_BROUGHT_FORWARD.has(name)) slot.residentialFinance.broughtForwardPence += amount;
      else if (TAXES.has(name)) add(slot.taxPence, name, amount);
      else add(path.startsWith('income.') ? slot.incomePence : slot.expensesPence, name, amount);
    }
  }

  addAnnual(whose: Whose, { adjustments = {}, allowances = {} }: KeptAnnualSide): void {
    const slot = this.slot(whose);
    for (const [name, value] of Object.entries(adjustments)) {
      if (typeof value === 'number') add(slot.adjustmentsPence, name, value);
      else if (typeof value === 'boolean') slot.flags[name] = value;
      else if (value) slot.flags[`${name}.jointlyLet`] = value.jointlyLet;
    }
    for (const [name, value] of Object.entries(allowances)) {
      if (value === undefined) continue;
      const amount = typeof value === 'number' ? value : value.reduce((sum, one) => sum + one.amount, 0);
      add(slot.allowancesPence, name, amount);
    }
  }

  result(annual: boolean): PropertyFigures {
    return {
      updated: this.updated,
      annual,
      ...(this.firstDate !== undefined && { firstDate: this.firstDate }),
      ...(this.lastDate !== undefined && { lastDate: this.lastDate }),
      properties: [...this.slots.values()],
    };
  }

  private slot({ kind, countryCode, propertyId }: Whose): Slot {
    const key = `${kind} ${propertyId?.toLowerCase() ?? countryCode ?? ''}`;
    const known = this.slots.get(key);
    if (known) return known;
    const country =
      propertyId === undefined
        ? countryCode
        : foreignProperties.get(this.core, propertyKey(this.nino, propertyId))?.countryCode;
    const slot: Slot = {
      kind,
      ...(country !== undefined && { countryCode: country }),
      ...(propertyId !== undefined && { propertyId }),
      incomePence: {},
      taxPence: {},
      expensesPence: {},
      residentialFinance: { thisYearPence: 0, broughtForwardPence: 0 },
      adjustmentsPence: {},
      allowancesPence: {},
      flags: {},
    };
    this.slots.set(key, slot);
    return slot;
  }
}

function add(sums: Record<string, number>, name: string, amount: number): void {
  sums[name] = (sums[name] ?? 0) + amount;
}
