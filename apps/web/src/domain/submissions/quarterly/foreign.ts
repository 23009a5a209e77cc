import {
  bodyOf,
  fieldOf,
  type ForeignPropertyCumulative,
  type HmrcClient,
  type SubmittedForeignPropertyCumulative,
} from '@quarterday/hmrc-client';

import { mapResult } from '../flow.ts';
import { type BusinessUpdate } from './business-update.ts';
import { categoryOfForeignField, type ForeignUpdateFigures, sameFigures } from './rules.ts';

/** The update of a foreign property business: by country in 2025-26, by HMRC's id of each property from 2026-27 on. */
export const foreignUpdate = (hmrc: HmrcClient): BusinessUpdate<ForeignUpdateFigures> => ({
  body(figures, taxYear) {
    // NINO and business are part of the address alone.
    const params = { nino: '', businessId: '', taxYear, summary: toHmrc(figures) };
    return bodyOf('putForeignPropertyCumulative', params) ?? '';
  },
  send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
    hmrc.putForeignPropertyCumulative(call, { nino, businessId, taxYear, summary: toHmrc(figures) }),
  async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
    const copy = await hmrc.getForeignPropertyCumulative(call, { nino, businessId, taxYear });
    return mapResult(copy, (held) => sameFigures(ofHmrc(held), figures));
  },
});

function toHmrc({ fromDate, toDate, places }: ForeignUpdateFigures): ForeignPropertyCumulative {
  const entries = places.map(({ countryCode, property, claimsForeignTaxCredit, income, expenses }) => ({
    ...(property ? { propertyId: property.hmrcId } : { countryCode }),
    income: { ...income, foreignTaxCreditRelief: claimsForeignTaxCredit },
    // HMRC takes no group without a figure in it.
    ...(Object.keys(expenses).length > 0 && { expenses }),
  }));
  // Which of the two an entry names goes by its year, and the client's shape refuses the other.
  return {
    fromDate,
    toDate,
    foreignProperty: entries as ForeignPropertyCumulative['foreignProperty'],
  } as ForeignPropertyCumulative;
}

function ofHmrc({ fromDate, toDate, foreignProperty }: SubmittedForeignPropertyCumulative) {
  return {
    ...(fromDate === undefined ? {} : { fromDate }),
    ...(toDate === undefined ? {} : { toDate }),
    places: foreignProperty.map(({ countryCode = '', propertyId, income = {}, expenses = {} }) => {
      const { foreignTaxCreditRelief = false, ...amounts } = income;
      return {
        countryCode,
        property: propertyId === undefined ? null : { hmrcId: propertyId, id: '', name: '' },
        claimsForeignTaxCredit: foreignTaxCreditRelief,
        income: amounts,
        expenses: { ...expenses },
      };
    }),
  };
}

/**
 * The figure of ours behind a path of HMRC's, such as `/foreignProperty/1/expenses/other`: the place among those of the update,
 * counted from 0, and the category: `1.other`. Null for a path that names no figure.
 */
export function foreignFieldOfPath(path: string): string | null {
  // The names of the figures are those of every year.
  const sample = { nino: '', businessId: '', taxYear: '2026-27', summary: { foreignProperty: [] } };
  return figureOfPlace('foreignProperty', fieldOf('putForeignPropertyCumulative', sample, path));
}

/** The figure of ours behind a field of the client's in a list of places: `foreignProperty.1.expenses.otherPence`. */
export function figureOfPlace(listName: string, clientField: string | null): string | null {
  const [list, index = '', side, ...rest] = (clientField ?? '').split('.');
  const field = rest.at(-1)?.replace(/Pence$/, '');
  if (list !== listName || (side !== 'income' && side !== 'expenses') || field === undefined) return null;
  return `${index}.${categoryOfForeignField(field)}`;
}
