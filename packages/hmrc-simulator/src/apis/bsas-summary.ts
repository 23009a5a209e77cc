import { toAdjustment, withAdjustments } from './bsas-figures.ts';
import type { KeptAdjustment, KeptSummary, SummaryStatus } from './bsas-kept.ts';
import { FIRST_YEAR_BY_PROPERTY } from './property-businesses.ts';
import { sumPence, type FiguresOfProperty, type Pence, type PropertyKind } from './property-figures.ts';
import { inPounds } from './property-kept.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import {
  ADDITION_NAMES,
  DEDUCTION_NAMES,
  EXPENSE_NAMES,
  INCOME_NAMES,
  type SummaryNames,
} from './bsas-names.ts';

/** A summary as HMRC shows it in its tax year. */
export function writeSummary(nino: string, summary: KeptSummary, status: SummaryStatus): object {
  const { typeOfBusiness: kind, adjusted } = summary;
  const startYear = Number(summary.taxYear.slice(0, 4));
  const adjustments = (adjusted?.items ?? []).map((item) => toAdjustment(kind, item));
  const after = withAdjustments(summary.figures, adjustments);
  // Of UK property HMRC shows the figures after adjustments even where there are none yet.
  const showsAfter = adjusted !== undefined || isUk(kind);
  return {
    metadata: {
      calculationId: summary.calculationId,
      requestedDateTime: summary.requestedAt,
      ...(adjusted && { adjustedDateTime: adjusted.at }),
      nino,
      taxYear: summary.taxYear,
      summaryStatus: status,
    },
    inputs: writeInputs(summary, startYear),
    adjustableSummaryCalculation: calculate(summary.figures.properties, kind, startYear),
    ...(adjusted && { adjustments: writeAdjustments(adjusted.items, kind, startYear) }),
    ...(showsAfter && { adjustedSummaryCalculation: calculate(after.properties, kind, startYear) }),
  };
}

function writeInputs(summary: KeptSummary, startYear: number): object {
  const { businessId, typeOfBusiness, startDate, endDate, submissionPeriods } = summary;
  const isCumulative = startYear >= FIRST_CUMULATIVE_YEAR;
  return {
    businessId,
    ...(!isCumulative && { typeOfBusiness }),
    accountingPeriodStartDate: startDate,
    accountingPeriodEndDate: endDate,
    source: 'MTD-SA',
    ...(isCumulative ? { submissionPeriod: submissionPeriods[0] } : { submissionPeriods }),
  };
}

/** The figures of one kind of property; foreign ones also by country and, from 2026-27, by property. */
function calculate(all: readonly FiguresOfProperty[], kind: PropertyKind, startYear: number): object {
  const properties = all.filter((property) => property.kind === kind);
  const total = { ...totals(properties, kind), ...wholePounds(taxableOf(properties)) };
  if (kind !== 'foreign-property') return total;
  const countries = [...new Set(properties.map(({ countryCode }) => countryCode))];
  const countryLevelDetail = countries.map((countryCode) => {
    const ofCountry = properties.filter((property) => property.countryCode === countryCode);
    return {
      countryCode,
      ...detail(ofCountry, kind),
      ...(startYear >= FIRST_YEAR_BY_PROPERTY && {
        propertyLevelDetail: ofCountry.map((property) => ({
          propertyId: property.propertyId,
          ...detail([property], kind),
        })),
      }),
    };
  });
  return { ...total, countryLevelDetail };
}

function detail(properties: readonly FiguresOfProperty[], kind: PropertyKind): object {
  return { ...totals(properties, kind), ...wholePounds(taxableOf(properties)) };
}

function totals(properties: readonly FiguresOfProperty[], kind: PropertyKind): object {
  const { incomePence, expensesPence, additionsPence, deductionsPence } = sumsOf(properties);
  const netPence = incomePence - expensesPence;
  return {
    totalIncome: incomePence / 100,
    ...group('income', properties, (property) => property.incomePence, INCOME_NAMES[kind]),
    totalExpenses: expensesPence / 100,
    ...group('expenses', properties, (property) => expensesOf(property, kind), EXPENSE_NAMES),
    ...(netPence >= 0 ? { netProfit: netPence / 100 } : { netLoss: -netPence / 100 }),
    totalAdditions: additionsPence / 100,
    ...group('additions', properties, (property) => property.adjustmentsPence, ADDITION_NAMES),
    totalDeductions: deductionsPence / 100,
    ...group('deductions', properties, deductionsOf, DEDUCTION_NAMES),
  };
}

