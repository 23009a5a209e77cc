/** A year of records of property here and abroad: the rows that a landlord imports, and what they come to by hand. */

export interface Entry {
  /** `YYYY-MM-DD` */
  date: string;
  property: string;
  country: 'United Kingdom' | 'France' | 'Spain';
  category: string;
  description: string;
  /** Whole pence, in for the landlord; negative for money out. */
  pence: number;
}

const months = [
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
  '2026-11',
  '2026-12',
  '2027-01',
  '2027-02',
  '2027-03',
];

const countries: Record<string, Entry['country']> = {
  'Mill Lane': 'United Kingdom',
  'Castle Street': 'United Kingdom',
  'Gîte Bleu': 'France',
  'Casa Sol': 'Spain',
};

/** The year, with a refund, an expense given back in another quarter, and odd pence everywhere. */
export const entries: readonly Entry[] = months.flatMap((month, index): Entry[] => [
  entry(`${month}-08`, 'Mill Lane', 'Rental income', 'Rent', 131_507 + index),
  entry(`${month}-09`, 'Castle Street', 'Rental income', 'Rent', 88_219 + 3 * index),
  entry(
    `${month}-11`,
    'Mill Lane',
    'Residential property finance costs',
    'Mortgage interest',
    -(41_233 + index),
  ),
  entry(
    `${month}-12`,
    'Mill Lane',
    'Legal, management and other professional fees',
    'Agent',
    -(13_157 + index),
  ),
  entry(`${month}-21`, 'Gîte Bleu', 'Rental income', 'Guests', 52_411 + 7 * index),
  entry(`${month}-22`, 'Gîte Bleu', 'Foreign tax paid or taken off', 'Taxe', -(1_103 + index)),
  entry(`${month}-23`, 'Casa Sol', 'Rental income', 'Guests', 40_009 + 11 * index),
  entry(
    `${month}-24`,
    'Casa Sol',
    'Costs of services provided, including wages',
    'Cleaning',
    -(9_999 - index),
  ),
  ...(index === 2
    ? [entry(`${month}-28`, 'Castle Street', 'Property repairs and maintenance', 'Boiler', -84_001)]
    : []),
  ...(index === 4
    ? [
        entry(
          `${month}-03`,
          'Castle Street',
          'Property repairs and maintenance',
          'Boiler, given back',
          10_050,
        ),
      ]
    : []),
  ...(index === 8
    ? [entry(`${month}-30`, 'Casa Sol', 'Property repairs and maintenance', 'Roof, paid by insurance', 1)]
    : []),
]);

/** What was found in a drawer after the year was declared. */
export const forgotten = entry(
  '2027-01-30',
  'Mill Lane',
  'Travel costs',
  'Mileage, found in a drawer',
  -4_567,
);

function entry(date: string, property: string, category: string, description: string, pence: number): Entry {
  return { date, property, country: countries[property] ?? 'United Kingdom', category, description, pence };
}

/** The file that holds a quarter's rows. */
export function csvOf(rows: readonly Entry[]): string {
  const lines = rows.map(({ date, property, country, category, description, pence }) => {
    const [year, month, day] = date.split('-');
    const amount = (Math.abs(pence) / 100).toFixed(2);
    const sides = pence > 0 ? [amount, ''] : ['', amount];
    return [`${day}/${month}/${year}`, property, country, category, description, ...sides]
      .map((cell) => `"${cell}"`)
      .join(',');
  });
  return ['Date,Property,Country,Category,Description,Money in,Money out', ...lines].join('\n');
}

const fieldsOfUk: Record<string, string> = {
  'Rental income': 'income.periodAmount',
  'Residential property finance costs': 'expenses.residentialFinancialCost',
  'Legal, management and other professional fees': 'expenses.professionalFees',
  'Property repairs and maintenance': 'expenses.repairsAndMaintenance',
  'Travel costs': 'expenses.travelCosts',
};

const fieldsAbroad: Record<string, string> = {
  'Rental income': 'income.rentIncome.rentAmount',
  'Foreign tax paid or taken off': 'income.foreignTaxPaidOrDeducted',
  'Costs of services provided, including wages': 'expenses.costOfServices',
  'Property repairs and maintenance': 'expenses.repairsAndMaintenance',
};

/** The year to date in pence by HMRC's fields: income as it came in, everything else as it went out. */
export function toDate(
  rows: readonly Entry[],
  of: { until: string; property?: string },
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { date, property, country, category, pence } of rows) {
    const isAbroad = country !== 'United Kingdom';
    const isMeant = of.property === undefined ? !isAbroad : property === of.property;
    if (date > of.until || !isMeant) continue;
    const field = (isAbroad ? fieldsAbroad : fieldsOfUk)[category] ?? category;
    sums[field] = (sums[field] ?? 0) + (category === 'Rental income' ? pence : -pence);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

/** What rows come to in a calculation of the year, in pence: residential finance costs lower the tax, not the profit. */
export function yearOf(rows: readonly Entry[], place: 'uk' | 'abroad') {
  const own = rows.filter(({ country }) => (country === 'United Kingdom') === (place === 'uk'));
  const sum = (isMeant: (category: string) => boolean) =>
    own.reduce((total, { category, pence }) => (isMeant(category) ? total + pence : total), 0);
  const apart = ['Rental income', 'Residential property finance costs', 'Foreign tax paid or taken off'];
  return {
    income: sum((category) => category === 'Rental income'),
    expenses: -sum((category) => !apart.includes(category)),
    foreignTax: -sum((category) => category === 'Foreign tax paid or taken off'),
  };
}
