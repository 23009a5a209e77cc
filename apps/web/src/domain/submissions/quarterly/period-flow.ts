import {
  bodyOf,
  fieldOf,
  type ForeignPropertyPeriodFigures,
  type HmrcCall,
  type HmrcClient,
  type HmrcResult,
  type UkPropertyPeriodFigures,
} from '@quarterday/hmrc-client';

import { type Asked, defineFlow, type Held, mapResult } from '../flow.ts';
import { figureOfPlace } from './foreign.ts';
import {
  type ForeignUpdateFigures,
  isForeign,
  sameFigures,
  type UkUpdateFigures,
  updateFigures,
  type UpdateFigures,
} from './rules.ts';

/** What differs between the period summaries of one type of business and of another. */
interface PeriodSummary<Figures> {
  /** The exact text that makes a new one. */
  body(figures: Figures, taxYear: string): string;
  create(call: HmrcCall, asked: Asked<Figures>): Promise<HmrcResult<unknown>>;
  held(call: HmrcCall, asked: Asked<Figures>, submissionId: string): Promise<HmrcResult<Held>>;
  fieldOf(path: string, sample: { taxYear: string }): string | null;
}

/**
 * A quarterly update of the years to 2024-25: each quarter's own figures, kept by HMRC under an id of its own. It is made once and
 * changed from then on. Holiday lets, which those years have apart and which are not sent from here, stay as HMRC has them.
 */
export function periodSummaryFlow(hmrc: HmrcClient) {
  const [uk, foreign] = [ukPeriods(hmrc), foreignPeriods(hmrc)];
  return defineFlow<UpdateFigures>({
    kind: 'quarterly-update',
    sendStep: 'submit-period',
    noun: 'update',
    isTakenOnce: true,
    figures: updateFigures,
    body: (figures, { taxYear }) =>
      isForeign(figures) ? foreign.body(figures, taxYear) : uk.body(figures, taxYear),
    send: (call, { figures, ...asked }) =>
      isForeign(figures)
        ? foreign.create(call, { ...asked, figures })
        : uk.create(call, { ...asked, figures }),
    finding: {
      async id(call, { nino, submission: { businessId, taxYear }, figures }) {
        const listed = await hmrc.listPropertyPeriods(call, { nino, businessId, taxYear });
        return mapResult(listed, (all) => {
          const own = all.find(
            ({ fromDate, toDate }) => fromDate === figures.fromDate && toDate === figures.toDate,
          );
          return own?.submissionId ?? null;
        });
      },
      held: (call, { figures, ...asked }, submissionId) =>
        isForeign(figures)
          ? foreign.held(call, { ...asked, figures }, submissionId)
          : uk.held(call, { ...asked, figures }, submissionId),
    },
    fieldOf: (path, figures) => (isForeign(figures) ? foreign : uk).fieldOf(path, lastYear),
  });
}

// The names of the figures are those of every year that has them.
const lastYear = { taxYear: '2024-25' };

// NINO and business are part of the address alone.
const unaddressed = { nino: '', businessId: '' };

function ukPeriods(hmrc: HmrcClient): PeriodSummary<UkUpdateFigures> {
  const figuresOf = ({ income, expenses }: UkUpdateFigures): UkPropertyPeriodFigures => ({
    ukNonFhlProperty: { income, ...(Object.keys(expenses).length > 0 && { expenses }) },
  });
  const summaryOf = (figures: UkUpdateFigures) => ({
    fromDate: figures.fromDate,
    toDate: figures.toDate,
    ...figuresOf(figures),
  });
  return {
    body: (figures, taxYear) =>
      bodyOf('createUkPropertyPeriod', { ...unaddressed, taxYear, summary: summaryOf(figures) }) ?? '',
    create: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      hmrc.createUkPropertyPeriod(call, { nino, businessId, taxYear, summary: summaryOf(figures) }),
    async held(call, { nino, submission: { businessId, taxYear }, figures }, submissionId) {
      const address = { nino, businessId, taxYear, submissionId };
      const copy = await hmrc.getUkPropertyPeriod(call, address);
      return mapResult(copy, ({ fromDate, toDate, ukNonFhlProperty, ukFhlProperty }): Held => {
        const { income = {}, expenses = {} } = ukNonFhlProperty ?? {};
        const summary = { ...figuresOf(figures), ...(ukFhlProperty && { ukFhlProperty }) };
        return {
          isSame: sameFigures(
            { fromDate, toDate, income: { ...income }, expenses: { ...expenses } },
            figures,
          ),
          body: bodyOf('putUkPropertyPeriod', { ...address, ...unaddressed, summary }) ?? '',
          change: (again) => hmrc.putUkPropertyPeriod(again, { ...address, summary }),
        };
      });
    },
    fieldOf: (path, { taxYear }) =>
      fieldOf('putUkPropertyPeriod', { ...unaddressed, taxYear, submissionId: '', summary: {} }, path)?.match(
        /^ukNonFhlProperty\.(?:income|expenses)\.(\w+?)(?:Pence)?$/,
      )?.[1] ?? null,
  };
}

