import { type SubmissionDeps } from '../deps.ts';
import { type BusinessYear, type PropertyBusinessType } from '../property-years.ts';
import { amountsOf, type AnnualAnswers, type AnnualProblem, entryFieldsOf } from './entry/rules.ts';
import { fieldOfPlace, readAnswersAbroad, wholeIncomeAllowancePence } from './places/rules.ts';
import { type AnnualFigures, isForeignAnnual, readAnswers } from './rules.ts';

const propertyTypes = ['uk-property', 'foreign-property'] as const satisfies PropertyBusinessType[];

/** Makes the reader of how much property income allowance a landlord claims of other property than the business asked about. */
export function createAllowanceElsewhere({
  store,
  connections,
}: Pick<SubmissionDeps, 'store' | 'connections'>) {
  /** By their answers for the year, sent or not, in pence. */
  return async function claimedElsewherePence(ownerId: string, of: BusinessYear): Promise<number> {
    const businesses = await connections.businesses(ownerId);
    const others = businesses.flatMap(({ businessId, typeOfBusiness: told }) => {
      const typeOfBusiness = propertyTypes.find((type) => type === told);
      return typeOfBusiness && businessId !== of.businessId ? [{ businessId, typeOfBusiness }] : [];
    });
    const claims = await Promise.all(
      others.map(async ({ businessId, typeOfBusiness }) => {
        const draft = await store.annualDraft(ownerId, { businessId, taxYear: of.taxYear });
        return claimInAnswersPence({ typeOfBusiness, taxYear: of.taxYear }, draft?.answers);
      }),
    );
    return claims.reduce((sum, pence) => sum + pence, 0);
  };
}

/** How much of the allowance the answers that are kept of a business's year claim, in pence. */
export function claimInAnswersPence(
  { typeOfBusiness, taxYear }: { typeOfBusiness: PropertyBusinessType; taxYear: string },
  stored: unknown,
): number {
  const entries =
    typeOfBusiness === 'uk-property'
      ? [readAnswers(stored)]
      : Object.values(readAnswersAbroad(stored).places);
  const { allowances } = entryFieldsOf(typeOfBusiness, taxYear);
  return entries.reduce((sum, entry) => sum + claimOf(entry, allowances), 0);
}

function claimOf(
  entry: AnnualAnswers | undefined,
  fields: ReturnType<typeof entryFieldsOf>['allowances'],
): number {
  // What can't be read is told where it was answered.
  return entry ? (amountsOf(entry, fields, () => undefined)['propertyIncomeAllowance'] ?? 0) : 0;
}

/** The problem of claiming more than the whole allowance over all property, beside each claim of this business. */
export function tooMuchTogether(figures: AnnualFigures, elsewherePence: number): AnnualProblem[] {
  const entries = isForeignAnnual(figures)
    ? figures.places.map((place) => ({
        field: fieldOfPlace(place, 'propertyIncomeAllowance'),
        allowances: place.allowances,
      }))
    : [{ field: 'propertyIncomeAllowance', allowances: figures.allowances }];
  const claims = entries.flatMap(({ field, allowances }) => {
    const pence = allowances['propertyIncomeAllowance'] ?? 0;
    return pence > 0 ? [{ field, pence }] : [];
  });
  const together = claims.reduce((sum, { pence }) => sum + pence, elsewherePence);
  if (elsewherePence === 0 || together <= wholeIncomeAllowancePence) return [];
  const where = isForeignAnnual(figures) ? 'of your UK property' : 'of your property abroad';
  const text = `The property income allowance is at most £1,000 a year for all your property together, and your annual summary ${where} claims some of it. Lower one of the two`;
  return claims.map(({ field }) => ({ field, text }));
}