/** Fields that were submitted, summed over properties; nothing at all where none was. */
function group(
  name: string,
  properties: readonly FiguresOfProperty[],
  penceOf: (property: FiguresOfProperty) => Pence,
  names: SummaryNames,
): object {
  const sums: Record<string, number> = {};
  for (const property of properties) {
    for (const [field, pence] of Object.entries(penceOf(property))) {
      const shown = names[field];
      if (shown !== undefined) sums[shown] = (sums[shown] ?? 0) + pence;
    }
  }
  return Object.keys(sums).length > 0 ? { [name]: inPounds(sums) } : {};
}

/** Residential finance costs are shown beside the expenses of UK property, though no total counts them. */
function expensesOf({ expensesPence, residentialFinance }: FiguresOfProperty, kind: PropertyKind): Pence {
  const { thisYearPence, broughtForwardPence } = residentialFinance;
  return {
    ...expensesPence,
    ...(kind === 'uk-property' && {
      ...(thisYearPence !== 0 && { residentialFinancialCost: thisYearPence }),
      ...(broughtForwardPence !== 0 && { broughtFwdResidentialFinancialCost: broughtForwardPence }),
    }),
  };
}

/** Submitted among the expenses, and a deduction nevertheless. */
function roomReliefOf({ expensesPence }: FiguresOfProperty): Pence {
  const claimed = expensesPence['rentARoom.amountClaimed'];
  return claimed === undefined ? {} : { 'rentARoom.amountClaimed': claimed };
}

function deductionsOf(property: FiguresOfProperty): Pence {
  const { allowancesPence, incomePence } = property;
  const { propertyIncomeAllowance, ...others } = allowancesPence;
  return {
    ...others,
    // It makes no loss: income is the most it takes off.
    ...(propertyIncomeAllowance !== undefined && {
      propertyIncomeAllowance: Math.min(propertyIncomeAllowance, Math.max(0, sumPence(incomePence))),
    }),
    ...roomReliefOf(property),
  };
}

function sumsOf(properties: readonly FiguresOfProperty[]) {
  const sum = (penceOf: (property: FiguresOfProperty) => Pence): number =>
    properties.reduce((total, property) => total + sumPence(penceOf(property)), 0);
  return {
    incomePence: sum((property) => property.incomePence),
    expensesPence: sum(({ expensesPence }) => expensesPence) - sum(roomReliefOf),
    additionsPence: sum((property) => property.adjustmentsPence),
    deductionsPence: sum(deductionsOf),
  };
}

function taxableOf(properties: readonly FiguresOfProperty[]): number {
  const { incomePence, expensesPence, additionsPence, deductionsPence } = sumsOf(properties);
  return incomePence - expensesPence + additionsPence - deductionsPence;
}

/** A profit goes down to whole pounds, a loss up. */
function wholePounds(pence: number): object {
  return pence >= 0
    ? { taxableProfit: Math.floor(pence / 100) }
    : { adjustedIncomeTaxLoss: Math.ceil(-pence / 100) };
}

/** What was adjusted, as it was sent, in the place where the tax year shows it. */
function writeAdjustments(items: readonly KeptAdjustment[], kind: PropertyKind, startYear: number): object {
  if (items.length === 0) return { zeroAdjustments: true };
  const shown = items.map((item) => showAdjustment(item, kind, startYear));
  if (kind !== 'foreign-property') return shown[0] ?? {};
  return startYear >= FIRST_YEAR_BY_PROPERTY ? { propertyLevelDetail: shown } : { countryLevelDetail: shown };
}

function showAdjustment(item: KeptAdjustment, kind: PropertyKind, startYear: number): object {
  const { countryCode, propertyId, income = {}, expenses = {} } = item;
  // HMRC takes these reductions, and has no negative number for them where it shows them: they are only in the result.
  const hidesFinance =
    startYear >= 2024 && !(kind === 'foreign-property' && startYear >= FIRST_YEAR_BY_PROPERTY);
  const hidesIncome = kind === 'foreign-property' && startYear >= FIRST_YEAR_BY_PROPERTY;
  const shownIncome = Object.entries(income).filter(([, pence = 0]) => !hidesIncome || pence > 0);
  const shownExpenses = Object.entries(expenses).filter(
    ([name, pence = 0]) => !(hidesFinance && name === 'residentialFinancialCost' && pence < 0),
  );
  return {
    ...(propertyId !== undefined ? { propertyId } : countryCode !== undefined && { countryCode }),
    ...(shownIncome.length > 0 && { income: inPounds(Object.fromEntries(shownIncome)) }),
    ...(shownExpenses.length > 0 && { expenses: inPounds(Object.fromEntries(shownExpenses)) }),
  };
}

const isUk = (kind: PropertyKind): boolean => kind === 'uk-property' || kind === 'uk-property-fhl';
