import { placeOf } from '../../records/index.ts';
import { addDays, type TaxYear } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type PropertyBusinessType } from '../property-years.ts';
import { isByProperty, isOver, registrationOf } from './rules.ts';

/** Income that the records have of a property abroad after the day on which it ended by HMRC's list. */
export interface IncomeAfterEnd {
  property: { id: string; name: string };
  endDate: string;
  from: string;
  to: string;
  incomePence: number;
}

/** Makes the reader of income within an update that is dated after its property's end. It may be right, such as rent that was paid late. */
export function createIncomeAfterEnd({ store, records }: Pick<SubmissionDeps, 'store' | 'records'>) {
  return async function incomeAfterEnd(
    ownerId: string,
    of: {
      typeOfBusiness: PropertyBusinessType;
      taxYear: TaxYear;
      periodStartDate: string;
      periodEndDate: string;
    },
  ): Promise<IncomeAfterEnd[]> {
    if (of.typeOfBusiness !== 'foreign-property' || !isByProperty(of.taxYear)) return [];
    const [all, rows] = await Promise.all([
      records.listProperties(ownerId),
      store.foreignRegistrations(ownerId),
    ]);
    const found: IncomeAfterEnd[] = [];
    for (const { id, name, countryCode } of all) {
      if (placeOf(countryCode) !== 'abroad') continue;
      const registration = registrationOf(rows, id, of.taxYear);
      // Of one that is over nothing is sent: that is an obstacle.
      if (registration.kind !== 'registered' || !registration.end || isOver(registration.end, of.taxYear)) {
        continue;
      }
      const endDate = registration.end.date;
      const next = addDays(endDate, 1);
      const span = { from: next > of.periodStartDate ? next : of.periodStartDate, to: of.periodEndDate };
      if (span.from > span.to) continue;
      const { incomePence } = await records.summarise(ownerId, { propertyId: id, ...span });
      if (incomePence > 0) found.push({ property: { id, name }, endDate, ...span, incomePence });
    }
    return found;
  };
}
