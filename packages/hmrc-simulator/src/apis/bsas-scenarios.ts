import { refuse } from '../platform/refusals.ts';
import type { KeptAdjustments, KeptSummary, SummaryStatus } from './bsas-kept.ts';
import { findSummaryPathRefusals } from './bsas-path.ts';
import { writeSummary } from './bsas-summary.ts';
import type { ApiCall } from './operation.ts';
import { FIRST_YEAR_BY_PROPERTY, LAST_PERIOD_YEAR, startYearOf } from './property-businesses.ts';
import type { FiguresOfProperty, Pence, PropertyKind } from './property-figures.ts';

/** What a made-up summary is to show. */
interface Example {
  kind: PropertyKind;
  rentPence?: number;
  expensesPence?: Pence;
  allowancesPence?: Pence;
  status?: SummaryStatus;
  /** Whether it was adjusted: by a little more rent, or by nothing. */
  adjusted?: 'rent' | 'nothing';
}

const REPAIRS = { repairsAndMaintenance: 312_050, premisesRunningCosts: 84_000 };
const LOSS = { repairsAndMaintenance: 1_914_075 };
const TOTAL = { consolidatedExpenses: 401_225 };
const ALLOWANCE = { propertyIncomeAllowance: 100_000 };

/** The scenarios of one kind of property, under names that begin alike; HMRC has each a second time as `DYNAMIC_`. */
function scenariosOf(kind: PropertyKind, name: string, allowanceName: string) {
  const examples: Record<string, Example> = {
    [`${name}_PROFIT`]: { kind, expensesPence: REPAIRS },
    [`${name}_LOSS`]: { kind, expensesPence: LOSS },
    [`${name}_CONSOLIDATED`]: { kind, expensesPence: TOTAL, adjusted: 'rent' },
    [allowanceName]: { kind, allowancesPence: ALLOWANCE, adjusted: 'rent' },
  };
  return twice(examples);
}

function twice(examples: Readonly<Record<string, Example>>) {
  return Object.fromEntries(
    Object.entries(examples).flatMap(([name, example]) => {
      const play = (call: ApiCall) => show(call, example);
      return [
        [name, play],
        [`DYNAMIC_${name}`, play],
      ];
    }),
  );
}

const statuses = (kind: PropertyKind, name: string) =>
  twice({
    [`${name}_STATUS_INVALID`]: { kind, status: 'invalid' },
    [`${name}_STATUS_SUPERSEDED`]: { kind, status: 'superseded' },
  });

export const ukSummaryScenarios = {
  ...scenariosOf('uk-property', 'UK_PROPERTY', 'UK_PROPERTY_ALLOWANCE'),
  ...scenariosOf('uk-property-fhl', 'UK_PROPERTY_FHL', 'UK_FHL_PROPERTY_ALLOWANCE'),
  ...statuses('uk-property', 'UK_PROPERTY'),
  UK_PROPERTY_ZERO_ADJUSTMENTS: (call: ApiCall) => show(call, { kind: 'uk-property', adjusted: 'nothing' }),
  NOT_UK_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
} as const;

export const foreignSummaryScenarios = {
  ...scenariosOf('foreign-property', 'FOREIGN_PROPERTY', 'FOREIGN_PROPERTY_ALLOWANCE'),
  ...scenariosOf('foreign-property-fhl-eea', 'FOREIGN_PROPERTY_FHL', 'FOREIGN_FHL_PROPERTY_ALLOWANCE'),
  ...statuses('foreign-property', 'FOREIGN_PROPERTY'),
  FOREIGN_PROPERTY_ZERO_ADJUSTMENTS: (call: ApiCall) =>
    show(call, { kind: 'foreign-property', adjusted: 'nothing' }),
} as const;

const RENT_FIELD: Readonly<Record<PropertyKind, string>> = {
  'uk-property': 'periodAmount',
  'uk-property-fhl': 'periodAmount',
  'foreign-property': 'rentIncome.rentAmount',
  'foreign-property-fhl-eea': 'rentAmount',
};

function show(call: ApiCall, example: Example) {
  const [first, ...more] = findSummaryPathRefusals(call);
  if (first) return refuse(first, ...more);
  const startYear = startYearOf(call);
  const { kind, status = 'valid' } = example;
  const isOver = kind.includes('fhl') && startYear > LAST_PERIOD_YEAR;
  const isEarly = example.adjusted === 'nothing' && startYear < LAST_PERIOD_YEAR;
  if (isOver || isEarly) return refuse({ code: 'RULE_INCORRECT_GOV_TEST_SCENARIO' });
  return { status: 200, body: writeSummary(call.nino, exampleSummary(call, startYear, example), status) };
}

function exampleSummary({ core, param }: ApiCall, startYear: number, example: Example): KeptSummary {
  const at = core.clock.now().toISOString();
  const [startDate, endDate] = [`${startYear}-04-06`, `${startYear + 1}-04-05`];
  const property = exampleProperty(startYear, example);
  const adjusted: KeptAdjustments | undefined = example.adjusted && {
    at,
    items:
      example.adjusted === 'nothing'
        ? []
        : [{ ...placeOf(property), income: { totalRentsReceived: 25_000 } }],
  };
  return {
    calculationId: param('calculationId'),
    businessId: 'XXIS00000000001',
    typeOfBusiness: example.kind,
    taxYear: param('taxYear'),
    startDate,
    endDate,
    requestedAt: at,
    number: 0,
    submissionPeriods: [
      { submissionId: '0c6c8a54-4f3e-4c7f-8d54-6b8f7a3f2e11', startDate, endDate, receivedDateTime: at },
    ],
    figures: { updated: true, annual: true, firstDate: startDate, lastDate: endDate, properties: [property] },
    ...(adjusted && { adjusted }),
  };
}

function exampleProperty(startYear: number, example: Example): FiguresOfProperty {
  const { kind, rentPence = 1_450_000, expensesPence = {}, allowancesPence = {} } = example;
  return {
    kind,
    ...(kind === 'foreign-property' && { countryCode: 'FRA' }),
    ...(kind === 'foreign-property' &&
      startYear >= FIRST_YEAR_BY_PROPERTY && { propertyId: '8e8b8450-dc1b-4360-8109-7067337b42cb' }),
    incomePence: { [RENT_FIELD[kind]]: rentPence },
    taxPence: {},
    expensesPence,
    residentialFinance: { thisYearPence: 0, broughtForwardPence: 0 },
    adjustmentsPence: { balancingCharge: 40_000 },
    allowancesPence,
    flags: {},
  };
}

const placeOf = ({ countryCode, propertyId }: FiguresOfProperty) => ({
  ...(countryCode !== undefined && { countryCode }),
  ...(propertyId !== undefined && { propertyId }),
});
