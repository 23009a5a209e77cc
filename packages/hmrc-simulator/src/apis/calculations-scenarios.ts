import { randomUUID } from 'node:crypto';
import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { exampleCalculation, exampleInputs, type Example } from './calculations-examples.ts';
import { formOf } from './calculations-forms.ts';
import { TRIGGERS, type KeptCalculation } from './calculations-kept.ts';
import { listItem, retrieveBody } from './calculations-read.ts';
import { TAX_YEARS } from './calculations-tax-years.ts';
import type { ApiCall } from './operation.ts';
import { CALCULATION_ID, findPathRefusals } from './path-rules.ts';

/** The first tax year with a form whose dates HMRC's sandbox makes follow the request. */
const FIRST_DYNAMIC_YEAR = 2023;

/** Success scenarios of the list: one calculation of each type a person can trigger. */
export const listScenarios = { DYNAMIC: list };

/** Success scenarios of one calculation, in figures of our own. */
export const retrieveScenarios = {
  ERROR_MESSAGES_EXIST: (call: ApiCall) => retrieve(call, undefined),
  UK_MULTIPLE_INCOMES_EXAMPLE: example({
    business: 'uk-property-fhl',
    profit: 18_400,
    savings: 1600,
    dividends: 2500,
  }),
  UK_PROP_DIVIDENDS_EXAMPLE: example({ business: 'uk-property', profit: 21_300, dividends: 3200 }),
  UK_PROP_GIFTAID_EXAMPLE: example({ business: 'uk-property', profit: 24_750, giftAid: 500 }),
  UK_PROP_SAVINGS_EXAMPLE: example({ business: 'uk-property', profit: 19_850, savings: 2400 }),
  UK_SE_GIFTAID_EXAMPLE: example({ business: 'self-employment', profit: 26_200, giftAid: 750 }),
  UK_SE_SAVINGS_EXAMPLE: example({ business: 'self-employment', profit: 22_600, savings: 1800 }),
  SCOT_SE_DIVIDENDS_EXAMPLE: example({
    business: 'self-employment',
    profit: 14_900,
    dividends: 1500,
    scottish: true,
  }),
  DYNAMIC: (call: ApiCall) =>
    Number(call.param('taxYear').slice(0, 4)) < FIRST_DYNAMIC_YEAR
      ? refuse({ code: 'RULE_INCORRECT_GOV_TEST_SCENARIO' })
      : retrieve(call, { business: 'uk-property', profit: 23_500 }),
};

function example(figures: Example) {
  return (call: ApiCall): Answer => retrieve(call, figures);
}

function retrieve(call: ApiCall, figures: Example | undefined): Answer {
  const [first, ...more] = findPathRefusals(call, {
    taxYear: TAX_YEARS,
    forms: { calculationId: [CALCULATION_ID, 'FORMAT_CALCULATION_ID'] },
  });
  if (first) return refuse(first, ...more);
  const shown = madeUp(call, { calculationId: call.param('calculationId'), trigger: 'in-year' });
  const startYear = Number(call.param('taxYear').slice(0, 4));
  const outcome = figures
    ? { calculation: exampleCalculation(figures, startYear) }
    : { messages: { errors: [{ id: 'SIM-E00', text: 'What was sent does not fit together.' }] } };
  const inputs = exampleInputs(figures ?? { business: 'uk-property', profit: 0 }, call.nino, startYear);
  return { status: 200, body: retrieveBody({ ...shown, inputs, ...outcome }) };
}

function list(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, { taxYear: TAX_YEARS });
  if (first) return refuse(first, ...more);
  const startYear = Number(call.param('taxYear').slice(0, 4));
  const triggers = formOf(startYear) < 3 ? TRIGGERS.slice(0, 2) : TRIGGERS;
  const items = triggers.map((trigger) =>
    listItem({ ...madeUp(call, { calculationId: randomUUID(), trigger }), calculation: {} }, startYear),
  );
  return { status: 200, body: { calculations: items } };
}

/** A calculation that nobody triggered, at a time within the tax year of the request. */
function madeUp(
  { param }: ApiCall,
  what: Pick<KeptCalculation, 'calculationId' | 'trigger'>,
): KeptCalculation {
  const taxYear = param('taxYear');
  const startYear = Number(taxYear.slice(0, 4));
  return {
    ...what,
    taxYear,
    number: 0,
    triggeredAt: `${startYear + 1}-02-10T09:15:00.000Z`,
    readyAt: `${startYear + 1}-02-10T09:15:05.000Z`,
    readyAtMs: 0,
    businessIds: [],
    fingerprint: '',
    periodFrom: `${startYear}-04-06`,
    periodTo: `${startYear + 1}-04-05`,
    duePence: 148_600,
    inputs: {},
    messages: {},
  };
}
