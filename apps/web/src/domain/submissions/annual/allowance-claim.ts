import { type SubmissionDeps } from '../deps.ts';
import { claimInAnswersPence } from './allowance-together.ts';
import { isForeignAnnual, readAnnualFigures } from './rules.ts';
import { type BusinessYear, type PropertyBusinessType } from '../property-years.ts';

/** Where the property income allowance of a business's year is claimed: in the annual summary that HMRC took, or in answers kept for one. */
export type AllowanceClaim = { by: 'taken'; submissionId: string } | { by: 'kept' };

/** Makes the reader of whether the annual summary of a business and a tax year claims the property income allowance. */
export function createAllowanceClaims({ store }: Pick<SubmissionDeps, 'store'>) {
  return async function allowanceClaim(
    ownerId: string,
    of: BusinessYear & { typeOfBusiness: PropertyBusinessType },
  ): Promise<AllowanceClaim | null> {
    const [summaries, draft] = await Promise.all([
      store.list(ownerId, 'annual-summary'),
      store.annualDraft(ownerId, of),
    ]);
    // A newer one is made only after HMRC took the one before: the newest it took is what it has.
    const taken = summaries.find(
      (each) =>
        each.businessId === of.businessId && each.taxYear === of.taxYear && each.status === 'submitted',
    );
    if (taken) {
      const figures = (await store.attemptsOf(ownerId, [taken.id])).at(-1)?.figures;
      if (isClaimedIn(figures)) return { by: 'taken', submissionId: taken.id };
    }
    return claimInAnswersPence(of, draft?.answers) > 0 ? { by: 'kept' } : null;
  };
}

function isClaimedIn(stored: unknown): boolean {
  const figures = readAnnualFigures(stored);
  const entries = isForeignAnnual(figures) ? figures.places : [figures];
  return entries.some(({ allowances }) => (allowances['propertyIncomeAllowance'] ?? 0) > 0);
}
