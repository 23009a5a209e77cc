import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import type { ApiCall } from './operation.ts';
import { findCallRefusals, FIRST_YEAR_BY_PROPERTY, startYearOf } from './property-businesses.ts';
import { PROPERTY_ID } from './property-fields.ts';
import {
  foreignProperties,
  propertyKey,
  type KeptForeignDetails,
  type KeptForeignProperty,
} from './property-kept.ts';

/** The property that scenarios show. */
export const EXAMPLE_PROPERTY_ID = '5d0c3a52-6f1e-4b8a-9c47-2f3be81d7a60';

const WHERE = { businessId: true, taxYear: {} } as const;

interface Placed {
  readonly propertyId?: string;
}
type Wanted =
  | { ok: true; propertyId: string | undefined; fits: (item: Placed) => boolean }
  | { ok: false; answer: Answer };

/** The one property that a GET asks for, if it does; years before figures came by property show all they have. */
export function onlyProperty(call: ApiCall): Wanted {
  const asked = call.query('propertyId');
  if (asked !== undefined && !PROPERTY_ID.test(asked)) {
    const misread = { ok: false, refusals: [{ code: 'FORMAT_PROPERTY_ID' }] } as const;
    const [first = misread.refusals[0], ...more] = findCallRefusals(call, WHERE, misread);
    return { ok: false, answer: refuse(first, ...more) };
  }
  const propertyId = startYearOf(call) < FIRST_YEAR_BY_PROPERTY ? undefined : asked?.toLowerCase();
  const fits = (item: Placed): boolean =>
    propertyId === undefined || item.propertyId?.toLowerCase() === propertyId;
  return { ok: true, propertyId, fits };
}

/** The details of a property that hold in a tax year; undefined before it was registered and after the year it ended. */
export function detailsIn(property: KeptForeignProperty, taxYear: string): KeptForeignDetails | undefined {
  if (taxYear < property.firstTaxYear) return undefined;
  const year = Object.keys(property.details)
    .filter((one) => one <= taxYear)
    .sort()
    .at(-1);
  const details = year === undefined ? undefined : property.details[year];
  // An end in an earlier year leaves nothing to report on in this one.
  return details?.endDate !== undefined && details.endDate < `${taxYear.slice(0, 4)}-04-06`
    ? undefined
    : details;
}

/** Refuses figures of properties that the business does not have in that tax year. */
export function findForeignMismatch(
  { core, nino, param }: ApiCall,
  items: readonly Placed[],
): Refusal | undefined {
  const isKnown = ({ propertyId }: Placed): boolean => {
    if (propertyId === undefined) return true;
    const property = foreignProperties.get(core, propertyKey(nino, propertyId));
    return (
      property?.businessId === param('businessId') && detailsIn(property, param('taxYear')) !== undefined
    );
  };
  return items.every(isKnown) ? undefined : { code: 'RULE_PROPERTY_ID_MISMATCH' };
}