function foreignPeriods(hmrc: HmrcClient): PeriodSummary<ForeignUpdateFigures> {
  const figuresOf = ({ places }: ForeignUpdateFigures) => ({
    foreignNonFhlProperty: places.map(({ countryCode, claimsForeignTaxCredit, income, expenses }) => ({
      countryCode,
      // HMRC wants the rent and the answer about relief of each country, rent of nought included.
      income: { rentAmountPence: 0, ...income, foreignTaxCreditRelief: claimsForeignTaxCredit },
      ...(Object.keys(expenses).length > 0 && { expenses }),
    })),
  });
  const summaryOf = (figures: ForeignUpdateFigures) => ({
    fromDate: figures.fromDate,
    toDate: figures.toDate,
    ...figuresOf(figures),
  });
  return {
    body: (figures, taxYear) =>
      bodyOf('createForeignPropertyPeriod', { ...unaddressed, taxYear, summary: summaryOf(figures) }) ?? '',
    create: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      hmrc.createForeignPropertyPeriod(call, { nino, businessId, taxYear, summary: summaryOf(figures) }),
    async held(call, { nino, submission: { businessId, taxYear }, figures }, submissionId) {
      const address = { nino, businessId, taxYear, submissionId };
      const copy = await hmrc.getForeignPropertyPeriod(call, address);
      return mapResult(copy, ({ fromDate, toDate, foreignNonFhlProperty = [], foreignFhlEea }): Held => {
        const summary: ForeignPropertyPeriodFigures = {
          ...figuresOf(figures),
          ...(foreignFhlEea && { foreignFhlEea: holidayLets(foreignFhlEea) }),
        };
        const places = foreignNonFhlProperty.map(({ countryCode, income = {}, expenses = {} }) => {
          const { foreignTaxCreditRelief = false, ...amounts } = income;
          return {
            countryCode,
            property: null,
            claimsForeignTaxCredit: foreignTaxCreditRelief,
            income: amounts,
            expenses: { ...expenses },
          };
        });
        return {
          isSame: sameFigures({ fromDate, toDate, places }, figures),
          body: bodyOf('putForeignPropertyPeriod', { ...address, ...unaddressed, summary }) ?? '',
          change: (again) => hmrc.putForeignPropertyPeriod(again, { ...address, summary }),
        };
      });
    },
    fieldOf: (path, { taxYear }) =>
      figureOfPlace(
        'foreignNonFhlProperty',
        fieldOf('putForeignPropertyPeriod', { ...unaddressed, taxYear, submissionId: '', summary: {} }, path),
      ),
  };
}

type EeaLets = NonNullable<ForeignPropertyPeriodFigures['foreignFhlEea']>;

/** Holiday lets of HMRC's answer as its requests have them: an answer may leave the rent out, and name rent-a-room. */
function holidayLets({
  income,
  expenses,
}: {
  income?: { rentAmountPence?: number | undefined } | undefined;
  expenses?: (EeaLets['expenses'] & { amountClaimedPence?: number | undefined }) | undefined;
}): EeaLets {
  const sent = { ...expenses };
  delete sent.amountClaimedPence;
  return {
    ...(income && { income: { rentAmountPence: income.rentAmountPence ?? 0 } }),
    ...(Object.keys(sent).length > 0 && { expenses: sent }),
  };
}
